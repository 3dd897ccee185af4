"""The outcome test: of those listed, in how many it proved right, by group; and what that can and cannot show.

Rule: after Becker's outcome test. If the bar were lower for a group, listing should prove right less often in it. The
reverse does not hold, and the caveat that goes with every result says why: an average is not the bar.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import exact
from evenhand.inspection.extract import NOT_RECORDED, Attribute, Extract, Stage
from evenhand.inspection.intervals import Floats, katz, wilson
from evenhand.inspection.sql import could_come_to, quoted
from evenhand.inspection.wording import per_cent
from evenhand.safeguards import Refused, upholds

LEVEL = 0.05
SMALL = 30
EVERYBODY = Stage("", "")
CAVEAT = (
    "What this can and cannot show. Listing that proves right less often in a group can mean that less was needed to "
    "list people of it. It need not: an average says nothing certain about the bar. Suppose that everybody with a risk "
    "above 30 % is listed, whoever they are. If most of one group's listed people are just above 30 %, and many of "
    "another's far above, listing proves right more often in the second, though all were treated alike. For the same "
    "reason equal shares do not show that the bar was equal; the threshold test looks at that. And what was later "
    "found rests on who was watched, policed and prosecuted: where a group is policed more, more is found in it, and "
    "listing seems to prove right more often."
)


@dataclass(frozen=True, slots=True)
class OutcomeTest:
    """One value a group: `found` of `listed` people, `rate` with Wilson's interval, `ratio` to the rate of `reference`
    ("" is everybody else) by Katz, Fisher's `p`, and that with Holm's correction for all comparisons of one call.

    `listed` are those who came to the stage ("" is everybody in the file) and of whom the file says what was found.
    The reference itself, and people whose group is not recorded, are compared with nobody: NaN.
    """

    attribute: str
    stage: str
    groups: tuple[str, ...]
    reference: str
    listed: NDArray[Any]
    found: NDArray[Any]
    rate: Floats
    low: Floats
    high: Floats
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    p: Floats
    adjusted: Floats
    sentences: tuple[str, ...]
    caveat: str


@upholds("SG-45")
def check_told_whole(shown: OutcomeTest) -> None:
    """Refuse to show an outcome test without what it cannot show."""
    if CAVEAT not in shown.caveat:
        raise Refused(
            "SG-45",
            f"The outcome test by {shown.attribute} does not say what it cannot show.",
            "Show it with its caveat, or not at all.",
        )


def test(extract: Extract, *, everybody: bool = False) -> tuple[OutcomeTest, ...]:  # noqa: PT028 - no pytest
    """The test for every attribute and every stage; none without an outcome.

    Where the file has no stages, everybody in it counts as listed; with `everybody` also where it has.
    """
    if not extract.has_outcome:
        return ()
    stages = (EVERYBODY, *extract.stages) if everybody or not extract.stages else extract.stages
    tests = [_compared(extract, attribute, stage) for attribute in extract.attributes for stage in stages]
    adjusted = exact.holm(np.concatenate([one.p for one in tests])) if tests else np.array([])
    parts = np.split(adjusted, np.cumsum([len(one.groups) for one in tests])[:-1]) if tests else []
    corrected = [replace(one, adjusted=part) for one, part in zip(tests, parts, strict=True)]
    return tuple(replace(one, sentences=_sentences(one, extract.outcome_says)) for one in corrected)


def _compared(extract: Extract, attribute: Attribute, stage: Stage) -> OutcomeTest:
    listed, found = _counts(extract, attribute, stage)
    named = np.array([group != NOT_RECORDED for group in attribute.groups])
    if attribute.reference:
        at = attribute.groups.index(attribute.reference)
        other, other_of = np.full_like(found, found[at]), np.full_like(listed, listed[at])
        compared = named & (np.arange(len(named)) != at)
    else:
        other, other_of = found[named].sum() - found, listed[named].sum() - listed
        compared = named
    compared = compared & (listed > 0) & (other_of > 0)
    p = np.full(len(listed), np.nan)
    p[compared] = exact.fisher(found[compared], listed[compared], other[compared], other_of[compared])
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = found / listed
    ratio, low, high = (np.where(compared, one, np.nan) for one in katz(found, listed, other, other_of))
    return OutcomeTest(
        attribute.name, stage.name, attribute.groups, attribute.reference, listed, found, rate, *wilson(found, listed),
        ratio, low, high, p, p, (), CAVEAT,
    )  # fmt: skip


def _counts(extract: Extract, attribute: Attribute, stage: Stage) -> tuple[NDArray[Any], NDArray[Any]]:
    """Listed people of whom it is known, and those in whom something was found, by group in the attribute's order."""
    listed = f"{quoted(stage.column)} AND {could_come_to(extract, stage)}" if stage.column else "TRUE"
    rows = extract.connection.execute(
        f"""
        SELECT CAST({quoted(attribute.column)} AS VARCHAR), SUM(people), COALESCE(SUM(people) FILTER (outcome), 0)
        FROM {quoted(extract.table)} WHERE outcome IS NOT NULL AND {listed} GROUP BY 1
        """
    ).fetchall()
    by_group = {group: (listed, found) for group, listed, found in rows}
    counts = np.array([by_group.get(group, (0, 0)) for group in attribute.groups], np.int64).reshape(-1, 2)
    return counts[:, 0], counts[:, 1]


def _sentences(test: OutcomeTest, outcome: str) -> tuple[str, ...]:
    """What differs beyond chance, and about whom nothing can be said."""
    what = f'the outcome ("{outcome}")' if outcome else "the outcome"
    where = f'at "{test.stage}"' if test.stage else "in the file"
    differing = [r for r in range(len(test.groups)) if test.adjusted[r] <= LEVEL]
    said = [_difference(test, r, what, where) for r in differing]
    if not differing:
        said.append(
            f"By {test.attribute}, how often {what} was found in those {where} differs no more than chance explains."
        )
    few = [f'"{group}"' for r, group in enumerate(test.groups) if 0 < test.listed[r] < SMALL]
    if few:
        said.append(f"Fewer than {SMALL} people {where} are in {', '.join(few)}: too few for silence to mean much.")
    return tuple(said)


def _difference(test: OutcomeTest, r: int, what: str, where: str) -> str:
    others = f'of the group "{test.reference}"' if test.reference else "of everybody else"
    numbers = (
        f'Of the {test.listed[r]:,} people of the group "{test.groups[r]}" {where}, {what} was found in '
        f"{test.found[r]:,} ({per_cent(test.rate[r])}, 95 % interval {per_cent(test.low[r])} to "
        f"{per_cent(test.high[r])}): "
    )
    if np.isnan(test.ratio_low[r]):
        return (
            numbers + f"in one of the two, them and those {others}, it was found in nobody. This is more than chance."
        )
    often = "less" if test.ratio[r] < 1 else "more"
    return numbers + (
        f"{often} often than in those {others}, {test.ratio[r]:.2f} times ({test.ratio_low[r]:.2f} to "
        f"{test.ratio_high[r]:.2f}). This is more than chance explains."
    )
