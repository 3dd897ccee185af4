"""The ledger as an auditor reads it: entries in their places, and those that have none yet."""

from collections.abc import Iterator

from django.db import connections, transaction

from evenhand.ledger.entry import Fact
from evenhand.ledger.verify import StoredEntry, Verdict, verify
from evenhand.register import ledgering
from evenhand.register.models import Account

_IN_ORDER = """
    SELECT l.position, e.body, e.leaf_hash, l.chain_hash
    FROM register_ledgerleaf l JOIN register_ledgerentry e ON e.id = l.entry_id ORDER BY l.position
"""
_WITHOUT_A_PLACE = """
    SELECT count(*) FROM register_ledgerentry e
    WHERE NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)
"""


def stored() -> Iterator[StoredEntry]:
    """Every entry that has its place, in order, read as the auditor (who can write nothing)."""
    with transaction.atomic(using="auditor"), connections["auditor"].chunked_cursor() as cursor:
        cursor.execute(_IN_ORDER)
        for position, body, leaf, chain in cursor:
            yield StoredEntry(position, body.encode(), bytes(leaf), bytes(chain))


def without_a_place() -> int:
    """How many entries the sequencer has not reached."""
    with connections["auditor"].cursor() as cursor:
        cursor.execute(_WITHOUT_A_PLACE)
        return int(cursor.fetchone()[0])


def verified(*, by: Account) -> Verdict:
    """Check the whole ledger, and write to it that it was checked."""
    ledgering.sequence()
    verdict = verify(stored())
    with transaction.atomic():
        facts: dict[str, Fact] = {"ok": verdict.ok, "count": verdict.count, "head": verdict.head.hex()}
        ledgering.write("ledger:verified", by=by, purpose="oversight", facts=facts)
    return verdict
