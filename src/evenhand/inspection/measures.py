"""Rates, shares, ratios and differences with their intervals and tests: for the groups of all tables at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.against import Compared
from evenhand.inspection.exact import Counts, fisher, holm
from evenhand.inspection.intervals import Floats, byar, katz, newcombe, wilson, z_of

SMALL = 30


def of(compared: Sequence[Compared]) -> tuple[dict[str, NDArray[Any]], ...]:
    """For each of these, every figure of a table by its name, one value a group.

    Worked out over the groups of all of them together: a few long arrays cost less than hundreds of short ones.
    """
    if not compared:
        return ()
    counted, totals = _joined([one.counted for one in compared]), _totals(compared, [one.counted for one in compared])
    of_, totals_of = _joined([one.of for one in compared]), _totals(compared, [one.of for one in compared])
    other = _joined([one.others.counted for one in compared])
    other_of = _joined([one.others.of for one in compared])
    reference = np.concatenate([one.others.reference for one in compared])
    within = np.repeat([one.within for one in compared], [len(one.groups) for one in compared])
    figures = {
        **_rates(counted, of_, within),
        **_shares(counted, totals, of_, totals_of, within),
        **_comparisons(counted, of_, other, other_of, reference),
        "small": _small(counted, of_, other, other_of, within),
    }
    ends = np.cumsum([len(one.groups) for one in compared])[:-1]
    parts = {name: np.split(values, ends) for name, values in figures.items()}
    return tuple({name: values[place] for name, values in parts.items()} for place in range(len(compared)))


def _joined(counts: Sequence[Counts]) -> Counts:
    return np.concatenate(counts)


def _totals(compared: Sequence[Compared], counts: Sequence[Counts]) -> Counts:
    """The sum over the groups of its table, for each group."""
    return np.repeat([one.sum() for one in counts], [len(one.groups) for one in compared])


def _rates(counted: Counts, of_: Counts, within: NDArray[np.bool_]) -> dict[str, Floats]:
    """Wilson's interval where the counted are some of the people; else Byar's of the count, over the residents."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = counted / of_
        share_low, share_high = wilson(counted, of_)
        count_low, count_high = (np.where(of_ > 0, bound / of_, np.nan) for bound in byar(counted))
    return {
        "rate": np.where(of_ > 0, rate, np.nan),
        "rate_low": np.where(within, share_low, count_low),
        "rate_high": np.where(within, share_high, count_high),
    }


def _shares(
    counted: Counts, totals: Counts, of_: Counts, totals_of: Counts, within: NDArray[np.bool_]
) -> dict[str, Floats]:
    """A group that the benchmark does not have has no share in it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share, benchmark_share = counted / totals, of_ / totals_of
    low, high = wilson(counted, totals)
    return {
        "share": share,
        "share_low": low,
        "share_high": high,
        "benchmark_share": np.where(within | (of_ > 0), benchmark_share, np.nan),
    }


def _comparisons(
    counted: Counts, of_: Counts, other: Counts, other_of: Counts, reference: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Ratio by Katz, difference by Newcombe, Fisher's test, Holm's correction over all. The group of reference is one
    time itself."""
    ratio, ratio_low, ratio_high = katz(counted, of_, other, other_of)
    beyond = (counted > of_) | (other > other_of)
    ratio_low, ratio_high = _of_two_counts(counted, other, ratio, ratio_low, ratio_high, beyond)
    difference, difference_low, difference_high = newcombe(counted, of_, other, other_of)
    p = fisher(counted, of_, other, other_of)
    return {
        "ratio": np.where(reference, 1.0, ratio),
        "ratio_low": ratio_low,
        "ratio_high": ratio_high,
        "difference": np.where(reference, 0.0, difference),
        "difference_low": difference_low,
        "difference_high": difference_high,
        "p": p,
        "adjusted": holm(p),
    }


def _of_two_counts(
    counted: Counts, other: Counts, ratio: Floats, low: Floats, high: Floats, beyond: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Where more people are counted than there are in the benchmark, no share exists: the log interval of the ratio of
    two Poisson rates, which is Katz's for residents without end."""
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z_of() * np.sqrt(1 / counted + 1 / other)
        return np.where(beyond, ratio * np.exp(-half), low), np.where(beyond, ratio * np.exp(half), high)


def _small(
    counted: Counts, of_: Counts, other: Counts, other_of: Counts, within: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Fewer than 30 people in the group or in its comparison: who could have come to the stage, or who are counted."""
    group, compared = np.where(within, of_, counted), np.where(within, other_of, other)
    return (group < SMALL) | ((other_of > 0) & (compared < SMALL))
