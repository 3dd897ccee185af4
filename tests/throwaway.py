"""Looking at, and stopping, the server of a throwaway home from outside."""

import os
import signal
from contextlib import suppress

from evenhand.register.database import Home


def postmaster_number(home: Home) -> int | None:
    """The number of the server that listens for this home, from the note beside its socket."""
    directory = home.socket_directory()
    note = directory and directory / ".s.PGSQL.5432.lock"
    return int(note.read_text().split("\n")[0]) if note and note.exists() else None


def kill_server(home: Home, how: signal.Signals = signal.SIGKILL) -> None:
    """Kill the server, if one runs, with no chance to tidy up."""
    number = postmaster_number(home)
    if number is not None:
        with suppress(ProcessLookupError):
            os.kill(number, how)
