"""Ways to tamper with a log, for a drill: each writes the folder that a reader would then be shown.

Nothing here touches the register or uses its key: the drill's log has the register's entries and a key of its own.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from evenhand.ledger import Checkpoint, note
from evenhand.ledger.entry import Entry
from evenhand.ledger.folder import FolderWriter
from evenhand.ledger.note import Note, VerifierKey

ORIGIN = "drill.invalid/log"


class Key:
    """A key that lives as long as the drill."""

    def __init__(self, name: str, kind: int) -> None:
        self._private = Ed25519PrivateKey.generate()
        public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.verifier = VerifierKey(name, kind, public)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message."""
        return self._private.sign(message)

    def signed(self, size: int, root: bytes) -> Note:
        """A signed checkpoint."""
        text = Checkpoint(self.verifier.name, size, root).text()
        return Note(text, (note.signed(text, self.verifier, self.sign),))


@dataclass(frozen=True, slots=True)
class Copy:
    """The log as it honestly is: its entries, its key, its folder, and its size when somebody outside last saw it.

    A receipt was given for the entry at `position`; a checkpoint was noted at `noted` entries, a backup made at
    `backup`; the witness saw the checkpoint of all entries.
    """

    entries: Sequence[bytes]
    key: Key
    folder: Path

    @property
    def backup(self) -> int:
        """A quarter of the way."""
        return len(self.entries) // 4

    @property
    def position(self) -> int:
        """Half way."""
        return len(self.entries) // 2

    @property
    def noted(self) -> int:
        """Three quarters of the way."""
        return 3 * len(self.entries) // 4

    def lines(self, path: Path, changed: Sequence[bytes]) -> Path:
        """A copy of the folder with other entries in it, and all else as it was."""
        shutil.copytree(self.folder, path)
        (path / "entries.jsonl").write_bytes(b"".join(entry + b"\n" for entry in changed))
        return path


def written(path: Path, entries: Sequence[bytes], key: Key) -> Path:
    """A whole folder of these entries, signed."""
    writer = FolderWriter(path, key.verifier)
    writer.append(entries)
    writer.publish(key.signed(len(entries), writer.folder.root(len(entries))))
    return path


def made_up(number: int) -> bytes:
    """An entry that never was."""
    said = {"made_up_by_the_drill": number}
    at = "2026-11-23T00:00:00.000000Z"
    return Entry(event="ledger:verified", at=at, actor="system:drill", purpose="oversight", facts=said).body()


def changed(copy: Copy) -> list[bytes]:
    """The entries with the one that has a receipt replaced."""
    return [*copy.entries[: copy.position], made_up(1), *copy.entries[copy.position + 1 :]]


def without(copy: Copy) -> list[bytes]:
    """The entries without the one that has a receipt."""
    return [*copy.entries[: copy.position], *copy.entries[copy.position + 1 :]]


def swapped(copy: Copy) -> list[bytes]:
    """The entries with the one that has a receipt and the next in each other's place."""
    at = copy.position
    return [*copy.entries[:at], copy.entries[at + 1], copy.entries[at], *copy.entries[at + 2 :]]


def with_one_more(copy: Copy) -> list[bytes]:
    """The entries with one put in before the one that has a receipt."""
    return [*copy.entries[: copy.position], made_up(2), *copy.entries[copy.position :]]


def without_the_newest(copy: Copy) -> list[bytes]:
    """The entries but for the last."""
    return [*copy.entries[:-1]]


def only_the_backup(copy: Copy) -> list[bytes]:
    """The entries that were there when the backup was made."""
    return [*copy.entries[: copy.backup]]


