"""How the score falls on groups at every cut-off, never at one alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import cube
from evenhand.inspection.comparing import EVERYBODY_ELSE, Others, others
from evenhand.inspection.cube import NO, NOT_SAID, OUTCOME, YES, number_of_people
from evenhand.inspection.exact import Counts
from evenhand.inspection.extract import Attribute, Extract, Role
from evenhand.inspection.intervals import Floats, katz
from evenhand.inspection.sql import quoted
from evenhand.inspection.trouble import CannotInspect

MOST_CUTS = 200
AT_ONCE = 3  # so many attributes share one pass: fewer passes, and still few cells
MARKS = 3  # yes, no, not said


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Who counts at each cut: a person counts when their score is at least the cut.

    Arrays are cuts x groups unless said otherwise. `ratio` compares the group's share with that of `reference` ("":
    everybody else) by Katz, `difference` is of the same shares. With an outcome: `false_positive` is the share who
    count of those in whom it was not found, `false_negative` the share who do not count of those in whom it was,
    `found_share` the share in whom it was found of those who count; None without one.
    """

    attribute: str
    groups: tuple[str, ...]
    reference: str
    cuts: Floats  # ascending
    counted: Counts
    of: Counts  # one a group: people with a score
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    difference: Floats
    false_positive: Floats | None
    false_negative: Floats | None
    found_share: Floats | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    """Cells of people with one score: `cut` is the place of the highest cut that they reach, -1 for none given."""

    codes: NDArray[np.int64]  # cells x attributes
    mark: NDArray[np.int64]
    cut: NDArray[np.int64]
    people: Counts
    cuts: Floats
    different: int  # how many different scores there are


def over(extract: Extract, attribute: str) -> Cutoffs:
    """Everything at every cut-off, for the groups of one attribute.

    Every score that occurs is a cut; where there are more than 200, the cuts are at most 200 quantiles, said in the
    warnings. Raises KeyError for an unknown attribute, CannotInspect where the extract has no score.
    """
    return _over(extract, [extract.attribute(attribute)])[0]


def over_all(extract: Extract) -> tuple[Cutoffs, ...]:
    """The same for every attribute, in fewer passes; none where the extract has no score."""
    if Role.SCORE not in extract.roles:
        return ()
    starts = range(0, len(extract.attributes), AT_ONCE)
    return tuple(one for start in starts for one in _over(extract, extract.attributes[start : start + AT_ONCE]))


def _over(extract: Extract, attributes: Sequence[Attribute]) -> list[Cutoffs]:
    if Role.SCORE not in extract.roles:
        raise CannotInspect("The extract has no score, so there are no cut-offs. Name its column in the mapping.")
    for attribute in attributes:
        cube.check_groups(extract, attribute)
    scored = _scored(extract, attributes)
    return [_of_attribute(attribute, scored, place, extract) for place, attribute in enumerate(attributes)]


def _scored(extract: Extract, attributes: Sequence[Attribute]) -> _Scored:
    """One group-by over groups, score and outcome."""
    columns = [quoted(attribute.column) for attribute in attributes]
    codes = "".join(f"enum_code({column})::BIGINT AS code{place}, " for place, column in enumerate(columns))
    mark = f"coalesce({OUTCOME}::TINYINT, {NOT_SAID})::BIGINT" if extract.has_outcome else f"{NOT_SAID}::BIGINT"
    found = extract.connection.execute(
        f"SELECT {codes}coalesce(score, 'nan')::DOUBLE AS score, {mark} AS mark, cell_people AS people FROM "
        f"(SELECT {''.join(column + ', ' for column in columns)}{'outcome, ' if extract.has_outcome else ''}score, "
        f"{number_of_people(extract)} AS cell_people FROM {quoted(extract.table)} GROUP BY ALL)"
    ).fetchnumpy()
    score, people = np.asarray(found["score"], np.float64), np.asarray(found["people"], np.int64)
    cuts, different = _cuts(score, people)
    known = np.isfinite(score)
    return _Scored(
        codes=np.column_stack([found[f"code{place}"] for place in range(len(columns))]),
        mark=np.asarray(found["mark"], np.int64),
        cut=np.where(known, np.searchsorted(cuts, np.where(known, score, 0.0), side="right") - 1, -1),
        people=people,
        cuts=cuts,
        different=different,
    )


