"""Death closes everything at once (SG-25)."""

from django.db import connection

from evenhand.register import clock, ledgering
from evenhand.register.models import Account, Entry, Nomination

_DEAD = "SELECT DISTINCT person_id FROM deaths_known()"
WHY = "A source recorded that the person has died."


def close_entries_of_the_dead(by: Account) -> tuple[str, ...]:
    """Close every open entry and proposal of people recorded as dead. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD)
        dead = [person for (person,) in cursor.fetchall()]
    open_proposals = Nomination.objects.filter(status="proposed", person_id__in=dead)
    proposed = list(open_proposals.values_list("person_id", flat=True))
    open_proposals.update(status="withdrawn")
    entries = list(Entry.objects.filter(closed_at=None, person_id__in=dead))
    for entry in entries:
        entry.status, entry.closed_at, entry.why_closed = "closed", clock.now(), WHY
    Entry.objects.bulk_update(entries, ["status", "closed_at", "why_closed"])
    closed = [entry.person_id for entry in entries]
    told = {"why": "died", "safeguard": "SG-25"}
    ledgering.write_many("nomination:withdrawn", by=by, purpose="loading", people=proposed, facts=told)
    ledgering.write_many("entry:closed", by=by, purpose="loading", people=closed, facts=told)
    return (f"{len(entries)} entries of people who have died were closed (SG-25).",) if entries else ()
