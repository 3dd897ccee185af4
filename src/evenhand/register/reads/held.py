"""Records that wait for somebody to say whose they are."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.register import paging, sealing, shown
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, HeldMatch, Identification, Link
from evenhand.register.paging import Page
from evenhand.register.roles import Permission
from evenhand.register.versions import current


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose record it might be, with what their sources say."""

    person: UUID
    records: tuple[Identification, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held record in a list, and why it is held."""

    match: HeldMatch
    record: Identification


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is held, why, and whose it might be."""

    match: HeldMatch
    record: Identification
    candidates: tuple[Candidate, ...]


def waiting(*, number: int = 1, purpose: str, by: Account) -> Page[Waiting]:
    """One page of the records that are held, oldest first."""
    check_may(by, Permission.IDENTITY_DECIDE)
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index", facts={"page": number}) as under_way:
        page = paging.page_of(HeldMatch.objects.filter(decided_at=None).order_by("held_at", "id"), number)
        under_way.shows(shown.somebody_of_record(match.record_id) for match in page.rows)
        waiting = [Waiting(match, _record(match)) for match in page.rows]
        sealing.open_rows(page.rows, [one.record for one in waiting])
        return page.showing(waiting)


def one(*, held_id: int, purpose: str, by: Account) -> Held:
    """One held record. Raises LookupError where it is not held any more."""
    check_may(by, Permission.IDENTITY_DECIDE)
    with act("identity:held_consulted", by=by, purpose=purpose, opens="index", facts={"held": held_id}) as under_way:
        match = HeldMatch.objects.filter(pk=held_id, decided_at=None).first()
        if match is None:
            raise LookupError("This record is not waiting for a decision: somebody may have made it already.")
        under_way.shows([shown.somebody_of_record(match.record_id), *match.candidates])
        return _held(match)


def _held(match: HeldMatch) -> Held:
    record = _record(match)
    candidates = tuple(_candidate(person) for person in match.candidates)
    sealing.open_rows([match, record], *(candidate.records for candidate in candidates))
    return Held(match, record, candidates)


def _record(match: HeldMatch) -> Identification:
    return current(Identification.objects.filter(about_id=match.record_id))[0]


def _candidate(person: UUID) -> Candidate:
    records = Link.objects.filter(person_id=person, undone_at=None).values("record_id")
    return Candidate(person, tuple(current(Identification.objects.filter(about_id__in=records).order_by("source"))))
