"""What a witness answers when a log shows it a checkpoint (C2SP tlog-witness, add-checkpoint)."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from evenhand.ledger import checkpoint, note
from evenhand.ledger.canonical import from_base64
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.note import Note, Sign, VerifierKey
from evenhand.ledger.proofs import verify_consistency
from evenhand.ledger.tree import EMPTY
from evenhand.ledger.witness import memory
from evenhand.ledger.witness.memory import Alarm, Memory, Seen

SIZE_TYPE = "text/x.tlog.size"
_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})")
_PROOF_LINES = 63
_SAYS = {
    "rollback": "The log {origin} showed {shown} entries after it had shown {seen}: it was set back, or somebody sent "
    "an old checkpoint again.",
    "fork": "The log {origin} signed two different logs of {shown} entries: its past was changed, or different people "
    "are shown different logs. The two signed checkpoints prove it.",
    "unproven": "It was not proved that the {shown} entries of the log {origin} begin with the {seen} it had shown: "
    "its past was changed, or whoever asked sent a wrong proof.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status as in HTTP, and what is said with it."""

    status: int
    body: str
    type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Asked:
    old: int
    proof: list[bytes]
    note: Note
    said: Checkpoint


class Witness:
    """A witness with its memory in a file; `sign` gives 64 bytes for a message, `clock` seconds since 1970.

    One program at a time may work with a file.
    """

    def __init__(self, path: Path, key: VerifierKey, sign: Sign, clock: Callable[[], float] = time.time) -> None:
        """Raises OSError and ValueError where the memory cannot be read, or is another witness's."""
        self.path, self.key, self._sign, self._clock = path, key, sign, clock
        self.memory: Memory = memory.read(path)
        if self.memory.name != key.name:
            raise ValueError(f"{path} is the memory of {self.memory.name}, not of {key.name}.")
        self._alone = threading.Lock()

    def watch(self, log: VerifierKey) -> None:
        """Watch over one more log. Raises ValueError where that log is known by another key."""
        with self._alone:
            self._keep(self.memory.watching(log))

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer a request: 200 with the cosignature, or why not. What was signed is on the disk when this returns.

        Raises OSError where the memory cannot be written; then nothing was signed and nothing is remembered.
        """
        try:
            asked = _read(body)
        except ValueError as error:
            return Answer(400, f"{error}\n")
        log = self.memory.logs.get(asked.said.origin)
        if log is None:
            return Answer(404, "This witness does not watch over that log.\n")
        if not note.is_signed(asked.note, log):
            return Answer(403, "The checkpoint is not signed by the log's key as this witness knows it.\n")
        # What others signed under it is not kept.
        alone = Note(asked.note.text, tuple(one for one in asked.note.signatures if one.key_id == log.id)[:1])
        with self._alone:
            return self._judge(replace(asked, note=alone))

    def _judge(self, asked: _Asked) -> Answer:
        seen = self.memory.seen.get(asked.said.origin)
        last = seen.said() if seen else Checkpoint(asked.said.origin, 0, EMPTY)
        kind = _trouble(asked.said, last)
        if kind:
            self._alarm(kind, asked)
        if kind or asked.old != last.size:
            return Answer(409, f"{last.size}\n", SIZE_TYPE)
        if not _continues(asked, last):
            if seen and asked.said != last:
                self._alarm("unproven", asked)
            return Answer(422, "The proof does not show that this checkpoint continues the last one that was seen.\n")
        return self._cosign(asked)

    def _cosign(self, asked: _Asked) -> Answer:
        at = int(self._clock())
        line = note.cosigned(asked.note.text, self.key, self._sign, at)
        self._keep(self.memory.signed(asked.said, Seen(str(asked.note), at)))
        return Answer(200, f"{line}\n")

    def _alarm(self, kind: str, asked: _Asked) -> None:
        seen, at = self.memory.seen[asked.said.origin], int(self._clock())
        says = _SAYS[kind].format(origin=asked.said.origin, shown=asked.said.size, seen=seen.said().size)
        self._keep(self.memory.alarmed(Alarm(asked.said.origin, kind, says, seen.note, str(asked.note), at, at)))

    def _keep(self, changed: Memory) -> None:
        memory.write(self.path, changed)
        self.memory = changed


def _trouble(shown: Checkpoint, last: Checkpoint) -> str:
    """What is wrong with a signed checkpoint whatever proof comes with it; nothing is "" ."""
    if shown.size < last.size:
        return "rollback"
    return "fork" if last.size and shown.size == last.size and shown.root != last.root else ""


def _continues(asked: _Asked, last: Checkpoint) -> bool:
    if last.size == 0:
        return not asked.proof and (asked.said.size > 0 or asked.said.root == EMPTY)
    return verify_consistency(last.size, last.root, asked.said.size, asked.said.root, asked.proof)


def _read(body: bytes) -> _Asked:
    try:
        head, _, signed = body.decode("utf-8").partition("\n\n")
    except UnicodeDecodeError:
        raise ValueError("The request is not text in UTF-8.") from None
    first, *proof = head.split("\n")
    old = _OLD.fullmatch(first)
    if old is None:
        raise ValueError("The request does not begin with the old size.")
    if len(proof) > _PROOF_LINES:
        raise ValueError(f"The proof has more than {_PROOF_LINES} lines.")
    shown = note.parse(signed)
    asked = _Asked(int(old[1]), [_hash(line) for line in proof], shown, checkpoint.parse(shown.text))
    if asked.old > asked.said.size:
        raise ValueError("The old size is larger than that of the checkpoint.")
    return asked


def _hash(line: str) -> bytes:
    try:
        found = from_base64(line)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ValueError("The proof is not made of hashes of 32 bytes, written in base64.")
    return found
