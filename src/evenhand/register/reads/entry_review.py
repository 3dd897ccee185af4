"""What a reviewer sees of an entry before saying what becomes of it."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.casework import nomination, outlook
from evenhand.casework.entry_review import votes_needed
from evenhand.casework.evidence_rule import Ruling
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import Outcome
from evenhand.register import entries, facts, governance, sealing
from evenhand.register.actions.entry_review import facts_for
from evenhand.register.acts import act, check_may
from evenhand.register.entries import EntryToday
from evenhand.register.models import Account, Entry, EntryReview, Nomination
from evenhand.register.reads import person as person_reads
from evenhand.register.reads.person import PersonPage
from evenhand.register.roles import Permission
from evenhand.safeguards import Refused


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The proposal that an entry was made of, and what of its records counts today."""

    nomination: Nomination
    ruling: Ruling

    @property
    def items(self) -> dict[str, str]:
        """Every record that it cites, and why it does not count (empty: it does)."""
        return {item.key: item.why_not for item in self.ruling.items}


@dataclass(frozen=True, slots=True)
class ForReview:
    """An entry as its reviewer sees it. `against`: what stands against each outcome, besides what is to be written."""

    standing: EntryToday
    page: PersonPage
    rests_on: RestsOn | None
    reviews: tuple[EntryReview, ...]
    against: dict[Outcome, tuple[Refused, ...]]
    is_child: bool
    votes: int
    voted: bool

    @property
    def votes_needed(self) -> int:
        """How many people have to say something."""
        return votes_needed(self.is_child)


def for_review(*, entry: UUID, person: UUID, purpose: str, by: Account) -> ForReview:
    """An entry of a person, for whoever is to review it. Raises LookupError where there is none."""
    check_may(by, Permission.ENTRY_REVIEW)
    with act("entry:consulted", by=by, purpose=purpose, person=person, facts={"entry": str(entry)}):
        found = Entry.objects.select_related("proposer", "reviewer", "nomination__proposer", "review__reviewer")
        kept = found.filter(pk=entry, person_id=person).first()
        if kept is None:
            raise LookupError("There is no such entry: it may have been removed.")
        return _for_review(kept, by, governance.policy_in_force())


def _for_review(entry: Entry, by: Account, policy: Policy) -> ForReview:
    standing = entries.standing(entry)
    known = facts_for(standing, Outcome.RETAIN, "", "", by, policy)
    return ForReview(
        standing=standing,
        page=person_reads.gather(entry.person_id),
        rests_on=_rests_on(entry, policy),
        reviews=_reviews(entry),
        against=outlook.outlook(known, policy),
        is_child=known.is_child,
        votes=len(known.voted),
        voted=by.pk in known.voted,
    )


def _rests_on(entry: Entry, policy: Policy) -> RestsOn | None:
    proposed = entry.nomination
    if proposed is None:
        return None
    sealing.open_rows([proposed, entry.review])
    cited = frozenset(proposed.cited)
    known = facts.nomination(entry.person_id, cited=cited, reasons="", child_welfare="")
    return RestsOn(proposed, nomination.ruling(known, policy))


def _reviews(entry: Entry) -> tuple[EntryReview, ...]:
    """The reviews before, newest first."""
    made = list(EntryReview.objects.filter(entry=entry).select_related("reviewer").order_by("-round"))
    sealing.open_rows(made)
    return tuple(made)
