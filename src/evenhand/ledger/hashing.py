"""The hashes of the log: SHA-256 over a byte that says what is being hashed, and the thing itself.

So no hash of one kind can ever be passed off as another: 0 a leaf and 1 a node of the tree (RFC 6962 section 2.1), 3
particulars that may one day be erased, 4 somebody mentioned in a list. (2 was the link of a chain once; it is not used
again.)
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

LEAF, NODE, PARTICULARS, MENTION = b"\x00", b"\x01", b"\x03", b"\x04"


# Begun once and copied: beginning a hash takes OpenSSL longer than hashing what we hash.
_LEAF, _NODE = sha256(LEAF), sha256(NODE)


def leaf_hash(body: bytes) -> bytes:
    """Return the 32-byte hash of an entry's canonical body, as RFC 6962 hashes a leaf."""
    return sha256(LEAF + body).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of two neighbours in the tree."""
    return sha256(NODE + left + right).digest()


def leaf_hashes(bodies: Iterable[bytes]) -> list[bytes]:
    """Return the leaf hash of each body: the same as `leaf_hash`, quicker for many."""
    begin, hashes = _LEAF.copy, []
    for body in bodies:
        begun = begin()
        begun.update(body)
        hashes.append(begun.digest())
    return hashes


def paired(hashes: Sequence[bytes]) -> list[bytes]:
    """Return the hash of each two neighbours; there must be an even number of them."""
    begin, nodes = _NODE.copy, []
    for left, right in zip(hashes[::2], hashes[1::2], strict=True):
        begun = begin()
        begun.update(left + right)
        nodes.append(begun.digest())
    return nodes
