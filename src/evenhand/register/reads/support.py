"""What those who help see: who is owed an offer and by when, whose help goes on, and one person's support."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.casework import support
from evenhand.casework.ages import age_on
from evenhand.register import clock, governance, offers, paging, sealing
from evenhand.register.actions.support import died_on
from evenhand.register.acts import Act, act, check_may
from evenhand.register.keys import content, marks
from evenhand.register.keys.content import Owner
from evenhand.register.models import Account, Identification, Referral
from evenhand.register.models.support import (
    SupportContact,
    SupportOffer,
    SupportPlan,
    SupportReferral,
)
from evenhand.register.paging import Page
from evenhand.register.roles import Permission

NAMELESS = "No record is this person's any more"
WORDS_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody, as far as help needs to know them. Where they live stands only on their own page."""

    id: UUID
    name: str
    born_on: date | None
    age: int | None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody who is owed an offer: the last day on which it is in time, and whether that has gone by."""

    person: Helped
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Home:
    """One page of those who are owed an offer, soonest due first, and the figures of all of them."""

    page: Page[Owed]
    figures: offers.Offers


@dataclass(frozen=True, slots=True)
class Going:
    """Help that was accepted and goes on, or an offer that waits for an answer."""

    person: Helped
    offer: SupportOffer


@dataclass(frozen=True, slots=True)
class Found:
    """The few people of a name and birth date, and how many there are."""

    people: tuple[Helped, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Concern:
    """What a partner asked help for, in their own feed."""

    body: str
    made_on: date
    concern: str


@dataclass(frozen=True, slots=True)
class SupportPage:
    """One person's support, newest first in each part; by when an offer is due, where one is."""

    person: Helped
    died_on: date | None
    due_on: date | None
    overdue: bool
    referrals: tuple[SupportReferral, ...]
    concerns: tuple[Concern, ...]
    offers: tuple[SupportOffer, ...]
    plans: tuple[SupportPlan, ...]
    contacts: tuple[SupportContact, ...]


