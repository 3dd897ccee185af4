"""Our own PostgreSQL server: started by the first run that needs it, stopped by the last one that leaves.

Three locks carry it all, and the kernel frees each when its holder dies: every run shares `lock`; starting and
stopping take turns by `start.lock`; the server itself, through a descriptor it inherits, holds `server.lock`. So
"does any part of the server still live" is a question to the kernel, never a guess from a number in a file.
"""

import os
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import psycopg

from evenhand.register.database import cluster, locks
from evenhand.register.database.connection import Connection, connect, dsn
from evenhand.register.database.home import Home
from evenhand.register.database.place import settle
from evenhand.register.database.postmaster import Postmaster
from evenhand.register.database.programs import Account
from evenhand.register.database.trouble import DatabaseTrouble, explain

# What a connection is told while the server starts, recovers after a crash, or ends: worth waiting for.
NOT_YET = (
    *("starting up", "not yet accepting", "recovery mode", "shutting down", "terminating connection"),
    *("No such file", "Connection refused", "Connection reset", "closed the connection"),
)


class Server:
    """The embedded server of one home. `with Server(home) as server:` is the usual way to use it."""

    def __init__(
        self, home: Home, durable: bool = True, say: Callable[[str], None] = lambda _: None, alone: bool = False
    ) -> None:
        """`durable=False` is for throwaway data: much faster, lost in a crash. `say` is told of what may surprise.

        `alone=True` lets no other run use the server as long as this one does.
        """
        self.home = home
        self.durable = durable
        self.say = say
        self.alone = alone
        self._postmaster = Postmaster(home)
        self._users: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Join the server of this home, or start it (making the database files first). Raises DatabaseTrouble.

        May be called again at any time: a server that died in between is brought back.
        """
        self.home.make()
        with locks.one_at_a_time(self.home.start_lock):
            if self._users is None:
                self._users = self._joined()
            try:
                self._bring_up()
            except BaseException:
                self._leave()
                raise

    def stop(self) -> None:
        """Leave; stop the server if nobody else uses it. Nothing happens when it was not started here."""
        if self._users is not None:
            with locks.one_at_a_time(self.home.start_lock):
                self._leave()

    def superuser(self, database: str = "postgres") -> Connection:
        """A connection of the database's own superuser, each statement its own transaction. For set-up only."""
        return connect(dsn(self.home, cluster.SUPERUSER, database))

    def is_running(self) -> bool:
        """Whether any part of the server lives."""
        return self._postmaster.lives()

    def _joined(self) -> int:
        """A descriptor that holds the lock of those who use the server. Raises DatabaseTrouble where it is refused."""
        users = locks.opened(self.home.users_lock)
        if locks.alone(users) if self.alone else locks.shared(users):
            return users
        os.close(users)
        if self.alone:
            raise DatabaseTrouble(
                f"The data in {self.home.path} are in use by another run.", "Stop it, then try again."
            )
        raise DatabaseTrouble("The register is just being restored from a backup.", "Wait until that has ended.")

    def _leave(self) -> None:
        if self._users is None:
            return
        try:
            if locks.alone(self._users):
                self._postmaster.end()
        finally:
            os.close(self._users)
            self._users = None

    def _bring_up(self) -> None:
        try:
            joined = self._postmaster.lives() and self._postmaster.listens() and self._comes_up()
            if not joined:
                self._start_new()
        except OSError as error:
            raise explain(str(error), f"The database cannot be started: {error}.") from error

    def _start_new(self) -> None:
        account = Account.choose()
        place = settle(self.home, account)
        if place.notice:
            self.say(place.notice)
        cluster.check_version(place, account)
        cluster.make(place, account, self.home.secret(cluster.SUPERUSER), self.durable)
        self._postmaster.begin(place, account, self.durable)
        if not self._comes_up():
            raise explain(self._postmaster.last_words(), "The database server did not start.")

    def _comes_up(self) -> bool:
        """Wait until a connection works, for as long as the server lives; False when it ended instead."""
        while True:
            try:
                self.superuser().close()
                return True
            except psycopg.OperationalError as error:
                if not self._postmaster.lives():
                    return False
                if not any(words in str(error) for words in NOT_YET):
                    raise explain(str(error), "The database server does not let us in.") from error
            time.sleep(0.02)
