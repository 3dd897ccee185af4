"""What a person is called, from what their sources say. Needs a door open on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evenhand.casework.ages import age_on
from evenhand.register import clock, sealing
from evenhand.register.models import Identification, Link
from evenhand.register.versions import current


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a list: their name as the newest record gives it, and how old they are."""

    id: UUID
    name: str
    born_on: date
    age: int
    area: str


def named(people: Iterable[UUID]) -> dict[UUID, Named]:
    """The names of several people."""
    person_of = dict(
        Link.objects.filter(person_id__in=list(people), undone_at=None).values_list("record_id", "person_id")
    )
    known = current(Identification.objects.filter(about_id__in=list(person_of)).order_by("learned_at", "id"))
    sealing.open_rows(known)
    # The newest record speaks: later ones overwrite earlier ones.
    return {person_of[one.about_id]: _named(person_of[one.about_id], one) for one in known}


def _named(person: UUID, one: Identification) -> Named:
    return Named(
        person, f"{one.given_names} {one.family_name}", one.born_on, age_on(one.born_on, clock.today()), one.area
    )


def area_of(person: UUID) -> str:
    """The area where the person lives, as their newest record gives it. Raises LookupError where there is none."""
    found = named([person]).get(person)
    if found is None:
        raise LookupError("There is no such person, or their records have all been moved to somebody else.")
    return found.area
