"""How often a decision was wrong, by group, as measured by what was later found; and what each score came to.

Of the people in whom nothing was later found, how many were listed all the same (false positives); of those in whom
something was, how many were not (false negatives); of those listed, in how many it was found. The three cannot all be
equal between groups in whom it is found unequally often, unless nobody is ever wrong: which of them matters is for
people to say. All of it is counted by DuckDB from the extract's own table.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.extract import Attribute, Extract, Role, Stage
from evenhand.inspection.intervals import Floats, wilson
from evenhand.inspection.sql import could_come_to, quoted

MOST_VALUES = 20  # of a score, that are each shown for themselves
BINS = 10


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """One value a group. Rates with Wilson's 95 % interval, NaN where there is nobody.

    `negatives` people in whom nothing was found, of whom `false_positives` came to the stage; `positives` in whom
    something was, of whom `false_negatives` did not; `selected` came to it, of whom `true_positives` with something
    found. Only people who could have come to the stage, and of whom the file says what was found.
    """

    attribute: str
    stage: str
    groups: tuple[str, ...]
    negatives: NDArray[Any]
    false_positives: NDArray[Any]
    fpr: Floats
    fpr_low: Floats
    fpr_high: Floats
    positives: NDArray[Any]
    false_negatives: NDArray[Any]
    fnr: Floats
    fnr_low: Floats
    fnr_high: Floats
    selected: NDArray[Any]
    true_positives: NDArray[Any]
    ppv: Floats
    ppv_low: Floats
    ppv_high: Floats


@dataclass(frozen=True, slots=True)
class Calibration:
    """In how many something was later found, by score and group. Arrays are bins x groups, lowest scores first."""

    attribute: str
    groups: tuple[str, ...]
    bins: tuple[str, ...]
    of: NDArray[Any]
    found: NDArray[Any]
    share: Floats
    low: Floats
    high: Floats


def error_rates(extract: Extract) -> tuple[ErrorRates, ...]:
    """The error rates of every attribute at every stage, none without an outcome."""
    if not extract.has_outcome:
        return ()
    return tuple(_rates(extract, attribute, stage) for attribute in extract.attributes for stage in extract.stages)


def calibration(extract: Extract) -> tuple[Calibration, ...]:
    """What each score came to, for every attribute; none without a score or an outcome.

    A score of at most 20 values is shown value by value; of more, in at most ten bins of about as many people each, and
    people with one score are never parted.
    """
    if not extract.has_outcome or Role.SCORE not in extract.roles:
        return ()
    bins = _bins(extract)
    return tuple(_calibrated(extract, attribute, bins) for attribute in extract.attributes) if bins else ()


def _rates(extract: Extract, attribute: Attribute, stage: Stage) -> ErrorRates:
    selected = quoted(stage.column)
    rows = extract.connection.execute(
        f"""
        SELECT CAST({quoted(attribute.column)} AS VARCHAR),
            SUM(people) FILTER (NOT outcome AND NOT {selected}), SUM(people) FILTER (NOT outcome AND {selected}),
            SUM(people) FILTER (outcome AND NOT {selected}), SUM(people) FILTER (outcome AND {selected})
        FROM {quoted(extract.table)} WHERE outcome IS NOT NULL AND {could_come_to(extract, stage)} GROUP BY 1
        """
    ).fetchall()
    left, wrongly, missed, rightly = _by_group(attribute, rows)
    return ErrorRates(
        attribute.name, stage.name, attribute.groups,
        left + wrongly, wrongly, *_share(wrongly, left + wrongly),
        missed + rightly, missed, *_share(missed, missed + rightly),
        wrongly + rightly, rightly, *_share(rightly, wrongly + rightly),
    )  # fmt: skip


def _bins(extract: Extract) -> list[tuple[float, float]]:
    """The lowest and highest score of each bin."""
    return extract.connection.execute(
        f"""
        WITH scores AS (
            SELECT score, SUM(people) AS people FROM {quoted(extract.table)}
            WHERE score IS NOT NULL AND outcome IS NOT NULL GROUP BY score HAVING SUM(people) > 0
        ), placed AS (
            SELECT score, CASE WHEN COUNT(*) OVER () <= ? THEN ROW_NUMBER() OVER (ORDER BY score) ELSE FLOOR(
                ? * (SUM(people) OVER (ORDER BY score) - people / 2.0) / SUM(people) OVER ()
            ) END AS bin FROM scores
        )
        SELECT MIN(score), MAX(score) FROM placed GROUP BY bin ORDER BY 1
        """,
        [MOST_VALUES, BINS],
    ).fetchall()


def _calibrated(extract: Extract, attribute: Attribute, bins: list[tuple[float, float]]) -> Calibration:
    rows = extract.connection.execute(
        f"""
        WITH bins AS (SELECT UNNEST(?::DOUBLE[]) AS low, UNNEST(?::DOUBLE[]) AS high, UNNEST(?::INTEGER[]) AS place)
        SELECT CAST(one.{quoted(attribute.column)} AS VARCHAR), bins.place,
            SUM(one.people), SUM(one.people) FILTER (one.outcome)
        FROM {quoted(extract.table)} AS one JOIN bins ON one.score BETWEEN bins.low AND bins.high
        WHERE one.outcome IS NOT NULL GROUP BY 1, 2
        """,
        [[low for low, _ in bins], [high for _, high in bins], list(range(len(bins)))],
    ).fetchall()
    per_bin = [
        _by_group(attribute, [(row[0], *row[2:]) for row in rows if row[1] == place], 2) for place in range(len(bins))
    ]
    of, found = np.stack([one[0] for one in per_bin]), np.stack([one[1] for one in per_bin])
    named = tuple(f"{low:.6g}" if low == high else f"{low:.6g} to {high:.6g}" for low, high in bins)
    return Calibration(attribute.name, attribute.groups, named, of, found, *_share(found, of))


def _by_group(attribute: Attribute, rows: list[tuple[Any, ...]], columns: int = 4) -> NDArray[np.int64]:
    """Counts (columns x groups) in the order of the attribute's groups, zero where there is no row."""
    by_group = {group: numbers for group, *numbers in rows}
    found = [[number or 0 for number in by_group.get(group, [0] * columns)] for group in attribute.groups]
    return np.array(found, np.int64).reshape(-1, columns).T


def _share(counted: NDArray[Any], of: NDArray[Any]) -> tuple[Floats, Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = counted / of
    return share, *wilson(counted, of)
