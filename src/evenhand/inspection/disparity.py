"""How a register falls on groups: at each stage, against each benchmark, as ratio and as difference."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from evenhand.inspection.intervals import Floats


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of one attribute set at one stage against one benchmark. All arrays have one value a group, in order.

    `counted` people of `of`: of the group's people in the benchmark (or at the stage before). `rate` = counted / of,
    with Wilson's interval for people and Byar's (divided by `of`) for residents. `share` is the group's part of all
    who are counted, with Wilson's; `benchmark_share` its part of all in the benchmark. `ratio` compares the rate with
    that of `reference` ("" means everybody else), by Katz, and `difference` is of the same two rates. `p` is Fisher's
    exact two-sided test of that comparison; `adjusted` the same corrected for all comparisons of one report.
    """

    attributes: tuple[str, ...]
    stage: str
    benchmark: str  # the benchmark's name, or the stage whose people could have come to this one
    reference: str
    groups: tuple[tuple[str, ...], ...]
    counted: NDArray[Any]
    of: NDArray[Any]
    rate: Floats
    rate_low: Floats
    rate_high: Floats
    share: Floats
    share_low: Floats
    share_high: Floats
    benchmark_share: Floats
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    p: Floats
    adjusted: Floats
    small: NDArray[Any]  # BOOLEAN: fewer than 30 people in the group (or in its comparison): read with care
    warnings: tuple[str, ...] = ()
