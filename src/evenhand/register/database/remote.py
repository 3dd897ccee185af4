"""A PostgreSQL server that somebody else runs, named by `EVENHAND_DATABASE_URL`: same face as our own."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import psycopg

from evenhand.register.database import connection
from evenhand.register.database.connection import Connection
from evenhand.register.database.home import Home
from evenhand.register.database.programs import OLDEST
from evenhand.register.database.server import Server
from evenhand.register.database.trouble import DatabaseTrouble, explain


class RealServer:
    """The server of `EVENHAND_DATABASE_URL`, whose account must be allowed to make roles and databases."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Check that it answers and is not too old. Raises DatabaseTrouble."""
        self.home.make()
        try:
            with self.superuser(connection.remote().get("dbname", "postgres")) as line:
                version = line.info.server_version // 10_000
        except psycopg.OperationalError as error:
            raise explain(str(error), "The database named by EVENHAND_DATABASE_URL does not answer.") from error
        if version < OLDEST:
            raise DatabaseTrouble(
                f"The database named by EVENHAND_DATABASE_URL is PostgreSQL {version}: {OLDEST} or later is needed.",
                "Name a later one, or none: then the server that comes with the program is used.",
            )

    def stop(self) -> None:
        """Nothing: it is not ours to stop."""

    def superuser(self, database: str = "postgres") -> Connection:
        """A connection of the account in the address, each statement its own transaction. For set-up only."""
        return connection.connect(connection.remote() | {"dbname": database})

    def is_running(self) -> bool:
        """Whether it answers."""
        try:
            self.superuser(connection.remote().get("dbname", "postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


AnyServer = Server | RealServer


def choose(
    home: Home, durable: bool = True, say: Callable[[str], None] = lambda _: None, alone: bool = False
) -> AnyServer:
    """The server that `EVENHAND_DATABASE_URL` names; our own when it names none. Not started yet.

    `alone` keeps other runs off our own server. Who uses a server elsewhere can only be asked of it.
    """
    return RealServer(home) if connection.remote() else Server(home, durable, say, alone)
