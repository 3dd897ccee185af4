"""The day on which nothing recorded of somebody counts any more, kept with their entry. Needs a door open on them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from evenhand.casework import clocks
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import EntryStatus
from evenhand.register import clock, entries, governance, scores
from evenhand.register.models import Entry
from evenhand.scoring import engine
from evenhand.scoring.events import ScoringEvent

WHY = "Nothing recorded counts any more by then, so somebody has to look."
# What is left out of a score while it is disputed counts here: nobody is let go, or kept, because of a dispute.
_EVENTS = """
    SELECT person_id, offence_code, role, outcome_type, court_result, evidential_test, correction, occurred_on
    FROM events_known(%s, %s) WHERE speaks
"""


def days(people: Sequence[UUID]) -> dict[UUID, date]:
    """For each person of whom anything ever counted: the first day on which nothing does, if nothing more happens."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [clock.now(), list(people)])
        rows = cursor.fetchall()
    instrument = governance.instrument_in_force()
    by_person: dict[UUID, list[ScoringEvent]] = {}
    for person, offence, *stands, occurred_on in rows:
        event = ScoringEvent("", offence, scores.standing(*stands), occurred_on)
        by_person.setdefault(person, []).append(event)
    found = {person: engine.zero_day(events, instrument) for person, events in by_person.items()}
    return {person: day for person, day in found.items() if day is not None}


def note(people: Sequence[UUID]) -> None:
    """Keep the days of some people with their entries, and have an entry reviewed where nothing counts by then.

    Where the day is further off than it was, the date of the review stays: a later event alone never puts one off.
    What is at its end stays there: nothing that comes to be known brings it back before the day's clocks run.
    """
    policy, listed = governance.policy_in_force(), list(Entry.objects.filter(person_id__in=list(people)))
    if not listed:
        return
    alive = [one.entry for one in entries.standings(listed, policy) if one.status is not EntryStatus.ENDED]
    known = days([entry.person_id for entry in alive])
    for entry in alive:
        set_day(entry, known.get(entry.person_id), policy)
    Entry.objects.bulk_update(alive, ["zero_on", "review_by", "review_reason"], batch_size=500)


def set_day(entry: Entry, day: date | None, policy: Policy) -> None:
    """Set the day of one entry that is about to be written. `day`: None where nothing counts at all.

    A day that has gone by is learned of only now, so that it is today: whoever is to look at it gets the time for that.
    """
    today, known = clock.today(), entry.zero_on
    if day is not None and day > today:
        entry.zero_on = day
    elif known is None or known > today:
        entry.zero_on = today
    due = clocks.zero_review_due(entry.zero_on, entry.opened_on, policy)
    if due < entry.review_by:
        entry.review_by, entry.review_reason = due, WHY
