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
