"""What happens in the county in the year after its date: incidents, what a court made of them, deaths."""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from evenhand.evidence.vocabulary import Feed
from evenhand.synthetic.chance import stream
from evenhand.synthetic.lives import reference
from evenhand.synthetic.names import identifier
from evenhand.synthetic.population import Person, people
from evenhand.synthetic.rows import COLUMNS
from evenhand.synthetic.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row that a source sends on a day. `about` is the police identifier of a suspect, empty for anything else."""

    on: date
    feed: Feed
    values: tuple[str, ...]
    about: str = ""


def arrivals(listed: int, seed: int, as_at: date, days: int) -> list[Arrival]:
    """Everything that arrives in so many days after `as_at`, in order; the same arguments give the same rows."""
    settings, rates, chance = read_settings(), _rates(), stream(seed, "later")
    last = as_at + timedelta(days=days)
    found: list[Arrival] = []
    for person in people(settings, listed, seed, as_at):
        if person.story.known_to_police and not person.story.dies:
            found.extend(_of(person, settings, rates, chance, (as_at, days), len(found)))
    return sorted((one for one in found if one.on <= last), key=lambda one: (one.on, one.feed, one.values))


def write(folder: Path, rows: Sequence[Arrival]) -> list[Path]:
    """The rows of one day as files, one for each feed, in the order of loading."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for feed in (Feed.EVENTS, Feed.CORRECTIONS, Feed.STATUS):
        lines = [one.values for one in rows if one.feed is feed]
        if lines:
            path = folder / f"{feed.value}-{rows[0].on}.csv"
            with path.open("w", encoding="utf-8", newline="") as text:
                csv.writer(text, lineterminator="\n").writerows([COLUMNS[feed], *lines])
            written.append(path)
    return written


def _rates() -> dict[str, Any]:
    return tomllib.loads(files("evenhand.synthetic").joinpath("later.toml").read_text(encoding="utf-8"))


def _of(
    person: Person, settings: Settings, rates: dict[str, Any], chance: Random, span: tuple[date, int], before: int
) -> Iterator[Arrival]:
    as_at, days = span
    number = before
    for kind in ("caused", "suffered"):
        # Three chances of a third each, drawn for everybody alike, so that nobody's life shifts another's.
        for _ in range(3):
            happens, day = chance.random(), chance.randint(1, days)
            late, ended = chance.randint(*rates["court"]["recorded_days"]), chance.random()
            court_days, offence = chance.randint(*rates["court"]["days"]), chance.choice(settings.offences["violent"])
            if happens < _rate(rates[kind], person) / 3000:
                number += 10
                on = as_at + timedelta(days=day)
                event = _Event(f"Y{person.number:07d}{number:09d}", person, offence, on, on + timedelta(days=late))
                yield from (
                    _caused(event, settings, rates, ended, court_days)
                    if kind == "caused"
                    else (_told(event, settings, "suffered"),)
                )
    dies, day = chance.random(), chance.randint(1, days)
    if dies < _rate(rates["died"], person) / 1000:
        on, crime = as_at + timedelta(days=day), settings.sources["crime"]
        key = (crime.code, f"YT{person.number:07d}", "1", reference(person, crime))
        yield Arrival(on, Feed.STATUS, (*key, "died", on.isoformat(), f"FX-ST-Y{person.number:07d}"))


def _rate(rates: dict[str, int], person: Person) -> int:
    return rates.get(person.story.name, rates["otherwise"])


@dataclass(frozen=True, slots=True)
class _Event:
    reference: str
    person: Person
    offence: str
    occurred_on: date
    recorded_on: date


def _caused(
    event: _Event, settings: Settings, rates: dict[str, Any], ended: float, court_days: int
) -> Iterator[Arrival]:
    yield _told(event, settings, "charged")
    court, decided_on = rates["court"], event.recorded_on + timedelta(days=court_days)
    if ended < court["convicted"] / 100:
        yield _told(event, settings, "convicted", "2", decided_on)
    elif ended < (court["convicted"] + court["acquitted"]) / 100:
        key = (settings.sources["crime"].code, f"K{event.reference}", "1", event.reference)
        values = (*key, "acquitted", decided_on.isoformat(), f"FX-CO-{event.reference}")
        yield Arrival(decided_on, Feed.CORRECTIONS, values)


def _told(event: _Event, settings: Settings, ended: str, version: str = "1", on: date | None = None) -> Arrival:
    source, how, arrives = settings.sources["crime"], settings.ended[ended], on or event.recorded_on
    values = (
        *(source.code, event.reference, version, reference(event.person, source), how["role"], event.offence),
        *(event.occurred_on.isoformat(), how["outcome_type"], how["court_result"], how["evidential_test"]),
        *(f"INC-{event.reference}", f"FX-CR-{event.reference}", arrives.isoformat()),
    )
    known = ended != "suffered" and event.person.story.identified
    return Arrival(arrives, Feed.EVENTS, values, identifier("pnc_id", event.person.number, settings) if known else "")
