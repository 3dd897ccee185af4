"""An acquittal, no further action or a cancelled crime takes effect in the minute that it is learned (SG-29)."""

from uuid import UUID

from django.db import connection

from evenhand.register import clock, ledgering, scores
from evenhand.register.models import Account, Entry, Load

_CORRECTED = """
    SELECT DISTINCT l.person_id FROM register_correctionrecord c
    JOIN register_link l ON l.record_id = c.about_id AND l.undone_at IS NULL
    WHERE c.load_id = %s
"""
WHY = "The outcome of an event changed."


def apply(load: Load, by: Account) -> tuple[str, ...]:
    """Score the people concerned afresh and call for a review of their entries. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_CORRECTED, [load.pk])
        people = [person for (person,) in cursor.fetchall()]
    if not people:
        return ()
    if scores.any_computed():
        scores.compute(by=by, as_at=clock.today(), people=people)
    reviews = _call_for_review(people, by)
    ledgering.write("correction:applied", by=by, purpose="loading", facts={"people": len(people), "reviews": reviews})
    return (f"{len(people)} people's events corrected and scored afresh; {reviews} entries due for review (SG-29).",)


def _call_for_review(people: list[UUID], by: Account) -> int:
    entries = list(Entry.objects.filter(person_id__in=people, closed_at=None))
    for entry in entries:
        entry.review_by, entry.review_reason = min(entry.review_by, clock.today()), WHY
        ledgering.write(
            "entry:review_due", by=by, purpose="loading", person=entry.person_id, facts={"safeguard": "SG-29"}
        )
    Entry.objects.bulk_update(entries, ["review_by", "review_reason"])
    return len(entries)
