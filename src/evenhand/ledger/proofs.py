"""Proofs over the tree (RFC 6962 section 2.1, checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say).

Inclusion: this entry is at this position of the tree with that root. Consistency: the larger tree begins with all of
the smaller one. The hashes come in the order that the RFC gives, which is that of Go's sumdb/tlog.
"""

from collections.abc import Sequence
from typing import Protocol

from evenhand.ledger.hashing import node


class Hashes(Protocol):
    """Where a prover finds the hashes of a tree."""

    def subtree(self, level: int, index: int) -> bytes:
        """Return the root of the complete subtree over leaves index * 2**level up to (index + 1) * 2**level."""


def prove_inclusion(hashes: Hashes, position: int, size: int) -> list[bytes]:
    """Return the proof that the leaf at `position` is in the tree of the first `size` leaves, from the leaf upwards.

    Raises ValueError for a position outside of it.
    """
    if not 0 <= position < size:
        raise ValueError(f"A tree of {size} entries has no position {position}.")
    proof, start, end = [], 0, size
    while end - start > 1:
        split = start + _left(end - start)
        if position < split:
            proof.append(_over(hashes, split, end))
            end = split
        else:
            proof.append(_over(hashes, start, split))
            start = split
    return proof[::-1]


def verify_inclusion(leaf: bytes, position: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether the proof shows this leaf hash at this position of the tree with this size and root."""
    if not 0 <= position < size:
        return False
    at, last, found = position, size - 1, leaf
    for hash_ in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node(hash_, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def prove_consistency(hashes: Hashes, old: int, new: int) -> list[bytes]:
    """Return the proof that the tree of the first `new` leaves begins with that of the first `old`.

    Raises ValueError unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise ValueError(f"A tree of {new} entries cannot be the continuation of one of {old}.")
    proof, start, end = [], 0, new
    while old != end:
        split = start + _left(end - start)
        if old <= split:
            proof.append(_over(hashes, split, end))
            end = split
        else:
            proof.append(_over(hashes, start, split))
            start = split
    # Whoever checks it knows the old root already, but not that of a part of it.
    return [*([_over(hashes, start, end)] if start else []), *proof[::-1]]


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether the proof shows that the new tree begins with the old one (sizes of at least 1)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    found_old = found_new = path[0]
    for hash_ in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            found_old, found_new = node(hash_, found_old), node(hash_, found_new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found_new = node(found_new, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root


def _left(size: int) -> int:
    """How many of so many leaves are in the left subtree: the largest power of two below their number."""
    return 1 << (size - 1).bit_length() - 1


def _over(hashes: Hashes, start: int, end: int) -> bytes:
    """The Merkle tree hash over leaves start..end, where start is where a subtree begins."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return hashes.subtree(level, start >> level)
    split = start + _left(size)
    return node(_over(hashes, start, split), _over(hashes, split, end))


def root(hashes: Hashes, size: int) -> bytes:
    """Return the root of the tree of the first `size` leaves (at least 1)."""
    return _over(hashes, 0, size)
