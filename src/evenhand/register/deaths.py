"""Death closes everything at once (SG-25)."""

from django.db import connection

from evenhand.register import clock, ledgering
from evenhand.register.models import Account, Entry, Nomination

_DEAD = """
    SELECT DISTINCT l.person_id FROM register_statusrecord s
    JOIN register_link l ON l.record_id = s.about_id AND l.undone_at IS NULL
    WHERE s.status = 'died'
"""
WHY = "A source recorded that the person has died."


def close_entries_of_the_dead(by: Account) -> tuple[str, ...]:
    """Close every open entry and proposal of people recorded as dead. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD)
        dead = [person for (person,) in cursor.fetchall()]
    Nomination.objects.filter(status="proposed", person_id__in=dead).update(status="withdrawn")
    entries = list(Entry.objects.filter(closed_at=None, person_id__in=dead))
    for entry in entries:
        entry.status, entry.closed_at, entry.why_closed = "closed", clock.now(), WHY
        ledgering.write(
            "entry:closed",
            by=by,
            purpose="loading",
            person=entry.person_id,
            facts={"why": "died", "safeguard": "SG-25"},
        )
    Entry.objects.bulk_update(entries, ["status", "closed_at", "why_closed"])
    return (f"{len(entries)} entries of people who have died were closed (SG-25).",) if entries else ()