def home(*, number: int, purpose: str, by: Account) -> Home:
    """One page of those who are owed an offer."""
    with _listing("support:listed", purpose, by, number) as under_way:
        figures = offers.counted(clock.today())
        limit = paging.rows_at_most()
        of = max(1, -(-figures.due // limit))
        number = min(max(number, 1), of)
        owed = _owed("ORDER BY since, person LIMIT %s OFFSET %s", [limit, (number - 1) * limit])
        names = _names([person for person, _ in owed])
        under_way.shows(names)
        return Home(Page(tuple(_as_owed(names[who], since) for who, since in owed), number, of, figures.due), figures)


def going_on(*, number: int, purpose: str, by: Account) -> Page[Going]:
    """One page of the offers that wait for an answer, or that were accepted and go on, oldest first."""
    with _listing("support:listed", purpose, by, number) as under_way:
        whole = SupportOffer.objects.exclude(answer="declined").filter(outcome=None).order_by("offered_on", "pk")
        page = paging.page_of(whole, number)
        names = _names([one.person_id for one in page.rows])
        under_way.shows(names)
        return page.showing(Going(names[one.person_id], one) for one in page.rows)


def find(*, words: str, born_on: date, reason: str, purpose: str, by: Account) -> Found:
    """The few people who were born on this day and have every one of these words in their name.

    Raises ValueError for fewer than two words, or without a reason: whoever takes a referral knows both names.
    """
    check_may(by, Permission.SUPPORT_WORK)
    asked = words.split()
    if len(asked) < WORDS_AT_LEAST:
        raise ValueError("Enter a first name and a family name.")
    if not reason.strip():
        raise ValueError("Say why you are looking for this person.")
    with act("support:searched", by=by, purpose=purpose, opens="support-index", reason=reason) as under_way:
        with connection.cursor() as cursor:
            cursor.execute("SELECT support_found(%s::bigint[], %s)", [[marks.word(word) for word in asked], born_on])
            known = _names(sorted(person for (person,) in cursor.fetchall()))
        found = [one for one in known.values() if _is_called(one, asked)]
        shown = tuple(found[: governance.policy_in_force().number("support_found_max")])
        under_way.shows(one.id for one in shown)
        return Found(shown, len(found))


def _is_called(one: Helped, asked: Sequence[str]) -> bool:
    """Whether every word is a whole word of the name: the marks know the beginnings of words, too."""
    return {word.casefold() for word in asked} <= {word.casefold() for word in one.name.split()}


def page(*, person: UUID, purpose: str, by: Account) -> SupportPage:
    """One person's support. Raises LookupError where there is no such person."""
    check_may(by, Permission.SUPPORT_WORK)
    with act("support:consulted", by=by, purpose=purpose, person=person, opens="support"):
        named = _names([person])[person]
        if named.born_on is None:
            raise LookupError("There is no such person, or their records have all been moved to somebody else.")
        return _page(named, person)


def _page(named: Helped, person: UUID) -> SupportPage:
    since = next((since for _, since in _owed("", [])), None)
    today, policy = clock.today(), governance.policy_in_force()
    shown = SupportPage(
        person=named,
        died_on=died_on(),
        due_on=support.due_on(since, policy) if since else None,
        overdue=since is not None and support.is_overdue(since, today, policy),
        referrals=tuple(SupportReferral.objects.filter(person=person).order_by("-made_at")),
        concerns=_concerns(),
        offers=tuple(SupportOffer.objects.filter(person=person).select_related("outcome").order_by("-offered_on")),
        plans=tuple(SupportPlan.objects.filter(person=person).order_by("-made_at")),
        contacts=tuple(SupportContact.objects.filter(person=person).order_by("-contact_on", "-made_at")),
    )
    ended = [one.outcome for one in shown.offers if hasattr(one, "outcome")]
    sealing.open_rows(shown.referrals, shown.plans, shown.contacts, ended)
    return shown


def _listing(event: str, purpose: str, by: Account, number: int) -> AbstractContextManager[Act]:
    check_may(by, Permission.SUPPORT_WORK)
    return act(event, by=by, purpose=purpose, opens="support-index", facts={"page": number})


def _owed(which: str, given: Sequence[int]) -> list[tuple[UUID, date]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT person, since FROM support_owed_here() {which}", given)  # noqa: S608 - our own words
        return [(person, since) for person, since in cursor.fetchall()]


def _as_owed(person: Helped, since: date) -> Owed:
    policy = governance.policy_in_force()
    return Owed(person, support.due_on(since, policy), support.is_overdue(since, clock.today(), policy))


def _names(people: Sequence[UUID]) -> dict[UUID, Helped]:
    """Who these people are, in this order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM support_names(%s::uuid[])", [list(people)])
        found = {person: _helped(person, *columns) for person, *columns in cursor.fetchall()}
    return {person: found.get(person) or Helped(person, NAMELESS, None, None) for person in people}


def _helped(
    person: UUID, record: int, given: bytes, family: bytes, born_on: date, line: bytes, postcode: bytes, area: str,
    wrapped: bytes,
) -> Helped:  # fmt: skip
    known = Identification(
        about_id=record, given_names=given, family_name=family, address_line=line, postcode=postcode, area=area
    )
    sealing.open_row(known, content.unwrapped(Owner("record", record), wrapped))
    address = ", ".join(filter(None, (known.address_line, known.postcode)))
    age = age_on(born_on, clock.today())
    return Helped(person, f"{known.given_names} {known.family_name}", born_on, age, address)


def _concerns() -> tuple[Concern, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT record, body, made_on, concern, wrapped FROM support_concerns()")
        return tuple(_concern(*row) for row in cursor.fetchall())


def _concern(record: int, body: str, made_on: date, concern: bytes, wrapped: bytes) -> Concern:
    row = Referral(about_id=record, concern=concern)
    sealing.open_row(row, content.unwrapped(Owner("record", record), wrapped))
    return Concern(body, made_on, row.concern)
