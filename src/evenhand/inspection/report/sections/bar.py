"""The bar: whether less was needed to list people of one group than of another."""

from evenhand.inspection import outcome_test
from evenhand.inspection.report import group_tables
from evenhand.inspection.report.parts import Item, Section
from evenhand.inspection.report.seen import Seen, all_digits
from evenhand.inspection.threshold_test import ThresholdTest


def section(seen: Seen) -> Section | None:
    """Outcome tests and threshold tests, each with what it cannot show."""
    outcomes, thresholds = seen.inspection.outcome_tests, seen.inspection.threshold_tests
    if not outcomes and not thresholds:
        return None
    for one in outcomes:
        outcome_test.check_told_whole(one)
    return Section(
        "bar",
        "The bar",
        paragraphs=(
            "Was less needed to list people of one group than of another? The outcome test compares how often listing "
            "proved right; the threshold test estimates the bar itself by a model.",
            *dict.fromkeys(one.caveat for one in outcomes),
        ),
        items=(
            *(
                Item(f"Outcome test by {one.attribute}, {one.stage or 'everybody in the file'}", one.sentences)
                for one in outcomes
                if one.sentences
            ),
            *(_threshold(one) for one in thresholds),
        ),
        tables=(
            *(group_tables.outcome(one) for one in outcomes),
            *(group_tables.threshold(one) for one in thresholds if one.usable),
        ),
        data={
            "outcome_tests": [all_digits(one) for one in outcomes],
            "threshold_tests": [all_digits(one) for one in thresholds],
        },
    )


def _threshold(one: ThresholdTest) -> Item:
    title = f"Threshold test by {one.attribute}, {one.stage}, over {one.strata}"
    return Item(title, one.sentences if one.usable else (one.why_not,), one.caveats)
