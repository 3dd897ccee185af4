"""What a person sees of their own record, on their own page: who looked, and how often everybody's was read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from evenhand.casework import dispute as rules
from evenhand.casework.looks import AT_THE_OWN_DOOR
from evenhand.ledger.events import EVENTS
from evenhand.register import clock, governance
from evenhand.register.actions import accounts
from evenhand.register.acts import act
from evenhand.register.models import Dispute, Person
from evenhand.register.paging import Page
from evenhand.register.reads import looks
from evenhand.register.reads.looks import Look

PURPOSE = "answer-person"


@dataclass(frozen=True, slots=True)
class OnEverybody:
    """A kind of act that reads everybody's record at once: what, how often since the person is known, when last."""

    says: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class OwnDispute:
    """That the person said something is not right, and how far that has come. `lifts_on`: when it can be used again."""

    since: date
    decided: bool
    told_on: date | None
    lifts_on: date | None


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """One page of what was done with somebody's record, what was done with everybody's, and what they dispute."""

    looks: tuple[Look, ...]
    page: Page[int]
    on_everybody: tuple[OnEverybody, ...]
    dispute: OwnDispute | None


def who_looked(*, person: UUID, number: int, visits: bool = False) -> WhoLooked:
    """One page for the person concerned; with `visits`, what was done at their own door. It is an act itself."""
    with act("person:saw_own_looks", by=accounts.person_concerned(), purpose=PURPOSE, person=person):
        told = looks.to_be_told(person)
        page = looks.page((one for one, event in told.items() if (event in AT_THE_OWN_DOOR) == visits), number)
        return WhoLooked(looks.looks(person, page.rows), page, _on_everybody(person), _dispute(person))


def _on_everybody(person: UUID) -> tuple[OnEverybody, ...]:
    since = Person.objects.get(pk=person).made_at
    with connection.cursor() as cursor:
        cursor.execute("SELECT happened, times, last_at FROM acts_on_everybody(%s) ORDER BY times DESC", [since])
        return tuple(OnEverybody(EVENTS[event].says, times, last_at) for event, times, last_at in cursor.fetchall())


def _dispute(person: UUID) -> OwnDispute | None:
    """The newest dispute, as long as the record is set aside because of it."""
    newest = Dispute.objects.filter(person_id=person).defer("what", "reasons").order_by("-opened_at", "-id").first()
    policy = governance.policy_in_force()
    if newest is None or not rules.is_open(newest.told_on, clock.today(), policy):
        return None
    lifts_on = rules.lifts_on(newest.told_on, policy)
    return OwnDispute(newest.opened_on, newest.decided_at is not None, newest.told_on, lifts_on)
