"""What stands against each thing that a reviewer could say of an entry, before they have written a word."""

from collections.abc import Callable
from dataclasses import replace

from evenhand.casework import entry_review
from evenhand.casework.entry_review import EntryReviewFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Outcome
from evenhand.safeguards import Refused


def outlook(facts: EntryReviewFacts, policy: Policy) -> dict[Outcome, tuple[Refused, ...]]:
    """For each outcome, everything that stands against it besides reasons that are still to be written."""
    return {outcome: _against(replace(facts, outcome=outcome), policy) for outcome in Outcome}


def _against(facts: EntryReviewFacts, policy: Policy) -> tuple[Refused, ...]:
    checks: tuple[Callable[[EntryReviewFacts], None], ...] = (
        lambda known: entry_review.check_not_at_its_end(known, policy),
        entry_review.check_rank_for_a_child,
        entry_review.check_votes_once,
        entry_review.check_decided_here,
        entry_review.check_fresh_eyes,
        entry_review.check_something_counts,
        entry_review.check_dispute_decided,
    )
    found = []
    for check in checks:
        try:
            check(facts)
        except Refused as refusal:
            found.append(refusal)
    return tuple(found)
