"""The threshold test: whether the bar for listing somebody was lower for one group than for another.

An average of how often the listing proved right says nothing certain about the bar (see `outcome_test`). Here the bar
itself is estimated, from how often people were listed and how often that proved right in several strata (areas, say)
at once: groups whose people differ show it in both, and a lower bar in another way than a lower risk. The model is in
`threshold_model`, its draws come from `hamiltonian`. It is of decisions: no person is scored, and nothing is said of
anybody.
"""

from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import hamiltonian, threshold_cells, threshold_model
from evenhand.inspection.extract import NOT_RECORDED, Attribute, Extract, Stage
from evenhand.inspection.intervals import Floats
from evenhand.inspection.threshold_model import Cells
from evenhand.inspection.trouble import CannotInspect
from evenhand.inspection.wording import per_cent

HIGHEST_RHAT = 1.05
LEVELS = (0.025, 0.5, 0.975)
CHAINS = 8
SEED = 2018
CAVEATS = (
    "The test rests on a model of how decisions are made: whoever decides is taken to see a signal of each person, to "
    "judge by it as well as it allows, and to list those above a bar. That this is so cannot be seen from the file.",
    "It assumes that the signal tells about as much of one group as of another. Where it tells less of one group, the "
    "bar for that group can seem lower, or higher, than it was.",
    "What was later found rests on who was policed and prosecuted. Where a group is watched more closely, more is "
    "found in it, and its bar seems higher than it was.",
    "It says something about decisions, not about people: no person's risk is worked out.",
    "The method is that of Simoiu, Corbett-Davies and Goel (2017), made quick as by Pierson, Corbett-Davies and Goel "
    "(2018). Both citations are unverified.",
)
LISTED_ONLY = (
    "The file does not say what was found in people who were not listed. How high a bar is then rests more on the "
    "model than on the file: compare the bars of groups with each other, and do not read one by itself."
)
ALSO_NOT_LISTED = (
    "What was later found in people who were not listed is used too, as the file says it. Where people who are listed "
    "are watched more than others, more is found in them for that reason alone, and all bars seem higher."
)
MISFIT = (
    "The model does not describe the counts well: how often the listing proved right differs between the strata more "
    "than chance and the model allow. Read the bars with much care."
)


