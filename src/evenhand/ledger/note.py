"""Signed notes (C2SP signed-note): a text, and under it one line for each who signed it.

A verifier key is written `name+key id+base64`, as Go's sumdb/note writes it. The first byte under the base64 says which
kind of signature the key makes: 1 Ed25519 over the text, 4 a witness's cosignature with its time (C2SP
tlog-cosignature).
"""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from evenhand.ledger import ed25519
from evenhand.ledger.canonical import from_base64

ED25519, COSIGNATURE = 1, 4
_DASH = "\u2014 "
# The end of the year 9999 in seconds since 1970: the last moment that can be written as a date.
_LAST_MOMENT = 253_402_300_799

# So that nobody can keep a reader busy; Go's sumdb/note has the same limit.
_MOST_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Who signs, with what kind of signature, and their public key (32 bytes)."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line says which key it is of."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: whose, of which key, and the signature itself."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {b64encode(self.key_id + self.signature).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (which ends with a line end) and its signatures."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{signature}\n" for signature in self.signatures)

    def by(self, key: VerifierKey) -> list[bytes]:
        """Return the signatures that say that they are of this key."""
        return [one.signature for one in self.signatures if (one.name, one.key_id) == (key.name, key.id)]


def parse_key(written: str) -> VerifierKey:
    """Read a verifier key. Raises ValueError where it is not one."""
    name, _, rest = written.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        known = from_base64(encoded)
    except ValueError:
        known = b""
    if not _is_name(name) or len(known) != 33 or known[0] not in (ED25519, COSIGNATURE):
        raise ValueError("This is not a verifier key: expected name+8 hexadecimal digits+base64.")
    key = VerifierKey(name, known[0], known[1:])
    if key.id.hex() != key_id:
        raise ValueError(f"The verifier key of {name} is damaged: its number does not fit the key.")
    return key


def parse(written: str) -> Note:
    """Read a signed note. Raises ValueError, in a sentence, where it is not one."""
    text, blank, lines = written.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or _CONTROL.search(written):
        raise ValueError("This is not a signed note: a text, an empty line, and a line for each signature.")
    signatures = lines[:-1].split("\n")
    if len(signatures) > _MOST_SIGNATURES:
        raise ValueError(f"This note has more than {_MOST_SIGNATURES} signatures.")
    return Note(text + "\n", tuple(parse_signature(line) for line in signatures))


def parse_signature(line: str) -> Signature:
    """Read one signature line. Raises ValueError where it is not one."""
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        known = from_base64(encoded)
    except ValueError:
        known = b""
    if not line.startswith(_DASH) or not _is_name(name) or len(known) < 5:
        raise ValueError(f"This line of the note is not a signature: {line[:80]!r}.")
    return Signature(name, known[:4], known[4:])


def signed(text: str, key: VerifierKey, sign: Sign) -> Signature:
    """Return this key's signature over a text; `sign` gives 64 bytes for a message."""
    return Signature(key.name, key.id, sign(text.encode()))


def is_signed(note: Note, key: VerifierKey) -> bool:
    """Return whether this key (of kind Ed25519) signed this very text; all signatures that say so must hold."""
    made = set(note.by(key)) if key.kind == ED25519 else set()
    return bool(made) and all(ed25519.verify(key.public, note.text.encode(), one) for one in made)


def cosigned(text: str, key: VerifierKey, sign: Sign, at: int) -> Signature:
    """Return a witness's cosignature over a checkpoint's text; `at` is the time in seconds since 1970."""
    return Signature(key.name, key.id, at.to_bytes(8, "big") + sign(_with_time(text, at)))


def cosigned_at(note: Note, key: VerifierKey) -> int | None:
    """Return when this witness saw this very text (seconds since 1970); None where there is no good cosignature."""
    for one in note.by(key) if key.kind == COSIGNATURE else []:
        at = int.from_bytes(one[:8], "big")
        if at <= _LAST_MOMENT and ed25519.verify(key.public, _with_time(note.text, at), one[8:]):
            return at
    return None


def _with_time(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() or _CONTROL.match(sign) for sign in name)
