"""What became of a register from one extract to the next: its size, its zeros, its composition, its stages, its people.

A list that is cut tends to gain in relative disparity while fewer people of every group are on it; both are said, so
that neither can be told without the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.disparity import Table
from evenhand.inspection.extract import Extract, Role
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.trouble import CannotInspect

# A change of less than a tenth in size is not spoken of as a cut.
CUT = 0.9


@dataclass(frozen=True, slots=True)
class Series:
    """One table of the inspections through time: every array is dates x groups, NaN where a date has no such group."""

    attributes: tuple[str, ...]
    stage: str
    benchmark: str
    reference: str
    groups: tuple[tuple[str, ...], ...]
    counted: NDArray[Any]
    rate: NDArray[Any]
    share: NDArray[Any]
    share_low: NDArray[Any]
    share_high: NDArray[Any]
    ratio: NDArray[Any]
    ratio_low: NDArray[Any]
    ratio_high: NDArray[Any]
    difference: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Movement:
    """Between two dates: how many people, by the register's own reference, stayed, came and went."""

    begin: date
    end: date
    stayed: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Change:
    """Extracts of one register in the order of their dates. `zero` and `stages` are None where a file does not say."""

    dates: tuple[date, ...]
    sizes: tuple[int, ...]
    zero: tuple[int | None, ...]
    stages: dict[str, tuple[int | None, ...]]
    movements: tuple[Movement, ...]
    series: tuple[Series, ...]
    sentences: tuple[str, ...]


_ARRAYS = (
    *("counted", "rate", "share", "share_low", "share_high"),
    *("ratio", "ratio_low", "ratio_high", "difference"),
)


def compare(inspections: Sequence[Inspection]) -> Change:
    """What changed over these inspections. Raises CannotInspect where two are as at the same day."""
    known = sorted(inspections, key=lambda one: one.extract.as_at)
    dates = tuple(one.extract.as_at for one in known)
    if len(set(dates)) < len(dates):
        raise CannotInspect(
            "Two of the extracts are as at the same day. Give each its own day, as as_at in its mapping."
        )
    extracts = [one.extract for one in known]
    sizes = tuple(one.people for one in extracts)
    zero = tuple(_zero(one) for one in extracts)
    movements = tuple(_moved(*pair) for pair in pairwise(extracts) if _have_references(pair))
    series = _series([one.tables for one in known])
    stages, residents = _stages(extracts), {one.name for each in known for one in each.benchmarks}
    composition = [one for one in series if one.benchmark in residents and one.stage not in stages]
    sentences = (
        *_of_size(dates, sizes, zero),
        *(_of_movement(one) for one in movements),
        *_of_cuts(dates, sizes, composition),
    )
    return Change(dates, sizes, zero, stages, movements, series, sentences)


def _zero(extract: Extract) -> int | None:
    if Role.SCORE not in extract.roles:
        return None
    return _number(extract, f"SELECT sum(people) FROM {extract.table} WHERE score = 0")


def _number(extract: Extract, query: str) -> int:
    row = extract.connection.execute(query).fetchone()
    return int(row[0] or 0) if row else 0


def _stages(extracts: Sequence[Extract]) -> dict[str, tuple[int | None, ...]]:
    """How many people came to each stage, at each date."""
    names = list(dict.fromkeys(stage.name for one in extracts for stage in one.stages))
    return {name: tuple(_at_stage(one, name) for one in extracts) for name in names}


def _at_stage(extract: Extract, name: str) -> int | None:
    column = next((stage.column for stage in extract.stages if stage.name == name), None)
    return _number(extract, f'SELECT sum(people) FROM {extract.table} WHERE "{column}"') if column else None


def _have_references(pair: Sequence[Extract]) -> bool:
    return all(one.single and Role.PERSON in one.roles for one in pair)


def _moved(before: Extract, after: Extract) -> Movement:
    then, now = _references(before), _references(after)
    stayed = len(then & now)
    return Movement(before.as_at, after.as_at, stayed, len(now) - stayed, len(then) - stayed)


