"""May this person be referred to support. Almost always yes: it is an offer, and they may decline it."""

from datetime import date

from evenhand.safeguards import Refused

LEAST_WORDS = "Say in a few words what help might be needed and why now."


def check_referral(died_on: date | None, reasons: str) -> None:
    """Refuse a referral of somebody who has died, or one that says nothing."""
    if died_on is not None:
        raise Refused("SG-25", "A source recorded that this person has died.")
    if not reasons.strip():
        raise Refused("SG-13", LEAST_WORDS)
