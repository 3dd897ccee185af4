"""Lists: what is due today, and the register of one's own area. A page at a time, never the whole."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from evenhand.casework.ages import age_on
from evenhand.register import clock, governance
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Entry, HeldMatch, Nomination
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
    """An entry in a list, and whether its review is overdue."""

    entry: Entry
    person: Named
    overdue: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of entries: `number` of `of`, `total` entries in all."""

    rows: tuple[Listed, ...]
    number: int
    of: int
    total: int


@dataclass(frozen=True, slots=True)
class Home:
    """What is due today for one account: proposals to decide, one's own returned ones, overdue reviews, and counts."""

    to_decide: tuple[Proposal, ...]
    to_decide_total: int
    returned: tuple[Proposal, ...]
    overdue: tuple[Listed, ...]
    overdue_total: int
    held: int
    quarantined: int


def home(*, purpose: str, by: Account) -> Home:
    """What is due today. Somebody's own proposals are not theirs to decide, so they are not listed for it."""
    with act("work:listed", by=by, purpose=purpose, opens="index"):
        return _home(by, governance.policy_in_force().number("rows_per_page_max"))


def _home(by: Account, limit: int) -> Home:
    to_decide = Nomination.objects.none()
    overdue = Entry.objects.none()
    if may(by.role, Permission.REVIEW_DECIDE):
        to_decide = Nomination.objects.filter(status="proposed", area=by.area).exclude(proposer=by).order_by("made_at")
        overdue = _open_entries(by.area).filter(review_by__lt=clock.today())
    returned = Nomination.objects.filter(status="returned", proposer=by).order_by("-made_at")
    return Home(
        to_decide=_proposals(to_decide[:limit]),
        to_decide_total=to_decide.count(),
        returned=_proposals(returned[:limit]),
        overdue=_listed(overdue[:limit]),
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


def register(*, number: int, purpose: str, by: Account) -> Page:
    """One page of the entries of the account's own area, soonest review first."""
    check_may(by, Permission.REGISTER_LIST)
    limit = governance.policy_in_force().number("rows_per_page_max")
    with act("register:listed", by=by, purpose=purpose, opens="index", facts={"page": number, "area": by.area}):
        entries = _open_entries(by.area)
        total = entries.count()
        of = max(1, -(-total // limit))
        number = min(max(number, 1), of)
        return Page(_listed(entries[(number - 1) * limit : number * limit]), number, of, total)


def _open_entries(area: str) -> QuerySet[Entry]:
    return Entry.objects.filter(closed_at=None, area=area).order_by("review_by", "id")


def _listed(entries: QuerySet[Entry]) -> tuple[Listed, ...]:
    found = list(entries)
    names = people.named([entry.person_id for entry in found])
    today = clock.today()
    return tuple(Listed(entry, _name(entry, names), entry.review_by < today) for entry in found)


def _proposals(nominations: QuerySet[Nomination]) -> tuple[Proposal, ...]:
    found = list(nominations)
    names = people.named(_ids(found))
    return tuple(Proposal(one, _name(one, names)) for one in found)


def _name(case: Entry | Nomination, names: dict[UUID, Named]) -> Named:
    """The person's name; where all their records turned out to be somebody else's, what the case itself noted."""
    age = age_on(case.born_on, clock.today())
    return names.get(case.person_id) or Named(case.person_id, NAMELESS, case.born_on, age, case.area)


def _ids(found: list[Nomination]) -> list[UUID]:
    return [one.person_id for one in found]
