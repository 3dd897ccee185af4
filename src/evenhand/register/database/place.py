"""Where the database files and the socket go: in the data home, or close by when they cannot be there."""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from evenhand.register.database import programs
from evenhand.register.database.home import Home
from evenhand.register.database.programs import Account

APART = Path("/var/lib/evenhand")
# A socket's path may be at most 107 bytes long (unix(7)), and a comma in it would mean two hosts to libpq.
LONGEST_SOCKET = 107
PORT = 5432


@dataclass(frozen=True, slots=True)
class Place:
    """The directories of one server: programs, database files, socket; `notice` says so when they had to move."""

    programs: Path
    pgdata: Path
    run: Path
    notice: str = ""


def settle(home: Home, account: Account) -> Place:
    """Choose the directories for this home; make those for database and socket ready for the account.

    Root runs the server under another account. Where that account can reach neither the programs nor the home, the
    programs are copied and the files kept under /var/lib/evenhand: the permissions of a parent directory are never
    loosened. Call with the start lock held. Raises DatabaseTrouble, OSError.
    """
    found = programs.find()
    if not account.run_as:
        return Place(found, home.path / "pgdata", _socket_directory(home, home.path / "run", account))
    elsewhere = apart(home)
    data = home.path if _reaches(account, home.path) else elsewhere
    usable = found if _reaches(account, found / "postgres") else _copied(found, elsewhere)
    moved = [str(path) for path in (home.path, found) if path not in (data, usable)]
    notice = f"Kept in {elsewhere}, because the database's account cannot reach {' or '.join(moved)}." if moved else ""
    data.mkdir(parents=True, exist_ok=True, mode=0o755)
    return Place(usable, data / "pgdata", _socket_directory(home, data / "run", account), notice)


def apart(home: Home) -> Path:
    """Where the files of a home are kept when they cannot be in it."""
    return APART / hashlib.sha256(os.fsencode(home.path)).hexdigest()[:16]


def _reaches(account: Account, path: Path) -> bool:
    return programs.run(account, "/usr/bin/test", "-x", path).returncode == 0


def _copied(found: Path, elsewhere: Path) -> Path:
    """A copy of the programs that the account can reach; made again when the originals have changed."""
    installed = found.parent
    copy = elsewhere / installed.parent.name / installed.name
    original, copied = installed / "bin" / "postgres", copy / "bin" / "postgres"
    if copied.exists() and copied.stat().st_mtime_ns == original.stat().st_mtime_ns:
        return copy / "bin"
    shutil.rmtree(copy, ignore_errors=True)
    leave_out = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a", "doc", "man")
    # The programs look for their libraries beside the package, so the two travel together.
    libraries = installed.parent.with_name(f"{installed.parent.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, elsewhere / libraries.name, dirs_exist_ok=True)
    draft = copy.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(installed, draft, ignore=leave_out)
    draft.rename(copy)
    return copy / "bin"


def _socket_directory(home: Home, wanted: Path, account: Account) -> Path:
    """`wanted`, or a short private directory under the temporary one; noted in the home for every later call."""
    noted = home.socket_directory()
    if _fits(wanted):
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        wanted.chmod(0o700)
        chosen = wanted
    elif noted and _private(noted, account):
        return noted
    else:
        base = Path(tempfile.gettempdir())
        chosen = Path(tempfile.mkdtemp(prefix="evenhand-", dir=base if _fits(base / "evenhand-12345678") else "/tmp"))  # noqa: S108
    account.own(chosen)
    if chosen != noted:
        home.socket_note.write_text(str(chosen), "utf-8")
    return chosen


def _fits(directory: Path) -> bool:
    name = os.fsencode(directory / f".s.PGSQL.{PORT}.lock")
    return len(name) <= LONGEST_SOCKET and b"," not in name


def _private(directory: Path, account: Account) -> bool:
    try:
        found = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and stat.S_IMODE(found.st_mode) == 0o700
