"""How to read this."""

from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.seen import Seen

INTERVALS = (
    "Intervals are 95 %: of all intervals made in this way, about 95 in 100 contain the true value if chance is the "
    "only trouble. They say nothing about a wrong benchmark or a wrong entry. Shares have Wilson's interval, rates of "
    "residents Byar's, ratios Katz's, differences Newcombe's."
)
MANY = (
    "Many comparisons: the more are made, the more differ by chance alone. Each p value is from Fisher's exact test, "
    "corrected by Holm's method for all {} comparisons of this inspection. A large p value is no proof of equal "
    "treatment; in a small group it means little."
)
COMPARED = (
    "Small: a group of fewer than 30 people, or one compared with so few, is marked as small. It is shown, never "
    "dropped and never passed.",
    "A ratio says how many times as often, a difference how many more. Either alone misleads: 2.00 times a very small "
    "rate is a small difference, and a large difference can have a ratio close to 1. A ratio of people to residents "
    "depends on the benchmark; compare several.",
    "Material means: beyond chance after the correction, and a ratio below 0.8 or above 1.25. That band is a "
    "convention (unverified), not a line in law.",
    "Who said so: ethnicity as an officer saw it and as people said of themselves are different variables. Where a "
    "comparison mixes them, it says so.",
    "No cause: nothing here shows by itself why groups differ. A difference can come from how people are treated, "
    "from where police look, from what the benchmark leaves out, or from how people live. It shows where a reason must "
    "be given.",
)
ALWAYS = (
    '"No figure" means that there is nobody to count, or nothing to compare with. It does not mean zero.',
    "Nothing here predicts, and nothing is said of any person: the figures are of groups and of decisions.",
)


def section(seen: Seen) -> Section:
    """Intervals; and where groups are compared, what a ratio can and cannot show; and that no figure shows a cause."""
    compared = (MANY.format(words.count(seen.inspection.comparisons)), *COMPARED) if seen.inspection.tables else ()
    return Section("reading", "How to read this", points=(INTERVALS, *compared, *ALWAYS))
