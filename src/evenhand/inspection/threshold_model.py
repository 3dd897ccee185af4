"""The model behind the threshold test: how often people of a group are listed, and how often it proved right.

Of the people of group r in stratum d a share phi would be found to have done what the register is about. The one who
decides sees a signal of each person: normal around 0 where nothing would be found, around delta where it would. From it
follows a probability, and those whose probability is above the bar are listed. So, with S the normal distribution's
upper tail and x the signal at which the probability is the bar,

    share listed         = phi S(x - delta) + (1 - phi) S(x)
    share of them found  = phi S(x - delta) / share listed
    log odds of the bar  = log odds of phi + delta x - delta^2 / 2.

Where the file also says what was later found in those not listed, that is used in the same way.

The log odds of phi, and the logarithm of delta, are a common part, a group's and a stratum's. The log odds of the bar
are the group's own with a deviation in each stratum, whose size is learnt. A signal that tells about as much of one
group as of another is assumed (`SIGNAL`): without that, a worse signal and a lower bar look alike.

Rule: the threshold test of Simoiu, Corbett-Davies and Goel (2017) with the discriminant distributions of Pierson,
Corbett-Davies and Goel (2018); both citations are unverified, and the priors are our own.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.intervals import Floats


@dataclass(frozen=True, slots=True)
class Prior:
    """What is held before the data: the middle and standard deviation of the common part, the standard deviations of
    the groups' and the strata's parts."""

    middle: float
    common: float
    groups: float
    strata: float


BASE_RATE = Prior(-1.5, 1.5, 0.7, 0.7)  # log odds: 95 % of groups between 1 % and 85 %
SIGNAL = Prior(0.0, 0.5, 0.15, 0.1)  # logarithm of delta: 95 % between 0.3 and 2.8, groups within a third of each other
BAR_MIDDLE, BAR_SPREAD = -1.0, 1.5  # log odds of each group's bar, for itself: 95 % between 2 % and 87 %
STRATA_SIZE, STRATA_SPREAD = 0.2, 0.4  # size of the strata's deviations from it: 95 % between 0.09 and 0.44


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts by group and stratum (groups x strata): people who could be listed, who were, of how many of those it is
    known whether something was found, and in how many it was. Of those not listed: in how many something was found
    all the same (`missed`), and in how many nothing (`cleared`); of the others it is not known."""

    eligible: NDArray[Any]
    listed: NDArray[Any]
    known: NDArray[Any]
    found: NDArray[Any]
    missed: NDArray[Any]
    cleared: NDArray[Any]

    @property
    def shape(self) -> tuple[int, int]:
        """Groups, strata."""
        groups, strata = self.eligible.shape
        return groups, strata


@dataclass(frozen=True, slots=True)
class Point:
    """The model's quantities at k points: log odds of phi, delta and x (k x r x d), own bars (k x r), size (k x 1)."""

    base: Floats
    delta: Floats
    own: Floats
    size: Floats
    at: Floats

    @property
    def log_bars(self) -> Floats:
        """The log odds of the bar in every cell."""
        log_odds: Floats = self.base + self.delta * self.at - self.delta**2 / 2
        return log_odds

    @property
    def found_share(self) -> Floats:
        """Of those listed, the share in whom something is found, in every cell."""
        phi = 1 / (1 + np.exp(-self.base))
        right, wrong = phi * tail(self.at - self.delta), (1 - phi) * tail(self.at)
        share: Floats = right / (right + wrong)
        return share


def size(groups: int, strata: int) -> int:
    """How many parameters there are: all standard normal before the data, but for the signals at the bar."""
    return _signals(groups, strata) + groups * strata


def unfold(points: Floats, groups: int, strata: int) -> Point:
    """The model's quantities at points (k x parameters)."""
    half, own = 1 + groups + strata, 2 * (1 + groups + strata)
    return Point(
        base=_sum(points[:, :half], BASE_RATE, groups),
        delta=np.exp(_sum(points[:, half:own], SIGNAL, groups)),
        own=BAR_MIDDLE + BAR_SPREAD * points[:, own : own + groups],
        size=STRATA_SIZE * np.exp(STRATA_SPREAD * points[:, own + groups : own + groups + 1]),
        at=points[:, own + groups + 1 :].reshape(-1, groups, strata),
    )


