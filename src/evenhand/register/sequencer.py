"""Giving committed entries their places: dense positions, the tree over them, and a signed checkpoint.

Runs under a database role of its own, beside the acts and never in them, so that no act waits for another's place.
"""

from collections.abc import Sequence

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from evenhand.ledger import Frontier, root
from evenhand.ledger.tiles import HASHES, cut
from evenhand.register import accesses, clock, ledgering, signing
from evenhand.register.models import Access

ROLE = "sequencer"
BATCH = 20_000
_LOCK = 56

_NEWEST = "SELECT size, peaks, horizon::text FROM register_ledgercheckpoint ORDER BY size DESC LIMIT 1"
# The horizon is read in the statement that reads the entries, so that nothing can commit between the two.
_WAITING = """
    SELECT id, leaf_hash, pg_snapshot_xmin(pg_current_snapshot())::text FROM register_ledgerentry e
    WHERE xact >= %s::xid8 AND NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)
    ORDER BY id LIMIT %s
"""
_PLACES = "INSERT INTO register_ledgerleaf (position, entry_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
_LEAVES = """
    SELECT e.leaf_hash FROM register_ledgerleaf l JOIN register_ledgerentry e ON e.id = l.entry_id
    WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""
_ROOTS = "SELECT root FROM register_ledgertile WHERE level = %s AND number >= %s AND number < %s ORDER BY number"
_TILE = "INSERT INTO register_ledgertile (level, number, hashes, root) VALUES (%s, %s, %s, %s)"
_CHECKPOINT = """
    INSERT INTO register_ledgercheckpoint (size, root, peaks, note, made_at, horizon)
    VALUES (%s, %s, %s, %s, %s, %s::xid8)
"""
# Whoever still works under an access holds its lock. After ten seconds no transaction can begin to.
_CUT_SHORT = "SELECT id FROM register_access WHERE recorded_at < clock_timestamp() - interval '11 seconds' ORDER BY id"


def integrate() -> int:
    """End what was cut short, give every committed entry its place, and sign a checkpoint; how many got one."""
    end_cut_short()
    done = 0
    while placed := _integrate_batch():
        done += placed
    return done


def end_cut_short() -> None:
    """Write the entry of every access whose program or connection died before it could."""
    with connections[ROLE].cursor() as cursor:
        cursor.execute(_CUT_SHORT)
        numbers = [number for (number,) in cursor.fetchall()]
    for number in numbers:
        with transaction.atomic(using=ROLE), connections[ROLE].cursor() as cursor:
            lock = [accesses.UNDER_WAY, accesses.lock_number(number)]
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", lock)
            left = Access.objects.using(ROLE).filter(pk=number).first() if cursor.fetchone()[0] else None
            if left:
                ledgering.write_for(left, ledgering.UNFINISHED, {"event": left.event}, using=ROLE)


def _integrate_batch() -> int:
    with transaction.atomic(using=ROLE), connections[ROLE].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        tree, horizon = newest_tree(cursor)
        cursor.execute(_WAITING, [horizon, BATCH])
        waiting = cursor.fetchall()
        if not waiting:
            return 0
        grown = place(cursor, tree, [(number, bytes(leaf)) for number, leaf, _ in waiting])
        # A full batch may have left entries behind that are older than the new horizon.
        store_checkpoint(cursor, grown, waiting[0][2] if len(waiting) < BATCH else horizon)
        return len(waiting)


def newest_tree(cursor: CursorWrapper) -> tuple[Frontier, str]:
    """The tree as it is, and the transaction before which every entry has its place."""
    cursor.execute(_NEWEST)
    size, peaks, horizon = cursor.fetchone() or (0, b"", "0")
    return Frontier(size, tuple(cut(bytes(peaks)))), horizon


def place(cursor: CursorWrapper, tree: Frontier, entries: Sequence[tuple[int, bytes]]) -> Frontier:
    """Give entries (number, leaf hash) the next places, in this order; the tree with them."""
    leaves = [leaf for _, leaf in entries]
    cursor.execute(_PLACES, [list(range(tree.size, tree.size + len(leaves))), [number for number, _ in entries]])
    _store_tiles(cursor, tree.size, leaves)
    return tree.append(leaves)


def store_checkpoint(cursor: CursorWrapper, tree: Frontier, horizon: str) -> None:
    """Sign the tree as it is now."""
    signed = signing.signed_checkpoint(tree.size, tree.root())
    cursor.execute(_CHECKPOINT, [tree.size, tree.root(), b"".join(tree.peaks), str(signed), clock.now(), horizon])


def _store_tiles(cursor: CursorWrapper, size: int, added: Sequence[bytes]) -> None:
    """Keep each tile that is now complete; `size` hashes of the lowest level were there before."""
    level = 0
    while added:
        begun = size // HASHES
        cursor.execute(*_begun_tile(level, begun * HASHES, size))
        hashes = [bytes(known) for (known,) in cursor.fetchall()] + list(added)
        complete = [hashes[start : start + HASHES] for start in range(0, len(hashes) - HASHES + 1, HASHES)]
        roots = [root(tile) for tile in complete]
        for number, (tile, over) in enumerate(zip(complete, roots, strict=True), start=begun):
            cursor.execute(_TILE, [level, number, b"".join(tile), over])
        size, added, level = begun, roots, level + 1


def _begun_tile(level: int, start: int, end: int) -> tuple[str, list[int]]:
    """The query for the hashes of the tile that is not complete yet."""
    return (_LEAVES, [start, end]) if level == 0 else (_ROOTS, [level - 1, start, end])
