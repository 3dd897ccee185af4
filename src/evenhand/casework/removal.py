"""Removed means gone: nothing but the day is left, and only something new brings somebody back (SG-24)."""

from collections.abc import Sequence
from datetime import date

from evenhand.casework.ages import months_after
from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

# Why an entry was taken away, as the ledger and the day that is kept of it say.
REASONS = {
    "review": "A reviewer removed it.",
    "SG-18": "The person is a child below the lowest age.",
    "SG-20": "Nobody reviewed it.",
    "SG-21": "Nothing that is recorded counts any more.",
    "SG-22": "Its time was up.",
    "SG-25": "The person has died.",
}


@upholds("SG-24")
def check_something_new(removed_on: date | None, cited: Sequence[date]) -> None:
    """Whoever was removed comes back only for something that happened since. `cited`: the days of the cited events."""
    if removed_on is not None and not any(day > removed_on for day in cited):
        raise Refused(
            "SG-24",
            f"This person was taken off the register on {removed_on}, and nothing that is cited happened since.",
        )


def forgotten_on(removed_on: date, policy: Policy) -> date:
    """The day from which even the day of the removal is not kept: what was known then carries no proposal any more."""
    return months_after(removed_on, policy.number("evidence_window_months"))
