"""Who is on a register: its size, the ages, how long people have been on it, the bands, and how many came how far."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.extract import Attribute, Extract, Role, Stage
from evenhand.inspection.sql import could_come_to, quoted

OLDEST = 120
AGE_BOUNDS = (0, 10, 14, 18, 21, 25, 30, 40, 50)
MONTH_BOUNDS = (0, 6, 12, 24, 36, 60, 120)
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Sizes:
    """`people` in `rows` of the file; of `scored` people with a score, `zero` have one of zero or less; of `told`
    people of whom the file says how often they caused harm, `harmless` never did. Zero of zero without such a column.
    """

    rows: float
    people: float
    scored: float
    zero: float
    told: float
    harmless: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people there are at each whole number (`values`, ascending, with `people` each), and in each of some
    bands from its lower bound on. `unknown` people have no such number, `impossible` one that cannot be.
    """

    values: NDArray[Any]
    people: NDArray[Any]
    bounds: tuple[int, ...]
    bands: tuple[str, ...]
    in_band: NDArray[Any]
    unknown: float
    impossible: float
    median: float  # the lowest number that at least half of the known do not exceed; NaN where nobody is known
    single: bool = True  # False: `values` are the lower bounds of the bands, nothing finer is given

    @property
    def known(self) -> int:
        """People with a number that can be."""
        return int(self.people.sum())

    def below(self, bound: int) -> int:
        """How many known people are below a number."""
        return int(self.people[self.values < bound].sum())


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far people came. Arrays are stages x groups: `counted` of `of` people who could have come there, and of whom
    the file says whether they did. `attribute` is "" for everybody together.
    """

    attribute: str
    groups: tuple[str, ...]
    stages: tuple[str, ...]
    among: tuple[str, ...]
    counted: NDArray[Any]
    of: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Description:
    """All of it. `ages` and `months` are None, and `bands` empty, where the file has no such column."""

    sizes: Sizes
    ages: Spread | None
    months: Spread | None
    bands: tuple[tuple[str, float], ...]
    funnels: tuple[Funnel, ...]


def description(extract: Extract) -> Description:
    """Everything that can be described of this extract: funnels for everybody, then by each attribute."""
    names = (EVERYBODY, *(one.name for one in extract.attributes)) if extract.stages else ()
    return Description(
        sizes(extract),
        ages(extract),
        time_on_register(extract),
        bands(extract),
        tuple(funnel(extract, name) for name in names),
    )


def sizes(extract: Extract) -> Sizes:
    """How many rows and people, and how many of those with a score, or a count of harm, have none."""
    scored, zero = _zeros(extract, Role.SCORE)
    told, harmless = _zeros(extract, Role.CAUSED)
    return Sizes(extract.rows, extract.people, scored, zero, told, harmless)


def ages(extract: Extract) -> Spread | None:
    """Completed years as at the extract's day: from the birth date, else from the age as it is given."""
    given = []
    if Role.BORN_ON in extract.roles:
        given.append("date_sub('year', born_on, $as_at)")
    if Role.AGE in extract.roles:
        given.append("floor(age)::BIGINT")
    if not given:
        return None
    unborn = "born_on > $as_at" if Role.BORN_ON in extract.roles else "false"
    return _spread(extract, f"coalesce({', '.join(given)})", unborn, OLDEST, AGE_BOUNDS)


def time_on_register(extract: Extract) -> Spread | None:
    """Completed months from the day on which somebody was listed to the day on which they ended, or the extract's."""
    if Role.LISTED_ON not in extract.roles:
        return None
    until = "least(ended_on, $as_at)" if Role.ENDED_ON in extract.roles else "$as_at"
    return _spread(extract, f"date_sub('month', listed_on, {until})", f"listed_on > {until}", 1_200, MONTH_BOUNDS)


def bands(extract: Extract) -> tuple[tuple[str, float], ...]:
    """People in each band, the largest first; none where there is no such column."""
    if Role.BAND not in extract.roles:
        return ()
    return tuple(
        extract.connection.execute(
            f"SELECT coalesce(band, 'not recorded') AS named, sum(people)::BIGINT AS many FROM {quoted(extract.table)} "
            "GROUP BY named ORDER BY many DESC, named"
        ).fetchall()
    )


def funnel(extract: Extract, attribute: str = EVERYBODY) -> Funnel:
    """How many people came to each stage, by the groups of one attribute. Raises KeyError for an unknown one."""
    one = extract.attribute(attribute) if attribute else None
    groups = one.groups if one else ("everybody",)
    counts = np.array([_at_stage(extract, one, groups, stage) for stage in extract.stages], np.int64)
    counted, of = counts.reshape(-1, 2, len(groups)).transpose(1, 0, 2)
    stages, among = (tuple(getattr(stage, name) for stage in extract.stages) for name in ("name", "among"))
    return Funnel(attribute, groups, stages, among, counted, of)


def _at_stage(
    extract: Extract, attribute: Attribute | None, groups: tuple[str, ...], stage: Stage
) -> tuple[list[int], list[int]]:
    named = f"CAST({quoted(attribute.column)} AS VARCHAR)" if attribute else "'everybody'"
    found = extract.connection.execute(
        f"SELECT {named}, coalesce(sum(people) FILTER ({quoted(stage.column)}), 0)::BIGINT, sum(people)::BIGINT "
        f"FROM {quoted(extract.table)} WHERE {could_come_to(extract, stage)} GROUP BY 1"
    ).fetchall()
    by_group = {group: (counted, of) for group, counted, of in found}
    both = [by_group.get(group, (0, 0)) for group in groups]
    return [counted for counted, _ in both], [of for _, of in both]


def _zeros(extract: Extract, role: Role) -> tuple[int, int]:
    if role not in extract.roles:
        return 0, 0
    column = quoted(role.value)
    told, zero = extract.connection.execute(
        f"SELECT coalesce(sum(people) FILTER ({column} IS NOT NULL), 0)::BIGINT, "
        f"coalesce(sum(people) FILTER ({column} <= 0), 0)::BIGINT FROM {quoted(extract.table)}"
    ).fetchone() or (0, 0)
    return told, zero


def _spread(extract: Extract, number: str, impossible: str, most: int, bounds: tuple[int, ...]) -> Spread:
    """`number` and `impossible` are expressions of ours over canonical columns."""
    found = extract.connection.execute(
        f"SELECT CASE WHEN {impossible} OR number NOT BETWEEN 0 AND $most THEN -1 ELSE number END AS value, "
        f"sum(people)::BIGINT FROM (SELECT *, {number} AS number FROM {quoted(extract.table)}) "
        "GROUP BY value ORDER BY value NULLS LAST",
        {"as_at": extract.as_at, "most": most} if "$as_at" in impossible + number else {"most": most},
    ).fetchall()
    by_value = {value: int(people) for value, people in found}
    unknown, wrong = by_value.pop(None, 0), by_value.pop(-1, 0)
    values, people = np.array(list(by_value), np.int64), np.array(list(by_value.values()), np.int64)
    place = np.searchsorted(np.array(bounds), values, side="right") - 1
    in_band = np.bincount(place, weights=people, minlength=len(bounds)).astype(np.int64)
    middle = float(values[np.searchsorted(2 * people.cumsum(), people.sum())]) if people.sum() else float("nan")
    return Spread(values, people, bounds, _named(bounds), in_band, unknown, wrong, middle)


def _named(bounds: tuple[int, ...]) -> tuple[str, ...]:
    ends = [f"{low} to {high - 1}" for low, high in pairwise(bounds)]
    return (f"under {bounds[1]}", *ends[1:], f"{bounds[-1]} and over")
