"""Living a year: each day what sources send, the day's clocks, and on working days the officers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from evenhand.cli.years import accounts as people_at_work
from evenhand.cli.years.checking import check
from evenhand.cli.years.officers import Unit
from evenhand.synthetic import build, later
from evenhand.synthetic.chance import stream
from evenhand.synthetic.later import Arrival

DAYS = 365
# One weekday in so many is a day on which nobody works, besides all weekends.
AWAY_EVERY = 15


@dataclass(frozen=True, slots=True)
class Month:
    """The register on one day a month, and what the unit has done since the year began."""

    on: date
    figures: dict[str, Any]
    composition: dict[str, int]
    done: dict[str, int]


@dataclass(slots=True)
class Year:
    """What became of a year."""

    listed: int
    seed: int
    start: date
    months: list[Month] = field(default_factory=list)
    clocks: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def table(self) -> list[dict[str, Any]]:
        """The months as plain values, the same for the same county and seed."""
        left_out = {"score_run", "instrument"}
        rows = [asdict(month) for month in self.months]
        return [
            {**row, "figures": {key: value for key, value in row["figures"].items() if key not in left_out}}
            for row in rows
        ]


def live(
    folder: Path, people: int, seed: int, start: date, say: Callable[[str], None] = lambda _: None, days: int = DAYS
) -> Year:
    """Live a year from `start` on the register of this database, which must be empty of people.

    `faults` of what comes back names everything that should not be so at the end.
    """
    from evenhand.register.actions import load

    year, away = Year(people, seed, start), stream(seed, "days off")
    with _on(start, 5):
        accounts = people_at_work.set_up()
        for file in build(folder, people, seed, as_at=start).files:
            load.load_file(path=file.path, by=accounts["register"])
    unit, waiting = Unit(accounts, max(2, people // 300)), later.arrivals(people, seed, start, days)
    year.months.append(_month(start, accounts, unit))
    for number in range(1, days + 1):
        day = start + timedelta(days=number)
        rows = [waiting.pop(0) for _ in range(_arrived(waiting, day))]
        _early(day, rows, folder / "later", accounts, year)
        if _works(day, away) or number == days:
            unit.work(day, [row.about for row in rows if row.about])
        if day.day == 1 or number == days:
            year.months.append(_month(day, accounts, unit))
            say(f"{day}: {year.months[-1].figures['size']} people on the register")
    with _on(start + timedelta(days=days), 20):
        year.faults = check(unit)
    return year


@contextmanager
def _on(day: date, hour: int) -> Iterator[None]:
    from evenhand.register import clock

    with clock.set_to(datetime.combine(day, time(hour), tzinfo=UTC)):
        yield


def _arrived(waiting: list[Arrival], day: date) -> int:
    return next((number for number, row in enumerate(waiting) if row.on > day), len(waiting))


def _early(day: date, rows: list[Arrival], folder: Path, accounts: dict[str, Any], year: Year) -> None:
    """Before anybody comes to work: what sources sent, and the day's clocks."""
    from evenhand.register.actions import day as days_clocks
    from evenhand.register.actions import load

    with _on(day, 6):
        for path in later.write(folder, rows):
            load.load_file(path=path, by=accounts["register"])
        for what, count in days_clocks.run(by=accounts["register"]).counts.items():
            year.clocks[what] = year.clocks.get(what, 0) + count


def _works(day: date, away: Random) -> bool:
    off = away.randrange(AWAY_EVERY) == 0
    return day.weekday() < 5 and not off


def _month(day: date, accounts: dict[str, Any], unit: Unit) -> Month:
    """Score everybody, publish the figures as any register does every month, and ask for the composition."""
    from evenhand.register.actions import scoring
    from evenhand.register.reads import composition, figures

    with _on(day, 19):
        scoring.score_everybody(by=accounts["register"], as_at=day)
        published = figures.publish(as_at=day, by=accounts["register"])
        return Month(day, published.figures, composition.by_group(), dict(sorted(unit.done.items())))
