"""What a person sees of their own record, on their own page: who looked, and how often everybody's was read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from evenhand.casework.looks import AT_THE_OWN_DOOR
from evenhand.ledger.events import EVENTS
from evenhand.register.actions import accounts
from evenhand.register.acts import act
from evenhand.register.models import Person
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
class WhoLooked:
    """One page of what was done with somebody's record, and what was done with everybody's."""

    looks: tuple[Look, ...]
    page: Page[int]
    on_everybody: tuple[OnEverybody, ...]


def who_looked(*, person: UUID, number: int, visits: bool = False) -> WhoLooked:
    """One page for the person concerned; with `visits`, what was done at their own door. It is an act itself."""
    with act("person:saw_own_looks", by=accounts.person_concerned(), purpose=PURPOSE, person=person):
        told = looks.to_be_told(person)
        page = looks.page((one for one, event in told.items() if (event in AT_THE_OWN_DOOR) == visits), number)
        return WhoLooked(looks.looks(person, page.rows), page, _on_everybody(person))


def _on_everybody(person: UUID) -> tuple[OnEverybody, ...]:
    since = Person.objects.get(pk=person).made_at
    with connection.cursor() as cursor:
        cursor.execute("SELECT happened, times, last_at FROM acts_on_everybody(%s) ORDER BY times DESC", [since])
        return tuple(OnEverybody(EVENTS[event].says, times, last_at) for event, times, last_at in cursor.fetchall())
