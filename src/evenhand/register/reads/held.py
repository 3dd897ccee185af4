"""Records that wait for somebody to say whose they are."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.register import governance
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, HeldMatch, Identification, Link
from evenhand.register.roles import Permission
from evenhand.register.versions import current


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose record it might be, with what their sources say."""

    person: UUID
    records: tuple[Identification, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is held, why, and whose it might be."""

    match: HeldMatch
    record: Identification
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first held records, oldest first, and how many wait in all."""

    rows: tuple[Held, ...]
    total: int


def waiting(*, purpose: str, by: Account) -> Waiting:
    """The records that are held, a page of them."""
    check_may(by, Permission.IDENTITY_DECIDE)
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index"):
        matches = HeldMatch.objects.filter(decided_at=None).order_by("held_at", "id")
        limit = governance.policy_in_force().number("rows_per_page_max")
        return Waiting(tuple(_held(match) for match in matches[:limit]), matches.count())


def one(*, held_id: int, purpose: str, by: Account) -> Held:
    """One held record. Raises LookupError where it is not held any more."""
    check_may(by, Permission.IDENTITY_DECIDE)
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index", facts={"held": held_id}):
        match = HeldMatch.objects.filter(pk=held_id, decided_at=None).first()
        if match is None:
            raise LookupError("This record is not waiting for a decision: somebody may have made it already.")
        return _held(match)


def _held(match: HeldMatch) -> Held:
    record = current(Identification.objects.filter(about_id=match.record_id))[0]
    return Held(match, record, tuple(_candidate(person) for person in match.candidates))


def _candidate(person: UUID) -> Candidate:
    records = Link.objects.filter(person_id=person, undone_at=None).values("record_id")
    return Candidate(person, tuple(current(Identification.objects.filter(about_id__in=records).order_by("source"))))
