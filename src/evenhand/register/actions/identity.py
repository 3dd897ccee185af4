"""Deciding by hand whose record it is, and taking such a decision back."""

from uuid import UUID, uuid4

from evenhand.register import clock, corrections, deaths, inheritance, sealing, turns
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, HeldMatch, Link, Person
from evenhand.register.roles import Permission


def settle(*, held_id: int, person: UUID | None, reason: str, purpose: str, by: Account) -> UUID:
    """Decide a held record: it is `person`'s, one of the candidates, or (None) somebody else's. Gives whose it is.

    Raises LookupError where nothing is held under this number, ValueError for a person who is no candidate or where
    no reason is given.
    """
    check_may(by, Permission.IDENTITY_DECIDE)
    if not reason.strip():
        raise ValueError("Say in a few words how you know.")
    event = "identity:joined" if person else "identity:separated"
    with act(event, by=by, purpose=purpose, person=person, opens="everything", facts={"held": held_id}, reason=reason):
        turns.take()
        held = HeldMatch.objects.filter(pk=held_id, decided_at=None).first()
        if held is None:
            raise LookupError("This record is not waiting for a decision: somebody may have made it already.")
        if person and person not in held.candidates:
            raise ValueError("That person is not one of the people this record might belong to.")
        whose = person or _new_person()
        Link.objects.create(
            record_id=held.record_id,
            person_id=whose,
            method="person",
            decided_by=by,
            decided_at=clock.now(),
            **sealing.for_record(Link, held.record_id, reason=reason.strip()),
        )
        held.decided_at, held.decided_by = clock.now(), by
        held.save(update_fields=["decided_at", "decided_by"])
        deaths.close_entries_of_the_dead(by)
        inheritance.inherit(by)
    return whose


def undo(*, link_id: int, person: UUID, reason: str, purpose: str, by: Account) -> None:
    """Take back the decision that a record is this person's; the record is held again until somebody decides it.

    Raises LookupError where there is no such link, ValueError where no reason is given.
    """
    check_may(by, Permission.IDENTITY_DECIDE)
    if not reason.strip():
        raise ValueError("Say in a few words why it was wrong.")
    told = {"link": link_id}
    with act("identity:undone", by=by, purpose=purpose, person=person, opens="everything", facts=told, reason=reason):
        turns.take()
        link = Link.objects.filter(pk=link_id, person_id=person, undone_at=None).first()
        if link is None:
            raise LookupError("There is no such link.")
        link.undone_at, link.undone_by = clock.now(), by
        link.undone_reason = sealing.for_record(Link, link.record_id, undone_reason=reason)["undone_reason"]
        link.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        why = f"An earlier decision was taken back: {reason.strip()}"
        HeldMatch.objects.create(
            record_id=link.record_id,
            candidates=[person],
            held_at=clock.now(),
            **sealing.for_record(HeldMatch, link.record_id, reason=why),
        )
        inheritance.let_go(link.record_id, by)
        corrections.reconsider([person], by, "A record turned out not to be this person's.")


def _new_person() -> UUID:
    return Person.objects.create(id=uuid4(), made_at=clock.now()).pk
