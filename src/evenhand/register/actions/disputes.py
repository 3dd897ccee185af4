"""Somebody says that what is recorded of them is not right: set aside at once, decided by somebody else, and told."""

from uuid import UUID

from evenhand.casework import dispute
from evenhand.casework.dispute import DisputeFacts
from evenhand.ledger.entry import Fact
from evenhand.register import clock, governance, letters_queue, removing, sealing, votes
from evenhand.register.actions import accounts
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Dispute, Entry, EntryReview, Nomination, OutgoingLetter
from evenhand.register.reads import people
from evenhand.register.roles import Permission

OWN_PURPOSE = "answer-person"


def open_own(*, person: UUID, what: str) -> UUID:
    """The person says so themselves, on their own page. Raises ValueError where they say nothing, or said it before."""
    dispute.check_opening(what)
    return _open(person, what, purpose=OWN_PURPOSE, by=accounts.person_concerned(), written_down_by=None)


def open_for(*, person: UUID, what: str, purpose: str, by: Account) -> UUID:
    """Write down what the person, their parent or their lawyer says is not right. Raises ValueError as above."""
    check_may(by, Permission.DISPUTE_OPEN)
    dispute.check_opening(what)
    return _open(person, what, purpose=purpose, by=by, written_down_by=by)


def _open(person: UUID, what: str, *, purpose: str, by: Account, written_down_by: Account | None) -> UUID:
    with act("dispute:opened", by=by, purpose=purpose, person=person, reason=what):
        if Dispute.objects.filter(person_id=person, decided_at=None).exists():
            raise ValueError("A dispute is open already. Everything is set aside until it is decided.")
        opened = Dispute.objects.create(
            person_id=person,
            area=people.area_of(person),
            opened_on=clock.today(),
            opened_at=clock.now(),
            opened_by=written_down_by,
            **sealing.for_person(Dispute, person, what=what.strip(), reasons=""),
        )
        removing.tell_recipients(person, "disputed", by=by, purpose=purpose)
    return opened.pk


def decide(*, dispute_id: UUID, person: UUID, finding: str, reasons: str, purpose: str, by: Account) -> None:
    """Decide a dispute; a letter says so to the person, and some days after it the record can be used again.

    Raises Refused (SG-53) where this account may not, or not in these words; LookupError where there is none.
    """
    check_may(by, Permission.DISPUTE_DECIDE)
    told: dict[str, Fact] = {"dispute": str(dispute_id), "finding": finding}
    with act("dispute:decided", by=by, purpose=purpose, person=person, facts=told, reason=reasons):
        open_one = Dispute.objects.select_for_update().filter(pk=dispute_id, person_id=person).first()
        if open_one is None:
            raise LookupError("There is no such dispute.")
        facts = DisputeFacts(
            decided=open_one.decided_at is not None,
            decider=by.pk,
            decider_is_a_person=by.is_person,
            took_part=_took_part(person),
            finding=finding,
            reasons=reasons,
        )
        dispute.check_deciding(facts, governance.policy_in_force())
        open_one.decided_at, open_one.decided_by, open_one.finding = clock.now(), by, finding
        open_one.reasons = sealing.for_person(Dispute, person, reasons=reasons.strip())["reasons"]
        open_one.save(update_fields=["decided_at", "decided_by", "finding", "reasons"])
        letters_queue.put(person, "dispute-decided", open_one)


def _took_part(person: UUID) -> frozenset[int]:
    """Who proposed, decided, voted on or reviewed the person's entry, or a proposal about them: account numbers."""
    proposals = Nomination.objects.filter(person_id=person).values_list("proposer_id", "review__reviewer_id")
    reviewers = EntryReview.objects.filter(person_id=person).values_list("reviewer_id", flat=True)
    voted = (votes.voters(one, 0) for one in Nomination.objects.filter(person_id=person).values_list("pk", flat=True))
    rounds = Entry.objects.filter(person_id=person).values_list("pk", "round")
    kept = (votes.voters(entry, number) for entry, last in rounds for number in range(1, last + 2))
    known = [number for row in proposals for number in row if number is not None]
    return frozenset(known).union(reviewers, *voted, *kept)


def send(*, letter_id: UUID, person: UUID, purpose: str, by: Account) -> None:
    """Say that a letter has gone out. Raises LookupError where none waits under this number: it may be stopped."""
    check_may(by, Permission.LETTER_SEND)
    told: dict[str, Fact] = {"letter": str(letter_id)}
    with act("letter:sent", by=by, purpose=purpose, person=person, facts=told) as under_way:
        waiting = OutgoingLetter.objects.filter(pk=letter_id, person_id=person, sent_on=None, stopped_on=None)
        letter = waiting.select_for_update().first()
        if letter is None:
            raise LookupError("No letter waits under this number: it was sent, or stopped.")
        letter.sent_on, letter.sent_by = clock.today(), by
        letter.save(update_fields=["sent_on", "sent_by"])
        under_way.facts["kind"] = letter.kind
        if letter.dispute_id:
            Dispute.objects.filter(pk=letter.dispute_id).update(told_on=clock.today())
