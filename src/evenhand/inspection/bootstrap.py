"""Intervals by resampling, that assume nothing of how a rate or a ratio is spread."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from evenhand.inspection.comparing import TOGETHER, recorded
from evenhand.inspection.cube import Cube, Group, Kinds, Which, kinds, roll_up
from evenhand.inspection.disparity import Table
from evenhand.inspection.exact import Counts
from evenhand.inspection.intervals import LEVEL, Floats

DRAWS = 1000
SEED = 2026
AT_ONCE = 4  # tables drawn side by side: drawing leaves Python, so that several processors can work


@dataclass(frozen=True, slots=True)
class Spread:
    """Between which values a table's rates and ratios lie when the people of the file are drawn again and again.

    One value a group, in the order of the table. NaN where there is nothing to compare; infinite where in so many
    draws nobody of the others was counted.
    """

    groups: tuple[Group, ...]
    rate_low: Floats
    rate_high: Floats
    ratio_low: Floats
    ratio_high: Floats
    draws: int
    level: float


def spreads(
    cube: Cube, tables: Sequence[Table], draws: int = DRAWS, seed: int = SEED, level: float = LEVEL
) -> tuple[Spread, ...]:
    """For each table, the percentile bootstrap interval (Efron 1979) of its rates and ratios.

    To draw the people of a file with replacement is to draw the number of each kind from a multinomial distribution,
    so its cost does not depend on how many people there are. The residents of a benchmark are not drawn: they are not a
    sample. The same seed gives the same bounds, for each table on its own.
    """
    alike = kinds(cube)

    @cache
    def rolled(names: tuple[str, ...]) -> tuple[tuple[Group, ...], Counts]:
        return roll_up(cube, names, alike)

    def spread(table: Table) -> Spread:
        rng = np.random.default_rng([seed, *_as_numbers(table)])
        counted, of = _drawn(table, *rolled(table.attributes), alike, draws, rng)
        return _spread(table, counted, of, level)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return tuple(pool.map(spread, tables))


def _as_numbers(table: Table) -> bytes:
    """What tells one table from another, so that no two have the same draws."""
    return "\n".join((*table.attributes, table.stage, table.benchmark)).encode()


def _drawn(
    table: Table, groups: tuple[Group, ...], people: Counts, alike: Kinds, draws: int, rng: np.random.Generator
) -> tuple[Counts, Counts]:
    """Counted and of in each draw: groups of the table x draws."""
    stages = {alike.cube.everybody, *(stage.name for stage in alike.cube.stages)}
    residents = table.benchmark not in stages
    came, there = _compared(table, alike, residents)
    parts = [people @ kind for kind in (came & there, came & ~there, there & ~came)]
    drawn = _multinomial(np.concatenate(parts), int(people.sum()), draws, rng)
    both, came_only, there_only = (drawn[place * len(groups) : (place + 1) * len(groups)] for place in range(3))
    counted, of = np.zeros((2, len(table.groups), draws), np.int64)
    counted[: len(groups)] = both + came_only
    if residents:
        return counted, np.repeat(table.of[:, None], draws, axis=1)
    of[: len(groups)] = both + there_only
    return counted, of


def _compared(table: Table, alike: Kinds, residents: bool) -> tuple[Which, Which]:
    """Which kinds of people are counted, and which are those they are set against."""
    if residents:
        return alike.came(table.stage), alike.came(table.stage)
    among = {stage.name: stage.among or alike.cube.everybody for stage in alike.cube.stages}
    if among.get(table.stage) == table.benchmark:
        return alike.at(table.stage)
    return alike.came(table.stage), alike.came(table.benchmark)


def _multinomial(numbers: Counts, everybody: int, draws: int, rng: np.random.Generator) -> Counts:
    """Draws of these numbers out of everybody: numbers x draws. What nobody is in stays zero."""
    drawn = np.zeros((len(numbers), draws), np.int64)
    some = np.flatnonzero(numbers)
    if len(some):
        shares = np.append(numbers[some], max(everybody - numbers[some].sum(), 0)) / everybody
        drawn[some] = rng.multinomial(everybody, shares, size=draws)[:, :-1].T
    return drawn


def _spread(table: Table, counted: Counts, of: Counts, level: float) -> Spread:
    """The bounds of rate and ratio over the draws."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = counted / of
        ratio = rate / _rate_of_others(table, counted, of)
    compared = np.isfinite(table.p) | np.isfinite(table.ratio_low)
    ratio_low, ratio_high = (np.where(compared, bound, np.nan) for bound in _bounds(ratio, level))
    rate_low, rate_high = (np.where(table.of > 0, bound, np.nan) for bound in _bounds(rate, level))
    return Spread(table.groups, rate_low, rate_high, ratio_low, ratio_high, counted.shape[1], level)


def _rate_of_others(table: Table, counted: Counts, of: Counts) -> Floats:
    """In each draw, the rate of whom the table compares each group with."""
    if table.reference:
        place = [TOGETHER.join(group) for group in table.groups].index(table.reference)
        return np.asarray(counted[place] / of[place])
    known = (recorded(table.groups) & (table.of > 0))[:, None]
    known_counted, known_of = np.where(known, counted, 0), np.where(known, of, 0)
    return np.asarray((known_counted.sum(axis=0) - counted) / (known_of.sum(axis=0) - of))


def _bounds(values: Floats, level: float) -> tuple[Floats, Floats]:
    """The percentiles of each row; a draw in which the value does not exist is left out: NaN comes last in order."""
    ordered, existing = np.sort(values, axis=-1), (~np.isnan(values)).sum(axis=-1)
    places = [
        np.maximum(np.ceil(existing * end - 1e-9).astype(np.intp) - 1, 0) for end in ((1 - level) / 2, (1 + level) / 2)
    ]
    low, high = (np.take_along_axis(ordered, place[:, None], axis=-1)[:, 0] for place in places)
    return low, high