@dataclass(frozen=True, slots=True)
class ThresholdTest:
    """The bar by group, as the probability of the outcome from which on people were listed. One value a group.

    `bar` is the median of the posterior, averaged over the strata with everybody's people as weights, so that groups
    are compared in the same places; `low` and `high` are its 95 % interval. `difference` is from the bar of `reference`
    ("" is everybody else, weighted by people), in units of the bar; `lower_probability` that it is below that. NaN for
    a group about which nothing can be said. `rhat` is the largest of all bars and parameters.
    """

    attribute: str
    stage: str
    strata: str
    groups: tuple[str, ...]
    reference: str
    bar: Floats
    bar_low: Floats
    bar_high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    lower_probability: Floats
    draws: int
    rhat: float
    usable: bool
    why_not: str
    sentences: tuple[str, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Draws of each group's bar (draws x groups), the largest R-hat, and how far the counts found lie from the model:
    a sum of squares that chance alone seldom (in 1 of 100) takes beyond `too_far`."""

    bars: Floats
    rhat: float
    distance: float
    too_far: float


def test(
    extract: Extract,
    attribute: str,
    strata_column: str,
    seed: int = SEED,  # noqa: PT028 - no pytest
    stage: str = "",  # noqa: PT028 - no pytest
) -> ThresholdTest:
    """Test one attribute at one stage (the first of the extract unless named), with a column's values as strata.

    Raises CannotInspect where the attribute, the stage or the column is not there. Takes some seconds; the same seed
    gives the same figures on the same kind of machine.
    """
    what, step = _attribute(extract, attribute), _stage(extract, stage)
    groups = tuple(group for group in what.groups if group != NOT_RECORDED)
    empty = _empty(what, step, strata_column, groups)
    if not extract.has_outcome:
        return replace(empty, why_not="The file does not say what was later found.")
    cells, strata, left_out = threshold_cells.count(extract, what, step, strata_column, groups)
    looked = bool(cells.missed.any() or cells.cleared.any())
    empty = replace(empty, caveats=(*CAVEATS, ALSO_NOT_LISTED if looked else LISTED_ONLY, *left_out))
    trouble = threshold_cells.why_not(cells, strata, groups, what.reference)
    if trouble:
        return replace(empty, why_not=trouble)
    kept = threshold_cells.large_enough(cells)
    few = tuple(f'Nothing is said of the group "{groups[r]}": too few people.' for r in np.flatnonzero(~kept))
    cells = Cells(*(getattr(cells, one.name)[kept] for one in fields(Cells)))
    return _summed_up(replace(empty, caveats=empty.caveats + few), kept, cells, estimate(cells, seed))


def estimate(cells: Cells, seed: int = SEED, draws: int = 400, warm_up: int = 100, patience: int = 3) -> Bars:
    """Draw the bars. Where the chains do not agree, once more with `patience` times as many draws."""
    density = partial(threshold_model.density, cells)
    climbing = partial(threshold_model.density, cells, climbing=True)
    middle = hamiltonian.mode(climbing, threshold_model.size(*cells.shape))
    spread = hamiltonian.spread_at(climbing, middle)
    found = _bars(cells, hamiltonian.sample(density, middle, spread, seed, CHAINS, warm_up, draws).points)
    if found.rhat <= HIGHEST_RHAT or patience == 1:
        return found
    longer = hamiltonian.sample(density, middle, spread, seed, CHAINS, warm_up * patience, draws * patience)
    return _bars(cells, longer.points)


def _bars(cells: Cells, points: Floats) -> Bars:
    point = threshold_model.unfold(points.reshape(-1, points.shape[2]), *cells.shape)
    bars: Floats = (1 / (1 + np.exp(-point.log_bars))) @ (cells.eligible.sum(0) / cells.eligible.sum())
    by_chain = np.concatenate([points, bars.reshape(*points.shape[:2], -1)], axis=2)
    seen = cells.known > 0
    usual = point.found_share.mean(0)[seen]
    away = (cells.found[seen] - cells.known[seen] * usual) ** 2 / (cells.known[seen] * usual * (1 - usual))
    part = 2 / (9 * len(usual))  # the 99th percentile of chi squared by Wilson and Hilferty (1931)
    too_far = len(usual) * (1 - part + 2.326348 * part**0.5) ** 3
    return Bars(bars, float(hamiltonian.split_rhat(by_chain).max()), float(away.sum()), float(too_far))


def _summed_up(empty: ThresholdTest, kept: NDArray[Any], cells: Cells, found: Bars) -> ThresholdTest:
    if found.rhat > HIGHEST_RHAT:
        trouble = (
            f"The chains of draws do not agree (R-hat {found.rhat:.2f}, above {HIGHEST_RHAT}): no bar can be given."
        )
        return replace(empty, draws=len(found.bars), rhat=found.rhat, why_not=trouble)
    away = found.bars - _compared_with(empty, kept, cells, found.bars)
    low, middle, high = (_spread_out(one, kept) for one in np.quantile(found.bars, LEVELS, axis=0))
    less, difference, more = (_spread_out(one, kept) for one in np.quantile(away, LEVELS, axis=0))
    own = np.array([group == empty.reference for group in empty.groups])
    result = replace(
        empty,
        bar=middle, bar_low=low, bar_high=high,
        difference=difference, difference_low=less, difference_high=more,
        lower_probability=np.where(own, np.nan, _spread_out((away < 0).mean(0), kept)),
        draws=len(found.bars), rhat=found.rhat, usable=True,
        caveats=empty.caveats + ((MISFIT,) if found.distance > found.too_far else ()),
    )  # fmt: skip
    return replace(result, sentences=_sentences(result))


def _compared_with(empty: ThresholdTest, kept: NDArray[Any], cells: Cells, bars: Floats) -> Floats:
    """The reference's bar in each draw, or the mean bar of everybody else, weighted by people."""
    used = [group for group, is_used in zip(empty.groups, kept, strict=True) if is_used]
    if empty.reference:
        reference: Floats = bars[:, [used.index(empty.reference)]]
        return reference
    people = cells.eligible.sum(1)
    others: Floats = ((bars @ people)[:, None] - bars * people) / (people.sum() - people)
    return others


def _spread_out(values: Floats, kept: NDArray[Any]) -> Floats:
    """One value a group, NaN for the groups left out."""
    every: Floats = np.full(len(kept), np.nan)
    every[kept] = values
    return every


def _sentences(result: ThresholdTest) -> tuple[str, ...]:
    others = f'of "{result.reference}"' if result.reference else "of everybody else"
    said = []
    for r, group in enumerate(result.groups):
        if np.isnan(result.bar[r]):
            continue
        words = (
            f'The model puts the bar for the group "{group}" at a probability of {per_cent(result.bar[r], 0)} '
            f"(95 % interval {per_cent(result.bar_low[r], 0)} to {per_cent(result.bar_high[r], 0)})"
        )
        said.append(words + "." if group == result.reference else f"{words}: {_difference(result, r, others)}")
    return tuple(said)


def _difference(result: ThresholdTest, r: int, others: str) -> str:
    middle, low, high = (
        round(100 * float(one[r]), 1) + 0.0  # and never "-0.0"
        for one in (result.difference, result.difference_low, result.difference_high)
    )
    span = f"difference {middle:+.1f} points, 95 % interval {low:+.1f} to {high:+.1f}"
    span += f"; lower with a probability of {per_cent(result.lower_probability[r])}"
    if high < 0:
        return f"lower than that {others} ({span}). If the model holds, less was needed to list people of this group."
    if low > 0:
        return f"higher than that {others} ({span}). If the model holds, more was needed to list people of this group."
    return f"the file does not show that it was another than that {others} ({span})."


def _attribute(extract: Extract, name: str) -> Attribute:
    try:
        return extract.attribute(name)
    except KeyError:
        raise CannotInspect(f'There is no attribute "{name}". Name one that the mapping gives.') from None


def _stage(extract: Extract, name: str) -> Stage:
    for one in extract.stages:
        if name in ("", one.name):
            return one
    raise CannotInspect(
        f'There is no stage "{name}". Name one that the mapping gives.' if name else "There is no stage."
    )


def _empty(attribute: Attribute, stage: Stage, strata: str, groups: tuple[str, ...]) -> ThresholdTest:
    none = np.full(len(groups), np.nan)
    return ThresholdTest(
        attribute.name, stage.name, strata, groups, attribute.reference, *(none,) * 7,
        draws=0, rhat=np.nan, usable=False, why_not="", sentences=(), caveats=CAVEATS,
    )  # fmt: skip
