"""Fisher's exact test for many tables at once, and Holm's correction for having made many comparisons."""

from dataclasses import dataclass
from math import lgamma, log, pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.intervals import Floats

Counts = NDArray[np.int64]

TIE = np.log1p(1e-7)  # tables whose probabilities differ by less are taken as equally probable, as R and scipy do
BLOCK = 256  # so many terms of a tail are added at a time, until the next ones no longer count
NEGLIGIBLE = 1e-17
AT_ONCE = 4096  # tables: some megabytes for each array of terms

# What Stirling's formula k log k - k leaves of log k!, exactly for small k; above, its asymptotic series.
SMALL = np.array([0.0] + [lgamma(k + 1) - k * log(k) + k for k in range(1, 16)])


@dataclass(frozen=True, slots=True)
class _Tables:
    """2x2 tables with fixed margins: two rows of `n` and `m` people, `k` of all in the first column."""

    n: Counts
    m: Counts
    k: Counts

    @property
    def mode(self) -> Counts:
        """The most probable count in the upper left corner (the higher of two)."""
        return (self.n + 1) * (self.k + 1) // (self.n + self.m + 2)

    def take(self, which: Any) -> "_Tables":
        return _Tables(self.n[which], self.m[which], self.k[which])

    def upside_down(self) -> "_Tables":
        return _Tables(self.m, self.n, self.k)


def fisher(a: Any, n: Any, b: Any, m: Any) -> Floats:
    """The two-sided p of Fisher's exact test of `a` of `n` people against `b` of `m`; arrays of whole numbers.

    The probability of all tables with the same margins that are at most as probable as this one (Fisher 1934; the
    "minimum likelihood" rule of R and scipy). NaN where a row is empty or a part is larger than its whole; 0 may stand
    for anything below 1e-300. Probabilities by Loader's saddle-point expansion (2000), which stays exact to about
    1e-12 of itself for counts in the millions, where differences of log factorials do not.
    """
    part, whole, other, other_whole = (np.atleast_1d(np.asarray(one, np.int64)) for one in (a, n, b, m))
    part, whole, other, other_whole = np.broadcast_arrays(part, whole, other, other_whole)
    p = np.full(part.shape, np.nan)
    sound = (whole > 0) & (other_whole > 0) & (part >= 0) & (other >= 0) & (part <= whole) & (other <= other_whole)
    places = np.flatnonzero(sound)
    for begin in range(0, len(places), AT_ONCE):
        some = places[begin : begin + AT_ONCE]
        p[some] = _two_sided(part[some], whole[some], other[some], other_whole[some])
    return p


def holm(p: Any) -> Floats:
    """Holm's step-down correction (Holm 1979): p values of one family, adjusted. NaN is no comparison and stays."""
    raw = np.asarray(p, np.float64)
    adjusted = np.full(raw.shape, np.nan)
    known = np.flatnonzero(~np.isnan(raw))
    order = known[np.argsort(raw[known], kind="stable")]
    steps = raw[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def _two_sided(a: Counts, n: Counts, b: Counts, m: Counts) -> Floats:
    """Turn each table so that its corner is not below the mode; then add the tail that begins there to the far one."""
    low = a < _Tables(n, m, a + b).mode
    tables = _Tables(np.where(low, m, n), np.where(low, n, m), a + b)
    corner = np.where(low, b, a)
    here = _log_probability(corner, tables)
    far = _far_corner(here, tables)
    near_sum = np.exp(here) * _tail(corner, tables)
    reached = far >= np.maximum(0, tables.k - tables.m)
    there = tables.take(reached)
    near_sum[reached] += np.exp(_log_probability(far[reached], there)) * _tail(
        there.k - far[reached], there.upside_down()
    )
    as_probable_as_any = here + TIE >= _log_probability(tables.mode, tables)
    return np.where(as_probable_as_any, 1.0, np.minimum(near_sum, 1.0))


def _far_corner(here: Floats, tables: _Tables) -> Counts:
    """The highest corner below the mode that is at most as probable as `here`, by bisection; below all if there is
    none."""
    lowest = np.maximum(0, tables.k - tables.m)
    low: Counts = lowest - 1
    high: Counts = tables.mode
    while (high - low > 1).any():
        between = high - low > 1
        middle = np.where(between, (low + high) // 2, lowest)
        rare = _log_probability(middle, tables) <= here + TIE
        low, high = np.where(between & rare, middle, low), np.where(between & ~rare, middle, high)
    return low


def _tail(corner: Counts, tables: _Tables) -> Floats:
    """The probability of `corner` and of all above it, in units of that of `corner`: at least 1.

    Each term follows from the one before by a ratio; a block of ratios at a time, for the tables not yet finished.
    """
    total, last = np.ones(len(corner)), np.ones(len(corner))
    unfinished, begin = np.arange(len(corner)), 0
    while len(unfinished):
        x = corner[unfinished, None] + np.arange(begin, begin + BLOCK, dtype=np.float64)
        n, m, k = (margin[unfinished, None].astype(np.float64) for margin in (tables.n, tables.m, tables.k))
        # Beyond the last possible corner a factor is zero, and with it every term that follows.
        ratios = np.maximum(n - x, 0) * np.maximum(k - x, 0) / ((x + 1) * (m - k + x + 1))
        ratios[:, 0] *= last[unfinished]
        terms = np.cumprod(ratios, axis=1)
        total[unfinished] += terms.sum(axis=1)
        last[unfinished] = terms[:, -1]
        unfinished = unfinished[last[unfinished] > NEGLIGIBLE * total[unfinished]]
        begin += BLOCK
    return total


def _log_probability(corner: Counts, tables: _Tables) -> Floats:
    """Log of the hypergeometric probability: minus the deviance of the four cells, and Stirling's rest of all."""
    n, m, k = tables.n, tables.m, tables.k
    everybody = (n + m).astype(np.float64)
    rest = everybody - k
    cells = (corner, n - corner, k - corner, m - k + corner)
    expected = (n * (k / everybody), n * (rest / everybody), m * (k / everybody), m * (rest / everybody))
    log_p = sum(_stirling_rest(one) for one in (n, m, k, rest)) - _stirling_rest(everybody)
    for cell, usual in zip(cells, expected, strict=True):
        log_p = log_p - _deviance(cell.astype(np.float64), usual) - _stirling_rest(cell)
    return np.asarray(log_p, np.float64)


def _deviance(x: Floats, usual: Floats) -> Floats:
    """x log(x / usual) + usual - x without cancellation where the two are close (Loader's bd0)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        v = (x - usual) / (x + usual)
        plain = np.where(x > 0, x * np.log(x / usual) + usual - x, usual)
    v = np.where(np.isnan(v), 0.0, v)
    close = np.where(np.abs(v) < 0.1, v, 0.0)
    series, power = np.zeros_like(x), close.copy()
    for step in range(1, 9):
        power = power * close * close
        series += power / (2 * step + 1)
    return np.where(np.abs(v) < 0.1, (x - usual) * v + 2 * x * series, np.where(usual > 0, plain, 0.0))


def _stirling_rest(count: Any) -> Floats:
    """log k! - (k log k - k), zero for k = 0."""
    k = np.asarray(count, np.float64)
    safe = np.maximum(k, 1.0)
    kk = safe * safe
    series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / kk) / kk) / kk) / kk
    large = 0.5 * np.log(2 * pi * safe) + series / safe
    return np.where(k < len(SMALL), SMALL[np.minimum(k, len(SMALL) - 1).astype(np.int64)], large)
