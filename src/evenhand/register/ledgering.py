"""Writing to the ledger: one entry for one act, in the act's own transaction; and giving entries their positions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from evenhand.ledger import events
from evenhand.ledger.chain import GENESIS, leaf_hash, link
from evenhand.ledger.entry import Entry, Fact, fresh_salt, instant, particulars_digest
from evenhand.register import clock
from evenhand.register.models import Account, LedgerEntry, LedgerParticulars

_SEQUENCER_LOCK = 56


def write(
    event: str,
    *,
    by: Account,
    purpose: str,
    person: UUID | None = None,
    opens: str = "nothing",
    facts: Mapping[str, Fact] | None = None,
    reason: str = "",
) -> int:
    """Write one entry in the running transaction and return its number. `reason` is free text and can be erased later.

    `opens` says what the entry lets this transaction see (SG-66): nothing, person, index, quarantine or everything.
    Raises ValueError for an event that is not on the ledger's closed list.
    """
    salt = fresh_salt()
    digest = particulars_digest(salt, reason) if reason else None
    row = _row(event, by, purpose, person, opens, facts or {}, digest)
    row.save(force_insert=True)
    if reason:
        LedgerParticulars.objects.create(entry=row, salt=salt, text=reason)
    transaction.on_commit(sequence)
    return row.pk


def write_many(
    event: str, *, by: Account, purpose: str, people: Sequence[UUID], facts: Mapping[str, Fact] | None = None
) -> None:
    """Write one entry for each of many people, as `write` would."""
    rows = [_row(event, by, purpose, person, "nothing", facts or {}, None) for person in people]
    LedgerEntry.objects.bulk_create(rows, batch_size=1000)
    transaction.on_commit(sequence)


def _row(
    event: str,
    by: Account,
    purpose: str,
    person: UUID | None,
    opens: str,
    facts: Mapping[str, Fact],
    digest: str | None,
) -> LedgerEntry:
    events.check_event(event)
    entry = Entry(
        event=event,
        at=instant(clock.now()),
        actor=f"account:{by.pk}",
        purpose=purpose,
        subject=str(person) if person else None,
        facts=dict(facts),
        particulars_digest=digest,
    )
    body = entry.body()
    return LedgerEntry(
        body=body.decode(), leaf_hash=leaf_hash(body), event=event, actor=entry.actor, subject=person, opens=opens
    )


def sequence() -> int:
    """Give every committed entry that has none yet its position and chain hash; return how many there were.

    Runs after the act's own transaction, so that no act waits for another's place in the chain.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        cursor.execute(
            "SELECT position, chain_hash, horizon::text FROM register_ledgerleaf ORDER BY position DESC LIMIT 1"
        )
        position, chain, horizon = cursor.fetchone() or (-1, GENESIS, "0")
        # The horizon is read in the statement that reads the entries, so that nothing can commit between the two.
        cursor.execute(
            "SELECT id, leaf_hash, pg_snapshot_xmin(pg_current_snapshot())::text FROM register_ledgerentry e"
            " WHERE xact >= %s::xid8 AND NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)"
            " ORDER BY id",
            [horizon],
        )
        leaves = []
        for entry_id, leaf, next_horizon in cursor.fetchall():
            position, chain = position + 1, link(bytes(chain), bytes(leaf))
            leaves.append((position, entry_id, chain, next_horizon))
        cursor.executemany(
            "INSERT INTO register_ledgerleaf (position, entry_id, chain_hash, horizon) VALUES (%s, %s, %s, %s::xid8)",
            leaves,
        )
    return len(leaves)