def a_byte_changed(copy: Copy, path: Path) -> Path:
    """Change one byte of one entry."""
    entry = bytearray(copy.entries[copy.position])
    entry[len(entry) // 2] ^= 1
    return copy.lines(path, [*copy.entries[: copy.position], bytes(entry), *copy.entries[copy.position + 1 :]])


def tiles_rebuilt(copy: Copy, path: Path) -> Path:
    """Change an entry and make every hash anew, with the old checkpoint, because only the log can sign."""
    written(path, changed(copy), copy.key)
    shutil.copy(copy.folder / "checkpoint", path / "checkpoint")
    return path


def tile_damaged(copy: Copy, path: Path) -> Path:
    """Change one byte of one tile."""
    shutil.copytree(copy.folder, path)
    tile = next(file for file in sorted((path / "tile" / "0").rglob("*")) if file.is_file())
    hashes = bytearray(tile.read_bytes())
    hashes[0] ^= 1
    tile.write_bytes(hashes)
    return path


def other_key(copy: Copy, path: Path) -> Path:
    """Write a log anew under a key that is put in the place of the log's."""
    return written(path, changed(copy), Key(ORIGIN, note.ED25519))


def other_signature(copy: Copy, path: Path) -> Path:
    """Write a log anew under another key, and leave the log's own key in keys.json."""
    other_key(copy, path)
    keys = json.loads((path / "keys.json").read_text("utf-8"))
    (path / "keys.json").write_text(json.dumps({**keys, "log": str(copy.key.verifier)}), "utf-8")
    return path


def backup_carried_on(copy: Copy, path: Path) -> Path:
    """Go back to an old copy, and go on from there with other entries until it is longer than before."""
    more = [made_up(number) for number in range(len(copy.entries))]
    return written(path, [*copy.entries[: copy.backup], *more], copy.key)


def lines_of(change: Callable[[Copy], list[bytes]]) -> Callable[[Copy, Path], Path]:
    """Change the entries and nothing else."""
    return lambda copy, path: copy.lines(path, change(copy))


def signed_anew(change: Callable[[Copy], list[bytes]]) -> Callable[[Copy, Path], Path]:
    """Change the entries, make every hash anew and sign with the log's own key: what only its operator can do."""
    return lambda copy, path: written(path, change(copy), copy.key)


HASHES, SIGNATURE, WITNESS, NOTED, RECEIPT = (
    "the log's own hashes", "its signature", "the witness", "a checkpoint noted before", "a person's receipt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tampering:
    """Something done to the log, and who must catch it. Others may too."""

    says: str
    do: Callable[[Copy, Path], Path]
    must: tuple[str, ...]


OUTSIDE = (WITNESS, NOTED, RECEIPT)
TAMPERINGS = (
    Tampering("One byte of an entry changed", a_byte_changed, (HASHES, NOTED, RECEIPT)),
    Tampering("An entry changed, every hash made anew, the checkpoint kept", tiles_rebuilt, (HASHES, NOTED, RECEIPT)),
    Tampering("An entry removed", lines_of(without), (HASHES, NOTED, RECEIPT)),
    Tampering("Two entries in each other's place", lines_of(swapped), (HASHES, NOTED, RECEIPT)),
    Tampering("An entry put in", lines_of(with_one_more), (HASHES, NOTED, RECEIPT)),
    Tampering("The end cut off, the checkpoint kept", lines_of(only_the_backup), (HASHES, NOTED, RECEIPT)),
    Tampering("A tile of hashes damaged", tile_damaged, (HASHES,)),
    Tampering("Written anew, with another key in the place of the log's", other_key, (SIGNATURE, *OUTSIDE)),
    Tampering("Written anew, signed with another key", other_signature, (SIGNATURE, *OUTSIDE)),
    Tampering("Written anew with the same key: an entry changed", signed_anew(changed), OUTSIDE),
    Tampering("Written anew with the same key: an entry removed", signed_anew(without), OUTSIDE),
    Tampering("Written anew with the same key: two entries swapped", signed_anew(swapped), OUTSIDE),
    Tampering("Written anew with the same key: an entry put in", signed_anew(with_one_more), OUTSIDE),
    Tampering("The newest entry cut off, signed with the same key", signed_anew(without_the_newest), (WITNESS,)),
    Tampering("An old backup restored", signed_anew(only_the_backup), OUTSIDE),
    Tampering("An old backup restored and carried on until it was longer", backup_carried_on, OUTSIDE),
    Tampering("Two logs with the same key, each shown to another reader", signed_anew(changed), (WITNESS, NOTED)),
)
