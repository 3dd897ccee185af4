"""All the clocks in numbers, for those who answer for the register and those who watch over it. Names nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from evenhand.casework import clocks
from evenhand.casework.policy import Policy
from evenhand.register import clock, governance
from evenhand.register.acts import act, check_may
from evenhand.register.entries import EntryToday, standings
from evenhand.register.models import Account, DayRun, Dispute, Entry, OutgoingLetter
from evenhand.register.roles import Permission

RUNS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Clocks:
    """The entries of each area, counted: by status, and by what of their clocks has run out.

    `areas`: for each area how often what is so: active, restricted, ended, overdue, escalated, zero, all. `whole`: of
    all of them. `untold`: disputes that are decided, and of which the person was not told. `runs`: the newest first.
    """

    areas: dict[str, Counter[str]]
    whole: Counter[str]
    open_disputes: int
    oldest_dispute: date | None
    untold: int
    letters: int
    oldest_letter: date | None
    stopped: int
    runs: tuple[DayRun, ...]
    ran_today: bool


def figures(*, purpose: str, by: Account) -> Clocks:
    """All of it as at today, in one pass."""
    check_may(by, Permission.CLOCKS_SEE)
    with act("clocks:listed", by=by, purpose=purpose, opens="everything"):
        policy = governance.policy_in_force()
        areas = _areas(standings(list(Entry.objects.order_by("area")), policy), policy)
        runs = tuple(DayRun.objects.order_by("-day")[:RUNS_SHOWN])
        return Clocks(
            areas=areas,
            whole=sum(areas.values(), Counter()),
            runs=runs,
            ran_today=any(run.day == clock.today() for run in runs),
            **_disputes(),
            **_letters(),
        )


def _areas(known: Iterable[EntryToday], policy: Policy) -> dict[str, Counter[str]]:
    areas: dict[str, Counter[str]] = {}
    for one in known:
        areas.setdefault(one.entry.area, Counter()).update(_what_is_so(one, policy))
    return areas


def _what_is_so(one: EntryToday, policy: Policy) -> list[str]:
    known = one.facts
    so = {
        "overdue": known.is_overdue,
        "escalated": known.as_at >= clocks.escalates_on(known.review_by, policy),
        "zero": known.scores_zero,
    }
    return ["all", str(one.status), *(what for what, is_so in so.items() if is_so)]


def _disputes() -> dict[str, Any]:
    is_open = Q(decided_at=None)
    return Dispute.objects.aggregate(
        open_disputes=Count("pk", filter=is_open),
        oldest_dispute=Min("opened_on", filter=is_open),
        untold=Count("pk", filter=~is_open & Q(told_on=None)),
    )


def _letters() -> dict[str, Any]:
    waiting = Q(sent_on=None, stopped_on=None)
    return OutgoingLetter.objects.aggregate(
        letters=Count("pk", filter=waiting),
        oldest_letter=Min("queued_on", filter=waiting),
        stopped=Count("pk", filter=Q(stopped_on__isnull=False)),
    )
