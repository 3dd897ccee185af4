"""The tree is the one that RFC 6962 describes and other programs compute."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger.hashing import leaf_hash, node
from evenhand.ledger.tree import EMPTY, Frontier, root

# The test vectors that implementations of RFC 6962 share: eight leaves, and the root after each.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PUBLISHED = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]


def by_the_definition(leaves: list[bytes]) -> bytes:
    """MTH exactly as RFC 6962 section 2.1 defines it: split at the largest power of two below the size."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(by_the_definition(leaves[:split]), by_the_definition(leaves[split:]))


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_each_published_tree_is_the_published_root(size: int) -> None:
    assert root(PUBLISHED[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(70))
def test_the_root_is_the_one_in_the_definition(size: int) -> None:
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    assert root(leaves) == by_the_definition(leaves)


@given(st.lists(st.binary(max_size=4).map(leaf_hash), max_size=40), st.integers(0, 40))
def test_growing_in_two_goes_makes_the_same_tree(leaves: list[bytes], cut: int) -> None:
    grown = Frontier().append(leaves[:cut]).append(leaves[cut:])
    assert grown == Frontier().append(leaves)
    assert grown.root() == by_the_definition(leaves)


@given(st.lists(st.integers(0, 700), max_size=6))
def test_any_batches_make_the_same_tree(batches: list[int]) -> None:
    leaves = [leaf_hash(str(number).encode()) for number in range(sum(batches))]
    grown, start = Frontier(), 0
    for size in batches:
        grown, start = grown.append(leaves[start : start + size]), start + size
    assert grown == Frontier().append(leaves)


def test_a_tree_of_nothing_has_the_hash_of_nothing() -> None:
    assert Frontier().root() == EMPTY


@pytest.mark.parametrize(("size", "peaks"), [(3, (bytes(32),)), (0, (bytes(32),)), (-1, (bytes(32),))])
def test_refuses_a_frontier_that_no_tree_can_have(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="complete subtrees"):
        Frontier(size, peaks)
