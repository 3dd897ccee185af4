"""What is due in an area: reviews, votes about children, and figures of them. Needs the index open."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from evenhand.casework.ages import months_before
from evenhand.casework.entry_review import VOTES_ABOUT_A_CHILD
from evenhand.casework.policy import Policy
from evenhand.register import clock
from evenhand.register.models import Account, Entry, Nomination


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """How many reviews of an area are due soon, overdue, long overdue (escalated, which are overdue too), and for how
    many entries nothing counts any more."""

    due: int
    overdue: int
    escalated: int
    zero: int


def in_area(area: str) -> dict[str, str]:
    """Which rows are of an area; an account that belongs to none works for all of them."""
    return {"area": area} if area else {}


def entries_of(area: str) -> QuerySet[Entry]:
    """The entries of an area, soonest review first."""
    return Entry.objects.filter(**in_area(area)).order_by("review_by", "id")


def overdue(area: str) -> QuerySet[Entry]:
    """Whose review is overdue, those decided here first, because the others confer nothing."""
    return entries_of(area).filter(_overdue()).order_by("origin", "review_by", "id")


def zero(area: str) -> QuerySet[Entry]:
    """Of whom nothing counts any more, and whose review is not overdue yet."""
    return entries_of(area).filter(_zero()).exclude(_overdue())


def soon(area: str, policy: Policy) -> QuerySet[Entry]:
    """Whose review is due soon, and of whom something counts."""
    return entries_of(area).filter(_soon(policy)).exclude(_zero())


def figures(area: str, policy: Policy) -> AreaFigures:
    """All of it in numbers, with one query."""
    counted = Entry.objects.filter(**in_area(area)).aggregate(
        due=Count("pk", filter=_soon(policy)),
        overdue=Count("pk", filter=_overdue()),
        escalated=Count("pk", filter=Q(review_by__lte=escalated_since(policy))),
        zero=Count("pk", filter=_zero()),
    )
    return AreaFigures(**counted)


def escalated_since(policy: Policy) -> date:
    """The last day of a review for whose sake the review is escalated today."""
    return clock.today() - timedelta(days=policy.number("escalation_days"))


def _overdue() -> Q:
    return Q(review_by__lt=clock.today())


def _zero() -> Q:
    return Q(zero_on__lte=clock.today())


def _soon(policy: Policy) -> Q:
    """Within as many days as a late review has until it is escalated."""
    today = clock.today()
    return Q(review_by__gte=today, review_by__lte=today + timedelta(days=policy.number("escalation_days")))


def proposals_to_decide(by: Account) -> QuerySet[Nomination]:
    """Proposals by others of an account's area about which nobody has voted, the oldest first."""
    return _proposals(by).filter(voted__len=0)


def proposals_half_voted(by: Account) -> QuerySet[Nomination]:
    """Proposals about children on which one other person has voted, the oldest first."""
    return _half_voted(_proposals(by), by)


def entries_half_voted(by: Account, policy: Policy) -> QuerySet[Entry]:
    """Entries of children on which one other person has voted in this round, soonest review first."""
    adult = months_before(clock.today(), 12 * policy.number("age_adult"))
    return _half_voted(_voted(entries_of(by.area).filter(born_on__gt=adult), F("round") + 1), by)


def _proposals(by: Account) -> QuerySet[Any]:
    proposed = Nomination.objects.filter(status="proposed", **in_area(by.area)).exclude(proposer=by)
    return _voted(proposed.order_by("made_at"), Value(0))


def _half_voted(cases: QuerySet[Any], by: Account) -> QuerySet[Any]:
    return cases.filter(voted__len=VOTES_ABOUT_A_CHILD - 1).exclude(voted__contains=[by.pk])


def _voted(cases: QuerySet[Any], in_round: Combinable) -> QuerySet[Any]:
    """Cases with who has voted about them in a round: account numbers, and not what they said."""
    who = ArrayField(BigIntegerField())
    found: QuerySet[Any] = cases.annotate(voted=Func(F("id"), in_round, function="votes_cast", output_field=who))
    return found
