"""The log's tree beside a bare loop over its hashes, and beside pymerkle: in memory, on disk, and in proofs."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from evenhand.cli.benches.contest import in_turns
from evenhand.ledger import Checkpoint, Entry, Frontier, note, proofs
from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.ledger.hashing import leaf_hashes
from evenhand.ledger.note import Note, VerifierKey

BATCH = 20_000
PROOFS = 2_000


def lines(entries: int, rounds: int) -> Iterator[str]:
    """Measure with so many entries, and report a line at a time."""
    bodies = [_body(number) for number in range(entries)]
    with tempfile.TemporaryDirectory() as place:
        yield from _in_memory(bodies, rounds)
        yield from _on_disk(bodies, Path(place), max(1, rounds // 3))
        yield from _proofs(bodies, Path(place), rounds)
        yield from _verified(Path(place) / "folder", entries)


def _body(number: int) -> bytes:
    about = f"00000000-0000-4000-8000-{number % 4000:012d}"
    return Entry(
        event="person:consulted", at="2026-11-23T10:00:00.000000Z", actor=f"account:{number % 40}",
        purpose="prevent-violence", subject=about, salt=f"{number:032x}",
    ).body()  # fmt: skip


def _in_memory(bodies: Sequence[bytes], rounds: int) -> Iterator[str]:
    from pymerkle import InmemoryTree

    def ours() -> bytes:
        tree = Frontier()
        for start in range(0, len(bodies), BATCH):
            tree = tree.append(leaf_hashes(bodies[start : start + BATCH]))
        return tree.root()

    def theirs() -> bytes:
        tree = InmemoryTree()
        tree.append_entries(bodies)
        return tree.get_state()  # type: ignore[no-any-return]

    if ours() != _root_of(theirs()):
        raise RuntimeError("The two trees have different roots: nothing here may be compared.")
    seconds = in_turns({"bare": lambda: _bare(bodies), "evenhand": ours, "pymerkle": theirs}, rounds)
    yield f"Append {len(bodies):,} entries in memory, median of {rounds} rounds:"
    yield from _table(seconds)
    yield f"  evenhand / bare loop of 2n hashes {seconds['evenhand'] / seconds['bare']:.2f}"
    yield f"  pymerkle / evenhand {seconds['pymerkle'] / seconds['evenhand']:.1f}"


def _root_of(state: object) -> bytes:
    return state if isinstance(state, bytes) else bytes.fromhex(str(state))


def _bare(bodies: Sequence[bytes]) -> bytes:
    """The work that nobody can avoid: one hash a leaf, one a node."""
    last = b""
    for body in bodies:
        last = sha256(b"\x00" + body).digest()
    pair = last + last
    for _ in bodies:
        last = sha256(b"\x01" + pair).digest()
    return last


def _on_disk(bodies: Sequence[bytes], place: Path, rounds: int) -> Iterator[str]:
    from pymerkle import SqliteTree

    def ours() -> None:
        shutil.rmtree(place / "folder", ignore_errors=True)
        writer = _writer(place / "folder")
        for start in range(0, len(bodies), BATCH):
            writer.append(bodies[start : start + BATCH])
        text = Checkpoint("bench", writer.size, writer.folder.root(writer.size)).text()
        writer.publish(Note(text, (note.signed(text, KEY, lambda _: bytes(64)),)))

    def theirs() -> None:
        (place / "tree.db").unlink(missing_ok=True)
        with SqliteTree(str(place / "tree.db")) as tree:
            for start in range(0, len(bodies), BATCH):
                tree.append_entries(bodies[start : start + BATCH])
            tree.get_state()

    seconds = in_turns({"evenhand, a folder": ours, "pymerkle, SQLite": theirs}, rounds)
    yield f"Append {len(bodies):,} entries on disk, in batches of {BATCH:,}, with the first root, median of {rounds}:"
    yield from _table(seconds)
    yield f"  pymerkle / evenhand {seconds['pymerkle, SQLite'] / seconds['evenhand, a folder']:.1f}"


def _proofs(bodies: Sequence[bytes], place: Path, rounds: int) -> Iterator[str]:
    from pymerkle import SqliteTree

    size = len(bodies)
    positions = [number * 7919 % size for number in range(PROOFS)]
    folder = Folder(place / "folder")

    def ours() -> None:
        hashes = folder.hashes(size)
        for position in positions:
            proofs.prove_inclusion(hashes, position, size)

    def theirs() -> None:
        with SqliteTree(str(place / "tree.db")) as tree:
            for position in positions:
                tree.prove_inclusion(position + 1, size)

    seconds = in_turns({"evenhand, a folder": ours, "pymerkle, SQLite": theirs}, rounds)
    yield f"{PROOFS:,} inclusion proofs over {size:,} entries on disk, opened anew, median of {rounds}:"
    yield from _table(seconds)
    yield f"  pymerkle / evenhand {seconds['pymerkle, SQLite'] / seconds['evenhand, a folder']:.1f}"


def _verified(folder: Path, entries: int) -> Iterator[str]:
    """The whole folder checked offline, in a program of its own. Its signature is of nobody, so it says no to that."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "evenhand.ledger", "verify", str(folder)], capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield f"Verify {entries:,} entries offline, pure Python: {taken:.1f} s of one core, {after.ru_maxrss // 1024} MB."


def _writer(path: Path) -> FolderWriter:
    return FolderWriter(path, KEY)


KEY = VerifierKey("bench", note.ED25519, bytes(32))


def _table(seconds: dict[str, float]) -> Iterator[str]:
    for name, taken in seconds.items():
        yield f"  {name:28} {taken:8.3f} s"
