"""What an entry is today: its facts gathered for the casework, which works out its status. Needs its door open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from evenhand.casework import dispute, entry_status
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import EntryStatus
from evenhand.register import clock, governance
from evenhand.register.models import Dispute, Entry, Removal
from evenhand.safeguards import Refused

_DEAD = "SELECT person_id, min(died_on) FROM deaths_known() WHERE person_id = ANY (%s) GROUP BY person_id"


@dataclass(frozen=True, slots=True)
class EntryToday:
    """An entry with what it is today, and why it is not in use where it is not."""

    entry: Entry
    facts: EntryFacts
    status: EntryStatus
    because: tuple[Refused, ...] = field(compare=False)  # follows from the facts


def standings(entries: Sequence[Entry], policy: Policy | None = None) -> list[EntryToday]:
    """What each of some entries is today, with two queries for all of them."""
    policy = policy or governance.policy_in_force()
    people = [entry.person_id for entry in entries]
    dead, disputed = _dead(people), disputed_since(people, policy)
    facts = [facts_of(one, dead.get(one.person_id), disputed.get(one.person_id)) for one in entries]
    return [_standing(entry, known, policy) for entry, known in zip(entries, facts, strict=True)]


def standing(entry: Entry) -> EntryToday:
    """What one entry is today."""
    return standings([entry])[0]


def _standing(entry: Entry, known: EntryFacts, policy: Policy) -> EntryToday:
    because = (*entry_status.endings(known, policy), *entry_status.restrictions(known))
    return EntryToday(entry, known, entry_status.status_of(known, policy), because)


def facts_of(entry: Entry, died_on: date | None = None, disputed: date | None = None) -> EntryFacts:
    """An entry as the casework sees it."""
    return EntryFacts(
        as_at=clock.today(),
        origin=entry.origin,
        born_on=entry.born_on,
        opened_on=entry.opened_on,
        review_by=entry.review_by,
        expires_on=entry.expires_on,
        zero_on=entry.zero_on,
        died_on=died_on,
        disputed_since=disputed,
        restricted_on=entry.restricted_on,
    )


def _dead(people: Sequence[UUID]) -> dict[UUID, date]:
    with connection.cursor() as cursor:
        cursor.execute(_DEAD, [list(people)])
        return dict(cursor.fetchall())


def disputed_since(people: Iterable[UUID], policy: Policy) -> dict[UUID, date]:
    """Whose record is set aside because they dispute it, and since when."""
    today = clock.today()
    told_after = today - timedelta(days=policy.number("dispute_lift_days"))
    known = Dispute.objects.filter(person_id__in=list(people)).exclude(told_on__lt=told_after).order_by("-opened_on")
    open_ones = known.values_list("person_id", "opened_on", "told_on")
    return {person: opened for person, opened, told in open_ones if dispute.is_open(told, today, policy)}


def removed_on(person: UUID) -> date | None:
    """When a person was taken off the register the last time, where that is still kept."""
    removals = Removal.objects.filter(person_id=person).order_by("-removed_on")
    return removals.values_list("removed_on", flat=True).first()
