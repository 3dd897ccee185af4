"""Intervals for a share, a count and a ratio of two shares, and for a difference. Vectorised: arrays in, arrays out."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its lower and upper bound. A bound that does not exist is NaN or infinite."""

    value: float
    low: float
    high: float
    level: float = LEVEL


def z_of(level: float = LEVEL) -> float:
    """The two-sided standard normal quantile of a level: 1.959964 for 95 %."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(counted: Any, of: Any, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Wilson's score interval for a share (Wilson 1927), without continuity correction. NaN where `of` is zero."""
    x, n, z = np.asarray(counted, np.float64), np.asarray(of, np.float64), z_of(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, zz = x / n, z * z / n
        middle, half = p + zz / 2, z * np.sqrt(p * (1 - p) / n + zz / (4 * n))
        low, high = (middle - half) / (1 + zz), (middle + half) / (1 + zz)
    return np.where(x <= 0, np.where(n > 0, 0.0, np.nan), low), np.where(x >= n, np.where(n > 0, 1.0, np.nan), high)


def byar(counted: Any, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Byar's approximation for a Poisson count O: O(1 - 1/9O - z/3 sqrt O)^3, and the same of O + 1 with plus."""
    o, z = np.asarray(counted, np.float64), z_of(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3
    up = o + 1
    return np.where(o > 0, low, 0.0), up * (1 - 1 / (9 * up) + z / (3 * np.sqrt(up))) ** 3


def katz(counted: Any, of: Any, other: Any, other_of: Any, level: float = LEVEL) -> tuple[Floats, Floats, Floats]:
    """The ratio of two shares with Katz's log interval (Katz and others 1978). NaN where a share is zero or missing."""
    a, n, b, m = (np.asarray(one, np.float64) for one in (counted, of, other, other_of))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (a / n) / (b / m)
        half = z_of(level) * np.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
        low, high = ratio * np.exp(-half), ratio * np.exp(half)
    usable = (a > 0) & (b > 0) & (n > 0) & (m > 0)
    return np.where((m > 0) & (b > 0), ratio, np.nan), np.where(usable, low, np.nan), np.where(usable, high, np.nan)


def newcombe(counted: Any, of: Any, other: Any, other_of: Any, level: float = LEVEL) -> tuple[Floats, Floats, Floats]:
    """The difference of two shares with Newcombe's hybrid score interval (Newcombe 1998, method 10)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.asarray(counted, np.float64) / np.asarray(of, np.float64)
        q = np.asarray(other, np.float64) / np.asarray(other_of, np.float64)
    (l1, u1), (l2, u2) = wilson(counted, of, level), wilson(other, other_of, level)
    return p - q, p - q - np.hypot(p - l1, u2 - q), p - q + np.hypot(u1 - p, q - l2)
