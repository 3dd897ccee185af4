"""PostgreSQL's own programs that write a database to a stream and read one back.

They work as the role that owns the tables, which row security does not hold. The password is in their environment,
never on a command line, and nothing that they carry touches a disk in plain.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo

from evenhand.register.database import DatabaseTrouble, programs
from evenhand.register.database.trouble import explain

_PART = 2**18
# Left out of every backup: who is signed in now, and that this is the register in use (SG-64).
LEFT_OUT = ("django_session", "register_inuse")


def program(name: str, at_least: int) -> Path:
    """Where this program is in a major version of at least this. Raises DatabaseTrouble where there is none."""
    for candidate in _candidates(name):
        if candidate.exists() and _version(candidate) >= at_least:
            return candidate
    raise DatabaseTrouble(
        f"There is no {name} of PostgreSQL {at_least} or later here, and the server is PostgreSQL {at_least}.",
        "Install the client programs of that version, or set EVENHAND_PG_BIN to their directory.",
    )


def dumped(pg_dump: Path, parameters: dict[str, str], snapshot: str) -> Iterator[bytes]:
    """The database as it was at an exported snapshot, in parts. Raises DatabaseTrouble where the program fails."""
    leave_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    command = [str(pg_dump), "--format=custom", f"--snapshot={snapshot}", *leave_out, _database(parameters)]
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(  # noqa: S603 - our own command line, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words, env=_environment(parameters)
        ) as running,
    ):
        assert running.stdout  # noqa: S101 - a pipe was asked for
        try:
            while part := running.stdout.read(_PART):
                yield part
        except BaseException:
            running.kill()
            raise
        _check_ended_well(running, words, "The database could not be written to the backup.")


def restore(pg_restore: Path, parameters: dict[str, str], dump: Iterable[bytes]) -> None:
    """Read a dump into an empty database, all of it or nothing. Raises DatabaseTrouble where the program fails."""
    command = [
        *(str(pg_restore), "--single-transaction", "--exit-on-error", "--no-owner", "--no-comments"),
        f"--dbname={_database(parameters)}",
    ]
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(  # noqa: S603 - our own command line, no shell
            command, stdin=subprocess.PIPE, stdout=words, stderr=words, env=_environment(parameters)
        ) as running,
    ):
        assert running.stdin  # noqa: S101 - a pipe was asked for
        try:
            with suppress(BrokenPipeError):  # then it failed, and says why
                for part in dump:
                    running.stdin.write(part)
        except BaseException:
            running.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                running.stdin.close()
        _check_ended_well(running, words, "The backup could not be read into a database.")


def _check_ended_well(running: "subprocess.Popen[bytes]", words: IO[bytes], otherwise: str) -> None:
    """Raise DatabaseTrouble, with the program's first error, unless it ended well."""
    if running.wait() == 0:
        return
    words.seek(0)
    said = words.read().decode("utf-8", "replace")
    error = next((line for line in said.splitlines() if "error: " in line), "")
    raise explain(said, f"{otherwise} ({error})")


def _candidates(name: str) -> Iterator[Path]:
    with suppress(DatabaseTrouble):  # a server elsewhere needs no programs of a server here
        yield programs.find() / name
    if on_path := shutil.which(name):
        yield Path(on_path)


def _version(path: Path) -> int:
    done = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\) (\d+)", done.stdout)
    return int(found[1]) if found else 0


def _database(parameters: dict[str, str]) -> str:
    return make_conninfo(**{name: value for name, value in parameters.items() if name != "password"})


def _environment(parameters: dict[str, str]) -> dict[str, str]:
    return programs.environment() | {"PGPASSWORD": parameters["password"]}
