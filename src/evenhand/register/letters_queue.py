"""Letters that are to be sent: put in the queue, stopped when somebody dies."""

from uuid import UUID

from django.db import connection

from evenhand.register import clock, ledgering
from evenhand.register.models import Account, Dispute, OutgoingLetter


def put(person: UUID, kind: str, dispute: Dispute | None = None) -> None:
    """Have a letter written to a person: removed, or dispute-decided. To nobody who has died (SG-25)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM deaths_known() WHERE person_id = %s)", [person])
        [died] = cursor.fetchone()
    if died:
        return
    OutgoingLetter.objects.create(person_id=person, kind=kind, dispute=dispute, queued_on=clock.today())


def stop(person: UUID, why: str, *, by: Account, purpose: str) -> int:
    """Stop every letter to a person that has not gone out; how many those were. Needs the person's door open."""
    waiting = OutgoingLetter.objects.filter(person_id=person, sent_on=None, stopped_on=None)
    stopped = waiting.update(stopped_on=clock.today(), why_stopped=why)
    if stopped:
        ledgering.write("letter:stopped", by=by, purpose=purpose, person=person, facts={"why": why, "letters": stopped})
    return stopped
