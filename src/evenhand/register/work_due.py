"""What was due on people, and for whom, so that a look at one of them can be explained by it.

Needs a door open on everything.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from uuid import UUID

from evenhand.casework.sampling import Work
from evenhand.ledger.events import EVENTS, Category
from evenhand.register import ledgering
from evenhand.register.look_ups import HERE, LOOKS, Known
from evenhand.register.models import AuditQuestion, Entry, HeldMatch, LedgerEntry, Link, Nomination, Referral

# To have done something about somebody explains that one looked; to have looked, or to have been refused, does not.
_DONE = frozenset(
    name for name, event in EVENTS.items()
    if name not in LOOKS | {"safeguard:refused"} and event.category is not Category.CONSULTATION
    and not name.startswith("audit:")
)  # fmt: skip


def on(people: Mapping[UUID, Known]) -> list[Work]:
    """Everything that was or is due on these people."""
    numbers = list(people)
    return [
        *_proposals(numbers), *_reviews(numbers), *_held(numbers), *_concerns(people), *_done(numbers),
        *_questions(numbers),
    ]  # fmt: skip


def _proposals(people: Collection[UUID]) -> Iterator[Work]:
    for one in Nomination.objects.filter(person_id__in=people).select_related("review"):
        review = getattr(one, "review", None)
        end = review.decided_at if review else (None if one.status == "proposed" else one.made_at)
        yield Work(str(one.person_id), one.made_at, end, account=one.proposer_id)
        if one.area:
            yield Work(str(one.person_id), one.made_at, end, area=one.area)


def _reviews(people: Collection[UUID]) -> Iterator[Work]:
    for one in Entry.objects.filter(person_id__in=people):
        yield Work(str(one.person_id), _day(one.review_by), None, area=one.area)


def _held(people: Collection[UUID]) -> Iterator[Work]:
    """Whoever decides whose record it is looks at everybody whose it may be."""
    for one in HeldMatch.objects.filter(candidates__overlap=list(people)):
        for person in set(one.candidates) & set(people):
            yield Work(str(person), one.held_at, one.decided_at)


def _concerns(people: Mapping[UUID, Known]) -> Iterator[Work]:
    links = Link.objects.filter(person_id__in=list(people), undone_at=None).values_list("record_id", "person_id")
    person_of = dict(links)
    for record, made_on in Referral.objects.filter(about_id__in=list(person_of)).values_list("about_id", "made_on"):
        person = person_of[record]
        yield Work(str(person), _day(made_on), _day(made_on), area=people[person].area)


def _done(people: Collection[UUID]) -> Iterator[Work]:
    entries = LedgerEntry.objects.filter(subject__in=people, event__in=sorted(_DONE))
    for actor, person, body in entries.values_list("actor", "subject", "body"):
        at = datetime.fromisoformat(json.loads(body)["at"])
        yield Work(str(person), at, at, account=ledgering.account_of(actor))


def _questions(people: Collection[UUID]) -> Iterator[Work]:
    """Whoever is asked about a look-up may open the record again to answer."""
    for one in AuditQuestion.objects.filter(person_id__in=people).defer("answer"):
        yield Work(str(one.person_id), _day(one.asked_on), one.answered_at or one.found_at, account=one.account_id)


def _day(day: date) -> datetime:
    return datetime.combine(day, time.min, HERE)
