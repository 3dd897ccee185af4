"""Whom an account was shown in lists and searches: counted when an act ends, so that no list can forget (SG-26)."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import connection

from evenhand.casework import listing
from evenhand.register import clock, governance, ledgering
from evenhand.register.models import Account

_RECORD = UUID("fabda259-5c92-469e-a2c2-a3b7cf703d55")
_ROW = UUID("e4936c13-7c6f-4ece-9138-e8fe33968e9a")


def somebody_of_record(record: int) -> UUID:
    """The number that stands for whoever a source record is about, while nobody has decided whose it is."""
    return uuid5(_RECORD, str(record))


def somebody_of_row(row: int) -> UUID:
    """The number that stands for whoever a row in quarantine is about."""
    return uuid5(_ROW, str(row))


def check_few(by: Account, people: Collection[UUID]) -> None:
    """Refuse (SG-26) what an act is about to show, where it is too much at once or within the policy's time.

    Needs a transaction: until it ends, nothing else is counted for this account.
    """
    if not people:
        return
    policy = governance.policy_in_force()
    listing.check_answer(len(people), policy)
    since = clock.now() - timedelta(minutes=policy.number("people_shown_minutes"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_shown(%s, %s, %s)", [ledgering.actor_of(by), since, list(people)])
        already, new = cursor.fetchone()
    listing.check_shown(already, new, policy)
