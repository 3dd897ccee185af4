"""What one ledger entry says: what happened, when, who did it, why, and to whom, without any personal content."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from evenhand.ledger import events
from evenhand.ledger.canonical import canonical
from evenhand.ledger.hashing import PARTICULARS

Scalar = str | int | bool | None
Fact = Scalar | Sequence[Scalar]

_SALT = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")
_MUST_SAY_WHY = frozenset({events.Category.CONSULTATION, events.Category.DISCLOSURE})


def fresh_salt() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def instant(moment: datetime) -> str:
    """Return a moment as the ledger writes it: ISO 8601, UTC, to the microsecond, ending in Z.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment in the ledger needs a time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def particulars_digest(salt: str, text: str) -> str:
    """Return the digest (64 hexadecimal digits) that stands in an entry for text that may one day be erased.

    The salt here is not the entry's own: it is made afresh, kept beside the text and destroyed with it. Were it kept
    in the entry, anybody could go on guessing at the erased text. Raises ValueError for a salt of another shape.
    """
    if not _SALT.fullmatch(salt):
        raise ValueError("The salt of particulars must be 32 hexadecimal digits: use fresh_salt().")
    return sha256(PARTICULARS + bytes.fromhex(salt) + text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One happening, ready to be written.

    `event` is on the closed list; `actor` is an account or "system:<verb>"; `subject` an opaque reference of a person,
    or None; `facts` are flat and hold no personal content; `particulars_digest` stands for text kept elsewhere; `salt`
    keeps anybody who sees only the leaf's hash from guessing the facts. Raises ValueError when it is not so, and when
    data was consulted or disclosed and no purpose is given (Data Protection Act 2018 section 62
    asks for who and when; that the purpose is given too is our policy).
    """

    event: str
    at: str
    actor: str
    purpose: str
    subject: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    particulars_digest: str | None = None
    salt: str = field(default_factory=fresh_salt)

    def __post_init__(self) -> None:
        faults = faults_in(self._as_mapping())
        if faults:
            raise ValueError(f"The ledger cannot take this entry ({self.event}): " + " ".join(faults))

    def body(self) -> bytes:
        """Return the canonical bytes of this entry: what is stored, hashed and verified."""
        return canonical(self._as_mapping())

    def _as_mapping(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = frozenset(Entry.__dataclass_fields__)


def faults_in(entry: Mapping[str, object]) -> list[str]:
    """Return what is wrong with an entry read as a plain mapping, a sentence each; empty when nothing is."""
    if set(entry) != FIELDS:
        return ["Its fields are not those of an entry: " + ", ".join(sorted(set(entry) ^ FIELDS)) + "."]
    happening = events.EVENTS.get(str(entry["event"]))
    faults = [] if happening else [f"It names an event that is not on the closed list: {entry['event']!r}."]
    if happening and happening.category in _MUST_SAY_WHY and not entry["purpose"]:
        faults.append("It says that data was looked at or disclosed, but not for what purpose.")
    return faults + _wrong_shapes(entry)


def _wrong_shapes(entry: Mapping[str, object]) -> list[str]:
    right = {
        "at": _matches(_INSTANT, entry["at"]),
        "actor": isinstance(entry["actor"], str) and entry["actor"] != "",
        "purpose": isinstance(entry["purpose"], str),
        "subject": entry["subject"] is None or isinstance(entry["subject"], str),
        "facts": isinstance(entry["facts"], Mapping) and all(_is_flat(fact) for fact in entry["facts"].values()),
        "particulars_digest": entry["particulars_digest"] is None or _matches(_DIGEST, entry["particulars_digest"]),
        "salt": _matches(_SALT, entry["salt"]),
    }
    return [f"Its field {name!r} does not have the right shape." for name, is_right in right.items() if not is_right]


def _matches(shape: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


def _is_flat(fact: object) -> bool:
    parts = fact if isinstance(fact, list | tuple) else [fact]
    return all(part is None or isinstance(part, str | int) for part in parts)