def density(cells: Cells, points: Floats, *, climbing: bool = False) -> tuple[Floats, Floats]:
    """The posterior's log density but for a constant, and its gradient: points (k x parameters) -> (k), (k x n).

    A point at which the counts could not be has a density of minus infinity. `climbing` leaves out the factor by which
    the density grows without bound as the bars of all strata become one, so that there is a highest point to start at.
    """
    groups, strata = cells.shape
    plain = _signals(groups, strata)
    crowding = 0 if climbing else groups * strata
    with np.errstate(all="ignore"):
        point = unfold(points, groups, strata)
        value, by_base, by_delta, by_at = _likelihood(cells, point)
        away = (point.log_bars - point.own[:, :, None]) / point.size[:, :, None]
        pull = -away / point.size[:, :, None]
        # x is the parameter and the bar's log odds are normal, hence delta, which is d(log odds) / dx
        value = value + (np.log(point.delta) - away**2 / 2).sum((1, 2)) - crowding * np.log(point.size[:, 0])
        gradient = np.concatenate(
            [
                *_slopes(by_base + pull, BASE_RATE),
                *_slopes((by_delta + pull * (point.at - point.delta)) * point.delta + 1, SIGNAL),
                -BAR_SPREAD * pull.sum(2),
                STRATA_SPREAD * ((away**2).sum((1, 2)) - crowding)[:, None],
                (by_at + pull * point.delta).reshape(len(points), -1),
            ],
            axis=1,
        )
        value = value - (points[:, :plain] ** 2).sum(1) / 2
        gradient[:, :plain] -= points[:, :plain]
    sound = np.isfinite(value) & np.isfinite(gradient).all(1)
    return np.where(sound, value, -np.inf), np.where(sound[:, None], gradient, 0.0)


def tail(x: Floats) -> Floats:
    """The normal distribution's upper tail, by the C library's erfc: right to the last digits also far out."""
    flat = (x * math.sqrt(0.5)).ravel().tolist()
    return 0.5 * np.fromiter(map(math.erfc, flat), np.float64, len(flat)).reshape(x.shape)


def _signals(groups: int, strata: int) -> int:
    """Where the signals at the bar begin among the parameters."""
    return 2 * (1 + groups + strata) + groups + 1


def _sum(points: Floats, prior: Prior, groups: int) -> Floats:
    common = prior.middle + prior.common * points[:, :1, None]
    of_groups, of_strata = points[:, 1 : 1 + groups, None], points[:, None, 1 + groups :]
    total: Floats = common + prior.groups * of_groups + prior.strata * of_strata
    return total


def _slopes(of_sum: Floats, prior: Prior) -> tuple[Floats, Floats, Floats]:
    """The derivatives by the parameters of `_sum`, from the derivatives by the sum."""
    every: Floats = prior.common * of_sum.sum((1, 2))[:, None]
    return every, prior.groups * of_sum.sum(2), prior.strata * of_sum.sum(1)


def _likelihood(cells: Cells, point: Point) -> tuple[Floats, Floats, Floats, Floats]:
    """Log likelihood (k), and its derivatives by the log odds of the base rate, delta and x (k x r x d).

    Each person who could be listed was listed or not, and something was found, or nothing, or that is not known: six
    kinds. Where nothing is known of those not listed, this is the same as the two binomials, of listed people among
    those who could be, and of those found among them.
    """
    wrong, unknown = cells.known - cells.found, cells.listed - cells.known
    passed = cells.eligible - cells.listed - cells.missed - cells.cleared  # not listed, and not known
    phi = 1 / (1 + np.exp(-point.base))
    upper, lower = (
        tail(point.at - point.delta),
        tail(point.at),
    )  # the share listed where there is something, and nothing
    at_upper, at_lower = _bell(point.at - point.delta), _bell(point.at)
    listed = phi * upper + (1 - phi) * lower
    value = _times_log(cells.found, phi * upper) + _times_log(wrong, (1 - phi) * lower)
    value = value + _times_log(cells.missed, phi * (1 - upper)) + _times_log(cells.cleared, (1 - phi) * (1 - lower))
    value = value + _times_log(unknown, listed) + _times_log(passed, 1 - listed)
    by_listed = _over(unknown, listed) - _over(passed, 1 - listed)
    by_upper = _over(cells.found, upper) - _over(cells.missed, 1 - upper) + by_listed * phi
    by_lower = _over(wrong, lower) - _over(cells.cleared, 1 - lower) + by_listed * (1 - phi)
    by_base = (cells.found + cells.missed) * (1 - phi) - (wrong + cells.cleared) * phi
    by_base = by_base + by_listed * phi * (1 - phi) * (upper - lower)
    return value.sum((1, 2)), by_base, by_upper * at_upper, -by_upper * at_upper - by_lower * at_lower


def _bell(x: Floats) -> Floats:
    return np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def _times_log(count: NDArray[Any], share: Floats) -> Floats:
    """count log share, and nothing where there is nobody."""
    return np.where(count > 0, count * np.log(share), 0.0)


def _over(count: NDArray[Any], share: Floats) -> Floats:
    return np.where(count > 0, count / share, 0.0)
