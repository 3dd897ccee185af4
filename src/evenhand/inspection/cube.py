"""One pass over the people: how many there are of each combination of groups and of what was done. The rest is sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.exact import Counts
from evenhand.inspection.extract import Attribute, Extract, Stage
from evenhand.inspection.sql import quoted
from evenhand.inspection.trouble import CannotInspect

Group = tuple[str, ...]
Which = NDArray[np.bool_]
Places = NDArray[np.intp]

YES, NO, NOT_SAID = 1, 0, -1
OUTCOME = "outcome"  # the column of what was later found
MANY_KEYS = 1 << 24


@dataclass(frozen=True, slots=True)
class Cube:
    """Cells: people who are alike in every attribute, every stage and the outcome. In no particular order.

    `codes` (cells x attributes) are places in `attributes[i].groups`; `marks` (cells x stages, then the outcome where
    `has_outcome`) are 1 yes, 0 no, -1 not said; `people` is how many people are in the cell.
    """

    attributes: tuple[Attribute, ...]
    stages: tuple[Stage, ...]
    codes: NDArray[np.uint16]
    marks: NDArray[np.int8]
    people: Counts
    has_outcome: bool = False

    @property
    def everybody(self) -> str:
        """What everybody in the file is called as a stage: "listed", unless a stage of the file has that name."""
        taken = {stage.name for stage in self.stages}
        return next(name for name in ("listed", "everybody in the file", "everybody") if name not in taken)

    def counts(self, names: Sequence[str], stage: str) -> tuple[tuple[Group, ...], Counts, Counts]:
        """Each group of these attributes that anybody is in, how many of it came to the stage, and of how many.

        `of` are the people of the stage it is `among` (or everybody) of whom the file says whether they came to it.
        Everybody is a stage too (`everybody`), and came to it. Raises KeyError for an unknown name.
        """
        alike = kinds(self)
        groups, people = roll_up(self, names, alike)
        came, could = alike.at(stage)
        return groups, people @ came, people @ could


@dataclass(frozen=True, slots=True)
class Kinds:
    """The different rows of marks that there are: few, however many cells. `of_cell` names the one of each cell."""

    cube: Cube
    of_cell: Places
    marks: NDArray[np.int8]  # kinds x marks

    def came(self, stage: str) -> Which:
        """Which kinds of people came to the stage. Raises KeyError where there is none of that name."""
        if stage in ("", self.cube.everybody):
            return np.ones(len(self.marks), np.bool_)
        return np.asarray(self.marks[:, self._place(stage)] == YES)

    def at(self, stage: str) -> tuple[Which, Which]:
        """Which kinds came to the stage, and which could have: those it is among, where the file says if they came."""
        came = self.came(stage)
        if stage in ("", self.cube.everybody):
            return came, came
        place = self._place(stage)
        could = self.came(self.cube.stages[place].among) & (self.marks[:, place] != NOT_SAID)
        return came & could, could

    def _place(self, stage: str) -> int:
        for place, one in enumerate(self.cube.stages):
            if one.name == stage:
                return place
        raise KeyError(stage)


def build(extract: Extract) -> Cube:
    """Count the people of every combination of groups, stages and outcome: one group-by in DuckDB.

    A row counts as often as it stands for people. Raises CannotInspect where the groups named in the extract are not
    those of its column.
    """
    for attribute in extract.attributes:
        check_groups(extract, attribute)
    codes = [attribute.column for attribute in extract.attributes]
    marks = [stage.column for stage in extract.stages] + [OUTCOME] * extract.has_outcome
    columns = extract.connection.execute(_sql(extract, codes, marks)).fetchnumpy()
    people = np.asarray(columns["people"], np.int64)
    return Cube(
        attributes=extract.attributes,
        stages=extract.stages,
        codes=_stacked([columns[f"code{place}"] for place in range(len(codes))], len(people), np.uint16),
        marks=_stacked([columns[f"mark{place}"] for place in range(len(marks))], len(people), np.int8),
        people=people,
        has_outcome=extract.has_outcome,
    )


def check_groups(extract: Extract, attribute: Attribute) -> None:
    """Raises CannotInspect unless the groups of an attribute are its column's ENUM values, in order.

    Groups are told apart by their place from here on, so an order that is not the same would exchange them unseen.
    """
    relation = extract.connection.table(extract.table)
    kind = relation.types[relation.columns.index(attribute.column)]
    if kind.id != "enum" or kind.children != [("values", list(attribute.groups))]:
        raise CannotInspect(
            f"The column of {attribute.name} does not hold the groups that are named for it, so nobody can be counted "
            "by it. Read the file again with its mapping."
        )


def kinds(cube: Cube) -> Kinds:
    """The different rows of marks, and which of them each cell has."""
    of_cell, rows = _distinct([cube.marks[:, place] + 1 for place in range(cube.marks.shape[1])], len(cube.people), 3)
    return Kinds(cube, of_cell, (rows - 1).astype(np.int8))


def roll_up(cube: Cube, names: Sequence[str], alike: Kinds) -> tuple[tuple[Group, ...], Counts]:
    """Each group of these attributes that anybody is in, in order, and its people: groups x kinds.

    Raises KeyError for an unknown attribute.
    """
    places = [_attribute_place(cube, name) for name in names]
    attributes = [cube.attributes[place] for place in places]
    most = max((len(attribute.groups) for attribute in attributes), default=1)
    of_cell, rows = _distinct([cube.codes[:, place] for place in places], len(cube.people), most)
    width = len(alike.marks)
    # Sums of whole numbers in double precision: exact up to 2^53 people.
    sums = np.bincount(of_cell * width + alike.of_cell, weights=cube.people, minlength=len(rows) * width)
    groups = tuple(
        tuple(attribute.groups[code] for attribute, code in zip(attributes, row, strict=True)) for row in rows.tolist()
    )
    return groups, sums.astype(np.int64).reshape(len(rows), width)


def _distinct(columns: Sequence[NDArray[Any]], cells: int, size: int) -> tuple[Places, Places]:
    """The different rows of columns with values below `size`, in order, and which of them each cell has."""
    of_cell, rows = np.zeros(cells, np.intp), np.zeros((min(cells, 1), 0), np.intp)
    for column in columns:
        of_cell, present = _compact(of_cell * size + column)
        rows = np.column_stack([rows[present // size], present % size])
    return of_cell, rows


def _compact(key: Places) -> tuple[Places, Places]:
    """Keys renumbered without gaps, and those that there are, ascending. Without sorting where they are small."""
    if not len(key) or key.max() > MANY_KEYS:
        present, renumbered = np.unique(key, return_inverse=True)
        return renumbered, present
    present = np.flatnonzero(np.bincount(key))
    places = np.zeros(present[-1] + 1, np.intp)
    places[present] = np.arange(len(present))
    return places[key], present


def number_of_people(extract: Extract) -> str:
    """SQL for how many people some rows are. To count rows is quicker, where each row is one person."""
    return "count(*)::BIGINT" if extract.single else "sum(people)::BIGINT"


def _sql(extract: Extract, codes: Sequence[str], marks: Sequence[str]) -> str:
    """The columns are turned into numbers after the group-by: there are fewer cells than rows."""
    columns = "".join(quoted(column) + ", " for column in (*codes, *marks))
    numbers = [f"enum_code({quoted(column)})::USMALLINT AS code{place}, " for place, column in enumerate(codes)]
    numbers += [f"coalesce({quoted(one)}::TINYINT, -1::TINYINT) AS mark{place}, " for place, one in enumerate(marks)]
    return (
        f"SELECT {''.join(numbers)}cell_people AS people FROM "
        f"(SELECT {columns}{number_of_people(extract)} AS cell_people FROM {quoted(extract.table)} GROUP BY ALL) "
        "WHERE cell_people > 0"
    )


def _stacked(columns: Sequence[Any], cells: int, kind: Any) -> NDArray[Any]:
    return np.column_stack(columns).astype(kind) if columns else np.zeros((cells, 0), kind)


def _attribute_place(cube: Cube, name: str) -> int:
    for place, attribute in enumerate(cube.attributes):
        if attribute.name == name:
            return place
    raise KeyError(name)
