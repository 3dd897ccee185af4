"""The person says that something is not right: set aside until it is decided and the person was told (SG-53)."""

from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

FINDINGS = {
    "right": "The person is right",
    "partly": "The person is right in part",
    "not-right": "The record is right as it stands",
}


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """A dispute as it stands. `decider` and `took_part` (who proposed or decided the entry) are account numbers."""

    decided: bool
    decider: int
    decider_is_a_person: bool
    took_part: frozenset[int]
    finding: str
    reasons: str


def check_opening(what: str) -> None:
    """Raise ValueError, in a sentence, for a dispute that does not say of what. No reasons are asked of anybody."""
    if not what.strip():
        raise ValueError("Say what is not right.")


@upholds("SG-53")
def check_not_disputed_now(disputed_since: date | None) -> None:
    """What is disputed carries no proposal."""
    if disputed_since is not None:
        raise Refused(
            "SG-53",
            f"The person has disputed their record since {disputed_since}, and that is not decided yet.",
            "Wait until it is decided.",
        )


@upholds("SG-53")
def check_somebody_else_decides(facts: DisputeFacts) -> None:
    """Nobody decides whether what they did themselves was right."""
    if not facts.decider_is_a_person:
        raise Refused("SG-53", "Only a person can decide a dispute.")
    if facts.decider in facts.took_part:
        raise Refused("SG-53", "You proposed or decided this person's entry, so somebody else decides the dispute.")


@upholds("SG-53")
def check_finding(facts: DisputeFacts, policy: Policy) -> None:
    """A dispute is decided once, one of three ways, with reasons that the person can read."""
    if facts.decided:
        raise Refused("SG-53", "This dispute has been decided already.")
    if facts.finding not in FINDINGS:
        raise Refused("SG-53", f"{facts.finding or 'Nothing'!r} is not one of the things that can be found.")
    least = policy.number("reasons_min_characters")
    if len(facts.reasons.strip()) < least:
        raise Refused("SG-53", f"Say why, for the person to read, in at least {least} characters.")


def check_deciding(facts: DisputeFacts, policy: Policy) -> None:
    """Refuse a decision for the first thing that stands against it."""
    check_somebody_else_decides(facts)
    check_finding(facts, policy)


def lifts_on(told_on: date | None, policy: Policy) -> date | None:
    """The day from which the record can be used again; None while the person was not told (section 48(10))."""
    return None if told_on is None else told_on + timedelta(days=policy.number("dispute_lift_days"))


def is_open(told_on: date | None, today: date, policy: Policy) -> bool:
    """Whether the record is set aside. `told_on`: when the letter went out that says what was decided."""
    day = lifts_on(told_on, policy)
    return day is None or today < day
