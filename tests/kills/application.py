"""An application that acts as fast as it can, until it is killed. Says after each act, not before, that it is done."""

import os
import random
import time
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, InterfaceError, connections

from evenhand.register import clock
from evenhand.register.actions import accounts, support
from evenhand.register.acts import act
from evenhand.register.models import Link
from evenhand.register.reads import person as person_reads
from evenhand.register.reads import search

AS = "prevent-violence"
# An act is done so many microseconds after this moment as its number says: so its entry can be found again.
EPOCH = datetime(2026, 11, 23, tzinfo=UTC)


def main(file: str, first: int) -> None:
    """Act. Acts are numbered from `first`; the numbers of those done are appended to `file`."""
    done = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    number = first
    known = None
    while True:
        number += 1
        try:
            known = known or _known()
            with clock.set_to(EPOCH + timedelta(microseconds=number)):
                random.choice([_looks, _searches, _refers, _comes_to_nothing])(number, *known)
            os.write(done, f"{number}\n".encode())
        except (DatabaseError, InterfaceError):
            connections.close_all()
            time.sleep(0.02)


def _known():
    by = accounts.named("analyst")
    with act("person:searched", by=by, purpose=AS, opens="index"):
        return by, Link.objects.filter(undone_at=None).order_by("pk").first().person_id


def _looks(number, by, person):
    assert person_reads.page(person=person, reason=f"number {number}.", purpose=AS, by=by).records


def _searches(number, by, _):
    assert search.find(words="Brax", reason=f"number {number}.", purpose=AS, by=by).total


def _refers(number, by, person):
    support.refer(person=person, reasons=f"Asked for help, number {number}.", purpose="offer-support", by=by)


def _comes_to_nothing(number, by, person):
    try:
        with act("person:consulted", by=by, purpose=AS, person=person, reason=f"number {number}."):
            raise LookupError
    except LookupError:
        pass
