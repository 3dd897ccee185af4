"""Tiles are where C2SP tlog-tiles puts them, and hold the hashes that the tree has."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.proofs import prove_consistency, prove_inclusion
from evenhand.ledger.tiles import HASHES, FolderTiles, TileHashes, cut, tile_path, width_of
from evenhand.ledger.tree import root
from logs import Leaves

MANY = [leaf_hash(str(number).encode()) for number in range(70_000)]


class EmptyTiles:
    """Tiles with nothing in them, and how many were read."""

    reads = 0

    def read(self, *tile: int) -> bytes:
        self.reads += 1
        return bytes(32 * tile[2])


class MadeTiles:
    """Tiles made from leaves when they are asked for."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves

    def read(self, level: int, number: int, width: int) -> bytes:
        wide = HASHES**level
        starts = range(number * HASHES * wide, (number * HASHES + width) * wide, wide)
        return b"".join(root(self.leaves[start : start + wide]) for start in starts)


@pytest.mark.parametrize(
    ("level", "number", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 0, 5, "tile/0/000.p/5"),
        (3, 67, 256, "tile/3/067"),
        (0, 1000, 256, "tile/0/x001/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (1, 1_234_067, 1, "tile/1/x001/x234/067.p/1"),
    ],
)
def test_a_tile_is_where_the_specification_puts_it(level: int, number: int, width: int, path: str) -> None:
    assert tile_path(level, number, width) == path


@pytest.mark.parametrize(
    ("level", "number", "size", "width"),
    [(0, 0, 0, 0), (0, 0, 1, 1), (0, 0, 256, 256), (0, 1, 256, 0), (0, 1, 257, 1), (1, 0, 255, 0), (1, 0, 256, 1),
     (1, 0, 65_536, 256), (2, 0, 65_536, 1), (2, 0, 65_535, 0)],
)  # fmt: skip
def test_a_tile_has_as_many_hashes_as_the_tree_makes_complete(level: int, number: int, size: int, width: int) -> None:
    assert width_of(level, number, size) == width


@settings(max_examples=30)
@given(st.integers(1, 70_000), st.data())
def test_proofs_from_tiles_are_those_from_leaves(size: int, data: st.DataObject) -> None:
    hashes = TileHashes(MadeTiles(MANY), size)
    position, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert prove_inclusion(hashes, position, size) == prove_inclusion(Leaves(MANY), position, size)
    assert prove_consistency(hashes, old, size) == prove_consistency(Leaves(MANY), old, size)


def test_a_proof_over_a_million_entries_reads_few_tiles() -> None:
    tiles = EmptyTiles()
    prove_inclusion(TileHashes(tiles, 1_000_000), 123_456, 1_000_000)
    assert 0 < tiles.reads <= 6
    tiles.reads = 0
    prove_consistency(TileHashes(tiles, 1_000_000), 123_457, 1_000_000)
    assert 0 < tiles.reads <= 8


def test_a_full_tile_serves_for_a_partial_one(tmp_path: Path) -> None:
    (tmp_path / "tile/0").mkdir(parents=True)
    (tmp_path / "tile/0/000").write_bytes(b"".join(MANY[:256]))
    assert cut(FolderTiles(tmp_path).read(0, 0, 3)) == MANY[:3]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "tile/0/000.p/3 is missing"), (bytes(95), "has 95 bytes and not 96")]
)
def test_a_tile_that_is_missing_or_cut_short_is_said(tmp_path: Path, content: bytes | None, said: str) -> None:
    (tmp_path / "tile/0/000.p").mkdir(parents=True)
    if content is not None:
        (tmp_path / "tile/0/000.p/3").write_bytes(content)
    with pytest.raises(ValueError, match=said):
        FolderTiles(tmp_path).read(0, 0, 3)
