"""Ending a register for good: closed first, so that it only answers people, and then destroyed, with proof."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from evenhand.casework.ages import months_after, written
from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What is to be decided on."""

    today: date
    reasons: str = ""
    closed_on: date | None = None
    access_until: date | None = None
    destroyed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed, when, and where the log stood just before."""

    register: str
    closed_on: str
    access_until: str
    destroyed_at: str
    signed_by: tuple[str, ...]
    rows: Mapping[str, int]  # by table
    ledger_size: int
    ledger_root: str  # in hexadecimal
    kept: tuple[str, ...] = ("the log", "the papers", "the closure", "the published figures", "the accounts of staff")


def access_until(closed_on: date, policy: Policy) -> date:
    """The last day on which a register that was closed on that day answers people."""
    return months_after(closed_on, policy.number("closing_access_months"))


@upholds("SG-60")
def check_closing(facts: ClosingFacts, policy: Policy) -> None:
    """Closed once, by the senior owner and the data protection officer together, with reasons."""
    if facts.closed_on:
        raise Refused("SG-60", f"The register was closed on {written(facts.closed_on)} already.")
    if len(facts.reasons.strip()) < policy.number("reasons_min_characters"):
        raise Refused("SG-60", "The reasons are too short.", "Say why the register ends, and what takes its place.")


@upholds("SG-60")
def check_destroying(facts: ClosingFacts) -> None:
    """Destroyed once, by the same two, and never before people had their time to ask."""
    if facts.access_until is None:
        raise Refused("SG-60", "The register is not closed.", "Close it first (./eh close-register).")
    if facts.destroyed_on:
        raise Refused("SG-60", f"The register was destroyed on {written(facts.destroyed_on)} already.")
    if facts.today <= facts.access_until:
        raise Refused("SG-60", f"People can ask what is held about them until {written(facts.access_until)}.")


@upholds("SG-60")
def check_nothing_left(left: Mapping[str, int]) -> None:
    """After everything was erased, nothing of anybody is there any more."""
    found = [f"{table}: {count}" for table, count in left.items() if count]
    if found:
        raise Refused("SG-60", f"Rows about people are left, so nothing was destroyed ({', '.join(found)}).")


def as_json(certificate: Certificate) -> str:
    """The certificate for machines: the same one always comes to the same bytes."""
    return json.dumps(asdict(certificate), sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def as_text(certificate: Certificate) -> str:
    """The certificate for people."""
    rows = "\n".join(f"  {table}: {count}" for table, count in sorted(certificate.rows.items()) if count)
    return f"""CERTIFICATE OF DESTRUCTION

{certificate.register}

Closed on {certificate.closed_on}; it answered people until {certificate.access_until}.
Destroyed at {certificate.destroyed_at}, signed by {" and ".join(certificate.signed_by)}.

Rows about people that were destroyed, {sum(certificate.rows.values())} in all, and none is left:
{rows or "  none"}

Their keys were among them, so that nothing that was sealed with one can be read again.

Just before, the log had {certificate.ledger_size} entries and the root hash
{certificate.ledger_root}
The entry after that names the SHA-256 of this text and of the same in JSON.

Kept: {", ".join(certificate.kept)}.
Backups are files outside of the register. Whoever keeps one destroys it too; a restore of one destroys all of this
again before anybody can sign in.
"""


def digest(text: str) -> str:
    """The SHA-256 of a certificate's text."""
    return hashlib.sha256(text.encode()).hexdigest()
