"""A register whose papers are in date, out of date or not there; days around the end of a paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import casefile
import sidedoor
from psycopg.types.json import Jsonb

import world
from evenhand.casework.ages import months_after
from evenhand.register import clock
from evenhand.register.actions import closing, papers
from evenhand.register.database import OWNER
from registered import Register

# The papers that every test starts with are good until this day.
LAST = months_after(world.PAPERS_FROM, 12)
REASONS = "Another force takes over the work, with a register of its own and no copy of this one."


@contextmanager
def on(day: date) -> Iterator[None]:
    """Inside, it is noon of that day."""
    with clock.set_to(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


@contextmanager
def after(days: int) -> Iterator[None]:
    """Inside, it is noon of the day so many days after the last on which the papers are good."""
    with on(LAST + timedelta(days=days)):
        yield


def adopt(register: Register, kind: str, day: date, until: date | None = None, **changed: str) -> None:
    """Adopt a paper through the front door."""
    paper = world.paper(kind, day, until, **changed)
    papers.adopt(paper=paper, by=register.account("owner"), approved_by=register.account("dpo"))


def renew(register: Register, *kinds: str) -> None:
    """Adopt these papers, or all that a register needs, in force from today."""
    by, approved_by = register.account("owner"), register.account("dpo")
    world.adopt_papers(by, approved_by, clock.today(), kinds or world.PAPERS)


def without(register: Register, *kinds: str) -> None:
    """Make it a register that never had these papers; nobody can do this but a superuser."""
    with register.engine.superuser(register.database) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("DELETE FROM register_paper WHERE kind = ANY (%s)", [list(kinds)])


def close(register: Register):
    """Close the register."""
    return closing.close(reasons=REASONS, by=register.account("owner"), approved_by=register.account("dpo"))


def destroy(register: Register):
    """Destroy the register."""
    return closing.destroy(by=register.account("owner"), approved_by=register.account("dpo"))


def entry_again(register: Register, **changed: object) -> None:
    """As the owner of the tables, make the entry that is there once more: only the database says whether it may."""
    with sidedoor.line(register, OWNER) as line:
        columns = [name for (name,) in line.execute(_COLUMNS).fetchall()]
        [row] = line.execute(f"SELECT {', '.join(columns)} FROM register_entry LIMIT 1").fetchall()
        line.execute("DELETE FROM register_entryreview")
        line.execute("DELETE FROM register_entry")
        sidedoor.insert(line, "register_entry", **(dict(zip(columns, row, strict=True)) | changed))


def load_again(register: Register, day: date, feed: str = "events") -> None:
    """As the application, note a load of a feed on a day."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with sidedoor.line(register) as line:
        sidedoor.copied(line, "register_load", id=uuid4(), header=Jsonb([]), feed=feed, loaded_at=at)


_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_name = 'register_entry' AND is_generated = 'NEVER'"
)
TODAY = casefile.TODAY
