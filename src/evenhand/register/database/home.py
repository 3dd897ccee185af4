"""Where the data live: one directory, and what is in it."""

import errno
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from evenhand.register.database import locks
from evenhand.register.database.trouble import DatabaseTrouble, explain

CHECKOUT = Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Home:
    """The data home: locks, log and secrets, and (unless they had to move, see place.py) the database files."""

    path: Path

    @classmethod
    def find(cls) -> "Home":
        """`EVENHAND_HOME`, or `.evenhand/` in the checkout."""
        named = os.environ.get("EVENHAND_HOME")
        return cls((Path(named) if named else CHECKOUT / ".evenhand").expanduser().absolute())

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.path / "log"

    @property
    def users_lock(self) -> Path:
        """Held shared by every run that uses the database; whoever gets it alone is the last one."""
        return self.path / "lock"

    @property
    def start_lock(self) -> Path:
        """Held alone while the server is started or stopped."""
        return self.path / "start.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the server itself, so that it is free exactly when no part of the server lives."""
        return self.path / "server.lock"

    @property
    def serving_lock(self) -> Path:
        """Held alone by the run that serves the pages; says who and where."""
        return self.path / "serving.lock"

    @property
    def socket_note(self) -> Path:
        """Says in which directory the server's socket is: not always in the home, whose path may be too long."""
        return self.path / "socket"

    def socket_directory(self) -> Path | None:
        """Where the server's socket is; None before the first start."""
        return Path(self.socket_note.read_text("utf-8")) if self.socket_note.exists() else None

    def make(self) -> None:
        """Make the directory when it is missing. Raises DatabaseTrouble when it cannot be made or written."""
        try:
            self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
            os.close(locks.opened(self.users_lock))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise explain(str(error), "") from error
            raise DatabaseTrouble(
                f"The data directory {self.path} cannot be used ({error.strerror}).",
                "Set EVENHAND_HOME to a directory that this account can write.",
            ) from error

    def keeps_secrets(self) -> bool:
        """Whether there is a secrets file. The first secret that is asked for makes one."""
        return (self.path / "secrets").exists()

    def secret(self, name: str) -> str:
        """The secret of that name (a database role's password, the key of the pages), random when first asked for.

        Kept in one file that only its owner can read. Raises DatabaseTrouble when the file cannot be read.
        """
        self.make()
        kept = self.path / "secrets"
        with locks.one_at_a_time(self.path / "secrets.lock"):
            known = _read(kept)
            if name not in known:
                known[name] = secrets.token_urlsafe(32)
                _write(kept, known)
            return known[name]


def _read(kept: Path) -> dict[str, str]:
    if not kept.exists():
        return {}
    try:
        known: dict[str, str] = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DatabaseTrouble(
            f"The secrets file {kept} cannot be read ({error}).", "Put back a good copy of it, or start with --fresh."
        ) from error
    return known


def _write(kept: Path, known: dict[str, str]) -> None:
    # A new file renamed over the old one: a crash leaves the one or the other, never half of either.
    draft = kept.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(known, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(kept)
