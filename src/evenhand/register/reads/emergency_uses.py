"""Which records were opened in an emergency: by whom, when, and how far the review has come. Nothing says whose.

So none of it is a look at anybody, and none leaves an entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from evenhand.register import clock, paging
from evenhand.register.actions import emergency as actions
from evenhand.register.acts import check_may
from evenhand.register.models import Account, EmergencyUse
from evenhand.register.paging import Page
from evenhand.register.roles import Permission


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there are: still to be reviewed, of these overdue, and found justified or not."""

    waiting: int
    overdue: int
    justified: int
    not_justified: int


def told(by: Account) -> str:
    """Who would be told if this account opened a record now; empty where it is those who watch over the register."""
    supervisor = actions.told(by)
    return supervisor.display_name if supervisor else ""


def open_now(by: Account) -> Sequence[EmergencyUse]:
    """What an account has open at this moment, newest first. There are never many: the policy says how few."""
    return list(EmergencyUse.objects.filter(account=by, finding="", until__gt=clock.now()).order_by("-pk"))


def one(*, use: int, by: Account) -> EmergencyUse | None:
    """A use of one's own; None where there is none of that number."""
    return EmergencyUse.objects.filter(pk=use, account=by).first()


def to_acknowledge(by: Account) -> Sequence[EmergencyUse]:
    """What an account is told of until it says that it knows, oldest first: a page of them at the most."""
    return list(_for(by).filter(acknowledged_at=None)[: paging.rows_at_most()])


def to_review(by: Account) -> Sequence[EmergencyUse]:
    """What an account knows of and still has to review, the most urgent first: a page of them at the most."""
    return list(_for(by).filter(acknowledged_at__isnull=False).order_by("review_by", "pk")[: paging.rows_at_most()])


def _for(by: Account) -> QuerySet[EmergencyUse]:
    """What this account is the one to review: as supervisor, or, where there is none, as one who watches."""
    theirs = Q(supervisor=by)
    if actions.watches(by):
        theirs |= Q(supervisor=None)
    waiting = EmergencyUse.objects.filter(theirs, finding="").exclude(account=by)
    return waiting.select_related("account").order_by("pk")


def page(*, reviewed: bool, number: int, by: Account) -> Page[EmergencyUse]:
    """One page of all that are reviewed, newest first, or that are not, those due soonest first."""
    check_may(by, Permission.EMERGENCY_REVIEW)
    rows = EmergencyUse.objects.select_related("account", "supervisor", "acknowledged_by", "reviewed_by")
    if reviewed:
        return paging.page_of(rows.exclude(finding="").order_by("-reviewed_at", "-pk"), number)
    return paging.page_of(rows.filter(finding="").order_by("review_by", "pk"), number)


def figures() -> Figures:
    """Counts alone."""
    waiting = Q(finding="")
    return Figures(
        **EmergencyUse.objects.aggregate(
            waiting=Count("pk", filter=waiting),
            overdue=Count("pk", filter=waiting & Q(review_by__lt=clock.today())),
            justified=Count("pk", filter=Q(finding="justified")),
            not_justified=Count("pk", filter=Q(finding="not-justified")),
        )
    )
