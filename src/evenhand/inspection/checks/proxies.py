"""Whether a place or a name stands in for a group: then a rule about the one is a rule about the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.checks import law
from evenhand.inspection.checks.counting import SHOWN, Check, Found, Missing, said
from evenhand.inspection.extract import NOT_RECORDED, Attribute, Extract, Role

# A tenth of the uncertainty about somebody's group gone by knowing the column: less is what any real map shows.
MATERIAL = 0.1
# A value that fewer people share says nothing about a place or a name.
ENOUGH = 5
# Nearly everybody with the value is of one group, which is not nearly everybody anyway.
NEARLY_ALL, NOT_MOST = 0.95, 0.8
DISTRICT = r"^\s*([A-Za-z]{1,2}\d[A-Za-z0-9]?)\s*(\d[A-Za-z]{2})?\s*$"
COLUMNS = {
    Role.AREA: ("area", "area"),
    Role.POSTCODE: (f"upper(regexp_extract(postcode, '{DISTRICT}', 1))", "postcode district"),
    Role.NAME: ("lower(name)", "name"),
}
# A first name tells somebody's sex, and everybody knows it.
EXPECTED = ("sex", "gender")


@dataclass(frozen=True, slots=True)
class Tie:
    """How well a column tells an attribute: `told`, the share of the uncertainty that it takes away beyond chance;
    `people`, how many of `of` share a value with nearly only their own group; the group of most of them."""

    column: str
    called: str
    attribute: Attribute
    told: float
    people: int
    of: int
    values: tuple[str, ...]
    group: str


def proxy(extract: Extract) -> Found | Missing:
    """The closest tie between a place or a name and any attribute, where it is material."""
    ties = [tie for tie in _ties(extract) if tie is not None]
    if not ties:
        return Missing("This could not be checked: there is no attribute to compare places or names with.")
    closest = max(ties, key=lambda tie: (tie.told >= MATERIAL and tie.people > 0, tie.told))
    tried = ", ".join(dict.fromkeys(f"{tie.called} for {tie.attribute.name}" for tie in ties))
    if closest.told < MATERIAL or not closest.people:
        return Found(0, closest.of, f"No place or name stands in for a group (looked at: {tried}).")
    told = (
        f"Knowing the {closest.called} takes away {closest.told * 100:.0f} % of the uncertainty about "
        f"{closest.attribute.name}, beyond chance; most of these people are {closest.group}."
    )
    what = f"share their {closest.called} with nearly only people of their own {closest.attribute.name}"
    return Found(
        closest.people, closest.of, f"{said(closest.people, closest.of, what)} {told}", _rows(extract, closest)
    )


def _ties(extract: Extract) -> Iterator[Tie | None]:
    for role, (column, called) in COLUMNS.items():
        for attribute in extract.attributes:
            if role in extract.roles and attribute.name.lower() not in EXPECTED:
                yield _tie(extract, column, called, attribute)


def _tie(extract: Extract, column: str, called: str, attribute: Attribute) -> Tie | None:
    rows = extract.connection.execute(
        f"SELECT {column} AS value, enum_code({attribute.column}) AS code, sum(people) FROM {extract.table} "
        f"WHERE coalesce({column}, '') <> '' AND CAST({attribute.column} AS VARCHAR) <> ? GROUP BY ALL ORDER BY 1, 2",
        [NOT_RECORDED],
    ).fetchall()
    values = list(dict.fromkeys(value for value, _, _ in rows))
    place = {value: n for n, value in enumerate(values)}
    counts = np.zeros((len(values), len(attribute.groups)))
    for value, code, people in rows:
        counts[place[value], code] += people
    shared = counts.sum(axis=1) >= ENOUGH
    counts, values = counts[shared], [value for value, kept in zip(values, shared, strict=True) if kept]
    if not values or len(counts[:, counts.sum(axis=0) > 0].T) < 2 or _is_the_same(counts, values, attribute):
        return None
    return _measured(counts, values, column, called, attribute)


def _is_the_same(counts: NDArray[np.float64], values: list[str], attribute: Attribute) -> bool:
    """Whether column and attribute are one thing under two names: everybody's value is what their group is called."""
    called = [attribute.groups[place].casefold() for place in counts.argmax(axis=1)]
    return called == [value.casefold() for value in values]


def _measured(counts: NDArray[np.float64], values: list[str], column: str, called: str, attribute: Attribute) -> Tie:
    total, overall = counts.sum(), counts.sum(axis=0) / counts.sum()
    shares = counts / counts.sum(axis=1, keepdims=True)
    main = shares.argmax(axis=1)
    alone = (shares.max(axis=1) >= NEARLY_ALL) & (overall[main] < NOT_MOST)
    people = counts.sum(axis=1)
    groups = np.bincount(main[alone], weights=people[alone], minlength=counts.shape[1])
    return Tie(
        column,
        called,
        attribute,
        told(counts),
        int(people[alone].sum()),
        int(total),
        tuple(value for value, is_alone in zip(values, alone, strict=True) if is_alone),
        attribute.groups[int(groups.argmax())],
    )


def told(counts: NDArray[np.float64]) -> float:
    """Theil's uncertainty coefficient of the groups (columns) given the values (rows), less what chance alone gives.

    What chance gives is (rows - 1)(columns - 1) / 2n, the bias of mutual information after Miller (1955) and Madow.
    """
    there = counts[:, counts.sum(axis=0) > 0]
    total = there.sum()
    joint = there / total
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    filled = joint > 0
    information = float((joint[filled] * np.log((joint / (rows * columns))[filled])).sum())
    uncertainty = float(-(columns * np.log(columns)).sum())
    chance = (there.shape[0] - 1) * (there.shape[1] - 1) / (2 * total)
    return max(0.0, (information - chance) / uncertainty) if uncertainty > 0 else 0.0


def _rows(extract: Extract, tie: Tie) -> tuple[int, ...]:
    found = extract.connection.execute(
        f"SELECT row FROM {extract.table} WHERE list_contains(?, {tie.column}) ORDER BY row LIMIT {SHOWN}",
        [list(tie.values)],
    ).fetchall()
    return tuple(row for (row,) in found)


CHECKS = (
    Check(
        "proxy",
        "A place or name stands in for a group",
        ((Role.AREA, Role.POSTCODE, Role.NAME),),
        proxy,
        ("SG-14", "SG-41"),
        (law.EQUALITY, law.SENSITIVE),
    ),
)
