"""Death ends everything at once: entry, proposal, letters; who was given something is to be told (SG-25)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from evenhand.register import clock, ledgering, letters_queue, removing
from evenhand.register.models import AccessLetter, Account, Entry, Nomination, OutgoingLetter

_DEAD = "SELECT DISTINCT person_id FROM deaths_known()"
PURPOSE = "loading"


def close_entries_of_the_dead(by: Account) -> tuple[str, ...]:
    """End every entry, proposal and letter of people recorded as dead. Needs a door open on everything."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD)
        dead = [person for (person,) in cursor.fetchall()]
    _withdraw_proposals(dead, by)
    entries = list(Entry.objects.filter(person_id__in=dead))
    for entry in entries:
        removing.remove(entry, removing.DIED, by=by, purpose=PURPOSE)
    _stop_letters(dead, by)
    return (f"{len(entries)} entries of people who have died were closed (SG-25).",) if entries else ()


def _withdraw_proposals(dead: Sequence[UUID], by: Account) -> None:
    open_proposals = Nomination.objects.filter(status="proposed", person_id__in=dead)
    proposed = list(open_proposals.values_list("person_id", flat=True))
    open_proposals.update(status="withdrawn")
    told = {"why": "died", "safeguard": "SG-25"}
    ledgering.write_many("nomination:withdrawn", by=by, purpose=PURPOSE, people=proposed, facts=told)


def _stop_letters(dead: Sequence[UUID], by: Account) -> None:
    """Letters that wait, and letters that open an own page: nobody writes to somebody who has died."""
    waiting = OutgoingLetter.objects.filter(person_id__in=dead, sent_on=None, stopped_on=None)
    for person in set(waiting.values_list("person_id", flat=True)):
        letters_queue.stop(person, "died", by=by, purpose=PURPOSE)
    opening = AccessLetter.objects.filter(person_id__in=dead, ended_at=None)
    holders = list(opening.values_list("person_id", flat=True))
    opening.update(ended_at=clock.now(), why_ended="died")
    ledgering.write_many("letter:revoked", by=by, purpose=PURPOSE, people=holders, facts={"why": "died"})
