"""Lists: what is due today, and the register of an area. A few people at a time, never the whole (SG-26)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from evenhand.casework.ages import age_on
from evenhand.register import clock, paging
from evenhand.register.acts import NotAllowed, act, check_may
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, Entry, HeldMatch, Nomination
from evenhand.register.paging import Page
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission, may

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
    """What is due today for one account: the most urgent, as many as one page may have, and how many there are."""

    to_decide: tuple[Proposal, ...]
    to_decide_total: int
    returned: tuple[Proposal, ...]
    returned_total: int
    overdue: tuple[Listed, ...]
    overdue_total: int
    held: int
    quarantined: int


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
        due = _home(by)
        under_way.shows(one.person.id for one in (*due.to_decide, *due.returned))
        under_way.shows(one.person.id for one in due.overdue)
        return due


def _home(by: Account) -> Home:
    to_decide, overdue = Nomination.objects.none(), Entry.objects.none()
    if may(by.role, Permission.REVIEW_DECIDE):
        proposed = Nomination.objects.filter(status="proposed", **_in(by.area))
        to_decide = proposed.exclude(proposer=by).order_by("made_at")
        overdue = _open_entries(by.area).filter(review_by__lt=clock.today())
    returned = Nomination.objects.filter(status="returned", proposer=by).order_by("-made_at")
    room = paging.rows_at_most()
    proposals = tuple(to_decide[:room])
    sent_back = tuple(returned[: room - len(proposals)])
    entries = tuple(overdue[: room - len(proposals) - len(sent_back)])
    return Home(
        to_decide=_proposals(proposals),
        to_decide_total=to_decide.count(),
        returned=_proposals(sent_back),
        returned_total=returned.count(),
        overdue=_listed(entries),
        overdue_total=overdue.count(),
        held=HeldMatch.objects.filter(decided_at=None).count() if may(by.role, Permission.IDENTITY_DECIDE) else 0,
        quarantined=_quarantined(by),
    )


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
        areas = () if by.area else tuple(_open_entries("").order_by("area").values_list("area", flat=True).distinct())
        page = paging.page_of(_open_entries(asked), number)
        under_way.shows(entry.person_id for entry in page.rows)
        return RegisterPage(page.showing(_listed(page.rows)), asked, areas)


def _in(area: str) -> dict[str, str]:
    """Which rows are of an area; an account that belongs to none works for all of them."""
    return {"area": area} if area else {}


def _open_entries(area: str) -> QuerySet[Entry]:
    return Entry.objects.filter(**_in(area)).order_by("review_by", "id")


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
