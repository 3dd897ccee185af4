"""Accesses: who is about to look or act, committed before a row is shown, and ended by one ledger entry (SG-66).

An access that nobody ended, because a program or the database was killed, is ended by the sequencer.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from evenhand.ledger.entry import Fact
from evenhand.ledger.events import EVENTS, Category
from evenhand.register import clock, ledgering
from evenhand.register.models import Access, Account

# The first of the two numbers of an advisory lock: whoever works under an access holds it, shared.
UNDER_WAY = 66
# What the ledger says besides of an access to more than one person's record.
_WIDE = frozenset({"index", "quarantine", "log", "everything", "support-index"})

_noted: ContextVar[list[int] | None] = ContextVar("noted", default=None)


@contextlib.contextmanager
def noted() -> Iterator[list[int]]:
    """The numbers of the accesses that are begun until the block ends, so that what is shown can name them."""
    numbers: list[int] = []
    token = _noted.set(numbers)
    try:
        yield numbers
    finally:
        _noted.reset(token)


def begin(event: str, *, by: Account, purpose: str, person: UUID | None, opens: str, reason: str) -> Access:
    """Commit an access. The transaction that begins next on this connection, within ten seconds, may use it."""
    with transaction.atomic(durable=True):
        access = Access(
            event=event,
            actor=ledgering.actor_of(by),
            purpose=purpose,
            person=person,
            opens=opens,
            begun_at=clock.now(),
            particulars_digest=ledgering.keep_particulars(reason, person),
        )
        access.save(force_insert=True)
    if (noting := _noted.get()) is not None:
        noting.append(access.pk)
    return access


def use(access: Access) -> None:
    """Say, for as long as the running transaction lasts, that somebody works under this access."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [UNDER_WAY, lock_number(access.pk)])


def lock_number(number: int) -> int:
    """The second of the two numbers of the lock, which has to fit into four bytes."""
    return number % 2**31


def end(access: Access, event: str, facts: Mapping[str, Fact], shown: Iterable[UUID] = ()) -> None:
    """Write the act's entry, in the act's own transaction.

    Where one person's record was only looked at, the commit need not wait for the disk: if the entry is lost in a
    crash, the access is not, and the sequencer ends it.
    """
    told = {**facts, "opens": access.opens} if access.opens in _WIDE else facts
    ledgering.write_for(access, event, told, shown)
    if access.opens == "person" and EVENTS[event].category is Category.CONSULTATION:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")


def end_refused(access: Access, facts: Mapping[str, Fact]) -> None:
    """Write that a safeguard refused it."""
    with transaction.atomic(durable=True):
        ledgering.write_for(access, "safeguard:refused", facts)


def end_unfinished(access: Access) -> None:
    """Write that it came to nothing. Where the database cannot be reached, the sequencer does this later."""
    with contextlib.suppress(DatabaseError), transaction.atomic(durable=True):
        ledgering.write_for(access, ledgering.UNFINISHED, {"event": access.event})
