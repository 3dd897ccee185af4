"""One pass over a folder's entries and tiles, side by side: which entry is not what the tree says it is, and how."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Protocol

from evenhand.ledger.canonical import parse
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.entry import faults_in
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.tiles import HASHES, Tiles, cut, width_of
from evenhand.ledger.tree import Frontier, root

Noted = tuple[str, Checkpoint]
# How many entries in a row can be taken out or put in and still be told apart from so many changed ones.
LOOKAHEAD = 32


class Log(Protocol):
    """A log to check, wherever it is kept."""

    def newest(self) -> Note:
        """Return the newest checkpoint."""

    def earlier(self) -> Iterator[Note]:
        """Return earlier checkpoints, oldest first."""

    def keys(self) -> tuple[VerifierKey, list[VerifierKey]]:
        """Return the log's own key and those of its witnesses."""

    def lines(self) -> Iterator[bytes]:
        """Return the entries in order, each on a line."""

    def tiles(self) -> Tiles:
        """Return the hashes of its tree."""


class Walk:
    """The pass. `noted`: checkpoints that the ledger must have had, each with what it is called in a sentence."""

    def __init__(self, log: Log, said: Checkpoint, noted: Iterable[Noted], say: Callable[[str], None]) -> None:
        self.log, self.said, self.say = log, said, say
        self.noted = deque(sorted(noted, key=lambda one: one[1].size))
        self.tree = Frontier()
        self.leaves: list[bytes] = []
        self.tiles_hold = True
        # How far the lines are ahead of their positions, after an entry was taken out or put in.
        self.shift = 0
        # How many of the entries that were put in are still to be passed over.
        self.put_in = 0
        self.leaf_tile = lru_cache(maxsize=4)(self._tile_of_leaves)

    def all(self) -> int:
        """Check everything; how many entries there were."""
        self._compare_tiles()
        self._compare_noted()
        explained = -1
        for line, ahead in _with_lookahead(self.log.lines()):
            position = len(self) + self.shift
            if not line.endswith(b"\n"):
                self.say(f"Position {position}: the line is cut short.")
            body = line.rstrip(b"\n")
            leaf = leaf_hash(body)
            if self.put_in:
                self.put_in -= 1
            elif leaf != self._stored(position) and position != explained:
                explained = self._explain(position, leaf, ahead)
            for fault in faults_of_body(body):
                self.say(f"Position {position}: {fault}")
            self._grow(leaf)
        self._end()
        return len(self)

    def __len__(self) -> int:
        return self.tree.size + len(self.leaves)

    def _explain(self, position: int, leaf: bytes, ahead: Sequence[bytes]) -> int:
        """Say how an entry differs from what the tree has at its position; a position that needs no words any more."""
        stored = self._stored(position)
        missing = next((n for n in range(1, LOOKAHEAD) if self._stored(position + n) == leaf), 0)
        put_in = next((n for n, line in enumerate(ahead, start=1) if leaf_hash(line.rstrip(b"\n")) == stored), 0)
        if stored is None:
            self.say(f"Position {position}: the tree has no hash for an entry here.")
        elif missing == put_in == 1:
            self.say(f"Positions {position} and {position + 1}: these two entries have changed places.")
            return position + 1
        elif missing and not put_in:
            self.say(
                f"Position {position}: {'an entry is' if missing == 1 else f'{missing} entries are'} missing here."
            )
            self.shift += missing
        elif put_in and not missing:
            self.say(f"Position {position}: {'an entry was' if put_in == 1 else f'{put_in} entries were'} put in here.")
            self.shift, self.put_in = self.shift - put_in, put_in - 1
        else:
            whose = "the entry has been changed" if self.tiles_hold else "either the entry or its tile has been changed"
            self.say(f"Position {position}: {whose}: its hash is another.")
        return -1

    def _stored(self, position: int) -> bytes | None:
        """The leaf hash that the tiles have for a position."""
        number, offset = divmod(position, HASHES)
        tile = self.leaf_tile(number)
        return tile[offset] if offset < len(tile) else None

    def _tile_of_leaves(self, number: int) -> Sequence[bytes]:
        return self._tile(0, number)

    def _tile(self, level: int, number: int) -> Sequence[bytes]:
        width = width_of(level, number, self.said.size)
        try:
            return cut(self.log.tiles().read(level, number, width)) if width else []
        except (ValueError, OSError) as error:
            self.say(f"A tile of hashes cannot be used: {error}")
            return []

    def _grow(self, leaf: bytes) -> None:
        self.leaves.append(leaf)
        if len(self.leaves) == 4096 or (self.noted and self.noted[0][1].size == len(self)):
            self._flush()
            self._compare_noted()

    def _flush(self) -> None:
        self.tree = self.tree.append(self.leaves)
        self.leaves = []

    def _compare_noted(self) -> None:
        while self.noted and self.noted[0][1].size <= self.tree.size:
            name, noted = self.noted.popleft()
            if noted.origin != self.said.origin:
                self.say(f"This is the log {self.said.origin}, and {name} is of {noted.origin}.")
            elif noted.root != self.tree.root():
                self.say(f"At {noted.size} entries, this is not the log of {name}: its past has been written anew.")

    def _end(self) -> None:
        self._flush()
        self._compare_noted()
        for name, noted in self.noted:
            self.say(f"It ends after {self.tree.size} entries, but had {noted.size} by {name}: its end is cut off.")
        if self.tree.size != self.said.size:
            self.say(f"It has {self.tree.size} entries, and the checkpoint says {self.said.size}.")
        elif self.tree.root() != self.said.root:
            self.say("The entries do not make the root that the checkpoint says.")

    def _compare_tiles(self) -> None:
        """The tiles must make the root too, level by level, or no proof made from them would hold.

        Looks no further than a tile that is missing, since a made up checkpoint can say any size.
        """
        leaves, level, size = Frontier(), 0, self.said.size
        below: list[bytes] = []
        while size:
            roots = []
            for number in range(-(-size // HASHES)):
                tile = self._tile(level, number)
                if not tile:
                    break
                if level == 0:
                    leaves = leaves.append(tile)
                elif list(tile) != below[number * HASHES : (number + 1) * HASHES]:
                    self.say(f"Tile {number} of level {level} does not hold the roots of the tiles below it.")
                if len(tile) == HASHES:
                    roots.append(root(tile))
            below, size, level = roots, size // HASHES, level + 1
        self.tiles_hold = leaves.root() == self.said.root
        if not self.tiles_hold:
            self.say("The tiles do not make the root that the checkpoint says.")


def _with_lookahead(lines: Iterator[bytes]) -> Iterator[tuple[bytes, Sequence[bytes]]]:
    """Each line, with some of those that follow it."""
    window = deque(islice(lines, LOOKAHEAD))
    while window:
        line = window.popleft()
        window.extend(islice(lines, 1))
        yield line, window


def faults_of_body(body: bytes) -> list[str]:
    """Return what is wrong with an entry's body, a sentence each."""
    try:
        said = parse(body)
    except ValueError as error:
        return [f"the entry cannot be read. {error}"]
    if not isinstance(said, dict):
        return ["the entry cannot be read. It is not an object."]
    return [f"this is not a proper entry. {fault}" for fault in faults_in(said)]
