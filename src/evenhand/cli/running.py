"""A verb's surroundings: the database started (or joined), Django ready, errors as one clear sentence."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console

from evenhand.register.database import (
    DATABASE,
    AlreadyServing,
    AnyServer,
    DatabaseTrouble,
    Home,
    choose,
    databases,
    prepare,
)

console = Console(highlight=False, soft_wrap=True)
# What is wrong is shown to the letter: a file name in square brackets is no mark-up.
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


class Stop(Exception):
    """A verb ends here, with a sentence for the user and an exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


@contextmanager
def register_ready() -> Iterator[AnyServer]:
    """The register's database, started or joined, migrated, and Django set up on it."""
    signal.signal(signal.SIGTERM, _end)
    try:
        with choose(Home.find(), say=_say) as server:
            prepare(server)
            _drop_what_a_restore_left(server)
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.register.settings")
            import django

            django.setup()
            _migrate()
            try:
                yield server
            finally:
                _give_entries_their_places()
                _disconnect()
    except (DatabaseTrouble, AlreadyServing) as trouble:
        raise Stop(str(trouble)) from trouble


def _drop_what_a_restore_left(server: AnyServer) -> None:
    """One that was cut short may have left a database with people in it who were erased."""
    with server.superuser() as line:
        for left in databases.beside(DATABASE):
            databases.drop(line, left)


def _migrate() -> None:
    """Bring the tables up to date, as their owner. Asks first as the application, which is quicker when they are."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if unknown := sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)):
        raise Stop(
            f"The data here were made by another version of this program (which has {unknown[0][1]}), "
            "and this one cannot bring them forward. Nothing was changed. ./eh demo --fresh builds a county anew; to "
            "keep these data, use the version that made them, or name another folder in EVENHAND_HOME."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()


def _give_entries_their_places() -> None:
    """What a verb wrote to the ledger has its place when the verb ends, and is in the ledger's folder."""
    from evenhand.register import publishing

    publishing.keep_up()


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()


def _say(line: str) -> None:
    if line:
        errors.print(line)


def _end(signum: int, _: FrameType | None) -> None:
    # So that `with` blocks are left in order and the last one out stops the server.
    sys.exit(128 + signum)
