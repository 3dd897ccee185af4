"""Lists: what is due today, and the register of an area. A few people at a time, never the whole (SG-26)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from evenhand.casework.ages import age_on
from evenhand.casework.policy import Policy
from evenhand.register import clock, due, governance, paging
from evenhand.register.acts import NotAllowed, act, check_may
from evenhand.register.due import AreaFigures
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, Entry, HeldMatch, Nomination
from evenhand.register.paging import Page
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission, may

Case = TypeVar("Case", bound=Model)

NAMELESS = "No record is this person's any more"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal in a list."""

    nomination: Nomination
    person: Named


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list, what it is today, and whether its review is overdue."""

    entry: Entry
    person: Named
    standing: EntryToday

    @property
    def overdue(self) -> bool:
        """Whether the day of its review has gone by."""
        return self.standing.facts.is_overdue


@dataclass(frozen=True, slots=True)
class Home:
    """What is due today for one account: the most urgent, as many as one page may have, and how many there are.

    `second_votes` and `second_reviews`: about children, on which one other person has voted. `overdue`: those decided
    here first. `escalated`: the last day of a review that is escalated today. `figures`: of the account's area.
    """

    to_decide: tuple[Proposal, ...]
    to_decide_total: int
    second_votes: tuple[Proposal, ...]
    second_reviews: tuple[Listed, ...]
    second_total: int
    returned: tuple[Proposal, ...]
    returned_total: int
    overdue: tuple[Listed, ...]
    overdue_total: int
    zero: tuple[Listed, ...]
    zero_total: int
    soon: tuple[Listed, ...]
    soon_total: int
    escalated: date
    figures: AreaFigures
    supervises: bool
    held: int
    quarantined: int

    @property
    def people(self) -> list[UUID]:
        """Everybody whom it shows."""
        proposals = (*self.to_decide, *self.second_votes, *self.returned)
        listed = (*self.second_reviews, *self.overdue, *self.zero, *self.soon)
        return [*(one.person.id for one in proposals), *(one.person.id for one in listed)]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the entries of `area` (empty: of all areas), and the areas that the account can choose from."""

    page: Page[Listed]
    area: str
    areas: tuple[str, ...]


def home(*, purpose: str, by: Account) -> Home:
    """What is due today. Somebody's own proposals are not theirs to decide, so they are not listed for it.

    There is no second page: others come up as these are done.
    """
    with act("work:listed", by=by, purpose=purpose, opens="index") as under_way:
        today = _home(by, governance.policy_in_force())
        under_way.shows(today.people)
        return today


def _home(by: Account, policy: Policy) -> Home:
    room = Room(paging.rows_at_most())
    decides, reviews = may(by.role, Permission.REVIEW_DECIDE), may(by.role, Permission.ENTRY_REVIEW)
    second = decides and by.is_inspector
    to_decide, to_decide_total = room.first(due.proposals_to_decide(by), decides)
    votes, votes_total = room.first(due.proposals_half_voted(by), second)
    half_reviewed, half_total = room.first(due.entries_half_voted(by, policy), second)
    mine = Nomination.objects.filter(status="returned", proposer=by).order_by("-made_at")
    returned, returned_total = room.first(mine, wanted=True)
    overdue, overdue_total = room.first(due.overdue(by.area), reviews)
    zero, zero_total = room.first(due.zero(by.area), reviews)
    soon, soon_total = room.first(due.soon(by.area, policy), reviews)
    return Home(
        to_decide=_proposals(to_decide),
        to_decide_total=to_decide_total,
        second_votes=_proposals(votes),
        second_reviews=_listed(half_reviewed),
        second_total=votes_total + half_total,
        returned=_proposals(returned),
        returned_total=returned_total,
        overdue=_listed(overdue),
        overdue_total=overdue_total,
        zero=_listed(zero),
        zero_total=zero_total,
        soon=_listed(soon),
        soon_total=soon_total,
        escalated=due.escalated_since(policy),
        figures=due.figures(by.area, policy),
        supervises=Account.objects.filter(supervisor=by).exists(),
        held=HeldMatch.objects.filter(decided_at=None).count() if may(by.role, Permission.IDENTITY_DECIDE) else 0,
        quarantined=_quarantined(by),
    )


@dataclass(slots=True)
class Room:
    """How many rows the page may still have; each list takes as many as it can."""

    left: int

    def first(self, rows: QuerySet[Case], wanted: bool) -> tuple[Sequence[Case], int]:
        """The first rows for which there is room, and how many there are; none where the list is not wanted."""
        if not wanted:
            return (), 0
        taken = list(rows[: self.left])
        self.left -= len(taken)
        return taken, rows.count()


def _quarantined(by: Account) -> int:
    if not may(by.role, Permission.QUARANTINE_SETTLE):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT quarantine_waiting()")
        return int(cursor.fetchone()[0])


def register(*, number: int, area: str = "", purpose: str, by: Account) -> RegisterPage:
    """One page of the entries of an area, soonest review first: the account's own, or, for an account that works for
    all of them, the one it asks for. Raises NotAllowed for another area than the account's own.
    """
    check_may(by, Permission.REGISTER_LIST)
    if by.area and area not in ("", by.area):
        raise NotAllowed(f"Your account works for the area {by.area}, and sees the register of no other.")
    asked = by.area or area
    with act(
        "register:listed", by=by, purpose=purpose, opens="index", facts={"page": number, "area": asked}
    ) as under_way:
        areas = () if by.area else tuple(due.entries_of("").order_by("area").values_list("area", flat=True).distinct())
        page = paging.page_of(due.entries_of(asked), number)
        under_way.shows(entry.person_id for entry in page.rows)
        return RegisterPage(page.showing(_listed(page.rows)), asked, areas)


def _listed(entries: Sequence[Entry]) -> tuple[Listed, ...]:
    each = zip(_names(entries), standings(entries), strict=True)
    return tuple(Listed(standing.entry, name, standing) for name, standing in each)


def _proposals(nominations: Sequence[Nomination]) -> tuple[Proposal, ...]:
    return tuple(Proposal(one, name) for one, name in zip(nominations, _names(nominations), strict=True))


def _names(cases: Sequence[Entry] | Sequence[Nomination]) -> Iterable[Named]:
    """Each person's name; where all their records turned out to be somebody else's, what the case itself noted."""
    names = people.named([one.person_id for one in cases])
    for one in cases:
        age = age_on(one.born_on, clock.today())
        yield names.get(one.person_id) or Named(one.person_id, NAMELESS, one.born_on, age, one.area)
