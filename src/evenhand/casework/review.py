"""May this reviewer decide this nomination, in these words."""

from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.casework import intent
from evenhand.casework.ages import months_after
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Decision, NominationStatus
from evenhand.safeguards import Refused, upholds


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A nomination as it stands when somebody decides it. `proposer` and `reviewer` are account numbers."""

    nomination_status: NominationStatus
    proposer: int
    reviewer: int
    reviewer_is_a_person: bool
    reviewer_is_inspector: bool
    subject_is_child: bool
    decision: Decision
    reasons: str
    intent: str = intent.DEFAULT
    why_disruption: str = ""


@upholds("SG-06")
def check_two_people(facts: ReviewFacts) -> None:
    """Nobody decides their own proposal."""
    if facts.proposer == facts.reviewer:
        raise Refused("SG-06", "You made this proposal, so somebody else must decide it.")


@upholds("SG-17")
def check_a_person_decides(facts: ReviewFacts, policy: Policy) -> None:
    """A person decides, and gives reasons of their own: no score and no band does."""
    if not facts.reviewer_is_a_person:
        raise Refused("SG-17", "Only a person can decide, and this account is not a person's.")
    least = policy.number("reasons_min_characters")
    if len(facts.reasons.strip()) < least:
        raise Refused("SG-17", f"Give your own reasons, in at least {least} characters.")


@upholds("SG-18")
def check_rank_for_a_child(facts: ReviewFacts) -> None:
    """An entry for a child needs a reviewer of inspector rank."""
    if facts.subject_is_child and not facts.reviewer_is_inspector:
        raise Refused("SG-18", "This is a child: an inspector must decide it.")


@upholds("SG-06")
def check_still_open(facts: ReviewFacts) -> None:
    """A nomination is decided once."""
    if facts.nomination_status is not NominationStatus.PROPOSED:
        raise Refused("SG-06", f"This proposal has already been {facts.nomination_status}.")


@upholds("SG-36")
def check_for_help(facts: ReviewFacts, policy: Policy) -> None:
    """What is accepted is to support or to protect, or the reviewer too says why disruption is needed."""
    why_not = intent.why_not(facts.intent, facts.why_disruption, policy.number("reasons_min_characters"))
    if facts.decision is Decision.ACCEPT and why_not:
        raise Refused("SG-36", why_not, "Accept it to support or to protect instead.")


def check(facts: ReviewFacts, policy: Policy) -> None:
    """Refuse the decision for the first thing that stands against it."""
    check_still_open(facts)
    check_two_people(facts)
    check_a_person_decides(facts, policy)
    check_rank_for_a_child(facts)
    check_for_help(facts, policy)


def review_due(opened_on: date, *, child: bool, policy: Policy) -> date:
    """The day by which an entry must have been reviewed again (SG-20)."""
    return opened_on + timedelta(days=policy.number("review_days_child" if child else "review_days_adult"))


def absolute_end(last_proven_on: date, *, child: bool, policy: Policy) -> date:
    """The day that no entry outlasts, counted from the last proven event (SG-22)."""
    return months_after(last_proven_on, policy.number("retention_months_child" if child else "retention_months_adult"))
