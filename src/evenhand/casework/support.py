"""The support route: who is owed an offer and by when, and what may be written down of it. Nothing of it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

LEAST_WORDS = "Say in a few words what help might be needed and why now."
COORDINATOR = "coordinator"
SOFTWARE = "software"
SCOPES = frozenset({"support", "support-index"})

# Who asked for help for somebody; what partners send in their own feed is a concern and stays one.
SOURCES = {
    "officer": "An officer",
    "partner": "A partner, by telephone or in person",
    "person": "The person themselves",
    "parent": "A parent or guardian",
}
KINDS = {
    "mentor": "A mentor: somebody they can talk to and rely on",
    "youth-work": "Youth work",
    "housing": "Help with where they live",
    "relocation": "Help to move away",
    "health": "Help with their health",
    "education": "Help with school, training or work",
}
WAYS = {
    "meeting": "Face to face",
    "call": "By telephone",
    "letter": "By letter",
    "message": "By message",
}
ANSWERS = {
    "accepted": "They want it",
    "declined": "They do not want it",
}
OUTCOMES = {
    "completed": "Completed",
    "ended-early": "Ended early",
    "no-longer-wanted": "No longer wanted",
    "moved-on": "They moved on, or somebody else helps them now",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that is about to be written down."""

    kind: str
    how: str
    offered_on: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to an offer of that day."""

    answer: str
    offered_on: date
    answered_on: date


def owed_since(starts: tuple[date, ...], offers: tuple[date, ...]) -> date | None:
    """Since when somebody is owed an offer; None where nobody owes them one.

    `starts`: the days on which an open entry began and on which they were referred. An offer made on such a day or
    later meets it, whatever they answered.
    """
    newest = max(offers, default=date.min)
    return min((day for day in starts if day > newest), default=None)


def due_on(since: date, policy: Policy) -> date:
    """The last day on which an offer is in time."""
    return since + timedelta(days=policy.number("support_offer_days"))


def is_overdue(since: date, today: date, policy: Policy) -> bool:
    """Whether that day has gone by."""
    return due_on(since, policy) < today


@upholds("SG-13")
def check_who_opens(opens: str, role: str) -> None:
    """The support route has a door of its own, and only those who help open it."""
    if opens in SCOPES and role not in (COORDINATOR, SOFTWARE):
        raise Refused("SG-13", "What becomes of an offer of help is for those who help, and for nobody else.")


@upholds("SG-25")
def check_alive_to_be_helped(died_on: date | None) -> None:
    """Refuse a referral, an offer or a contact with somebody who has died: their family is not to be written to."""
    if died_on is not None:
        raise Refused("SG-25", f"A source recorded on {died_on} that this person has died.")


@upholds("SG-63")
def check_offer_was_made(offer: Offer, today: date) -> None:
    """Only an offer of something, that somebody was told of, meets the promise: not one that is still to be made."""
    if offer.kind not in KINDS or offer.how not in WAYS:
        raise Refused("SG-63", "An offer says what is offered, and how they were told.")
    if offer.offered_on > today:
        raise Refused("SG-63", "This day is still to come.", "Make the offer, and write it down then.")


@upholds("SG-63")
def check_answer(answer: Answer, today: date) -> None:
    """The answer is theirs: yes or no, given after the offer. No reason is asked of them."""
    if answer.answer not in ANSWERS:
        raise Refused("SG-63", "The answer is that they want it, or that they do not.")
    if not answer.offered_on <= answer.answered_on <= today:
        raise Refused("SG-63", f"They answered between {answer.offered_on}, when it was offered, and today.")


@upholds("SG-63")
def check_counted(offers: Mapping[str, int]) -> None:
    """Figures are published only with the offers in them, and only if they come to one another."""
    wrong = [name for name in ("due", "overdue", "made", "accepted", "declined", "completed") if name not in offers]
    if wrong:
        raise Refused("SG-63", f"The figures do not say how many offers are or were {', '.join(wrong)}.")
    if offers["overdue"] > offers["due"] or offers["accepted"] + offers["declined"] > offers["made"]:
        raise Refused("SG-63", "The offers do not come to one another.", "Do not publish it: find the fault.")


def check_referral(died_on: date | None, reasons: str) -> None:
    """Refuse a referral of somebody who has died (SG-25). Raises ValueError for one that says nothing."""
    check_alive_to_be_helped(died_on)
    if not reasons.strip():
        raise ValueError(LEAST_WORDS)


def check_offer(died_on: date | None, offer: Offer, today: date) -> None:
    """Refuse an offer to somebody who has died (SG-25), or one that was not made (SG-63)."""
    check_alive_to_be_helped(died_on)
    check_offer_was_made(offer, today)
