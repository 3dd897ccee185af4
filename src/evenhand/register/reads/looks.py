"""Who has looked at a person's record, when, what for, and from which body: straight from the ledger (SG-65)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from evenhand.casework.looks import ABOUT_DELAYS, ABOUT_QUESTIONS, NEVER_HELD_BACK
from evenhand.ledger.events import EVENTS
from evenhand.register import clock, ledgering, paging
from evenhand.register.models import Account, LedgerEntry, LedgerMention, LookDelay
from evenhand.register.paging import Page

# Entries that say in their facts which other event they were meant to be.
_INSTEAD = frozenset({"safeguard:refused", "access:unfinished"})


GONE = "An account that a restore did not bring back"


@dataclass(frozen=True, slots=True)
class Look:
    """One act that touched a person's record, as that person may see it: whose it was only as a number, role and body.

    `listed`: they were among those whom a list or a search showed. `position`: None until the entry has its place.
    """

    number: int
    at: datetime
    event: str
    account: int
    role: str
    body: str
    says: str
    purpose: str
    listed: bool
    position: int | None


@dataclass(frozen=True, slots=True)
class NamedLook:
    """The same for those who work with the register: with the name, and until when it is held back from the person."""

    look: Look
    who: str
    held_until: date | None

    @property
    def may_wait(self) -> bool:
        """Whether it is a line that can be held back at all."""
        return self.look.event not in NEVER_HELD_BACK


def at(person: UUID) -> tuple[NamedLook, ...]:
    """The newest acts on a person's record. Needs their door open."""
    return named(person, page(everything(person), 1).rows)


def everything(person: UUID) -> dict[int, str]:
    """Every entry about a person or in which they are mentioned: its number, and its event. Needs their door open."""
    about = LedgerEntry.objects.filter(subject=person).values_list("pk", "event")
    mentioned = LedgerMention.objects.filter(person=person).values_list("entry", "entry__event")
    return dict(about) | dict(mentioned)


def to_be_told(person: UUID) -> dict[int, str]:
    """The same without what is held back from the person today. Needs their door open."""
    held = held_back(person)
    return {number: event for number, event in everything(person).items() if number not in held}


def held_back(person: UUID) -> frozenset[int]:
    """The entries that the person is told of only later, with those that would give them away."""
    looks = set(_running(person).values_list("entry", flat=True))
    if not looks:
        return frozenset()
    telling = LedgerEntry.objects.filter(subject=person, event__in=ABOUT_DELAYS | ABOUT_QUESTIONS | _INSTEAD)
    return frozenset(looks | {entry.pk for entry in telling if _gives_away(entry, looks)})


def _running(person: UUID) -> QuerySet[LookDelay]:
    return LookDelay.objects.filter(person=person, ends_on__gt=clock.today(), lifted_at=None)


def _gives_away(entry: LedgerEntry, looks: set[int]) -> bool:
    facts = json.loads(entry.body)["facts"]
    return facts.get("look") in looks or facts.get("event") in ABOUT_DELAYS | ABOUT_QUESTIONS


def page(entries: Iterable[int], number: int) -> Page[int]:
    """One page of these entries, newest first."""
    limit, newest = paging.rows_at_most(), sorted(entries, reverse=True)
    of = max(1, -(-len(newest) // limit))
    number = min(max(number, 1), of)
    return Page(tuple(newest[(number - 1) * limit : number * limit]), number, of, len(newest))


def looks(person: UUID, numbers: Sequence[int]) -> tuple[Look, ...]:
    """These entries as the person may see them, in this order. Needs their door open."""
    entries = LedgerEntry.objects.select_related("leaf").in_bulk(numbers)
    actors = {entry.pk: ledgering.account_of(entry.actor) for entry in entries.values()}
    accounts = Account.objects.in_bulk(set(actors.values()))
    # A restored register may lack an account that the ledger still names.
    whose = {entry: accounts.get(number) or Account(pk=number) for entry, number in actors.items()}
    return tuple(_look(entries[number], whose[number], person) for number in numbers)


def _look(entry: LedgerEntry, account: Account, person: UUID) -> Look:
    body = json.loads(entry.body)
    leaf = getattr(entry, "leaf", None)
    return Look(
        number=entry.pk,
        at=datetime.fromisoformat(body["at"]),
        event=entry.event,
        account=account.pk,
        role=account.role,
        body=account.body,
        says=EVENTS[entry.event].says,
        purpose=body["purpose"],
        listed=entry.subject != person,
        position=leaf.position if leaf else None,
    )


def named(person: UUID, numbers: Sequence[int]) -> tuple[NamedLook, ...]:
    """These entries with the names of those who did it. Needs the person's door open."""
    seen = looks(person, numbers)
    names = dict(Account.objects.filter(pk__in={one.account for one in seen}).values_list("pk", "display_name"))
    until = dict(_running(person).order_by("ends_on").values_list("entry", "ends_on"))
    return tuple(NamedLook(one, names.get(one.account, GONE), until.get(one.number)) for one in seen)
