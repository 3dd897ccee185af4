"""Public figures about groups, coarse by construction, so that nobody can be worked out from them.

Tables are subtracted from each other, and months from months. Leaving out small cells does not help against that, so
every count of a group is rounded, whatever its size: to the nearest five, and below five (nobody included) only that it
is below. What an outsider can still work out is then computed here exactly, from the rounded counts, from every total
of the same people that is published exactly somewhere, and from which people are some of which others. Where that
leaves fewer than three values for any count, nothing is published. A change of a count between two publications is
then at least as uncertain as the count itself, as long as no exact figure speaks of the change: none does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.safeguards import Refused, upholds

STEP = 5  # counts are multiples of it
LEAST = 5  # below it a count says no more than that
WIDTH = 3  # so many values at the least must be possible for every count

Cell = int | None  # None: fewer than LEAST
Cells = Mapping[str, Mapping[str, Cell]]  # by stage and group
Ranges = dict[str, tuple[int, int]]
_INSTEAD = "Publish nothing about groups this time, and let the last figures stand."


@dataclass(frozen=True, slots=True)
class Table:
    """Rounded counts of one way to group people. Every stage has the same groups, and nobody is in two of them.

    `totals`: the stages of which the sum over all groups is published exactly somewhere. `within`: for a stage, the
    stages whose people its people are some of.
    """

    cells: Cells
    totals: Mapping[str, int] = field(default_factory=dict)
    within: Mapping[str, Sequence[str]] = field(default_factory=dict)


def rounded(count: int) -> Cell:
    """A count as it may be published."""
    return None if count < LEAST else STEP * ((count + STEP // 2) // STEP)


def span(cell: Cell) -> tuple[int, int]:
    """The lowest and the highest count that is published so."""
    return (0, LEAST - 1) if cell is None else (max(LEAST, cell - STEP // 2), cell + STEP // 2)


def made(
    counts: Mapping[str, Mapping[str, int]],
    totals: Mapping[str, int] | None = None,
    within: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """The table of exact counts by stage and group, rounded. `totals`, `within`: as `Table` has them."""
    cells = {stage: {group: rounded(count) for group, count in by.items()} for stage, by in counts.items()}
    return Table(cells, totals or {}, within or {})


def check(table: Table) -> None:
    """Refuse to publish a table from which somebody could be worked out."""
    check_rounded(table)
    check_nothing_follows(table)


@upholds("SG-43")
def check_rounded(table: Table) -> None:
    """No count of a group is published exactly."""
    for stage, by in table.cells.items():
        for group, cell in by.items():
            if cell is not None and (cell < LEAST or cell % STEP):
                raise Refused("SG-43", f"{stage}, {group}: {cell} is not rounded to {STEP}.", _INSTEAD)


@upholds("SG-43")
def check_nothing_follows(table: Table) -> None:
    """No count can be narrowed down to one or two values by adding up and subtracting what is public.

    Where the exact total of a stage is one or none, that alone leaves fewer values; nothing more may follow then.
    """
    for (stage, group), values in possible(table).items():
        if len(values) < min(WIDTH, table.totals.get(stage, WIDTH) + 1):
            raise Refused(
                "SG-43",
                f"{stage}, {group}: from the other figures follows that it is one of {len(values)} numbers at most.",
                _INSTEAD,
            )


@upholds("SG-43")
def check_enough_changed(changed: int, least: int) -> None:
    """Figures about groups are renewed only when enough people came or left since the last, so that no single one shows
    in the difference.
    """
    if changed < least:
        raise Refused("SG-43", f"Fewer than {least} people came or left since the last figures.", _INSTEAD)


def possible(table: Table) -> dict[tuple[str, str], set[int]]:
    """Every count that each cell may stand for, given all that is public; none where the figures contradict each other.

    Exact: for each group all combinations of the counts whose totals are known, and which of them the other groups can
    make up to the totals.
    """
    groups = list(next(iter(table.cells.values()), {}))
    known = [stage for stage in table.cells if stage in table.totals]
    combined = [dict(_combinations(table, group, known)) for group in groups]
    lowest = [[span(table.cells[stage][group])[0] for stage in known] for group in groups]
    least = np.array(lowest, np.int64).reshape(len(groups), len(known))
    missing = np.array([table.totals[stage] for stage in known], np.int64) - least.sum(axis=0)
    values: dict[tuple[str, str], set[int]] = {(stage, group): set() for stage in table.cells for group in groups}
    if (missing < 0).any():
        return values
    offsets = [{tuple(np.subtract(c, least[i]).tolist()): c for c in one} for i, one in enumerate(combined)]
    before = _reached([list(one) for one in offsets], missing)
    after = _reached([list(one) for one in reversed(offsets)], missing)
    for i, group in enumerate(groups):
        for offset, combination in offsets[i].items():
            if _completes(before[i], after[len(groups) - 1 - i], missing - np.array(offset, np.int64)):
                for stage, (low, high) in combined[i][combination].items():
                    values[stage, group].update(range(low, high + 1))
    return values


def _combinations(table: Table, group: str, known: Sequence[str]) -> Iterator[tuple[tuple[int, ...], Ranges]]:
    """What the counts with known totals can be for a group, and the ranges of all its counts for each of these."""
    spans = {stage: span(by[group]) for stage, by in table.cells.items()}
    for values in product(*(range(spans[stage][0], spans[stage][1] + 1) for stage in known)):
        ranges = _tightened(spans | {s: (v, v) for s, v in zip(known, values, strict=True)}, table.within)
        if ranges:
            yield values, ranges


def _tightened(ranges: Ranges, within: Mapping[str, Sequence[str]]) -> Ranges:
    """The ranges with what follows from some people being some of others; empty where that cannot be."""
    ranges, moved = dict(ranges), True
    pairs = [(part, whole) for part, wholes in within.items() for whole in wholes if {part, whole} <= set(ranges)]
    while moved:
        moved = False
        for part, whole in pairs:
            (low, high), (low_whole, high_whole) = ranges[part], ranges[whole]
            if high > high_whole or low_whole < low:
                ranges[part], ranges[whole] = (low, min(high, high_whole)), (max(low, low_whole), high_whole)
                moved = True
        if any(low > high for low, high in ranges.values()):
            return {}
    return ranges


def _reached(offsets: Sequence[Sequence[tuple[int, ...]]], most: NDArray[Any]) -> list[NDArray[np.bool_]]:
    """Which sums, up to `most`, the first none, one, two, ... of the groups can have."""
    sums = [np.zeros(tuple(most + 1), dtype=bool)]
    sums[0][(0,) * len(most)] = True
    for one in offsets:
        nxt = np.zeros_like(sums[0])
        for offset in one:
            if all(o <= m for o, m in zip(offset, most, strict=True)):
                to = tuple(slice(o, None) for o in offset)
                nxt[to] |= sums[-1][tuple(slice(0, m + 1 - o) for o, m in zip(offset, most, strict=True))]
        sums.append(nxt)
    return sums


def _completes(before: NDArray[np.bool_], after: NDArray[np.bool_], missing: NDArray[Any]) -> bool:
    """Whether the groups before and after can make up what is missing."""
    if (missing < 0).any():
        return False
    part = tuple(slice(0, m + 1) for m in missing)
    turned = after[part][tuple(slice(None, None, -1) for _ in missing)]
    return bool((before[part] & turned).any())
