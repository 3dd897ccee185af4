"""How many people one account may be shown in lists: a few at a time, and not many in an hour."""

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds


@upholds("SG-26")
def check_answer(people: int, policy: Policy) -> None:
    """Refuse one answer, a page or the result of a search, that shows more people than a page may."""
    most = policy.number("rows_per_page_max")
    if people > most:
        raise Refused(
            "SG-26", f"This would show {people} people at once, and {most} is the most.", "Ask for fewer at a time."
        )


@upholds("SG-26")
def check_shown(already: int, new: int, policy: Policy) -> None:
    """Refuse to show an account `new` more people when it was shown `already` others within the policy's minutes.

    All lists, searches and pages count together, and nobody counts twice: so walking through the pages of a list, or
    asking many searches, comes to the same end as one long list.
    """
    most, minutes = policy.number("people_shown_max"), policy.number("people_shown_minutes")
    if already + new > most:
        raise Refused(
            "SG-26",
            f"Lists and searches have shown you {already} people within {minutes} minutes. This would show you {new} "
            f"more, and {most} is the most.",
            f"Work with those you have seen: they can be shown again. Others can be shown {minutes} minutes after the "
            "last list that you saw.",
        )
