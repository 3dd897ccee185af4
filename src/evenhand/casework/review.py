"""May this reviewer decide this nomination, in these words."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.casework import intent
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Decision, NominationStatus
from evenhand.safeguards import Refused, upholds

_FROM_THE_HARDEST = (Decision.ACCEPT, Decision.RETURN, Decision.DECLINE)


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
    voted: frozenset[int] = frozenset()  # who has said something of it already, where it is about a child


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


@upholds("SG-18")
def check_votes_once(facts: ReviewFacts) -> None:
    """Two people decide about a child besides whoever proposed it, so nobody votes twice."""
    if facts.reviewer in facts.voted:
        raise Refused("SG-18", "You have voted on this already. Somebody else must vote too.")


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
    check_votes_once(facts)
    check_for_help(facts, policy)


def mildest(decisions: Sequence[Decision]) -> Decision:
    """What stands where two people said something about a child: the milder for them."""
    return max(decisions, key=_FROM_THE_HARDEST.index)
