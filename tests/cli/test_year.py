"""A small county lives a year: it ends clean, and the same seed gives the same months."""

from datetime import date
from pathlib import Path

import world
from engine import Engine
from evenhand.cli.years import living, officers, writing
from registered import Register

START = date(2025, 11, 24)


def test_a_year_ends_clean_and_is_counted_every_month(register: Register, tmp_path: Path) -> None:
    year = living.live(tmp_path, 20, 7, START)
    assert year.faults == []
    first, last = year.months[0].figures, year.months[-1]
    assert len(year.months) == 14
    assert first["inherited"] == first["size"] > 0
    assert last.figures["inherited"] == last.figures["overdue"] == 0
    assert last.done["let go"]
    assert last.done["accepted"]
    pages = writing.pages(year)
    assert set(pages) == {"README.md", "size.svg", "composition.svg"}
    assert all(month.on.isoformat() in pages["README.md"] for month in year.months)


def test_the_same_seed_gives_the_same_months(engine: Engine, template: str, tmp_path: Path) -> None:
    tables = []
    for name in ("one", "other"):
        with world.fresh_database(engine, template):
            tables.append(living.live(tmp_path / name, 30, 7, START, days=21).table())
    assert tables[0] == tables[1]


def test_the_check_at_the_end_finds_what_it_is_for(register: Register, tmp_path: Path, monkeypatch) -> None:
    """Where nobody works, the old list is overdue."""
    monkeypatch.setattr(officers.Unit, "work", lambda *_: None)
    year = living.live(tmp_path, 20, 7, START, days=2)
    assert any("overdue" in fault for fault in year.faults)
