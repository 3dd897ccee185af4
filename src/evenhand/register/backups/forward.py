"""Bringing a restored database forward to its ledger: the entries written since the backup, with their very bytes, at
their very positions. Works on the database that the framework's connections point at.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from evenhand.ledger import Frontier, leaf_hash
from evenhand.register import sequencer
from evenhand.register.backups.continuation import Continuation
from evenhand.register.database import DatabaseTrouble
from evenhand.register.models import Access
from evenhand.register.reads import ledger

_BATCH = 5_000
# Numbers that were given away since the backup, to accounts and loads say, are named in the ledger: they are left free.
_NUMBERS_LEFT_FREE = 1_000_000

# Transactions and connections are counted anew in every database: those of the old one say nothing here. Zero is before
# all of them, so that the sequencer looks at every entry once, and nobody is taken for the one who began an access.
_FORGET_TRANSACTIONS = """
    ALTER TABLE register_ledgerentry DISABLE TRIGGER USER;
    ALTER TABLE register_ledgercheckpoint DISABLE TRIGGER USER;
    UPDATE register_ledgerentry SET xact = '0';
    UPDATE register_ledgercheckpoint SET horizon = '0';
    UPDATE register_access SET xact = '0', backend = 0;
    ALTER TABLE register_ledgerentry ENABLE TRIGGER USER;
    ALTER TABLE register_ledgercheckpoint ENABLE TRIGGER USER;
"""
_LEAVE_NUMBERS_FREE = """
    SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, coalesce(last_value, start_value) + %s)
    FROM pg_sequences WHERE schemaname IN ('public', 'equality')
"""
_NO_PLACE_YET = """
    SELECT leaf_hash, id FROM register_ledgerentry e
    WHERE NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)
"""
_INSERT = """
    INSERT INTO register_ledgerentry (body, leaf_hash, event, actor, subject, access)
    SELECT * FROM unnest(%s::text[], %s::bytea[], %s::text[], %s::text[], %s::uuid[], %s::bigint[])
    RETURNING leaf_hash, id
"""
_ENDS_ANY = ("safeguard:refused", "access:unfinished")


@dataclass(slots=True)
class _Left:
    """What the backup caught half done: entries without a place (leaf hash to number), and accesses not yet ended."""

    entries: dict[bytes, int]
    accesses: list[Access]

    def ended_by(self, said: dict[str, object]) -> int | None:
        """The number of the access that an entry ends; None where it was not open any more when the backup was made."""
        what = (said["actor"], said["purpose"], said["subject"], said["particulars_digest"] or "")
        for access in self.accesses:
            if _what(access) == what and said["event"] in (access.event, *_ENDS_ANY):
                self.accesses.remove(access)
                return access.pk
        return None


def _what(access: Access) -> tuple[object, ...]:
    return access.actor, access.purpose, str(access.person) if access.person else None, access.particulars_digest


def settle_numbers() -> None:
    """Make the numbers that a database counts for itself right for the new one."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(_FORGET_TRANSACTIONS)
        cursor.execute(_LEAVE_NUMBERS_FREE, [_NUMBERS_LEFT_FREE])


def bring(onward: Continuation) -> None:
    """Insert the entries since the backup. Raises DatabaseTrouble where the tree is not the ledger's then."""
    with transaction.atomic(using=sequencer.ROLE), connections[sequencer.ROLE].cursor() as cursor:
        tree, horizon = sequencer.newest_tree(cursor)
        if tree.size != onward.start:
            raise DatabaseTrouble("The backup's ledger is not as long as its head says.", "Use another copy of it.")
        left = _left(cursor)
        for bodies in _batches(onward.bodies()):
            tree = sequencer.place(cursor, tree, _entries(cursor, bodies, left))
        if tree.size > onward.start:
            sequencer.store_checkpoint(cursor, tree, horizon)
    check(onward)


def check(onward: Continuation) -> None:
    """Read the whole ledger back from the database and compare. Raises DatabaseTrouble where it is another."""
    tree = Frontier()
    for bodies in _batches(ledger.bodies(0, onward.size)):
        tree = tree.append([leaf_hash(body) for body in bodies])
    if (tree.size, tree.root()) != (onward.size, onward.root):
        raise DatabaseTrouble(
            "The ledger in the restored database is not the one it was brought forward to.",
            "Nothing was changed: the register is as it was before.",
        )


def _left(cursor: CursorWrapper) -> _Left:
    cursor.execute(_NO_PLACE_YET)
    entries = {bytes(leaf): number for leaf, number in cursor.fetchall()}
    return _Left(entries, list(Access.objects.using(sequencer.ROLE).order_by("pk")))


def _entries(cursor: CursorWrapper, bodies: Sequence[bytes], left: _Left) -> list[tuple[int, bytes]]:
    """The number and leaf hash of each entry, in order; those that the backup does not have are inserted."""
    leaves = [leaf_hash(body) for body in bodies]
    new = [(body, leaf) for body, leaf in zip(bodies, leaves, strict=True) if leaf not in left.entries]
    numbers = {leaf: left.entries[leaf] for leaf in leaves if leaf in left.entries}
    if new:
        rows = [_row(body, leaf, left) for body, leaf in new]
        cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
        numbers |= {bytes(leaf): number for leaf, number in cursor.fetchall()}
    return [(numbers[leaf], leaf) for leaf in leaves]


def _row(body: bytes, leaf: bytes, left: _Left) -> tuple[object, ...]:
    said = json.loads(body)
    return body.decode(), leaf, said["event"], said["actor"], said["subject"], left.ended_by(said)


def _batches(bodies: Iterable[bytes]) -> Iterator[list[bytes]]:
    remaining = iter(bodies)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
