"""The periods of an entry: when it is to be reviewed, when it ends, and what changes at eighteen."""

from datetime import date, timedelta

from evenhand.casework.ages import age_on, months_after
from evenhand.casework.policy import Policy


def is_child(born_on: date, day: date, policy: Policy) -> bool:
    """Whether somebody is under age on a day."""
    return age_on(born_on, day) < policy.number("age_adult")


def adult_on(born_on: date, policy: Policy) -> date:
    """The day on which somebody comes of age; where they were born on 29 February, 1 March of another year."""
    year = born_on.year + policy.number("age_adult")
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def review_due(since: date, *, child: bool, policy: Policy) -> date:
    """The last day on which a review is in time, counted from the opening or from the review before (SG-20)."""
    return since + timedelta(days=policy.number("review_days_child" if child else "review_days_adult"))


def zero_review_due(zero_on: date, opened_on: date, policy: Policy) -> date:
    """The last day for the review that a score of zero calls for (SG-21)."""
    return max(zero_on, opened_on) + timedelta(days=policy.number("zero_review_days"))


def absolute_end(last_proven_on: date, born_on: date, policy: Policy) -> date:
    """The day that no entry outlasts, counted from the last proven event (SG-22).

    What somebody did as a child ends by the child's period, also when they have come of age since.
    """
    child = is_child(born_on, last_proven_on, policy)
    return months_after(last_proven_on, policy.number("retention_months_child" if child else "retention_months_adult"))


def inherited_end(opened_on: date, policy: Policy) -> date:
    """The day by which an inherited entry was decided afresh by two people, or ends."""
    return opened_on + timedelta(days=policy.number("inherited_days_max"))


def escalates_on(review_by: date, policy: Policy) -> date:
    """The day from which an overdue review is shown to those who answer for the register."""
    return review_by + timedelta(days=policy.number("escalation_days"))


def unreviewed_end(review_by: date, policy: Policy) -> date:
    """The last day of an entry that nobody reviews; it ends the day after."""
    return review_by + timedelta(days=policy.number("overdue_days_max"))
