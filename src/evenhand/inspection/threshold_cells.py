"""The counts that the threshold test starts from, and whether they are enough for it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.extract import NOT_RECORDED, Attribute, Extract, Stage
from evenhand.inspection.sql import could_come_to, quoted
from evenhand.inspection.threshold_model import Cells
from evenhand.inspection.trouble import CannotInspect

FEWEST = 5  # of a group: listed and found, listed and not found, not listed
MOST_STRATA = 12
REST = "all others"


def count(
    extract: Extract, attribute: Attribute, stage: Stage, strata_column: str, groups: tuple[str, ...]
) -> tuple[Cells, tuple[str, ...], tuple[str, ...]]:
    """Cells of the groups given by the values of a column, those values, and in sentences what was left out.

    Where there are more than twelve values, the smaller ones are put together. Raises CannotInspect where there is no
    such column, or it is the attribute's own.
    """
    _check_column(extract, attribute, strata_column)
    rows = [row for row in _rows(extract, attribute, stage, strata_column) if row[0] in groups]
    without = sum(row[2] for row in rows if row[1] is None)
    people: dict[str, int] = {}
    for _, stratum, eligible, *_ in rows:
        if stratum is not None:
            people[stratum] = people.get(stratum, 0) + eligible
    by_size = sorted(people, key=lambda one: (-people[one], one))
    fits = len(by_size) <= MOST_STRATA
    named = sorted(by_size if fits else by_size[: MOST_STRATA - 1])
    strata = (*named, *(() if fits else (REST,)))
    counts = np.zeros((6, len(groups), len(strata)), np.int64)
    place = {one: named.index(one) if one in set(named) else len(named) for one in people}
    for group, stratum, *numbers in rows:
        if stratum is not None:
            counts[:, groups.index(group), place[stratum]] += np.array(numbers, np.int64)
    if counts[4].sum() < FEWEST:  # found in nobody who was not listed: then nobody has looked
        counts[4:] = 0
    return Cells(*counts), strata, _remarks(strata_column, without, len(by_size), counts)


def large_enough(cells: Cells) -> NDArray[Any]:
    """Of which groups there are enough people in each of the three outcomes that the bar is read from."""
    parts = (cells.found, cells.known - cells.found, cells.eligible - cells.listed)
    enough: NDArray[Any] = np.all([part.sum(1) >= FEWEST for part in parts], axis=0)
    return enough


def why_not(cells: Cells, strata: tuple[str, ...], groups: tuple[str, ...], reference: str) -> str:
    """In one sentence why the bars cannot be estimated, "" where they can."""
    kept = large_enough(cells)
    if len(strata) < 2:
        return "The test needs at least two strata with people in them: one place alone cannot tell a bar from a risk."
    if not (cells.eligible - cells.listed).any():
        return "Everybody in the file was listed: those who could have been and were not are needed too."
    if kept.sum() < 2:
        return (
            f"Fewer than two groups have at least {FEWEST} people listed in whom something was later found, {FEWEST} "
            f"in whom nothing was, and {FEWEST} who were not listed."
        )
    if reference and not kept[groups.index(reference)]:
        return f'There is too little about the group "{reference}", which the others are to be compared with.'
    return ""


def _check_column(extract: Extract, attribute: Attribute, column: str) -> None:
    columns = {row[0] for row in extract.connection.execute(f"DESCRIBE {quoted(extract.table)}").fetchall()}
    if column not in columns:
        raise CannotInspect(f'There is no column "{column}" to take the strata from. Name one of the table\'s columns.')
    if column == attribute.column:
        raise CannotInspect(f'"{attribute.name}" cannot be compared within itself. Name another column for the strata.')


def _rows(extract: Extract, attribute: Attribute, stage: Stage, strata_column: str) -> list[tuple[Any, ...]]:
    """Group, stratum (None where not given), eligible; listed, of those known, found; not listed and found, and not."""
    listed, could = quoted(stage.column), could_come_to(extract, stage)
    stratum = f"NULLIF(CAST({quoted(strata_column)} AS VARCHAR), '{NOT_RECORDED}')"
    return extract.connection.execute(
        f"""
        SELECT CAST({quoted(attribute.column)} AS VARCHAR), {stratum}, SUM(people)::BIGINT,
            COALESCE(SUM(people) FILTER ({listed}), 0)::BIGINT,
            COALESCE(SUM(people) FILTER ({listed} AND outcome IS NOT NULL), 0)::BIGINT,
            COALESCE(SUM(people) FILTER ({listed} AND outcome), 0)::BIGINT,
            COALESCE(SUM(people) FILTER (NOT {listed} AND outcome), 0)::BIGINT,
            COALESCE(SUM(people) FILTER (NOT {listed} AND NOT outcome), 0)::BIGINT
        FROM {quoted(extract.table)} WHERE {could} GROUP BY 1, 2 ORDER BY 1, 2
        """
    ).fetchall()


def _remarks(column: str, without: int, values: int, counts: NDArray[Any]) -> tuple[str, ...]:
    remarks = []
    if without:
        remarks.append(f'{without:,} people without a value of "{column}" are left out.')
    if values > MOST_STRATA:
        remarks.append(
            f'Of {values:,} values of "{column}" the {MOST_STRATA - 1} with most people are kept; the rest is one.'
        )
    unknown = int(counts[1].sum() - counts[2].sum())
    if unknown:
        remarks.append(
            f"Of {unknown:,} people listed the file does not say what was found; they are taken to be like the others."
        )
    return tuple(remarks)
