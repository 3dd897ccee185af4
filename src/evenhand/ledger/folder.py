"""The ledger as a folder that anybody can check, and that can be continued at any time.

`entries.jsonl` has the canonical body of each entry on a line of its own; the line number is its position plus one, and
the line without its end is exactly what its leaf hash is over. `tile/` has the hashes, `checkpoint` the newest signed
note, `checkpoints.jsonl` some of the earlier ones, `keys.json` whose signatures they are. `state.json` says how far all
of it is complete: whatever was written after that, by a program that was killed, is cut off and written again.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.ledger import checkpoint, note, proofs
from evenhand.ledger.hashing import leaf_hashes, paired
from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.tiles import HASHES, FolderTiles, TileHashes, cut, tile_path
from evenhand.ledger.tree import EMPTY

ENTRIES, CHECKPOINT, EARLIER, KEYS, STATE = (
    "entries.jsonl", "checkpoint", "checkpoints.jsonl", "keys.json", "state.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to read."""

    path: Path

    def newest(self) -> Note:
        """Return the newest checkpoint. Raises OSError or ValueError where there is none that can be read."""
        return note.parse(_text(self.path / CHECKPOINT))

    def earlier(self) -> Iterator[Note]:
        """Return the earlier checkpoints that were kept, oldest first. Raises ValueError at one that cannot be read."""
        if (self.path / EARLIER).exists():
            with (self.path / EARLIER).open("rb") as lines:
                for line in lines:
                    yield note.parse(str(json.loads(line)))

    def kept_until(self) -> int:
        """Return the size of the last of the earlier checkpoints; 0 where there is none."""
        path = self.path / EARLIER
        if not path.exists():
            return 0
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 16_384))
            last = file.read().splitlines()[-1:]
        return checkpoint.parse(note.parse(json.loads(last[0])).text).size if last else 0

    def keys(self) -> tuple[VerifierKey, list[VerifierKey]]:
        """Return the log's own key and those of its witnesses, as the folder gives them. Raises ValueError, OSError."""
        said = json.loads(_text(self.path / KEYS))
        return note.parse_key(str(said["log"])), [note.parse_key(str(witness)) for witness in said["witnesses"]]

    def lines(self, start: int = 0) -> Iterator[bytes]:
        """Return the lines of the entries from a position on, each with its line end if it has one."""
        with (self.path / ENTRIES).open("rb") as lines:
            for position, line in enumerate(lines):
                if position >= start:
                    yield line

    def size(self) -> int:
        """Return how many entries are complete: what state.json says. Raises OSError, ValueError."""
        return int(json.loads(_text(self.path / STATE))["size"])

    def tiles(self) -> FolderTiles:
        """Return its tiles."""
        return FolderTiles(self.path)

    def hashes(self, size: int) -> TileHashes:
        """Return the hashes of the tree at this size, from the tiles."""
        return TileHashes(self.tiles(), size)

    def root(self, size: int) -> bytes:
        """Return the root at this size, from the tiles. Raises ValueError where one is missing."""
        return proofs.root(self.hashes(size), size) if size else EMPTY


