"""Bringing the register back from a backup: its ledger goes on where it was, and what was erased stays erased (SG-64).

All of it happens in a database of another name, which takes the register's name in one step at the end. Until then the
register is as it was; after that it is the restored one, complete. A restore that is cut short is simply begun again.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.loader import MigrationLoader

from evenhand.casework import log_use
from evenhand.ledger.entry import Fact
from evenhand.register import clock, in_use, publishing, signing
from evenhand.register.actions import accounts, erasure
from evenhand.register.acts import act, check_may
from evenhand.register.backups import continuation, dumping, elsewhere, ended, file, forward, replay
from evenhand.register.backups.continuation import Continuation
from evenhand.register.backups.head import Head
from evenhand.register.database import OWNER, AnyServer, DatabaseTrouble, databases, dsn, prepare
from evenhand.register.models import Account
from evenhand.register.roles import Permission

PURPOSE = "bringing-back"
# A use of the log that no place can leave out.
REOPENING = log_use.SELF_MONITORING
ERASING = "oversight"
# The server takes a moment to notice that a connection was closed, ours included.
LEAVING_SECONDS = 2.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup's head, how many entries the ledger has that the backup had not, how many people
    were erased again, and whether people can sign in.
    """

    head: Head
    brought_forward: int
    erased_again: int
    in_use: bool


def restore(
    *, server: AnyServer, path: Path, ledger: Path | None = None, ledger_lost: str = "", say: Say = lambda _: None
) -> Restored:
    """Bring the register back from a backup, and its ledger forward from its folder.

    No other run may use the server. `ledger_lost` says why there is no such folder; nobody can sign in then until
    `reopen`.
    Raises DatabaseTrouble where the file, the ledger or the server does not allow it; the register is then as it was.
    """
    said = _checked(server, path)
    name = elsewhere.in_use()
    new, aside = databases.beside(name)
    _check_nobody_works(server, name)
    _note_the_last_acts(server, name, say)
    onward = _onward(ledger or settings.LEDGER_FOLDER, said, ledger_lost)
    _make(server, new, aside, path)
    with elsewhere.pointed_at(new):
        restored = _made_good(said, onward, ledger_lost)
    _check_nobody_works(server, name)
    _check_still_ends_there(onward)
    if ledger_lost:
        _set_aside(settings.LEDGER_FOLDER)
    _take_over(server, name, new, aside)
    publishing.keep_up()
    return restored


def reopen(*, by: Account, reason: str, erased: Sequence[UUID] = ()) -> None:
    """Let people sign in after a restore without a ledger. The data protection officer says why that is right, and who
    is to be erased again first.

    Raises NotAllowed, and ValueError where there is nothing to reopen or no reason is given.
    """
    check_may(by, Permission.REGISTER_REOPEN)
    if not reason.strip():
        raise ValueError("Say what was done about the erasures since the backup.")
    if in_use.is_in_use():
        raise ValueError("The register is in use: there is nothing to reopen.")
    for person in erased:
        erasure.erase_again(person=person, by=by, purpose=ERASING)
    told: dict[str, Fact] = {"erased_again": len(erased)}
    with act("register:reopened", by=by, purpose=REOPENING, opens="log", facts=told, reason=reason):
        in_use.put_into_use()


def _checked(server: AnyServer, path: Path) -> Head:
    """The backup's head, once all of the file is known to be whole and ours."""
    file.check_fits(path, server.home)
    for _ in file.read(path, server.home.secret("master_key")):
        pass
    return file.read_head(path)


def _check_nobody_works(server: AnyServer, name: str) -> None:
    connections.close_all()
    until = time.monotonic() + LEAVING_SECONDS
    with server.superuser() as line:
        while (others := databases.connected(line, name)) and time.monotonic() < until:
            time.sleep(0.05)
    if others:
        raise DatabaseTrouble(
            f"Somebody is working on the register ({others} connections).", "Stop the pages and verbs, then try again."
        )


