"""The ledger as a folder: kept up to date beside the database, which it outlives, or written anew for an outsider."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from evenhand.ledger.folder import Folder, FolderWriter
from evenhand.register import alarms, in_use, sequencer, signing, witnesses
from evenhand.register.database import locks
from evenhand.register.models import LedgerCheckpoint
from evenhand.register.reads import ledger

BATCH = 20_000
_ALARM = "folder"


class NotOurs(Exception):
    """The folder holds another log than this register's, or another past of it."""


def keep_up() -> None:
    """Give every entry its place, and bring the ledger's folder up to date.

    Where the folder holds another log, or goes on beyond this one, an alarm rings and nothing is written: an entry that
    got its place in a register that was set back would begin another past.
    """
    if in_use.is_set_back():
        alarms.ring(_ALARM, f"{settings.LEDGER_FOLDER} goes on beyond this register's log: the register was set back.")
        return
    sequencer.integrate()
    newest = LedgerCheckpoint.objects.using(sequencer.ROLE).order_by("-size").first()
    if newest is None or _is_current(Folder(settings.LEDGER_FOLDER), newest):
        return
    try:
        write(settings.LEDGER_FOLDER, newest)
        alarms.clear(_ALARM)
    except NotOurs as trouble:
        alarms.ring(_ALARM, str(trouble))


def _is_current(folder: Folder, newest: LedgerCheckpoint) -> bool:
    """Whether the folder has this very checkpoint, with every cosignature there is."""
    try:
        return str(folder.newest()) == str(ledger.with_cosignatures(newest))
    except (OSError, ValueError):
        return False


def export(folder: Path) -> int:
    """Write the whole ledger to a folder, or bring one up to date that was written before; how many entries it has.

    Raises NotOurs, and LookupError where there is no entry yet.
    """
    newest = LedgerCheckpoint.objects.using("auditor").order_by("-size").first()
    if newest is None:
        raise LookupError("There is no checkpoint yet: the ledger is empty.")
    write(folder, newest)
    return newest.size


def write(folder: Path, newest: LedgerCheckpoint) -> None:
    """Continue the folder up to this checkpoint, one program at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with locks.one_at_a_time(folder / "lock"):
        writer = FolderWriter(folder, signing.verifier_key(), signing.public_pem(), witnesses.keys())
        if writer.size > newest.size:
            raise NotOurs(
                f"{folder} has {writer.size} entries and this register's log has {newest.size}: "
                "the register was set back, or the folder is another's."
            )
        _check_same_past(writer)
        for bodies in _batches(writer.size, newest.size):
            writer.append(bodies)
        if writer.size != newest.size or writer.folder.root(newest.size) != bytes(newest.root):
            raise NotOurs(f"{folder} does not make the root of this register's log at {newest.size} entries.")
        _keep_earlier(writer, newest)
        writer.publish(ledger.with_cosignatures(newest))


def _batches(start: int, end: int) -> Iterator[list[bytes]]:
    for begun in range(start, end, BATCH):
        yield list(ledger.bodies(begun, min(begun + BATCH, end)))


def _check_same_past(writer: FolderWriter) -> None:
    then = LedgerCheckpoint.objects.using("auditor").filter(size=writer.size).first()
    if then and writer.folder.root(writer.size) != bytes(then.root):
        raise NotOurs(f"{writer.folder.path} holds another past than this register's log.")


def _keep_earlier(writer: FolderWriter, newest: LedgerCheckpoint) -> None:
    """The first checkpoint of each hour is kept among the earlier ones, and the first that a witness has seen."""
    for checkpoint in ledger.hourly(writer.folder.kept_until(), newest.size):
        writer.keep(ledger.with_cosignatures(checkpoint))
