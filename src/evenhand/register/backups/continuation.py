"""The ledger's folder as the continuation of a backup: is it the same ledger, and what was written since?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evenhand.ledger import Frontier, checkpoint, leaf_hash, note
from evenhand.ledger.folder import ENTRIES, Folder
from evenhand.ledger.note import VerifierKey
from evenhand.register.backups.head import Head
from evenhand.register.database import DatabaseTrouble

_BATCH = 20_000
_DO = "Name the newest copy of its ledger with --ledger. If there is none, say why with --ledger-lost."


@dataclass(frozen=True, slots=True)
class Continuation:
    """A ledger that goes on where a backup ends: the backup's size, the ledger's own, and the root there."""

    path: Path
    start: int
    size: int
    root: bytes

    def has_grown(self) -> bool:
        """Whether somebody has written to the ledger since it was read."""
        return Folder(self.path).size() != self.size

    def bodies(self) -> Iterator[bytes]:
        """The entries since the backup, in order."""
        for line in islice(Folder(self.path).lines(self.start), self.size - self.start):
            yield line.removesuffix(b"\n")


def found(path: Path, said: Head, key: VerifierKey) -> Continuation:
    """The ledger in a folder, checked from its first entry on: it holds what the backup's head says at the backup's
    size, and what its newest checkpoint says, which the log's own `key` signed.

    Raises DatabaseTrouble where there is none, or it is not the continuation of that backup.
    """
    try:
        folder = Folder(path)
        size, signed = folder.size(), folder.newest()
        stated = checkpoint.parse(signed.text)
    except (OSError, ValueError) as error:
        raise DatabaseTrouble(f"There is no ledger of this register in {path}.", _DO, str(error)) from error
    if not note.is_signed(signed, key):
        raise DatabaseTrouble(f"The ledger in {path} is not signed with this register's key.", _DO)
    if size < said.ledger_size:
        raise DatabaseTrouble(f"The ledger in {path} ends before the backup: it has {size} entries.", _DO)
    roots = _roots(folder, {said.ledger_size, stated.size, size})
    if roots.get(stated.size) != stated.root or size not in roots:
        raise DatabaseTrouble(f"The ledger in {path} does not hold: its entries are not those that were signed.", _DO)
    if roots[said.ledger_size].hex() != said.ledger_root:
        raise DatabaseTrouble(f"The ledger in {path} is not the continuation of that backup.", _DO)
    return Continuation(path, said.ledger_size, size, roots[size])


def check_holds(onward: Continuation, own: Path) -> None:
    """Raise DatabaseTrouble where this home has a ledger of its own that is not the beginning of that one."""
    if own.resolve() == onward.path.resolve() or not (own / ENTRIES).exists():
        return
    size = Folder(own).size()
    if size > onward.size or Folder(own).root(size) != Folder(onward.path).root(size):
        raise DatabaseTrouble(f"The ledger in {onward.path} does not go on where the one in {own} ends.", _DO)


def _roots(folder: Folder, sizes: set[int]) -> dict[int, bytes]:
    """The roots over the entries at each of these sizes; a size that the entries do not reach is left out."""
    lines, tree = folder.lines(), Frontier()
    roots: dict[int, bytes] = {}
    for size in sorted(sizes):
        while tree.size < size:
            leaves = [leaf_hash(line.removesuffix(b"\n")) for line in islice(lines, min(_BATCH, size - tree.size))]
            if not leaves:
                return roots
            tree = tree.append(leaves)
        roots[size] = tree.root()
    return roots
