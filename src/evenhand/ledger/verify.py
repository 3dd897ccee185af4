"""Check a ledger from its first entry to its last, and say in sentences what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from evenhand.ledger.canonical import parse
from evenhand.ledger.chain import GENESIS, leaf_hash, link
from evenhand.ledger.entry import faults_in

# Enough to see what happened; a ledger with more faults than this must not fill the memory of who checks it.
FAULTS_LISTED = 1000


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it is kept: dense position from 0, canonical body, and two hashes of 32 bytes."""

    position: int
    body: bytes
    leaf_hash: bytes
    chain_hash: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place where an entry should be and none could be read: where, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the ledger is whole; how many entries were read in order; the chain hash of the last; what is wrong."""

    ok: bool
    count: int
    head: bytes
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """Where the check has got to. After a fault it goes on from what is stored, so that each fault is said once."""

    count: int = 0
    head: bytes = GENESIS
    faults: list[str] = field(default_factory=list)
    unlisted: int = 0

    def say(self, fault: str) -> None:
        if len(self.faults) < FAULTS_LISTED:
            self.faults.append(fault)
        else:
            self.unlisted += 1

    def step(self, entry: StoredEntry) -> None:
        for fault in _faults_of_body(entry):
            self.say(f"Position {entry.position}: {fault}")
        if entry.position < self.count:
            self.say(self._out_of_place(entry.position))
            return
        if entry.position > self.count:
            self.say(self._gap(entry.position))
        elif not _follows(self.head, entry):
            self.say(f"Position {entry.position}: the chain is broken, it does not follow from the entry before it.")
        self.count, self.head = entry.position + 1, entry.chain_hash

    def _out_of_place(self, position: int) -> str:
        if position == self.count - 1:
            return f"Position {position} is there twice."
        return f"Position {position} comes after position {self.count - 1}: it is doubled or out of order."

    def _gap(self, position: int) -> str:
        if position == self.count + 1:
            return f"Position {self.count} is missing before position {position}."
        return f"Positions {self.count} to {position - 1} are missing before position {position}."


def verify(
    entries: Iterable[StoredEntry | Unreadable],
    *,
    expected_head: bytes | None = None,
    expected_count: int | None = None,
) -> Verdict:
    """Check every entry and every link, in one pass and constant memory, going on after a fault.

    Entries cut from the end leave no trace in the rest: that is seen only against a head or count noted before.
    With `expected_count` alone or with `expected_head`, the ledger must have that many entries at least, and have had
    that head at that count; with `expected_head` alone it must end there.
    """
    walk = _Walk()
    head_then = GENESIS if expected_count == 0 else None
    for entry in entries:
        if isinstance(entry, Unreadable):
            walk.say(f"{entry.where}: {entry.why}")
            continue
        walk.step(entry)
        if entry.position + 1 == expected_count:
            head_then = walk.head
    head_found = walk.head if expected_count is None else head_then
    _compare_with_what_was_noted(walk, head_found, expected_head, expected_count)
    if walk.unlisted:
        walk.faults.append(f"There are {walk.unlisted} more faults, not listed.")
    return Verdict(not walk.faults, walk.count, walk.head, tuple(walk.faults))


def _compare_with_what_was_noted(walk: _Walk, found: bytes | None, head: bytes | None, count: int | None) -> None:
    if count is not None and walk.count < count:
        walk.say(f"It ends after {walk.count} entries, but once had {count}: the end has been cut off.")
    elif head is not None and found != head:
        where = "At its end" if count is None else f"After {count} entries"
        walk.say(f"{where} the head is not the one that was noted: it was cut, added to or written anew.")


def _follows(head: bytes, entry: StoredEntry) -> bool:
    return len(head) == len(entry.leaf_hash) == 32 and link(head, entry.leaf_hash) == entry.chain_hash


def _faults_of_body(entry: StoredEntry) -> list[str]:
    if leaf_hash(entry.body) != entry.leaf_hash:
        return ["the body has been changed, it does not match its leaf hash."]
    try:
        said = parse(entry.body)
    except ValueError as error:
        return [f"the body cannot be read as an entry. {error}"]
    if not isinstance(said, dict):
        return ["the body cannot be read as an entry. It is not an object."]
    return [f"the body is not a proper entry. {fault}" for fault in faults_in(said)]
