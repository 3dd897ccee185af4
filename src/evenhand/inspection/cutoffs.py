"""How the score falls on groups at every cut-off, never at one alone."""

from dataclasses import dataclass

from evenhand.inspection.exact import Counts
from evenhand.inspection.intervals import Floats


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Who counts at each cut: a person counts when their score is at least the cut.

    Arrays are cuts x groups unless said otherwise. `ratio` compares the group's share with that of `reference` ("":
    everybody else) by Katz, `difference` is of the same shares. With an outcome: `false_positive` is the share who
    count of those in whom it was not found, `false_negative` the share who do not count of those in whom it was,
    `found_share` the share in whom it was found of those who count; None without one.
    """

    attribute: str
    groups: tuple[str, ...]
    reference: str
    cuts: Floats  # ascending
    counted: Counts
    of: Counts  # one a group: people with a score
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    difference: Floats
    false_positive: Floats | None
    false_negative: Floats | None
    found_share: Floats | None
    warnings: tuple[str, ...] = ()
