"""The log's side of asking a witness: what to send, and what the answer means. Sending is somebody else's work."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.ledger import note
from evenhand.ledger.note import Note, Signature, VerifierKey


@dataclass(frozen=True, slots=True)
class Heard:
    """What a witness answered: its good cosignature (200), or the size that it has seen (409), or neither."""

    status: int
    cosignature: Signature | None = None
    size: int | None = None


def request_body(old: int, proof: Sequence[bytes], signed: Note) -> bytes:
    """Return the request for a cosignature: the size that the witness saw last, the consistency proof from there to the
    checkpoint (none from size 0), and the checkpoint."""
    lines = [f"old {old}", *(b64encode(step).decode() for step in proof), "", str(signed)]
    return "\n".join(lines).encode()


def read_answer(status: int, body: bytes, signed: Note, witness: VerifierKey) -> Heard:
    """Read an answer to a request for a cosignature of `signed`. Lines of other keys are passed over.

    Whatever cannot be read, or does not hold, is as if it had not been said.
    """
    said = body.decode("utf-8", "replace")
    if status == 409:
        size = said.strip()
        return Heard(status, size=int(size) if size.isascii() and size.isdigit() and len(size) < 19 else None)
    lines = said.splitlines() if status == 200 else []
    return Heard(
        status, cosignature=next((line for line in map(_line, lines) if _is_good(line, signed, witness)), None)
    )


def _line(written: str) -> Signature | None:
    try:
        return note.parse_signature(written)
    except ValueError:
        return None


def _is_good(line: Signature | None, signed: Note, witness: VerifierKey) -> bool:
    return line is not None and note.cosigned_at(Note(signed.text, (line,)), witness) is not None
