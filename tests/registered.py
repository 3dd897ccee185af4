"""Fixtures for tests that need the register. Import them in a folder's conftest, which makes Django ready first."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import silencing
import world
from engine import Engine, started

world.use(started())


class Register:
    """The register of one test: its accounts by username, its database by name."""

    def __init__(self, engine: Engine, database: str) -> None:
        self.engine = engine
        self.database = database

    def account(self, username: str):
        """One of the accounts in `world.PEOPLE`, or `register` for the software."""
        from evenhand.register.models import Account

        return Account.objects.get(username=username)

    def load(self, folder: Path, feed: str, *rows: dict[str, object]):
        """Load rows as a CSV feed, through the front door; gives the tally."""
        from evenhand.register.actions import load
        from feedfiles import write_feed

        return load.load_file(path=write_feed(folder, feed, rows), by=self.account("register"))


@contextmanager
def silenced(engine: Engine, template: str) -> Iterator[str]:
    """The template itself; where a place in the database is to keep quiet, a copy of it without that place."""
    silent = os.environ.get(silencing.SILENT_DATABASE)
    if not silent:
        yield template
        return
    from evenhand.register.database import places

    copy = engine.clone(template)
    with engine.superuser(copy) as line:
        line.execute(places.silencing(line, silent))
    yield copy
    engine.drop(copy)


@pytest.fixture(scope="session")
def template(engine: Engine) -> Iterator[str]:
    """The database that each test gets a copy of; with one place in it silenced, where that was asked for."""
    with silenced(engine, os.environ["EVENHAND_DATABASE"]) as name:
        yield name


@pytest.fixture
def register(engine: Engine, template: str) -> Iterator[Register]:
    """The register, set up and empty of people, in a database of this test's own."""
    with world.fresh_database(engine, template) as database:
        yield Register(engine, database)
