"""Taking an entry away, and what follows from it: a letter, and everybody who was given something is to be told."""

from uuid import UUID

from django.db import connection

from evenhand.ledger.entry import Fact
from evenhand.register import clock, erased, ledgering, letters_queue
from evenhand.register.models import Account, Entry, RecipientNotice

_REMOVE = "SELECT remove_entry(%s, %s, %s, %s::bytea[])"
DIED = "SG-25"
# Nobody was removed: no letter, and no day is kept.
REPLACED, NOT_THEIRS = "replaced", "not-theirs"


def remove(entry: Entry, why: str, *, by: Account, purpose: str) -> None:
    """Take one entry away for good. `why`: a code of `casework/removal.py:REASONS`, or one of the two above.

    Needs the door open on the person, or on everything. What was decided and voted about it goes with it; the reasons
    stay in the ledger's particulars for as long as those are kept.
    """
    person, told = entry.person_id, _facts(entry, why)
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [entry.pk, why, clock.today(), erased.of_listings([person])])
    ledgering.write("entry:closed", by=by, purpose=purpose, person=person, facts=told)
    if why in (REPLACED, NOT_THEIRS):
        return
    if why == DIED:
        letters_queue.stop(person, "died", by=by, purpose=purpose)
    else:
        letters_queue.put(person, "removed")
    tell_recipients(person, "died" if why == DIED else "removed", by=by, purpose=purpose)


def tell_recipients(person: UUID, what: str, *, by: Account, purpose: str) -> None:
    """Note that everybody who was given something about a person has to be told: removed, corrected, died, disputed."""
    RecipientNotice.objects.create(person_id=person, what=what, happened_on=clock.today())
    ledgering.write("recipients:to_be_told", by=by, purpose=purpose, person=person, facts={"what": what})


def _facts(entry: Entry, why: str) -> dict[str, Fact]:
    told: dict[str, Fact] = {"entry": str(entry.pk), "why": why}
    return told | {"safeguard": why} if why.startswith("SG-") else told
