"""Each entry is linked to all before it: change, remove or move one, and every later link is wrong.

Every hash here is SHA-256 and starts with one byte that says what is being hashed, so that no hash of one kind can
ever be passed off as another: 0 a leaf and 1 a node of the tree (RFC 6962 section 2.1), 2 a link of the chain,
3 particulars that may one day be erased.
"""

from hashlib import sha256

LEAF, NODE, LINK, PARTICULARS = b"\x00", b"\x01", b"\x02", b"\x03"
GENESIS = bytes(32)


def leaf_hash(body: bytes) -> bytes:
    """Return the 32-byte hash of an entry's canonical body, as RFC 6962 hashes a leaf."""
    return sha256(LEAF + body).digest()


def link(previous: bytes, leaf: bytes) -> bytes:
    """Return the 32-byte chain hash of an entry from the chain hash before it and its own leaf hash.

    The first entry follows GENESIS. Raises ValueError unless both are 32 bytes.
    """
    if len(previous) != 32 or len(leaf) != 32:
        raise ValueError("A link joins two hashes of 32 bytes each.")
    return sha256(LINK + previous + leaf).digest()
