"""May this person be referred to support. Almost always yes: it is an offer, and they may decline it."""

from datetime import date

from evenhand.safeguards import Refused, upholds

LEAST_WORDS = "Say in a few words what help might be needed and why now."


@upholds("SG-25")
def check_alive_to_be_helped(died_on: date | None) -> None:
    """Refuse a referral of somebody who has died: their family is not to be written to about them."""
    if died_on is not None:
        raise Refused("SG-25", f"A source recorded on {died_on} that this person has died.")


def check_referral(died_on: date | None, reasons: str) -> None:
    """Refuse a referral of somebody who has died (SG-25). Raises ValueError for one that says nothing."""
    check_alive_to_be_helped(died_on)
    if not reasons.strip():
        raise ValueError(LEAST_WORDS)
