"""The database in which somebody has lived a little: made once for all test runs on a server, in its own process."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import feedfiles
import world
from engine import Engine, started
from registered import Register  # makes Django ready for what follows

# isort: split
import casefile

from evenhand.register import clock


def template(engine: Engine) -> str:
    """The name of that database: loads, a proposal, a review, an entry, a referral, scores."""
    made_by = (Path(source) for source in (__file__, casefile.__file__, feedfiles.__file__))
    return engine.template(f"lived_{world.sources_digest(*made_by)}", build)


def build(database: str) -> None:
    """Fill the database. In its own process, in which every place speaks that this run may have silenced."""
    environment = os.environ | {
        "EVENHAND_TEST_HOME": os.environ["EVENHAND_HOME"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, __file__, database], env=environment, check=True)


def live(engine: Engine, into: str) -> None:
    """Live a little in a copy of the set-up database, and keep what came of it."""
    from django.db import connections

    with (
        world.fresh_database(engine, os.environ["EVENHAND_DATABASE"]) as database,
        clock.set_to(casefile.NOON),
        tempfile.TemporaryDirectory() as folder,
    ):
        casefile.live_a_little(Register(engine, database), Path(folder))
        connections.close_all()
        engine.drop(into)
        engine.clone(database, into)


if __name__ == "__main__":
    live(started(), sys.argv[1])
