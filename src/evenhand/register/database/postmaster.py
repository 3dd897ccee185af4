"""The running server: beginning it, ending it, asking whether it lives."""

import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from evenhand.register.database import cluster, locks, programs
from evenhand.register.database.home import Home
from evenhand.register.database.place import PORT, Place
from evenhand.register.database.programs import Account
from evenhand.register.database.trouble import DatabaseTrouble

# How long a server may take to end, or the last parts of a killed one to notice that it is gone.
END_SECONDS = 30.0
LOG_LIMIT = 10_000_000  # bytes; beyond it the log is set aside at the next start
FULL = 64_000  # bytes left: less than a start needs, and than the server needs to write why it failed


class Postmaster:
    """The server of a home. Begin and end it only with the start lock held."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._log_read_from = 0

    def lives(self) -> bool:
        """Whether any part of the server lives: it holds a lock that the kernel frees with its last part."""
        descriptor = locks.opened(self.home.server_lock)
        try:
            return not locks.alone(descriptor)
        finally:
            os.close(descriptor)

    def listens(self) -> bool:
        """Whether it can be talked to. A killed server may leave children behind, which cannot."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self._socket()))
            except OSError:
                return False
            return True

    def begin(self, place: Place, account: Account, durable: bool) -> None:
        """Start the server in the background and return at once. Raises DatabaseTrouble, OSError."""
        held = self._hold_lock()
        try:
            self._forget_stale_numbers(place)
            self._launch(cluster.settings(place, durable), account, held)
        finally:
            os.close(held)

    def end(self) -> None:
        """Stop the server and wait for its end: first in good order (open transactions are undone), then at once."""
        for how in (signal.SIGINT, signal.SIGQUIT):
            _within(END_SECONDS, lambda: self.listens() or not self.lives())
            pid = self._listener()
            if not pid or not self.lives():
                return
            os.kill(pid, how)
            if _within(END_SECONDS, lambda: not self.lives()):
                return

    def _listener(self) -> int | None:
        """The number of the server, asked of the kernel where it tells: a note may come from another container."""
        if not hasattr(socket, "SO_PEERCRED"):
            return _number_in(self._socket_lock())
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self._socket()))
            except OSError:
                return None
            pid, _, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
            return int(pid)

    def last_words(self) -> str:
        """What the server wrote since it was begun; on a full disk it could write nothing, so that is said for it."""
        if shutil.disk_usage(self.home.path).free < FULL:
            return "No space left on device"
        with self.home.log.open("rb") as log:
            log.seek(self._log_read_from)
            return "\n".join(log.read().decode("utf-8", "replace").splitlines()[-20:])

    def _launch(self, command: list[str], account: Account, held: int) -> None:
        # The shell puts the server in the background and ends, so that the server is nobody's child; a session of
        # its own keeps the terminal's Ctrl-C away from it.
        with self._log() as log:
            subprocess.run(  # noqa: S603 (our own command line; the shell sees positional arguments only)
                ["/bin/sh", "-c", '"$0" "$@" &', *command],
                **account.run_as,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(held,),
                start_new_session=True,
                cwd="/",
                env=programs.environment(),
                check=True,
            )

    def _hold_lock(self) -> int:
        """A descriptor that holds the server's lock, for the server to inherit."""
        descriptor = locks.opened(self.home.server_lock)
        if _within(END_SECONDS, lambda: locks.alone(descriptor)):
            return descriptor
        os.close(descriptor)
        raise DatabaseTrouble(
            f"Another database server is using the data in {self.home.path}, and does not answer.",
            "Stop that server (or the container it runs in), then try again.",
        )

    def _forget_stale_numbers(self, place: Place) -> None:
        """Remove the notes of a killed server, whose number another process may have been given since.

        PostgreSQL would take that process for a server and refuse to start. We hold the server's lock, so none of
        ours lives; one started by hand on these files has them as its working directory, and is left alone.
        """
        for note in (place.pgdata / "postmaster.pid", self._socket_lock()):
            pid = _number_in(note)
            if pid is not None and _works_in(pid, place.pgdata):
                raise DatabaseTrouble(
                    f"Another database server (process {pid}), started by other means, uses {place.pgdata}.",
                    "Stop that server, then try again.",
                )
            note.unlink(missing_ok=True)

    def _log(self) -> BinaryIO:
        log = self.home.log
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_name("log.1"))
        opened = os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600), "ab")
        self._log_read_from = opened.tell()
        return opened

    def _socket(self) -> Path:
        return (self.home.socket_directory() or self.home.path) / f".s.PGSQL.{PORT}"

    def _socket_lock(self) -> Path:
        return self._socket().with_name(f".s.PGSQL.{PORT}.lock")


def _within(seconds: float, happens: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _number_in(note: Path) -> int | None:
    try:
        return int(note.read_text("ascii").split("\n")[0])
    except (OSError, ValueError):
        return None


def _works_in(pid: int, directory: Path) -> bool:
    try:
        return directory.samefile(f"/proc/{pid}/cwd")
    except OSError:
        return False
