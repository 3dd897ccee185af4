"""The ledger as an auditor reads it: entries in their places, those that have none yet, and whether all is well."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections, transaction

from evenhand.ledger import checkpoint, note
from evenhand.ledger.note import Note, VerifierKey
from evenhand.register import signing, witnesses
from evenhand.register.models import LedgerCheckpoint
from evenhand.register.tiles import StoredTiles

# An entry that has no place after so long is an alarm.
LATE = timedelta(seconds=10)
_IN_ORDER = """
    SELECT e.body FROM register_ledgerleaf l JOIN register_ledgerentry e ON e.id = l.entry_id
    WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""
_HOURLY = """
    SELECT * FROM (
        SELECT DISTINCT ON (date_trunc('hour', made_at)) size, root, peaks, note, made_at FROM register_ledgercheckpoint
        ORDER BY date_trunc('hour', made_at),
                 NOT EXISTS (SELECT 1 FROM register_ledgercosignature s WHERE s.checkpoint_id = size), size
    ) AS hourly WHERE size > %s AND size < %s ORDER BY size
"""
_STATUS = """
    SELECT (SELECT count(*) FROM register_ledgerentry e
            WHERE NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)),
           (SELECT clock_timestamp() - min(recorded_at) FROM register_ledgerentry e
            WHERE NOT EXISTS (SELECT 1 FROM register_ledgerleaf l WHERE l.entry_id = e.id)),
           c.size, c.made_at, c.note, (SELECT count(*) FROM register_ledgercosignature s WHERE s.checkpoint_id = c.size)
    FROM (SELECT 1) AS always LEFT JOIN (SELECT * FROM register_ledgercheckpoint ORDER BY size DESC LIMIT 1) c ON true
"""
_SEEN = """
    SELECT DISTINCT ON (witness) witness, checkpoint_id, seen_at FROM register_ledgercosignature
    ORDER BY witness, checkpoint_id DESC
"""


@dataclass(frozen=True, slots=True)
class Status:
    """How the log stands: entries in their place, entries waiting, the newest checkpoint, and what is wrong.

    `asked`: how far each witness that is asked has seen the log, a sentence each.
    """

    size: int
    waiting: int
    checkpoint_at: datetime | None
    checkpoint: str
    witnesses: int
    asked: tuple[str, ...]
    alarms: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """The same in words."""
        seen = f"Of {len(self.asked)} witnesses, {self.witnesses} have seen the newest checkpoint."
        return (f"{self.waiting} entries wait for their place.", seen, *self.asked, *self.alarms)


class StoredLog:
    """The log as it stands in the database when this is made, to be checked entry by entry (`ledger.verify`)."""

    def __init__(self) -> None:
        self._newest = newest_note()

    def newest(self) -> Note:
        """The newest checkpoint. Raises ValueError where there is none."""
        return note.parse(self._newest)

    def earlier(self) -> Iterator[Note]:
        """A checkpoint of each hour before it: checking every signature there is would take too long."""
        return map(with_cosignatures, hourly(0, self._size()))

    def keys(self) -> tuple[VerifierKey, list[VerifierKey]]:
        """The register's own key, and those of the witnesses that it asks."""
        return signing.verifier_key(), list(witnesses.keys())

    def lines(self) -> Iterator[bytes]:
        """Every entry that has its place, in order."""
        return (body + b"\n" for body in bodies(0, self._size()))

    def tiles(self) -> StoredTiles:
        """The hashes as they are kept."""
        return StoredTiles()

    def _size(self) -> int:
        return checkpoint.parse(self.newest().text).size


def bodies(start: int, end: int) -> Iterator[bytes]:
    """The entries at these positions, in order, read as the auditor (who can write nothing)."""
    with transaction.atomic(using="auditor"), connections["auditor"].chunked_cursor() as cursor:
        cursor.execute(_IN_ORDER, [start, end])
        for (body,) in cursor:
            yield body.encode()


def newest_note() -> str:
    """The newest checkpoint with the cosignature of every witness that has seen it; "" before the first."""
    newest = LedgerCheckpoint.objects.using("auditor").order_by("-size").first()
    return str(with_cosignatures(newest)) if newest else ""


def hourly(after: int, before: int) -> list[LedgerCheckpoint]:
    """Of each hour one checkpoint between these sizes, the first that a witness has seen where there is one."""
    return list(LedgerCheckpoint.objects.using("auditor").raw(_HOURLY, [after, before]))


def with_cosignatures(of: LedgerCheckpoint) -> Note:
    """A checkpoint with the lines of every witness that has seen it."""
    signed = note.parse(of.note)
    lines = of.cosignatures.order_by("witness").values_list("line", flat=True)
    return Note(signed.text, (*signed.signatures, *map(note.parse_signature, lines)))


def status() -> Status:
    """How the log stands. Names nobody, and needs no access."""
    with connections["auditor"].cursor() as cursor:
        cursor.execute(_STATUS)
        waiting, oldest, size, made_at, note, signed = cursor.fetchone()
        cursor.execute(_SEEN)
        seen = {name: f"{far} entries, at {at:%Y-%m-%d %H:%M:%S} UTC" for name, far, at in cursor.fetchall()}
        cursor.execute("SELECT says, first_at FROM register_ledgeralarm ORDER BY first_at")
        alarms = [f"{says} (since {first_at:%Y-%m-%d %H:%M} UTC)" for says, first_at in cursor.fetchall()]
    if oldest and oldest > LATE:
        waited = int(oldest.total_seconds())
        alarms.append(f"An entry has waited {waited} seconds for its place: is the sequencer running?")
    watching = witnesses.keys()
    asked = tuple(f"The witness {key.name} has seen {seen.get(key.name, 'nothing yet')}." for key in watching)
    return Status(size or 0, waiting, made_at, note or "", signed, asked, tuple(alarms))
