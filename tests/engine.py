"""A PostgreSQL server for the tests: thrown away afterwards, or the shared one that EVENHAND_TEST_HOME names."""

import atexit
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from evenhand.register.database import (
    AnyServer,
    Connection,
    Home,
    Server,
    databases,
    dsn,
    locks,
    place,
    roles,
    throwaway,
)


@dataclass(frozen=True)
class Engine:
    """A started server with the four roles, and fresh databases in a blink."""

    server: AnyServer

    @property
    def home(self) -> Home:
        """The home of the server."""
        return self.server.home

    def superuser(self, database: str = "postgres") -> Connection:
        """A connection of the superuser, each statement its own transaction."""
        return self.server.superuser(database)

    def dsn(self, role: str, database: str) -> dict[str, str]:
        """The parameters of psycopg.connect for one of the four roles."""
        return dsn(self.home, role, database)

    def template(self, name: str, build: Callable[[str], None]) -> str:
        """The template of that name. When there is none, `build` fills a prepared, empty database first.

        Name it after the digest of what it is built from. Many test runs may ask at once: one builds, the others
        wait. `build` gets the name of the database and must leave no connection open; it may ask for another template.
        """
        with locks.one_at_a_time(self.home.path / f"{name}.lock"), self.superuser() as line:
            if not databases.exists(line, name):
                draft = f"{name}_draft"
                databases.drop(line, draft)
                roles.prepare(self.server, draft)
                build(draft)
                databases.rename(line, draft, name)
        return name

    def clone(self, template: str, name: str | None = None) -> str:
        """A fresh copy of the template; gives its name. About 35 ms."""
        name = name or f"test_{uuid4().hex[:12]}"
        with self.superuser() as line:
            databases.clone(line, template, name)
        return name

    def drop(self, name: str) -> None:
        """Drop the database and whoever is connected to it."""
        with self.superuser() as line:
            databases.drop(line, name)


@cache
def started() -> Engine:
    """The server of this test run, started when first asked for, and gone when the run ends."""
    shared = os.environ.get("EVENHAND_TEST_HOME")
    home = Home(Path(shared).absolute() if shared else throwaway_directory())
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    if not shared:
        until_the_end.callback(throw_away, home)
    server = until_the_end.enter_context(Server(home, durable=False))
    with locks.one_at_a_time(home.path / "prepare.lock"), server.superuser() as line:
        roles.ensure_roles(line, home)
    return Engine(server)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The server of this test run."""
    return started()


def throwaway_directory() -> Path:
    """A new directory that any account can pass through, in memory where there is room."""
    return throwaway.directory("evenhand-test-")


def throw_away(home: Home) -> None:
    """Remove all that a home has on disk, with what had to be kept elsewhere."""
    if sockets := home.socket_directory():
        shutil.rmtree(sockets, ignore_errors=True)
    shutil.rmtree(place.apart(home), ignore_errors=True)
    shutil.rmtree(home.path, ignore_errors=True)
