"""Decisions invented by the rule that the threshold test takes them to be made by, so that the bar is known."""

import numpy as np

from evenhand.inspection.intervals import Floats
from evenhand.inspection.threshold_model import Cells, tail


def decide(people: Floats, base: Floats, delta: Floats, bar: Floats, seed: int, looked: bool = False) -> Cells:
    """Cells of so many people, of base rates and bars given as log odds, and of signals as far apart as delta.

    With `looked`, what was found is also known of those who were not listed.
    """
    rng = np.random.default_rng(seed)
    phi = 1 / (1 + np.exp(-base))
    at = (bar - base) / delta + delta / 2
    guilty = rng.binomial(people.astype(np.int64), phi)
    innocent = people.astype(np.int64) - guilty
    found, wrong = rng.binomial(guilty, tail(at - delta)), rng.binomial(innocent, tail(at))
    missed, cleared = (guilty - found, innocent - wrong) if looked else (np.zeros_like(found),) * 2
    return Cells(guilty + innocent, found + wrong, found + wrong, found, missed, cleared)


def drawn(groups: int, strata: int, people: int, gap: float, seed: int, looked: bool = False) -> tuple[Cells, Floats]:
    """Cells and the true bars (groups x strata, as probabilities) of an invented register.

    Everything is drawn: base rates, signals, and one bar for all with small deviations; the bar of the second group is
    `gap` (in log odds) beside it.
    """
    rng = np.random.default_rng(seed)
    base = rng.normal(-1.5, 0.6) + rng.normal(0, 0.5, (groups, 1)) + rng.normal(0, 0.5, strata)
    delta = np.exp(rng.normal(0.2, 0.3) + rng.normal(0, 0.1, (groups, 1)) + rng.normal(0, 0.08, strata))
    bar = rng.normal(-0.8, 0.5) + gap * (np.arange(groups) == 1)[:, None] + rng.normal(0, 0.15, (groups, strata))
    number = rng.integers(people // 2, people * 2, (groups, strata)).astype(np.float64)
    return decide(number, base, delta, bar, seed + 1, looked), 1 / (1 + np.exp(-bar))
