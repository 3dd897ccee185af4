"""Receipts: proof in one small file that an entry stands in the log. It is checked offline, without the log.

A receipt holds the entry's body, its position, the inclusion proof, and the signed checkpoint that the proof leads to.
Where the entry is of a list, the opening shows that one person was in that list, and gives nobody else away.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.ledger import checkpoint, note
from evenhand.ledger.canonical import from_base64
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.note import Note, VerifierKey

FORMAT = "evenhand-receipt/1"
_FIELDS = {"format", "origin", "position", "body", "proof", "checkpoint", "log", "witnesses"}


@dataclass(frozen=True, slots=True)
class Opening:
    """The salt (32 hexadecimal digits) of one mention in an entry, and the number of the person it is of."""

    salt: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An entry and its position, with the inclusion proof in the tree of a signed checkpoint, and whose keys signed it.

    `body` is the entry's canonical text. Whoever checks it takes the keys from elsewhere where they can.
    """

    position: int
    body: str
    proof: tuple[bytes, ...]
    checkpoint: Note
    log: VerifierKey
    witnesses: tuple[VerifierKey, ...] = ()
    opening: Opening | None = None

    def said(self) -> Checkpoint:
        """Return the checkpoint's origin, size and root. Raises ValueError where it is not one."""
        return checkpoint.parse(self.checkpoint.text)

    def as_json(self) -> dict[str, object]:
        """Return the object that is handed out, ready to be written as JSON. `parse` reads it back."""
        shown = {"salt": self.opening.salt, "person": self.opening.person} if self.opening else None
        return {
            "format": FORMAT,
            "origin": self.log.name,
            "position": self.position,
            "body": self.body,
            "proof": [b64encode(step).decode() for step in self.proof],
            "checkpoint": str(self.checkpoint),
            "log": str(self.log),
            "witnesses": [str(witness) for witness in self.witnesses],
            **({"opening": shown} if shown else {}),
        }


def parse(written: str) -> Receipt:
    """Read a receipt. Raises ValueError, in a sentence, where it is not one."""
    try:
        said = json.loads(written, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("This is not a receipt: it is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"This is not a receipt: it is not JSON (line {error.lineno}).") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError(f'This is not a receipt: it does not say "format": "{FORMAT}".')
    if set(said) - {"opening"} != _FIELDS:
        wrong = ", ".join(sorted(set(said) - {"opening"} ^ _FIELDS))
        raise ValueError(f"This receipt has not the parts of a receipt: {wrong}.")
    log = note.parse_key(_text(said, "log"))
    if said["origin"] != log.name:
        raise ValueError("This receipt names one log, and the key of another.")
    return Receipt(
        position=_position(said["position"]),
        body=_text(said, "body"),
        proof=tuple(_hash(step) for step in _texts(said, "proof")),
        checkpoint=note.parse(_text(said, "checkpoint")),
        log=log,
        witnesses=tuple(note.parse_key(witness) for witness in _texts(said, "witnesses")),
        opening=_opening(said["opening"]) if "opening" in said else None,
    )


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("This is not a receipt: it says one thing twice.")
    return said


def _text(said: Mapping[str, object], part: str) -> str:
    value = said[part]
    if not isinstance(value, str) or not _is_utf8(value):
        raise ValueError(f"This receipt's {part} is not text.")
    return value


def _texts(said: Mapping[str, object], part: str) -> list[str]:
    values = said[part]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"This receipt's {part} is not a list of texts.")
    return values


def _is_utf8(text: str) -> bool:
    try:
        return bool(text.encode())
    except UnicodeEncodeError:
        return False


def _position(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("This receipt's position is not a whole number from 0 on.")
    return value


def _hash(written: str) -> bytes:
    try:
        step = from_base64(written)
    except ValueError:
        step = b""
    if len(step) != 32:
        raise ValueError("This receipt's proof is not made of hashes of 32 bytes, written in base64.")
    return step


def _opening(value: object) -> Opening:
    if not isinstance(value, dict) or set(value) != {"salt", "person"}:
        raise ValueError("This receipt's opening is not a salt and a person.")
    return Opening(_text(value, "salt"), _text(value, "person"))
