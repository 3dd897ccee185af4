"""Errors: how often a decision was wrong, by group, as far as what was later found can say so."""

from evenhand.inspection.report import group_tables
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.seen import Seen, all_digits

WATCHED = (
    "What was later found rests on who was watched, policed and prosecuted. Where a group is policed more, more is "
    "found in it, and errors about it look rarer than they are."
)


def section(seen: Seen) -> Section | None:
    """Error rates and calibration, where the file has an outcome."""
    inspection = seen.inspection
    if not inspection.error_rates and not inspection.calibration:
        return None
    return Section(
        "errors",
        "Errors",
        warnings=(WATCHED,),
        paragraphs=(
            f'The outcome is: "{inspection.extract.outcome_says}".' if inspection.extract.outcome_says else
            "The file has an outcome and does not describe it.",
            "A false positive is somebody who came to the stage and in whom nothing was found; a false negative "
            "somebody who did not, and in whom something was. These rates and the share in whom something was found "
            "cannot all be equal between groups in whom it is found unequally often, unless no decision is ever wrong. "
            "Which of them matters is for people to say.",
        ),
        tables=(
            *(group_tables.errors(one) for one in inspection.error_rates),
            *(group_tables.calibration(one) for one in inspection.calibration),
        ),
        data={
            "error_rates": [all_digits(one) for one in inspection.error_rates],
            "calibration": [all_digits(one) for one in inspection.calibration],
        },
    )  # fmt: skip
