"""What a witness remembers, in one small file: of each log the newest checkpoint it signed, and what did not fit it.

The file is written whole and is on the disk before anything that it says is told to anybody.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from evenhand.ledger import checkpoint, note
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.note import VerifierKey

FORMAT = "evenhand-witness/1"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A checkpoint that a log signed and that does not go with what it had shown.

    `kind`: rollback, fork or unproven. `seen`, `shown`: the two signed notes, for anybody to judge. Times are seconds
    since 1970; `times` says how often it was so since the first.
    """

    origin: str
    kind: str
    says: str
    seen: str
    shown: str
    first_at: int
    last_at: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest checkpoint of a log that was signed (`note` as the log signed it), and when."""

    note: str
    at: int

    def said(self) -> Checkpoint:
        """Return its size and root."""
        return checkpoint.parse(note.parse(self.note).text)


@dataclass(frozen=True, slots=True)
class Memory:
    """The witness's own name, the keys of the logs it watches, what it saw of each, and alarms. By origin."""

    name: str
    logs: Mapping[str, VerifierKey] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()

    def watching(self, log: VerifierKey) -> "Memory":
        """Return this with one more log. Raises ValueError where that log is known by another key."""
        if log.kind != note.ED25519:
            raise ValueError(f"This is the key of a witness, not of a log: {log}.")
        if str(self.logs.get(log.name, log)) != str(log):
            raise ValueError(f"The log {log.name} is known by another key: {self.logs[log.name]}.")
        return replace(self, logs={**self.logs, log.name: log})

    def signed(self, shown: Checkpoint, seen: Seen) -> "Memory":
        """Return this with a newer checkpoint. It settles an alarm that only said that this one was not proved."""
        left = tuple(one for one in self.alarms if not (one.kind == "unproven" and _is_of(one.shown, shown)))
        return replace(self, seen={**self.seen, shown.origin: seen}, alarms=left)

    def alarmed(self, alarm: Alarm) -> "Memory":
        """Return this with an alarm: one of each kind for each log, so that nobody can fill the file.

        A fork is proof, and the first one is kept; of the others the newest.
        """
        old = next((one for one in self.alarms if (one.origin, one.kind) == (alarm.origin, alarm.kind)), None)
        if old is None:
            return replace(self, alarms=(*self.alarms, alarm))
        kept = old if alarm.kind == "fork" else alarm
        again = replace(kept, first_at=old.first_at, last_at=alarm.last_at, times=old.times + 1)
        return replace(self, alarms=tuple(again if one is old else one for one in self.alarms))


def _is_of(written: str, said: Checkpoint) -> bool:
    return note.parse(written).text == said.text()


def read(path: Path) -> Memory:
    """Read the file. Raises OSError, and ValueError in a sentence where it is damaged."""
    try:
        said = json.loads(path.read_text("utf-8"))
        if said["format"] != FORMAT:
            raise ValueError(f"it does not say {FORMAT}")
        memory = Memory(
            name=said["name"],
            logs={origin: note.parse_key(key) for origin, key in said["logs"].items()},
            seen={origin: Seen(one["note"], one["at"]) for origin, one in said["seen"].items()},
            alarms=tuple(Alarm(**one) for one in said["alarms"]),
        )
        for seen in memory.seen.values():
            seen.said()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is not the memory of a witness, or is damaged: {error}") from None
    return memory


def write(path: Path, memory: Memory) -> None:
    """Put it in the place of the file, on the disk when this returns. Raises OSError; the old file is whole then."""
    said = {
        "format": FORMAT,
        "name": memory.name,
        "logs": {origin: str(key) for origin, key in memory.logs.items()},
        "seen": {origin: asdict(seen) for origin, seen in memory.seen.items()},
        "alarms": [asdict(alarm) for alarm in memory.alarms],
    }
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(said, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
