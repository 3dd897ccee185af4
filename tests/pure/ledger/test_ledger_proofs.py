"""Every proof of every small tree holds, and none that was altered does."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.proofs import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from evenhand.ledger.proofs import root as root_of
from evenhand.ledger.tree import root
from logs import Leaves

MOST = 40
LEAVES = [leaf_hash(str(number).encode()) for number in range(200)]
OTHER = leaf_hash(b"other")


@cache
def mth(start: int, end: int) -> bytes:
    return root(LEAVES[start:end])


def split_of(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split


def path_by_the_definition(position: int, start: int, end: int) -> list[bytes]:
    """PATH(m, D[n]) exactly as RFC 6962 section 2.1.1 defines it."""
    if end - start == 1:
        return []
    split = start + split_of(end - start)
    if position < split:
        return [*path_by_the_definition(position, start, split), mth(split, end)]
    return [*path_by_the_definition(position, split, end), mth(start, split)]


def proof_by_the_definition(old: int, start: int, end: int, is_known: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) exactly as RFC 6962 section 2.1.2 defines it; `old` counts from the tree's beginning."""
    if old == end:
        return [] if is_known else [mth(start, end)]
    split = start + split_of(end - start)
    if old <= split:
        return [*proof_by_the_definition(old, start, split, is_known), mth(split, end)]
    return [*proof_by_the_definition(old, split, end, False), mth(start, split)]


@pytest.mark.parametrize("size", range(1, MOST))
def test_inclusion_proofs_are_those_of_the_definition_and_hold_for_their_position_alone(size: int) -> None:
    for position in range(size):
        proof = prove_inclusion(Leaves(LEAVES), position, size)
        assert proof == path_by_the_definition(position, 0, size)
        held = [at for at in range(-1, size + 1) if verify_inclusion(LEAVES[position], at, size, proof, mth(0, size))]
        assert held == [position]


@pytest.mark.parametrize("new", range(1, MOST))
def test_consistency_proofs_are_those_of_the_definition_and_hold(new: int) -> None:
    for old in range(1, new + 1):
        proof = prove_consistency(Leaves(LEAVES), old, new)
        assert proof == proof_by_the_definition(old, 0, new, True)
        assert verify_consistency(old, mth(0, old), new, mth(0, new), proof)


@given(st.data())
def test_no_altered_inclusion_proof_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    position = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(Leaves(LEAVES), position, size)
    assert verify_inclusion(LEAVES[position], position, size, proof, mth(0, size))
    assert not verify_inclusion(OTHER, position, size, proof, mth(0, size))
    assert not verify_inclusion(LEAVES[position], position, size, proof, OTHER)
    assert not verify_inclusion(LEAVES[position], position, size, altered(data, proof), mth(0, size))


@given(st.data())
def test_no_altered_consistency_proof_holds(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, len(LEAVES)))
    old = data.draw(st.integers(1, new))
    proof = prove_consistency(Leaves(LEAVES), old, new)
    assert not verify_consistency(old, OTHER, new, mth(0, new), proof)
    assert not verify_consistency(old, mth(0, old), new, OTHER, proof)
    assert not verify_consistency(old, mth(0, old), new, mth(0, new), altered(data, proof))


def altered(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    """The proof with a hash more, one less, or one changed in one bit."""
    at = data.draw(st.integers(0, len(proof)))
    if at == len(proof) or data.draw(st.booleans()):
        return [*proof[:at], data.draw(st.sampled_from([OTHER, LEAVES[0]])), *proof[at:]]
    bit = data.draw(st.integers(-1, 255))
    if bit == -1:
        return [*proof[:at], *proof[at + 1 :]]
    changed = bytearray(proof[at])
    changed[bit // 8] ^= 1 << bit % 8
    return [*proof[:at], bytes(changed), *proof[at + 1 :]]


@given(st.integers(1, 199), st.integers(1, 199), st.integers(0, 198))
def test_no_proof_shows_that_a_changed_past_is_continued(old: int, more: int, changed: int) -> None:
    new = min(old + more, 200)
    past = [*LEAVES]
    past[changed % old] = OTHER
    for said in (Leaves(LEAVES), Leaves(past)):
        proof = prove_consistency(said, old, new)
        assert not verify_consistency(old, root(past[:old]), new, mth(0, new), proof)


@given(st.binary(max_size=40).map(lambda noise: [noise[start : start + 32] for start in range(0, len(noise), 32)]),
       st.integers(-3, 2**70), st.integers(-3, 2**70))  # fmt: skip
def test_nonsense_is_refused_without_a_crash(proof: list[bytes], first: int, second: int) -> None:
    assert not verify_inclusion(LEAVES[0], first, second, proof, OTHER)
    assert not verify_consistency(first, LEAVES[0], second, OTHER, proof)


@pytest.mark.parametrize(("position", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_refuses_to_prove_what_is_outside_of_the_tree(position: int, size: int) -> None:
    with pytest.raises(ValueError, match="has no position"):
        prove_inclusion(Leaves(LEAVES), position, size)


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5), (-1, 5)])
def test_refuses_to_prove_that_a_tree_continues_none_or_a_larger_one(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot be the continuation"):
        prove_consistency(Leaves(LEAVES), old, new)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 199])
def test_the_root_is_that_of_the_leaves(size: int) -> None:
    assert root_of(Leaves(LEAVES), size) == root(LEAVES[:size])
