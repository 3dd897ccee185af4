"""Backing the register up: everything in it, encrypted, in one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evenhand.ledger import instant, tree
from evenhand.register import clock, signing
from evenhand.register.acts import act
from evenhand.register.backups import dumping, elsewhere, file
from evenhand.register.backups.head import Head
from evenhand.register.database import OWNER, Connection, Home, dsn
from evenhand.register.database.connection import connect
from evenhand.register.models import Account

PURPOSE = "keeping-safe"
_LEDGER = "SELECT size, encode(root, 'hex') FROM register_ledgercheckpoint ORDER BY size DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup's head says, and the SHA-256 digest of the whole file as hexadecimal digits."""

    head: Head
    digest: str


def back_up(*, path: Path, home: Home, by: Account) -> BackedUp:
    """Write a backup of the register as it is at this moment. Others can go on working meanwhile.

    Raises DatabaseTrouble where the file is there already or PostgreSQL's programs are not; OSError where the file
    cannot be written. Nothing is left of it then.
    """
    file.check_is_new(path)
    parameters = dsn(home, OWNER, elsewhere.in_use())
    with act("register:backed_up", by=by, purpose=PURPOSE, opens="everything") as under_way, _owner(parameters) as line:
        version = line.info.server_version // 10_000
        pg_dump = dumping.program("pg_dump", version)
        said = _head(line, version, home.secret("master_key"))
        snapshot = str(line.execute("SELECT pg_export_snapshot()").fetchone()[0])  # type: ignore[index]
        dump = dumping.dumped(pg_dump, parameters, snapshot)
        done = BackedUp(said, file.write(path, said, home.secret("master_key"), dump))
        under_way.facts.update(ledger_size=said.ledger_size, digest=done.digest)
    return done


@contextmanager
def _owner(parameters: dict[str, str]) -> Iterator[Connection]:
    """One transaction of the owner that sees one state of the database from its beginning to its end."""
    with connect(parameters) as line:
        line.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield line


def _head(line: Connection, version: int, master: str) -> Head:
    size, root = line.execute(_LEDGER).fetchone() or (0, tree.EMPTY.hex())
    salt, mark = file.new_key(master)
    return Head(instant(clock.now()), signing.origin(), size, root, version, salt, mark)
