"""The hashes of the tree in tiles of 256, as C2SP tlog-tiles lays them out, so that a proof reads few of them.

A tile of level 0 holds leaf hashes; one of level n holds the roots of 256 tiles of the level below.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from evenhand.ledger.hashing import paired

HASHES = 256
_LEVELS = 8  # of the tree, in one of tiles


class Tiles(Protocol):
    """Where tiles are kept."""

    def read(self, level: int, number: int, width: int) -> bytes:
        """Return the first `width` hashes (of 32 bytes) of a tile."""


def tile_path(level: int, number: int, width: int = HASHES) -> str:
    """Return where a tile is in a folder: tile/0/x001/x234/067, with .p/<width> for one that is not full yet."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    partial = f".p/{width}" if width < HASHES else ""
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def width_of(level: int, number: int, size: int) -> int:
    """Return how many hashes this tile has in a tree of `size` leaves: 0 to 256."""
    return max(0, min(HASHES, (size >> _LEVELS * level) - number * HASHES))


class FolderTiles:
    """Tiles in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, level: int, number: int, width: int) -> bytes:
        """As in Tiles. A full tile serves for a partial one. Raises ValueError where it is missing or cut short."""
        for there in dict.fromkeys((width, HASHES)):
            path = self.folder / tile_path(level, number, there)
            if path.is_file():
                hashes = path.read_bytes()
                if len(hashes) != 32 * there:
                    raise ValueError(f"{path.name} of level {level} has {len(hashes)} bytes and not {32 * there}.")
                return hashes[: 32 * width]
        raise ValueError(f"{tile_path(level, number, width)} is missing.")


class TileHashes:
    """The hashes of a tree of `size` leaves, for proofs, read from tiles."""

    def __init__(self, tiles: Tiles, size: int) -> None:
        self.size = size
        self._tiles = tiles
        # A tile with all the hashes over it is some 30 kB.
        self._known = lru_cache(maxsize=2048)(self._levels)

    def subtree(self, level: int, index: int) -> bytes:
        """As in proofs.Hashes."""
        of_tiles, above = divmod(level, _LEVELS)
        number, offset = divmod(index, HASHES >> above)
        return self._known(of_tiles, number)[above][offset]

    def _levels(self, of_tiles: int, number: int) -> list[list[bytes]]:
        """A tile's hashes, and over them those of each pair, of each pair of these, and so on."""
        levels = [list(cut(self._tiles.read(of_tiles, number, width_of(of_tiles, number, self.size))))]
        while len(levels[-1]) > 1:
            below = levels[-1]
            levels.append(paired(below[: len(below) & ~1]))
        return levels


def cut(hashes: bytes) -> Sequence[bytes]:
    """Return the hashes of 32 bytes that stand one after another."""
    return [hashes[start : start + 32] for start in range(0, len(hashes), 32)]
