"""An acquittal, no further action or a cancelled crime takes effect in the minute that it is learned (SG-29)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from evenhand.evidence.vocabulary import Standing
from evenhand.register import clock, ends, ledgering, removing, scores, zero
from evenhand.register.models import Account, Entry, Load

_CORRECTED = """
    SELECT DISTINCT l.person_id FROM register_correctionrecord c
    JOIN register_link l ON l.record_id = c.about_id AND l.undone_at IS NULL
    WHERE c.load_id = %s
"""
# Each event of which this load brought the newest version, as it stands now and as the version before it stood.
_SUPERSEDED = """
    SELECT l.person_id, e.role, e.outcome_type, e.court_result, e.evidential_test,
           o.role, o.outcome_type, o.court_result, o.evidential_test
    FROM register_event e
    JOIN register_link l ON l.record_id = e.about_id AND l.undone_at IS NULL
    JOIN LATERAL (
        SELECT * FROM register_event b WHERE (b.source, b.reference) = (e.source, e.reference) AND b.version < e.version
        ORDER BY b.version DESC LIMIT 1
    ) o ON true
    WHERE e.load_id = %s AND e.version > 1 AND NOT EXISTS (
        SELECT 1 FROM register_event n WHERE (n.source, n.reference) = (e.source, e.reference) AND n.version > e.version
    )
"""
_OF_SOMEBODY_LISTED = """
    SELECT DISTINCT n.person_id FROM register_event e
    JOIN register_link l ON l.record_id = e.about_id AND l.undone_at IS NULL
    JOIN register_entry n ON n.person_id = l.person_id
    WHERE e.load_id = %s
"""
CLEARED = frozenset({Standing.ACQUITTED, Standing.NO_FURTHER_ACTION, Standing.CANCELLED})
WHY = "The outcome of an event changed."


def apply(load: Load, by: Account) -> tuple[str, ...]:
    """What follows from a load of corrections. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_CORRECTED, [load.pk])
        return _follow([person for (person,) in cursor.fetchall()], by)


def apply_events(load: Load, by: Account) -> tuple[str, ...]:
    """What follows from a load of events: the days on which somebody's count to zero move, and where a later version
    says that an event came to nothing, the same as for a correction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_SOMEBODY_LISTED, [load.pk])
        listed = [person for (person,) in cursor.fetchall()]
        zero.note(listed)
        ends.bring_forward(listed)
        cursor.execute(_SUPERSEDED, [load.pk])
        rows = cursor.fetchall()
    cleared = {row[0] for row in rows if _standing(row[1:5]) in CLEARED and _standing(row[5:]) not in CLEARED}
    return _follow(sorted(cleared), by)


def _standing(columns: Sequence[str]) -> Standing:
    role, outcome_type, court_result, evidential_test = columns
    return scores.standing(role, outcome_type, court_result, evidential_test, None)


def _follow(people: Sequence[UUID], by: Account) -> tuple[str, ...]:
    if not people:
        return ()
    reviews = reconsider(people, by, WHY)
    ledgering.write("correction:applied", by=by, purpose="loading", facts={"people": len(people), "reviews": reviews})
    return (f"{len(people)} people's events corrected and scored afresh; {reviews} entries due for review (SG-29).",)


def reconsider(people: Sequence[UUID], by: Account, why: str) -> int:
    """Score people afresh and call for a review of their entries; how many those are. Needs everything open."""
    if scores.any_computed():
        scores.compute(by=by, as_at=clock.today(), people=people)
    entries = list(Entry.objects.filter(person_id__in=people))
    for entry in entries:
        entry.review_by, entry.review_reason = min(entry.review_by, clock.today()), why
    Entry.objects.bulk_update(entries, ["review_by", "review_reason"])
    concerned = [entry.person_id for entry in entries]
    ledgering.write_many("entry:review_due", by=by, purpose="loading", people=concerned, facts={"why": why})
    zero.note(concerned)
    ends.bring_forward(concerned)
    for person in concerned:
        removing.tell_recipients(person, "corrected", by=by, purpose="loading")
    return len(entries)
