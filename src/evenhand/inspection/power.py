"""What the alarms are worth: how often they ring for nothing, and how often they would ring for something.

Months of a register are invented from given shares and judged by the rule of `alarms.raised`. Everybody could come to
the first stage; those who did could come to each of the others. The months are independent of each other, which those
of a register are not: the same people stay on it.
"""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import exact
from evenhand.inspection.alarms import BAND, ERROR
from evenhand.inspection.intervals import Interval, wilson

RATIOS = (0.5, 0.7, 1.3, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Months:
    """`counted` of `of` people, months x stages x groups."""

    stages: tuple[str, ...]
    groups: tuple[str, ...]
    counted: NDArray[np.int64]
    of: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Power:
    """In how many of the invented months an alarm named the stage and group of a planted difference, on its side; and
    in how many an alarm rang at a stage where nothing was planted."""

    stage: str
    group: str
    ratio: float
    rang: Interval
    elsewhere: Interval


def invent(
    groups: Map[str, int], rates: Map[str, float], months: int, seed: int, planted: tuple[str, str, float] | None = None
) -> Months:
    """Months of a register with so many people a group, who come to the stages at these rates.

    `planted` is a stage, a group, and the ratio of its rate there to that of everybody else.
    """
    rng = np.random.default_rng(seed)
    people = np.broadcast_to(np.array(list(groups.values()), np.int64), (months, len(groups)))
    counted: list[NDArray[np.int64]] = []
    of: list[NDArray[np.int64]] = []
    for stage, rate in rates.items():
        shares = [_share(rate, planted[2] if planted and planted[:2] == (stage, group) else 1) for group in groups]
        of.append(counted[0] if counted else people)
        counted.append(rng.binomial(of[-1], shares))
    return Months(tuple(rates), tuple(groups), np.stack(counted, 1), np.stack(of, 1))


def rung(months: Months, band: tuple[float, float] = BAND, level: float = ERROR) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where `alarms.raised` would raise an alarm (months x stages x groups), and where it is for too high a share."""
    counted, of = months.counted, months.of
    other, other_of = counted.sum(2, keepdims=True) - counted, of.sum(2, keepdims=True) - of
    p = exact.fisher(counted.ravel(), of.ravel(), other.ravel(), other_of.ravel()).reshape(len(counted), -1)
    adjusted = np.stack([exact.holm(one) for one in p]).reshape(counted.shape)
    here, there = counted * other_of, other * of  # the ratio is here / there, also where there is nobody
    outside = (here < band[0] * there) | (here > band[1] * there)
    return (adjusted <= level) & outside, here > there


def false_alarms(groups: Map[str, int], rates: Map[str, float], months: int, seed: int) -> Interval:
    """In how many months any alarm rings though every group is treated alike; Wilson's interval."""
    loud, _ = rung(invent(groups, rates, months, seed))
    return _interval(loud.any((1, 2)))


def power(
    groups: Map[str, int],
    rates: Map[str, float],
    stage: str,
    group: str,
    months: int,
    seed: int,
    ratios: Sequence[float] = RATIOS,
) -> tuple[Power, ...]:
    """In how many months a planted difference rings, for each ratio, and at the right stage."""
    found = []
    at, who = list(rates).index(stage), list(groups).index(group)
    for ratio in ratios:
        loud, high = rung(invent(groups, rates, months, seed, (stage, group, ratio)))
        rang = loud[:, at, who] & (high[:, at, who] == (ratio > 1))
        elsewhere = np.delete(loud, at, axis=1).any((1, 2))
        found.append(Power(stage, group, ratio, _interval(rang), _interval(elsewhere)))
    return tuple(found)


def _share(rate: float, ratio: float) -> float:
    return min(1.0, rate * ratio)


def _interval(happened: Any) -> Interval:
    low, high = wilson(happened.sum(), len(happened))
    return Interval(float(happened.mean()), float(low), float(high))
