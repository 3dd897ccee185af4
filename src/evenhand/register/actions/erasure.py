"""Erasing somebody: proposed by a data protection officer, signed by the senior owner or another of them, then done."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from evenhand.casework import erasure as rules
from evenhand.casework.erasure import ErasureFacts
from evenhand.ledger.entry import Fact
from evenhand.register import clock, erasing, governance, publishing, sealing, sweeping, turns
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Erasure, LedgerEntry, Person
from evenhand.register.roles import Permission

EVENT = "person:erased"
_NOT_OPEN = "There is no proposal to erase somebody under this number that waits to be signed."


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the number of the ledger entry, and how many rows went, by table. `trouble`: what is not done yet,
    in a sentence; empty where all is.
    """

    person: UUID
    entry: int
    rows: dict[str, int]
    trouble: str


def propose(*, person: UUID, ground: str, reason: str, purpose: str, by: Account) -> UUID:
    """Propose to erase somebody; gives the proposal's number.

    Raises ValueError, in a sentence, for what stands against it, LookupError where there is no such person.
    """
    check_may(by, Permission.ERASURE_PROPOSE)
    number = uuid4()
    told: dict[str, Fact] = {"erasure": str(number), "ground": ground}
    with act("erasure:proposed", by=by, purpose=purpose, person=person, facts=told):
        rules.check_proposal(ErasureFacts(ground, reason, by.pk, by.is_person), governance.policy_in_force())
        if not Person.objects.filter(pk=person).exists():
            raise LookupError("There is no such person.")
        if Erasure.objects.filter(person=person, signed_at=None, withdrawn_at=None).exists():
            raise ValueError("It is proposed already, and waits to be signed.")
        Erasure.objects.create(
            id=number,
            person=person,
            ground=ground,
            proposed_by=by,
            proposed_at=clock.now(),
            **sealing.for_person(Erasure, person, reason=reason.strip()),
        )
    return number


def withdraw(*, erasure: UUID, person: UUID, purpose: str, by: Account) -> None:
    """Turn a proposal down, or take it back, before it is signed. Raises LookupError where none waits."""
    check_may(by, Permission.ERASURE_SIGN)
    with act("erasure:withdrawn", by=by, purpose=purpose, person=person, facts={"erasure": str(erasure)}):
        waiting = Erasure.objects.filter(pk=erasure, person=person, signed_at=None, withdrawn_at=None)
        if not waiting.update(withdrawn_at=clock.now()):
            raise LookupError(_NOT_OPEN)


def sign(*, erasure: UUID, person: UUID, purpose: str, by: Account) -> Erased:
    """Sign a proposal, and erase the person it is about: content, keys and all, for good.

    Raises ValueError, in a sentence, for whoever may not sign this one, LookupError where none waits.
    """
    check_may(by, Permission.ERASURE_SIGN)
    told: dict[str, Fact] = {"erasure": str(erasure)}
    with act(EVENT, by=by, purpose=purpose, person=person, opens="everything", facts=told) as under_way:
        turns.take()
        waiting = Erasure.objects.select_for_update().filter(person=person, signed_at=None, withdrawn_at=None)
        proposed = waiting.filter(pk=erasure).first()
        if proposed is None:
            raise LookupError(_NOT_OPEN)
        rules.check_signature(
            ErasureFacts(proposed.ground, "", proposed.proposed_by_id, True, by.pk, signer_is_a_person=by.is_person)
        )
        gone = erasing.erase(person)
        proposed.signed_by, proposed.signed_at, proposed.counts = by, clock.now(), gone.rows
        proposed.save(update_fields=["signed_by", "signed_at", "counts"])
        under_way.facts |= {"ground": proposed.ground, **_told(gone)}
    # At once, so that the erasure is in the ledger's folder even if the machine is lost the next moment.
    publishing.keep_up()
    return _done(person, gone)


def erase_again(
    *,
    person: UUID,
    by: Account,
    purpose: str,
    records: Collection[int] = (),
    marks: Collection[bytes] = (),
    because_of: int | None = None,
) -> Erased:
    """Erase somebody again who came back with a backup: two people signed it before, in the entry at `because_of`.

    `records` are source records that were theirs then, `marks` the keyed digests of their references. For restoring.
    """
    told: dict[str, Fact] = {"again": True, "because_of": because_of}
    with act(EVENT, by=by, purpose=purpose, person=person, opens="everything", facts=told) as under_way:
        turns.take()
        gone = erasing.erase(person, records, marks)
        under_way.facts |= _told(gone)
    return _done(person, gone)


def _told(gone: erasing.Gone) -> dict[str, Fact]:
    """What the ledger says of it: numbers of rows, and digests by which a restore knows their records again."""
    rows = sorted(gone.rows.items())
    return {"rows": [f"{table}: {count}" for table, count in rows], "marks": [mark.hex() for mark in gone.marks]}


def _done(person: UUID, gone: erasing.Gone) -> Erased:
    entries = LedgerEntry.objects.using("auditor").filter(subject=person, event=EVENT)
    trouble = sweeping.sweep(gone.rows)
    return Erased(person, entries.latest("pk").pk, gone.rows, trouble)
