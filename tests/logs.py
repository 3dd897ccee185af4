"""Invented logs with invented keys, for tests of the ledger room: no database, no register."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from evenhand.ledger import Checkpoint, note, proofs
from evenhand.ledger.entry import Entry
from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.receipt import Receipt
from evenhand.ledger.tree import Frontier, root

AT = "2026-11-23T09:00:00.000000Z"


@dataclass(frozen=True)
class Signer:
    """Somebody who signs: a log, or a witness (kind 4). The key is made of the name, so it is the same every time."""

    name: str
    kind: int = note.ED25519

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(sha256(self.name.encode()).digest())

    @property
    def key(self) -> VerifierKey:
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return VerifierKey(self.name, self.kind, raw)

    @property
    def pem(self) -> str:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


LOG = Signer("log.example.org/one")
WITNESS = Signer("witness.example.org/w1", note.COSIGNATURE)
SECOND_WITNESS = Signer("witness.example.org/w2", note.COSIGNATURE)


def body(number: int, **more: object) -> bytes:
    """The body of an invented entry; the same number gives the same bytes."""
    said = {
        "event": "account:signed_in",
        "at": AT,
        "actor": f"account:{number}",
        "purpose": "",
        "salt": f"{number:032x}",
    }
    return Entry(**{**said, **more}).body()


def bodies(count: int, start: int = 0) -> list[bytes]:
    return [body(number) for number in range(start, start + count)]


def signed(
    root_hash: bytes, size: int, by: Signer = LOG, witnesses: Sequence[Signer] = (), at: int = 1_800_000_000
) -> Note:
    """A checkpoint with the log's signature and those of witnesses."""
    text = Checkpoint(by.name, size, root_hash).text()
    lines = [note.cosigned(text, witness.key, witness.sign, at) for witness in witnesses]
    return Note(text, (note.signed(text, by.key, by.sign), *lines))


def signed_over(entries: Sequence[bytes], by: Signer = LOG, witnesses: Sequence[Signer] = ()) -> Note:
    """The same over these entries."""
    return signed(root(map(leaf_hash, entries)), len(entries), by, witnesses)


def write(
    path: Path,
    entries: Sequence[bytes],
    by: Signer = LOG,
    witnesses: Sequence[Signer] = (),
    keep: Sequence[int] = (),
    batch: int = 1000,
) -> Folder:
    """Write a folder, with a checkpoint at its end and earlier ones at the sizes in `keep`."""
    writer = FolderWriter(path, by.key, by.pem, [witness.key for witness in witnesses])
    for start in range(0, len(entries), batch):
        writer.append(entries[start : start + batch])
    for size in keep:
        writer.keep(signed_over(entries[:size], by, witnesses))
    writer.publish(signed(writer.folder.root(writer.size), writer.size, by, witnesses))
    return writer.folder


@dataclass(frozen=True)
class Leaves:
    """Where a prover finds hashes: plain, from the leaves."""

    leaves: Sequence[bytes]

    def subtree(self, level: int, index: int) -> bytes:
        complete = self.leaves[index << level : (index + 1) << level]
        assert len(complete) == 1 << level
        return Frontier().append(complete).root()


def receipt(
    entries: Sequence[bytes], position: int, by: Signer = LOG, witnesses: Sequence[Signer] = (), **more: object
) -> Receipt:
    """The receipt for one of these entries."""
    hashes = Leaves([leaf_hash(entry) for entry in entries])
    return Receipt(
        position=position,
        body=entries[position].decode(),
        proof=tuple(proofs.prove_inclusion(hashes, position, len(entries))),
        checkpoint=signed_over(entries, by, witnesses),
        log=by.key,
        witnesses=tuple(witness.key for witness in witnesses),
        **more,
    )