def _note_the_last_acts(server: AnyServer, name: str, say: Say) -> None:
    """What was done in the register until now belongs into its ledger, if it can still be read."""
    with server.superuser() as line:
        if not databases.exists(line, name):
            return
    try:
        publishing.keep_up()
    except (DatabaseError, InterfaceError) as error:
        say(f"The register's last acts could not be added to its ledger: {str(error).splitlines()[0]}")


def _onward(ledger: Path, said: Head, ledger_lost: str) -> Continuation | None:
    """How the ledger goes on after the backup; None where it is lost."""
    if ledger_lost:
        for path in (ledger, settings.LEDGER_FOLDER):
            _check_lost(path, said)
        return None
    onward = continuation.found(ledger, said, signing.verifier_key())
    continuation.check_holds(onward, settings.LEDGER_FOLDER)
    return onward


def _check_lost(ledger: Path, said: Head) -> None:
    try:
        continuation.found(ledger, said, signing.verifier_key())
    except DatabaseTrouble:
        return
    raise DatabaseTrouble(f"The ledger is not lost: it goes on in {ledger}.", "Leave --ledger-lost out.")


def _make(server: AnyServer, new: str, aside: str, path: Path) -> None:
    """The backup in a database of its own, into which nobody can sign in."""
    with server.superuser() as line:
        version = line.info.server_version // 10_000
        for left_over in (new, aside):
            databases.drop(line, left_over)
    if file.read_head(path).postgresql > version:
        raise DatabaseTrouble(
            f"{path.name} is of a later PostgreSQL than this server, which is {version}.", "Use a later server."
        )
    pg_restore = dumping.program("pg_restore", version)
    prepare(server, new)
    dump = file.read(path, server.home.secret("master_key"))
    dumping.restore(pg_restore, dsn(server.home, OWNER, new), dump)


def _made_good(said: Head, onward: Continuation | None, ledger_lost: str) -> Restored:
    """The ledger brought forward, the erasures replayed, and all of it said in the ledger."""
    _migrate()
    forward.settle_numbers()
    if onward:
        forward.bring(onward)
    again = replay.replay(by=accounts.software())
    ended.end_again(by=accounts.software())
    brought = onward.size - onward.start if onward else 0
    facts: dict[str, Fact] = {
        "backup_size": said.ledger_size,
        "erased_again": again,
        "ledger_lost": onward is None,
        # What these entries say was done is in the ledger and not in the data any more, but for the erasures.
        "undone_from": said.ledger_size if brought else None,
        "undone_to": said.ledger_size + brought - 1 if brought else None,
    }
    by = accounts.software()
    with act("register:restored", by=by, purpose=PURPOSE, opens="everything", facts=facts, reason=ledger_lost):
        if onward:
            in_use.put_into_use()
    return Restored(said, brought, again, onward is not None)


def _migrate() -> None:
    """Bring the tables up to date. Raises DatabaseTrouble where they are those of a later version."""
    loader = MigrationLoader(connections["owner"])
    if set(loader.applied_migrations) - set(loader.disk_migrations):
        raise DatabaseTrouble("The backup was made by a later version of this program.", "Use that version.")
    call_command("migrate", database="owner", verbosity=0, interactive=False)


def _check_still_ends_there(onward: Continuation | None) -> None:
    if onward and onward.has_grown():
        raise DatabaseTrouble("Somebody worked on the register meanwhile.", "Nothing was changed. Begin again.")


def _set_aside(ledger: Path) -> None:
    """Keep a ledger that does not go on where the backup ends, beside the one that is begun now."""
    if ledger.exists():
        ledger.rename(ledger.with_name(f"{ledger.name}.before-{clock.now():%Y%m%dT%H%M%S}"))


def _take_over(server: AnyServer, name: str, new: str, aside: str) -> None:
    """The restored register becomes the register; the one before it goes."""
    with server.superuser() as line:
        databases.exchange(line, name, new, aside)
        databases.drop(line, aside)
