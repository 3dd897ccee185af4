"""The threshold test: whether the bar for listing somebody was lower for one group than for another.

An average of how often the listing proved right says nothing certain about the bar (see `outcome_test`). Here the bar
itself is estimated, from how often people were listed and how often that proved right in several strata (areas, say)
at once: groups whose people differ show it in both, and a lower bar in another way than a lower risk. The model is in
`threshold_model`, its draws come from `hamiltonian`. It is of decisions: no person is scored, and nothing is said of
anybody.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from evenhand.inspection import hamiltonian, threshold_model
from evenhand.inspection.extract import NOT_RECORDED, Attribute, Extract, Stage
from evenhand.inspection.intervals import Floats
from evenhand.inspection.threshold_model import Cells
from evenhand.inspection.trouble import CannotInspect

FEWEST_FOUND = 5  # in a group, and as many in whom nothing was found
MOST_STRATA = 12
HIGHEST_RHAT = 1.05
CHAINS = 8
SEED = 2018
REST = "all others"
CAVEATS = (
    "The test rests on a model of how decisions are made: whoever decides is taken to see a signal of each person, to "
    "judge by it as well as it allows, and to list those above a bar. That this is so cannot be seen from the file.",
    "It assumes that the signal tells about as much of one group as of another. Where it tells less of one group, the "
    "bar for that group can seem lower, or higher, than it was.",
    "What was later found rests on who was policed and prosecuted. Where a group is watched more closely, more is found "
    "in it, and its bar seems higher than it was.",
    "It says something about decisions, not about people: no person's risk is worked out.",
    "The method is that of Simoiu, Corbett-Davies and Goel (2017), made quick as by Pierson, Corbett-Davies and Goel "
    "(2018). Both citations are unverified.",
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
    """Draws of each group's bar (draws x groups), how well the chains agree, and how badly the model fits (1 is as it
    should be, above `too_far` is not chance)."""

    bars: Floats
    rhat: float
    misfit: float
    too_far: float


def test(extract: Extract, attribute: str, strata_column: str, seed: int = SEED, stage: str = "") -> ThresholdTest:
    """Test one attribute at one stage (the first of the extract unless named), with a column's values as strata.

    Raises CannotInspect where the attribute, the stage or the column is not there. Takes some seconds; the same seed
    gives the same figures on the same kind of machine.
    """
    what, step = _attribute(extract, attribute), _stage(extract, stage)
    groups = tuple(group for group in what.groups if group != NOT_RECORDED)
    if not extract.has_outcome:
        return _cannot(what, step, strata_column, groups, "The file does not say what was later found.")
    cells, strata, remarks = _count(extract, what, step, strata_column, groups)
    kept = _large_enough(cells)
    remarks += [f'Nothing is said of the group "{groups[r]}": too little was found in it.' for r in np.flatnonzero(~kept)]
    why_not = _why_not(cells, strata, groups, kept, what.reference)
    if why_not:
        return _cannot(what, step, strata_column, groups, why_not)
    found = estimate(Cells(*(one[kept] for one in (cells.eligible, cells.listed, cells.known, cells.found))), seed)
    if found.misfit > found.too_far:
        remarks.append(
            "The model does not describe the counts well: how often the listing proved right differs between strata more "
            "than chance and the model allow. Read the bars with much care."
        )
    return _summed_up(what, step, strata_column, groups, kept, cells, found, remarks)


def estimate(cells: Cells, seed: int = SEED, draws: int = 400, patience: int = 3) -> Bars:
    """Draw the bars. Where the chains do not agree, once more with as many times the draws as `patience`."""
    density = partial(threshold_model.density, cells)
    climbing = partial(threshold_model.density, cells, climbing=True)
    middle = hamiltonian.mode(climbing, threshold_model.size(*cells.shape))
    spread = hamiltonian.spread_at(climbing, middle)
    for longer in (1, patience):
        found = hamiltonian.sample(density, middle, spread, seed, CHAINS, 100 * longer, draws * longer)
        bars = _summary(cells, found.points, seed)
        if bars.rhat <= HIGHEST_RHAT:
            break
    return bars


def _summary(cells: Cells, points: Floats, seed: int) -> Bars:
    point = threshold_model.unfold(points.reshape(-1, points.shape[2]), *cells.shape)
    weight = cells.eligible.sum(0) / cells.eligible.sum()
    bars = (1 / (1 + np.exp(-point.log_bars))) @ weight
    by_chain = np.concatenate([points, bars.reshape(*points.shape[:2], -1)], axis=2)
    proved_right = threshold_model.found_share(point).mean(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = (cells.found - cells.known * proved_right) ** 2 / (cells.known * proved_right * (1 - proved_right))
    seen = cells.known > 0
    cut = seen.sum() * (1 - 2 / (9 * seen.sum()) + 2.326 * np.sqrt(2 / (9 * seen.sum()))) ** 3  # Wilson and Hilferty
    return Bars(bars, float(hamiltonian.split_rhat(by_chain).max()), float(off[seen].sum()), float(cut))
