"""Starting again from nothing."""

import os
import shutil

from evenhand.register.database import locks
from evenhand.register.database.home import Home
from evenhand.register.database.place import apart
from evenhand.register.database.postmaster import Postmaster
from evenhand.register.database.trouble import DatabaseTrouble


def erase(home: Home) -> None:
    """Throw away the database, its passwords, its log and its ledger, for good.

    The lock files stay: another run may be waiting for one of them at this moment. Raises DatabaseTrouble while anybody
    uses it.
    """
    home.make()
    with locks.one_at_a_time(home.start_lock):
        users = locks.opened(home.users_lock)
        try:
            if not locks.alone(users):
                raise DatabaseTrouble(f"The data in {home.path} are in use by another run.", "Stop it, then try again.")
            Postmaster(home).end()
            ours = (home.path / name for name in ("pgdata", "pgdata.new", "ledger"))
            for directory in (*ours, home.socket_directory(), apart(home)):
                if directory and directory.exists():
                    shutil.rmtree(directory)
            for name in ("secrets", "socket", "log", "log.1"):
                (home.path / name).unlink(missing_ok=True)
        finally:
            os.close(users)
