"""The few people whose lives are lived at random, who works on them, and what a source has said of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import world
from engine import Engine
from evenhand.evidence.vocabulary import Standing
from evenhand.register import clock, scores
from registered import Register

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
REASONS = "Three incidents in seven months, the last with a knife, and nothing that would make a fourth less likely."
WELFARE = "The school and the family were heard; an entry without help beside it would do harm, so help comes first."

# Born on.
PEOPLE: dict[str, date] = {
    "A1": date(1998, 5, 17),
    "A2": date(2000, 2, 29),
    "A3": date(1990, 1, 1),
    "A4": date(1985, 7, 30),
    "C15": date(2011, 6, 10),
    "C17": date(2009, 1, 25),
    "C12": date(2014, 1, 20),
    "C09": date(2016, 12, 24),
    "L1": date(1995, 3, 3),
    "L2": date(2010, 3, 28),
}
# Who comes to be known later.
LATE = ("L1", "L2")
ACCOUNTS = ("analyst", "analyst2", "reviewer", "reviewer2", "inspector", "inspector2", "inspector3", "inspector4",
            "dpo", "owner", "records", "register")  # fmt: skip

# How an event ended: role, outcome type, court result, evidential test.
ENDED: dict[str, tuple[str, str, str, str]] = {
    "convicted": ("convicted", "1", "convicted", ""),
    "cautioned": ("convicted", "3", "", ""),
    "charged": ("suspect", "1", "pending", ""),
    "test-met": ("suspect", "open", "", "met"),
    "open": ("suspect", "open", "", ""),
    "no-further-action": ("suspect", "16", "", "not_met"),
    "acquitted": ("suspect", "1", "acquitted", ""),
    "suffered": ("victim", "", "", ""),
    "witnessed": ("witness", "", "", ""),
}


@dataclass(slots=True)
class Happening:
    """An event as the source last told it."""

    reference: str
    person: str
    occurred_on: date
    offence: str
    ended: str
    version: int = 1
    cleared: str = ""

    @property
    def standing(self) -> Standing:
        """What became of it."""
        return scores.standing(*ENDED[self.ended], self.cleared or None)


@dataclass(slots=True)
class Told:
    """All that the sources have told so far, kept apart from the register, so that it can be compared with it."""

    known: set[str] = field(default_factory=set)
    happenings: dict[str, Happening] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    status_versions: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, UUID] = field(default_factory=dict)
    just_cleared: set[str] = field(default_factory=set)
    made: int = 0

    def of(self, person: str) -> list[Happening]:
        """What one person did, suffered or saw."""
        return [one for one in self.happenings.values() if one.person == person]


def make_template(register: Register, folder: Path) -> Told:
    """People, and what there is to begin with, once for all lives."""
    told = Told()
    with clock.set_to(START):
        people = [one for one in PEOPLE if one not in LATE]
        register.load(folder, "people", *(record(one) for one in people))
        told.known.update(people)
        told.numbers.update(numbers(register))
        for person, days in (("A1", 60), ("A2", 30), ("C15", 40), ("C17", 90), ("A3", 500)):
            first = [happening(told, person, START.date(), days + 40 * n, ended, "34B") for n, ended in
                     enumerate(("convicted", "charged", "cautioned"))]  # fmt: skip
            register.load(folder, "events", *(event_row(one) for one in first))
            told.happenings.update({one.reference: one for one in first})
        hurt = happening(told, "A4", START.date(), 100, "suffered", "8N")
        register.load(folder, "events", event_row(hurt))
        told.happenings[hurt.reference] = hurt
    return told


def record(person: str) -> dict[str, object]:
    """The people record of somebody."""
    return {
        "reference": person,
        "pnc_id": f"FXP-{person}",
        "family_name": f"Braxaby{person.lower()}",
        "born_on": PEOPLE[person].isoformat(),
    }


def happening(told: Told, person: str, today: date, days_ago: int, ended: str, offence: str) -> Happening:
    """A new event, so many days ago."""
    occurred_on = date.fromordinal(today.toordinal() - days_ago)
    told.made += 1
    return Happening(f"E{told.made}", person, occurred_on, offence, ended)


def event_row(one: Happening) -> dict[str, object]:
    """The row by which a source tells an event."""
    role, outcome, court, test = ENDED[one.ended]
    return {
        "reference": one.reference,
        "version": one.version,
        "person_reference": one.person,
        "role": role,
        "offence_code": one.offence,
        "occurred_on": one.occurred_on.isoformat(),
        "outcome_type": outcome,
        "court_result": court,
        "evidential_test": test,
        "recorded_on": one.occurred_on.isoformat(),
    }


def numbers(register: Register) -> dict[str, UUID]:
    """Which person each reference is."""
    with register.engine.superuser(register.database) as line:
        return dict(
            line.execute(
                "SELECT r.reference, l.person_id FROM register_link l"
                " JOIN register_sourcerecord r ON r.id = l.record_id WHERE l.undone_at IS NULL"
            ).fetchall()
        )


@contextmanager
def prepared(engine: Engine, template: str, folder: Path) -> Iterator[tuple[str, Told]]:
    """A template for lives: copied for each of them, so that all begin in the same place."""
    from django.db import connections

    with world.fresh_database(engine, template) as database:
        told = make_template(Register(engine, database), folder)
        connections.close_all()
        yield database, told
