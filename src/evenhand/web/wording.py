"""Codes in plain words. A code without words here is shown as it is."""

from evenhand.register.roles import ROLES

PURPOSES = {
    "prevent-violence": "Prevent serious violence",
    "protect-person": "Protect a person from harm",
    "offer-support": "Offer support",
    "review-entry": "Decide or review an entry",
    "resolve-identity": "Decide whose record is whose",
    "correct-record": "Correct a record",
    "answer-person": "Answer a person about their own record",
    "oversight": "Oversee the register",
}


def purpose(code: str) -> str:
    """A purpose in plain words."""
    return PURPOSES.get(code, code)


def role(code: str) -> str:
    """The name of a role."""
    return ROLES[code].name if code in ROLES else code


def area(code: str) -> str:
    """An area as a page shows it; an account that belongs to no area works for all of them."""
    return code or "All areas"


SETTINGS = {
    "reasons_min_characters": "Shortest reasons that count as reasons",
    "qualifying_events_min": "Violent incidents needed for an entry",
    "proven_events_min": "How many of them must be proven",
    "evidence_window_months": "How recent they must be",
    "age_min_for_entry": "Youngest age for an entry",
    "age_adult": "Age from which somebody is an adult",
    "review_days_adult": "Time to the next review, adult",
    "review_days_child": "Time to the next review, child",
    "retention_months_adult": "Longest time on the register, adult",
    "retention_months_child": "Longest time on the register, child",
    "rows_per_page_max": "Rows on one page of a list",
    "qualifying_offences": "Offences that count as violence for an entry",
    "top_tier_offences": "Offences of which one proven incident is enough",
    "purposes": "What a record may be opened for",
}


def setting(name: str) -> str:
    """A setting of the policy in plain words."""
    return SETTINGS.get(name, name.replace("_", " "))