def _cuts(score: Floats, people: Counts) -> tuple[Floats, int]:
    """The scores to cut at, ascending: all, or where there are too many the scores at even steps through the people."""
    different, place = np.unique(score[np.isfinite(score)], return_inverse=True)
    if len(different) <= MOST_CUTS:
        return different, len(different)
    below = np.cumsum(np.bincount(place, weights=people[np.isfinite(score)]))
    steps = np.arange(MOST_CUTS) / MOST_CUTS * below[-1]
    return different[np.unique(np.searchsorted(below, steps, side="right"))], len(different)


def _of_attribute(attribute: Attribute, scored: _Scored, place: int, extract: Extract) -> Cutoffs:
    reached, unscored = _reached(attribute, scored, place)
    counted = reached.sum(axis=1)
    of = np.repeat(counted[:, :1], counted.shape[1], axis=1)
    groups = tuple((group,) for group in attribute.groups)
    reference = (attribute.reference,) if attribute.reference else None
    compared = others(groups, counted, of, reference)
    ratio, low, high = katz(counted, of, compared.counted, compared.of)
    itself = compared.reference[:, None]
    return Cutoffs(
        attribute=attribute.name,
        groups=attribute.groups,
        reference=attribute.reference if compared.reference.any() else EVERYBODY_ELSE,
        cuts=scored.cuts,
        counted=counted.T,
        of=counted[:, 0] if len(scored.cuts) else np.zeros(len(groups), np.int64),
        ratio=np.where(itself, 1.0, ratio).T,
        ratio_low=low.T,
        ratio_high=high.T,
        difference=np.where(itself, 0.0, _share(counted, of) - _share(compared.counted, compared.of)).T,
        **_errors(reached, extract.has_outcome),
        warnings=_warnings(attribute, scored, unscored, compared),
    )


def _reached(attribute: Attribute, scored: _Scored, place: int) -> tuple[Counts, int]:
    """How many people reach each cut, groups x marks (not said, no, yes) x cuts; and how many have no score."""
    cuts, groups = len(scored.cuts), len(attribute.groups)
    key = (scored.codes[:, place] * MARKS + (scored.mark - NOT_SAID)) * cuts + scored.cut
    has = scored.cut >= 0
    at = np.bincount(key[has], weights=scored.people[has], minlength=groups * MARKS * cuts).astype(np.int64)
    from_above = np.cumsum(at.reshape(groups, MARKS, cuts)[:, :, ::-1], axis=2)[:, :, ::-1]
    return from_above, int(scored.people[~has].sum())


def _errors(reached: Counts, has_outcome: bool) -> dict[str, Any]:
    names = ("false_positive", "false_negative", "found_share")
    if not has_outcome:
        return dict.fromkeys(names)
    not_found, found = reached[:, NO - NOT_SAID], reached[:, YES - NOT_SAID]
    shares = (
        _share(not_found, not_found[:, :1]),
        1 - _share(found, found[:, :1]),
        _share(found, found + not_found),
    )
    return {name: share.T for name, share in zip(names, shares, strict=True)}


def _share(counted: Counts, of: Counts) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(of > 0, counted / of, np.nan), np.float64)


def _warnings(attribute: Attribute, scored: _Scored, unscored: int, compared: Others) -> tuple[str, ...]:
    said = []
    if scored.different > MOST_CUTS:
        said.append(
            f"There are {scored.different:,} different scores; they are cut at {len(scored.cuts)} of them, in even "
            "steps through the people."
        )
    if unscored:
        said.append(f"{unscored:,} people have no score and are left out.")
    if attribute.reference and not compared.reference.any():
        said.append(f"Nobody in {attribute.reference} has a score: each group is compared with everybody else.")
    return tuple(said)