def _references(extract: Extract) -> set[str]:
    rows = extract.connection.execute(
        f"SELECT DISTINCT person FROM {extract.table} WHERE person IS NOT NULL"
    ).fetchall()
    return {row[0] for row in rows}


def _series(inspected: Sequence[Sequence[Table]]) -> tuple[Series, ...]:
    """The tables of single attributes that every inspection has, with all groups that any of them has."""
    kinds: dict[tuple[Any, ...], list[Table]] = {}
    for tables in inspected:
        for table in tables:
            if len(table.attributes) == 1:
                kind = (table.attributes, table.stage, table.benchmark, table.reference)
                kinds.setdefault(kind, []).append(table)
    return tuple(_one_series(kind, tables) for kind, tables in kinds.items() if len(tables) == len(inspected))


def _one_series(kind: tuple[Any, ...], tables: Sequence[Table]) -> Series:
    groups = tuple(dict.fromkeys(group for table in tables for group in table.groups))
    arrays = {name: np.stack([_spread(table, name, groups) for table in tables]) for name in _ARRAYS}
    attributes, stage, benchmark, reference = kind
    return Series(attributes, stage, benchmark, reference, groups, **arrays)


def _spread(table: Table, name: str, groups: Sequence[tuple[str, ...]]) -> NDArray[np.float64]:
    """One array of a table, in the order of these groups."""
    values = dict(zip(table.groups, getattr(table, name), strict=True))
    return np.array([float(values.get(group, np.nan)) for group in groups])


def _of_size(dates: Sequence[date], sizes: Sequence[int], zero: Sequence[int | None]) -> list[str]:
    said = [f"On {_day(dates[0])} the register held {sizes[0]:,} people, on {_day(dates[-1])} {sizes[-1]:,}."]
    first, last = zero[0], zero[-1]
    if first is not None and last is not None and sizes[0] and sizes[-1]:
        said.append(
            f"{first:,} of them ({first / sizes[0] * 100:.1f} %) had a score of zero then, {last:,} "
            f"({last / sizes[-1] * 100:.1f} %) at the end."
        )
    return said


def _of_movement(moved: Movement) -> str:
    return (
        f"Between {_day(moved.begin)} and {_day(moved.end)}, by the register's own references, {moved.stayed:,} people "
        f"stayed, {moved.joined:,} came and {moved.left:,} went."
    )


def _of_cuts(dates: Sequence[date], sizes: Sequence[int], series: Sequence[Series]) -> list[str]:
    """Where the register was cut and a group's ratio rose all the same: both, and why they go together."""
    if sizes[-1] > sizes[0] * CUT:
        return []
    said = [_cut(dates, one, place) for one in series for place in range(len(one.groups)) if _rose(one, place)]
    if said:
        said.append(
            "That a ratio rises when a list is cut is no error: leaving out those who score lowest takes more, in "
            "proportion, from the groups that are rarer among the high scores. Fewer people are affected, and the "
            "difference in rates usually becomes smaller, while the ratio between groups can grow. Neither figure "
            "should be told without the other."
        )
    return said


def _rose(series: Series, place: int) -> bool:
    ratio, counted = series.ratio[:, place], series.counted[:, place]
    return bool(ratio[-1] > max(ratio[0], 1) and counted[-1] < counted[0])


def _cut(dates: Sequence[date], series: Series, place: int) -> str:
    counted, ratio, difference = series.counted[:, place], series.ratio[:, place], series.difference[:, place]
    group, other = ", ".join(series.groups[place]), series.reference or "everybody else"
    return (
        f"{group} ({series.stage}, against {series.benchmark}): {counted[0]:,.0f} people on {_day(dates[0])}, "
        f"{counted[-1]:,.0f} on {_day(dates[-1])}; the ratio to {other} went from {ratio[0]:.2f} to {ratio[-1]:.2f}, "
        f"the difference from {difference[0] * 10_000:,.1f} to {difference[-1] * 10_000:,.1f} per 10,000."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
