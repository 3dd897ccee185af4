"""The tree's hashes in tiles, out of the database, for proofs. Read as the auditor, who can write nothing."""

from django.db import connections

from evenhand.ledger.tiles import HASHES

_COMPLETE = "SELECT hashes FROM register_ledgertile WHERE level = %s AND number = %s"
# A place that somebody emptied gives zeros, so that its neighbours can still be told apart.
_LEAVES = """
    SELECT coalesce(e.leaf_hash, decode(repeat('00', 32), 'hex'))
    FROM generate_series(%s::bigint, %s::bigint - 1) AS place (position)
    LEFT JOIN register_ledgerleaf l USING (position) LEFT JOIN register_ledgerentry e ON e.id = l.entry_id
    ORDER BY position
"""
_ROOTS = "SELECT root FROM register_ledgertile WHERE level = %s AND number >= %s AND number < %s ORDER BY number"


class StoredTiles:
    """Tiles in the database: complete ones as they are kept, the last of each level from what is below it."""

    def read(self, level: int, number: int, width: int) -> bytes:
        """As in `ledger.tiles.Tiles`. Raises ValueError where the tree does not reach so far."""
        with connections["auditor"].cursor() as cursor:
            if width == HASHES:
                cursor.execute(_COMPLETE, [level, number])
            elif level == 0:
                cursor.execute(_LEAVES, [number * HASHES, number * HASHES + width])
            else:
                cursor.execute(_ROOTS, [level - 1, number * HASHES, number * HASHES + width])
            hashes = b"".join(bytes(found) for (found,) in cursor.fetchall())
        if len(hashes) != 32 * width:
            raise ValueError(f"Tile {number} of level {level} has no {width} hashes.")
        return hashes
