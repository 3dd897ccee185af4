"""Who looked at one person's record, by name, for whoever watches over the register and answers that person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.register import clock
from evenhand.register.acts import act, check_may
from evenhand.register.models import AccessLetter, Account
from evenhand.register.paging import Page
from evenhand.register.reads import looks, people
from evenhand.register.reads.looks import NamedLook
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Overseen:
    """One page of what was done with somebody's record, and their newest letter, where they ever had one."""

    person: Named
    looks: tuple[NamedLook, ...]
    page: Page[int]
    letter: AccessLetter | None


def who_looked(*, person: UUID, number: int, reason: str, purpose: str, by: Account) -> Overseen:
    """One page, with what is held back from the person. Raises ValueError without a reason, LookupError for nobody."""
    check_may(by, Permission.LOOKS_SEE)
    _check_reason(reason)
    with act("looks:consulted", by=by, purpose=purpose, person=person, reason=reason):
        named = people.named([person]).get(person)
        if named is None:
            raise LookupError("There is no such person, or their records have all been moved to somebody else.")
        page = looks.page(looks.everything(person), number)
        letter = AccessLetter.objects.filter(person_id=person).order_by("-pk").first()
        return Overseen(named, looks.named(person, page.rows), page, letter)


def one(*, person: UUID, entry: int, reason: str, purpose: str, by: Account) -> NamedLook:
    """One act on somebody's record. Raises ValueError without a reason, LookupError where it is not about them."""
    check_may(by, Permission.LOOKS_SEE)
    _check_reason(reason)
    with act("looks:consulted", by=by, purpose=purpose, person=person, reason=reason):
        if entry not in looks.everything(person):
            raise LookupError("There is no such entry about this person.")
        return looks.named(person, [entry])[0]


def held_back_now() -> tuple[int, date | None]:
    """How many lines are held back from anybody today, and the day on which the first is told. Names nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lines, first_on FROM held_back_now(%s)", [clock.today()])
        lines, first_on = cursor.fetchone()
    return lines, first_on


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValueError("Say why you are looking at who looked.")
