"""May this reviewer say this of an entry: retain, restrict, correct or remove it, each with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.casework import entry_status
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Outcome
from evenhand.safeguards import Refused, upholds

SAYS = {
    Outcome.RETAIN: "Retain",
    Outcome.RESTRICT: "Restrict",
    Outcome.CORRECT: "Correct",
    Outcome.REMOVE: "Remove",
}
# How many people decide about a child, neither seeing what the other says.
VOTES_ABOUT_A_CHILD = 2


@dataclass(frozen=True, slots=True)
class EntryReviewFacts:
    """An entry as it stands when somebody reviews it. `reviewer` and `decided_last` are account numbers.

    `decided_last`: everybody who decided the last time that it is kept, or made. `voted`: who has voted in this round.
    """

    entry: EntryFacts
    is_child: bool
    reviewer: int
    reviewer_is_a_person: bool
    reviewer_is_inspector: bool
    decided_last: frozenset[int]
    voted: frozenset[int]
    outcome: Outcome
    reasons: str
    child_welfare: str


@upholds("SG-17")
def check_a_person_reviews(facts: EntryReviewFacts, policy: Policy) -> None:
    """A person reviews, and gives reasons of their own."""
    if not facts.reviewer_is_a_person:
        raise Refused("SG-17", "Only a person can review an entry, and this account is not a person's.")
    least = policy.number("reasons_min_characters")
    if len(facts.reasons.strip()) < least:
        raise Refused("SG-17", f"Give your own reasons, in at least {least} characters.")


@upholds("SG-18")
def check_rank_for_a_child(facts: EntryReviewFacts) -> None:
    """An entry of a child is reviewed by inspectors."""
    if facts.is_child and not facts.reviewer_is_inspector:
        raise Refused("SG-18", "This is a child: an inspector must review it.")


@upholds("SG-18")
def check_child_welfare(facts: EntryReviewFacts, policy: Policy) -> None:
    """Nobody keeps a child on the register without saying what it means for their welfare."""
    least = policy.number("reasons_min_characters")
    if facts.is_child and facts.outcome is not Outcome.REMOVE and len(facts.child_welfare.strip()) < least:
        raise Refused(
            "SG-18",
            "This is a child: say what being kept would mean for their welfare and why it is still needed "
            f"(at least {least} characters).",
        )


@upholds("SG-18")
def check_votes_once(facts: EntryReviewFacts) -> None:
    """Two people decide about a child, so nobody votes twice."""
    if facts.reviewer in facts.voted:
        raise Refused("SG-18", "You have voted on this already. Somebody else must vote too.")


@upholds("SG-23")
def check_fresh_eyes(facts: EntryReviewFacts) -> None:
    """Nobody decides twice running to keep the same person."""
    if facts.outcome is not Outcome.REMOVE and facts.reviewer in facts.decided_last:
        raise Refused(
            "SG-23",
            "You decided the last time that this entry is made or kept.",
            "You can remove it; for anything else somebody else must review it.",
        )


@upholds("SG-21")
def check_something_counts(facts: EntryReviewFacts) -> None:
    """Where nothing counts any more, the entry cannot be kept."""
    if facts.entry.scores_zero and facts.outcome in (Outcome.RETAIN, Outcome.RESTRICT):
        raise Refused(
            "SG-21",
            f"Nothing recorded of this person has counted since {facts.entry.zero_on}, so they cannot be kept.",
            "Remove it, or have what is wrong with the record corrected.",
        )


@upholds("SG-06")
def check_decided_here(facts: EntryReviewFacts) -> None:
    """An inherited entry is not made good by one person: two decide it afresh, or it goes."""
    if facts.entry.origin == "inherited" and facts.outcome is not Outcome.REMOVE:
        raise Refused(
            "SG-06",
            "This entry was inherited from an older list, so nobody can keep it by a review.",
            "Remove it, or have the person proposed, so that two people decide afresh.",
        )


@upholds("SG-53")
def check_dispute_decided(facts: EntryReviewFacts) -> None:
    """While the person says that something is not right, nobody decides to keep them on it."""
    if facts.entry.disputed_since is not None and facts.outcome is Outcome.RETAIN:
        raise Refused("SG-53", "The person disputes this, and that is not decided yet.", "Decide the dispute first.")


def check_not_at_its_end(facts: EntryReviewFacts, policy: Policy) -> None:
    """What is at its end can only be taken away, whether or not the day's clocks have come round to it."""
    if facts.outcome is not Outcome.REMOVE:
        for refusal in entry_status.endings(facts.entry, policy):
            raise refusal


def check(facts: EntryReviewFacts, policy: Policy) -> None:
    """Refuse what the reviewer says for the first thing that stands against it."""
    check_a_person_reviews(facts, policy)
    check_rank_for_a_child(facts)
    check_votes_once(facts)
    check_not_at_its_end(facts, policy)
    check_decided_here(facts)
    check_fresh_eyes(facts)
    check_something_counts(facts)
    check_dispute_decided(facts)
    check_child_welfare(facts, policy)


def votes_needed(is_child: bool) -> int:
    """How many people have to say something before it is decided."""
    return VOTES_ABOUT_A_CHILD if is_child else 1


def mildest(outcomes: Sequence[Outcome]) -> Outcome:
    """What stands where several people said something: the mildest for the person."""
    return max(outcomes, key=list(Outcome).index)
