"""What an entry is today: in use, restricted or at its end. Worked out here from facts and dates, and nowhere else.

Each reason is a check of its own that refuses in the name of its promise. What refuses an ending's check ends the
entry; what refuses a restriction's check restricts it; an entry that nothing stands against is in use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from evenhand.casework import clocks
from evenhand.casework.ages import age_on
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import EntryStatus
from evenhand.safeguards import Refused, upholds


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry that was not removed, as at a day. `zero_on`: the first day on which nothing recorded counts any more.

    `born_on` is the latest birth date that a source gives: the youngest that the person may be.
    """

    as_at: date
    origin: str  # decided | inherited
    born_on: date
    opened_on: date
    review_by: date
    expires_on: date
    zero_on: date
    died_on: date | None = None
    disputed_since: date | None = None
    restricted_on: date | None = None

    @property
    def scores_zero(self) -> bool:
        """Whether nothing that is recorded counts any more."""
        return self.as_at >= self.zero_on

    @property
    def is_overdue(self) -> bool:
        """Whether the day of the review has gone by."""
        return self.as_at > self.review_by


@upholds("SG-25")
def check_alive(facts: EntryFacts) -> None:
    """Death ends an entry at once."""
    if facts.died_on is not None:
        raise Refused("SG-25", "A source recorded that the person has died.")


@upholds("SG-18")
def check_old_enough(facts: EntryFacts, policy: Policy) -> None:
    """A child under the lowest age has no place on the register, also not on a list taken over from elsewhere."""
    age = age_on(facts.born_on, facts.as_at)
    if age < policy.number("age_min_for_entry"):
        raise Refused("SG-18", f"This is a child of {age}.")


@upholds("SG-22")
def check_within_its_time(facts: EntryFacts) -> None:
    """Nothing outlasts its absolute end."""
    if facts.as_at >= facts.expires_on:
        raise Refused("SG-22", f"Its time was up on {facts.expires_on}.")


@upholds("SG-21")
def check_something_counts(facts: EntryFacts, policy: Policy) -> None:
    """Whoever has nothing that counts is not kept beyond the review that this calls for."""
    due = clocks.zero_review_due(facts.zero_on, facts.opened_on, policy)
    if facts.as_at > due:
        raise Refused("SG-21", f"Nothing recorded has counted since {facts.zero_on}, and the review was due by {due}.")


@upholds("SG-20")
def check_somebody_reviews(facts: EntryFacts, policy: Policy) -> None:
    """What nobody reviews ends: it is kept only because somebody says why. An inherited entry has an end of its own."""
    if facts.origin == "decided" and facts.as_at > clocks.unreviewed_end(facts.review_by, policy):
        raise Refused("SG-20", f"Its review was due by {facts.review_by}, and nobody made it.")


@upholds("SG-06")
def check_decided_here(facts: EntryFacts) -> None:
    """An entry of an older list confers nothing until two people have decided it afresh."""
    if facts.origin == "inherited":
        raise Refused("SG-06", "It was inherited from an older list and not decided here. It confers nothing.")


@upholds("SG-20")
def check_reviewed_in_time(facts: EntryFacts) -> None:
    """Nobody uses an entry whose review is overdue."""
    if facts.is_overdue:
        raise Refused("SG-20", f"Its review was due by {facts.review_by}.", "Review it.")


@upholds("SG-53")
def check_not_disputed(facts: EntryFacts) -> None:
    """Nobody uses an entry of which the person says that it is not right, until that is decided and they were told."""
    if facts.disputed_since is not None:
        raise Refused("SG-53", f"It has been disputed since {facts.disputed_since}.", "Decide the dispute first.")


@upholds("SG-20")
def check_not_set_aside(facts: EntryFacts) -> None:
    """Nobody uses an entry that a reviewer set aside, until it is reviewed again."""
    if facts.restricted_on is not None:
        raise Refused("SG-20", f"A reviewer set it aside on {facts.restricted_on}.", "Review it again.")


def endings(facts: EntryFacts, policy: Policy) -> tuple[Refused, ...]:
    """Every reason why the entry is at its end."""
    return _refusals(
        lambda: check_alive(facts),
        lambda: check_old_enough(facts, policy),
        lambda: check_within_its_time(facts),
        lambda: check_something_counts(facts, policy),
        lambda: check_somebody_reviews(facts, policy),
    )


def restrictions(facts: EntryFacts) -> tuple[Refused, ...]:
    """Every reason why the entry is kept, and used by nobody."""
    return _refusals(
        lambda: check_decided_here(facts),
        lambda: check_not_disputed(facts),
        lambda: check_reviewed_in_time(facts),
        lambda: check_not_set_aside(facts),
    )


def status_of(facts: EntryFacts, policy: Policy) -> EntryStatus:
    """What the entry is. Pages, verbs, figures and extracts ask this and nothing else."""
    if endings(facts, policy):
        return EntryStatus.ENDED
    return EntryStatus.RESTRICTED if restrictions(facts) else EntryStatus.ACTIVE


def check_may_be_used(facts: EntryFacts, policy: Policy) -> None:
    """Refuse, for the first reason, to use an entry that is not in use: to act on it, or to give it to anybody."""
    for refusal in (*endings(facts, policy), *restrictions(facts)):
        raise refusal


def _refusals(*checks: Callable[[], None]) -> tuple[Refused, ...]:
    found = []
    for check in checks:
        try:
            check()
        except Refused as refusal:
            found.append(refusal)
    return tuple(found)
