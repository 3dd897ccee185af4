"""The Merkle tree of RFC 6962 section 2.1: one root hash for the whole ledger, grown many leaves at a time.

Leaves are leaf hashes (32 bytes), in the order of their positions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256

from evenhand.ledger.hashing import node, paired

EMPTY = sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that a tree needs to remember in order to grow: its size, and the roots of its complete subtrees.

    `peaks` are those roots from left to right, largest first: one for each bit that is set in `size`.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"A tree of {self.size} leaves cannot have {len(self.peaks)} complete subtrees.")

    def append(self, leaves: Iterable[bytes]) -> "Frontier":
        """Return the frontier after these leaf hashes have been added, in order."""
        added = list(leaves)
        size, peaks, kept = self.size + len(added), list(self.peaks), []
        # Level by level: a level's peak is the left neighbour of what is added there, and what finds no neighbour is
        # its new peak. `before` has the bits of the levels not reached yet.
        before = self.size
        while added:
            if before & 1:
                added.insert(0, peaks.pop())
            if len(added) & 1:
                kept.append(added.pop())
            added, before = paired(added), before >> 1
        return Frontier(size, (*peaks, *reversed(kept)))

    def root(self) -> bytes:
        """Return the 32-byte Merkle tree hash of all leaves so far; of none, the hash of nothing."""
        if not self.peaks:
            return EMPTY
        return reduce(lambda right, left: node(left, right), reversed(self.peaks))


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the 32-byte Merkle tree hash (MTH in RFC 6962) of these leaf hashes."""
    return Frontier().append(leaves).root()