class FolderWriter:
    """A folder to continue, or to begin. One at a time."""

    def __init__(self, path: Path, log: VerifierKey, pem: str = "", witnesses: Sequence[VerifierKey] = ()) -> None:
        """Cut off what a killed program left half written, and say whose log it is (`pem`: the key for openssl).

        Raises ValueError where the folder is another log's, or has lost what it once had.
        """
        path.mkdir(parents=True, exist_ok=True)
        self.folder = Folder(path)
        if (path / KEYS).exists() and self.folder.keys()[0] != log:
            raise ValueError(f"{path} is the folder of another log: {self.folder.keys()[0].name}.")
        state = json.loads(_text(path / STATE)) if (path / STATE).exists() else {}
        self.size, self._bytes, self._kept = (int(state.get(name, 0)) for name in ("size", "bytes", "kept"))
        _cut_off(path / ENTRIES, self._bytes)
        _cut_off(path / EARLIER, self._kept)
        keys = {"log": str(log), "pem": pem, "witnesses": [str(witness) for witness in witnesses]}
        _replace(path / KEYS, json.dumps(keys, indent=1) + "\n")
        _replace(path / "log.pem", pem)
        _replace(path / "README.txt", README)

    def append(self, bodies: Sequence[bytes]) -> None:
        """Add entries, on the disk when this returns. Raises ValueError for a body that is not on one line."""
        if any(b"\n" in body for body in bodies):
            raise ValueError("An entry's body has a line end in it and cannot be a line.")
        self._bytes += _add(self.folder.path / ENTRIES, b"".join(body + b"\n" for body in bodies))
        superseded = self._add_tiles(leaf_hashes(bodies))
        self.size += len(bodies)
        self._note_state()
        # Only now: a program killed before this line begins again from the tiles that were there.
        for tile in superseded:
            tile.unlink(missing_ok=True)

    def publish(self, signed: Note) -> None:
        """Make this the folder's checkpoint, with its parts as openssl wants them."""
        _replace(self.folder.path / "checkpoint.body", signed.text)
        _replace(self.folder.path / "checkpoint.sig", signed.signatures[0].signature)
        _replace(self.folder.path / CHECKPOINT, str(signed))

    def keep(self, earlier: Note) -> None:
        """Keep a checkpoint among the earlier ones."""
        self._kept += _add(self.folder.path / EARLIER, json.dumps(str(earlier)).encode() + b"\n")
        self._note_state()

    def _note_state(self) -> None:
        state = {"size": self.size, "bytes": self._bytes, "kept": self._kept}
        _replace(self.folder.path / STATE, json.dumps(state))

    def _add_tiles(self, added: Sequence[bytes]) -> list[Path]:
        """Write the tiles that change; the partial ones that are of no more use."""
        level, size, superseded = 0, self.size, []
        while added:
            begun, width = divmod(size, HASHES)
            known = cut(FolderTiles(self.folder.path).read(level, begun, width)) if width else []
            hashes = [*known, *added]
            for start in range(0, len(hashes), HASHES):
                self._write_tile(level, begun + start // HASHES, hashes[start : start + HASHES])
            if width:
                superseded.append(self.folder.path / tile_path(level, begun, width))
            added = [_over(hashes[start : start + HASHES]) for start in range(0, len(hashes) - HASHES + 1, HASHES)]
            size, level = begun, level + 1
        return superseded

    def _write_tile(self, level: int, number: int, hashes: Sequence[bytes]) -> None:
        path = self.folder.path / tile_path(level, number, len(hashes))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as tile:
            tile.write(b"".join(hashes))
            tile.flush()
            os.fsync(tile.fileno())


def _over(tile: Sequence[bytes]) -> bytes:
    hashes = list(tile)
    while len(hashes) > 1:
        hashes = paired(hashes)
    return hashes[0]


def _text(path: Path) -> str:
    """The text of a file to the letter: line ends too, since they are signed."""
    return path.read_bytes().decode()


def _cut_off(path: Path, size: int) -> None:
    """Cut a file to what was noted. Raises ValueError where it is shorter already."""
    with path.open("ab") as file:
        if file.tell() < size:
            raise ValueError(
                f"{path} has lost its end: {file.tell()} bytes of {size} are left. Take a whole copy of it."
            )
        file.truncate(size)


def _add(path: Path, content: bytes) -> int:
    """Add to the end of a file, on the disk when this returns; how many bytes."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return len(content)


def _replace(path: Path, content: str | bytes) -> None:
    """Put a whole new file in the place of the old one, on the disk when this returns. A file that is so is left."""
    new = content.encode() if isinstance(content, str) else content
    if path.exists() and path.read_bytes() == new:
        return
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


README = """\
This is the log of a register of serious violence: one line for everything that was done with anybody's data, every look
included. It holds no name. It is made so that nobody, the body that runs the register included, can change, remove,
add or reorder a line without that showing.

What is here
  entries.jsonl      one entry to a line; the line number, less one, is its position
  checkpoint         the newest signed statement: how many entries, and one hash over all of them
  checkpoints.jsonl  some earlier ones
  tile/              the hashes in between (C2SP tlog-tiles)
  keys.json, log.pem whose signatures these are. Compare them with the keys published elsewhere: a folder that was made
                     up comes with keys that were made up.

How to check it, with nothing but Python 3.11 or later and the folder evenhand/ledger of the software's source
  python -m evenhand.ledger verify FOLDER --key KEY
where KEY is the log's key as you know it from elsewhere. If you kept a checkpoint from an earlier time, or have a
receipt, give it too: --since FILE. Only this, or a witness, shows that the past was not written anew.

How to check it with other tools
  the signature, with openssl 3:
    openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig
  the checkpoint, inclusion and consistency: Go's golang.org/x/mod/sumdb/note and sumdb/tlog read it as it is
  one entry: its leaf hash is the SHA-256 of a zero byte and the line without its end

What the log does not prove: that what was written is true, only that it was written then and has not been changed
since. The words that somebody typed stand elsewhere, so that they can be erased; an entry holds a salted digest of
them.
"""
