"""Who, of those outside, catches that a log was tampered with: for a drill."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evenhand.cli import tampering
from evenhand.cli.tampering import Copy, Key, written
from evenhand.ledger import Checkpoint, checkpoint, note, proofs, receipt_check
from evenhand.ledger.folder import Folder
from evenhand.ledger.note import Note
from evenhand.ledger.receipt import Receipt
from evenhand.ledger.verify import verify
from evenhand.ledger.witness import Memory, Witness, memory, request_body

IN_ITSELF, BESIDE_THE_LOG = "the receipt's own proof", "the log beside it"


@dataclass(frozen=True, slots=True)
class Scene:
    """The honest copy of a log, and what those outside have: a witness, a checkpoint noted before, a receipt."""

    copy: Copy
    place: Path
    witness: Key
    noted: Checkpoint
    receipt: Receipt


def set_up(place: Path, entries: Sequence[bytes]) -> Scene:
    """Write the log, show it to a witness at two sizes, note a checkpoint, and give a receipt."""
    key, witness = Key(tampering.ORIGIN, note.ED25519), Key("drill.invalid/witness", note.COSIGNATURE)
    copy = Copy(entries, key, written(place / "honest", entries, key))
    then = written(place / "then", entries[: copy.noted], key)
    memory.write(place / "witness.json", Memory(witness.verifier.name).watching(key.verifier))
    scene = Scene(copy, place, witness, _said(then), receipt_from(copy.folder, copy))
    for folder in (then, copy.folder):
        _signs(scene, place / "witness.json", folder)
    return scene


def receipt_from(folder: Path, copy: Copy) -> Receipt:
    """The receipt for the entry half way, as this folder has it."""
    newest = Folder(folder).newest()
    size = checkpoint.parse(newest.text).size
    return Receipt(
        position=copy.position,
        body=next(Folder(folder).lines(copy.position)).rstrip(b"\n").decode(),
        proof=tuple(proofs.prove_inclusion(Folder(folder).hashes(size), copy.position, size)),
        checkpoint=newest,
        log=Folder(folder).keys()[0],
    )


def caught_by(scene: Scene, path: Path) -> list[str]:
    """Everybody who sees that this folder is not the log as it was."""
    folder, published = Folder(path), scene.copy.key.verifier
    own = folder.keys()[0]
    inside = verify(folder, key=own).faults
    seen = {
        tampering.HASHES: bool(inside),
        tampering.SIGNATURE: own != published or not note.is_signed(folder.newest(), published),
        tampering.WITNESS: witness_refuses(scene, path),
        # What they see beyond what anybody can see in the folder itself.
        tampering.NOTED: _more(verify(folder, key=own, since=[scene.noted]).faults, inside),
        tampering.RECEIPT: _more(receipt_check.check_in_folder(scene.receipt, folder, own).faults, inside),
    }
    return [who for who, sees in seen.items() if sees]


def forged_receipts(scene: Scene) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """Receipts for what was never logged: what was done, who must catch it, who did."""
    copy, true = scene.copy, scene.receipt
    yield _tried(
        scene, "A receipt with another entry in it", replace(true, body=tampering.made_up(3).decode()), IN_ITSELF
    )
    by_another = written(scene.place / "forged", tampering.changed(copy), Key(tampering.ORIGIN, note.ED25519))
    yield _tried(scene, "A receipt from a log that was made up", receipt_from(by_another, copy), tampering.SIGNATURE)
    anew = written(scene.place / "anew", tampering.changed(copy), copy.key)
    forged = receipt_from(anew, copy)
    says, must, caught = _tried(scene, "A receipt from a log written anew with the same key", forged, BESIDE_THE_LOG)
    refused = [tampering.WITNESS] if witness_refuses(scene, anew) else []
    yield says, (*must, tampering.WITNESS), [*caught, *refused]


def _tried(scene: Scene, says: str, forged: Receipt, must: str) -> tuple[str, tuple[str, ...], list[str]]:
    published = scene.copy.key.verifier
    seen = {
        IN_ITSELF: not receipt_check.check(forged, key=forged.log).ok,
        tampering.SIGNATURE: not note.is_signed(forged.checkpoint, published),
        BESIDE_THE_LOG: not receipt_check.check_in_folder(forged, Folder(scene.copy.folder), published).ok,
    }
    return says, (must,), [who for who, sees in seen.items() if sees]


def witness_refuses(scene: Scene, path: Path) -> bool:
    """Whether the witness, asked with the best proof that the folder can make, does not sign its checkpoint.

    It is not asked about the checkpoint that it has signed already.
    """
    state = scene.place / "witness-tried.json"
    shutil.copy(scene.place / "witness.json", state)
    return _newest(path).text != _newest(scene.copy.folder).text and not _signs(scene, state, path)


def _signs(scene: Scene, state: Path, path: Path) -> bool:
    awake = Witness(state, scene.witness.verifier, scene.witness.sign)
    said = _said(path)
    seen = awake.memory.seen.get(said.origin)
    old = min(seen.said().size if seen else 0, said.size)
    proof = proofs.prove_consistency(Folder(path).hashes(said.size), old, said.size) if old else []
    return awake.add_checkpoint(request_body(old, proof, _newest(path))).status == 200


def _more(faults: Sequence[str], than: Sequence[str]) -> bool:
    return bool(set(faults) - set(than))


def _newest(path: Path) -> Note:
    return Folder(path).newest()


def _said(path: Path) -> Checkpoint:
    return checkpoint.parse(_newest(path).text)
