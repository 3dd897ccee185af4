"""What the county is made of, read from its four dated TOML files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from evenhand.evidence.vocabulary import Feed


@dataclass(frozen=True, slots=True)
class Source:
    """A system that keeps records: its code in the feeds, and which strong identifiers it has for people."""

    key: str
    code: str
    prefix: str
    identifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgeBand:
    """A part of the list between two ages in completed years, both included."""

    youngest: int
    oldest: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """An ethnic group: its share among three kinds of people, and the codes by which it is recorded."""

    name: str
    on_list: Decimal
    violence: Decimal
    residents: Decimal
    officer: tuple[str, ...]
    self_defined: tuple[str, ...]

    def share(self, benchmark: str) -> Decimal:
        """The share of this group in `on_list`, `violence` or `residents`."""
        return {"on_list": self.on_list, "violence": self.violence, "residents": self.residents}[benchmark]


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a story: how it ended, what sort of offence, in which period, and how it was later corrected."""

    ended: str
    offence: str
    period: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What can have happened to a fictional person. `share` is a share of the people on the inherited list."""

    name: str
    about: str
    share: Decimal
    variants: tuple[tuple[Step, ...], ...]
    on_list: bool = True
    zero: bool = False
    serious: bool = False
    band: str = ""
    adult_only: bool = False
    dies: str = ""
    released: bool = False
    intelligence: int = 0
    intelligence_share: Decimal = Decimal(1)
    identified: bool = True
    known_to_police: bool = True
    youth_service: bool = False
    re_reported: bool = False
    held: bool = False
    at_least: int = 0
    ages: tuple[int, int] = (0, 0)
    benchmark: str = "on_list"
    falls_short: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something else that is true of a part of the list."""

    name: str
    share: Decimal
    at_least: int
    about: str
    youngest: int = 0
    alive: bool = False
    active: bool = False
    identified: bool = False

    def holds(self, story: Story, age: int) -> bool:
        """Whether the mark can be true of somebody with this story and age."""
        conditions = (
            (self.alive, not story.dies),
            (self.active, story.serious and not story.zero),
            (self.identified, story.identified),
        )
        return age >= self.youngest and all(met for asked, met in conditions if asked)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a row can be bad: columns set to something wrong, or a change to the raw line."""

    feed: Feed
    name: str
    found_by: str
    columns: Mapping[str, str]
    line: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the county is made of; no number of it is in code."""

    county: Mapping[str, Any]
    areas: tuple[str, ...]
    sources: Mapping[str, Source]
    ages: tuple[AgeBand, ...]
    groups: tuple[Group, ...]
    marks: tuple[Mark, ...]
    stories: tuple[Story, ...]
    offences: Mapping[str, tuple[str, ...]]
    ended: Mapping[str, Mapping[str, str]]
    periods: Mapping[str, tuple[int, int]]
    intelligence: Mapping[str, Any]
    text: Mapping[str, Any]
    faults: tuple[Fault, ...]
    fault_every: int

    def listed_stories(self) -> tuple[Story, ...]:
        """The stories of those on the inherited list, in the order in which their counts are rounded."""
        return tuple(story for story in self.stories if story.on_list)

    def unlisted_stories(self) -> tuple[Story, ...]:
        """The stories of everybody else."""
        return tuple(story for story in self.stories if not story.on_list)


@cache
def read_settings() -> Settings:
    """The county's settings, read once; shares are exact decimals."""
    county, happenings, faults = (_read(name) for name in ("county", "happenings", "faults"))
    return Settings(
        county=county,
        areas=tuple(area["code"] for area in county["area"]),
        sources={row["key"]: _source(row) for row in county["source"]},
        ages=tuple(AgeBand(row["from"], row["to"], row["share"]) for row in county["age"]),
        groups=tuple(_group(row) for row in county["group"]),
        marks=tuple(Mark(**row) for row in county["mark"]),
        stories=tuple(_story(row) for row in _read("stories")["story"]),
        offences={name: tuple(codes) for name, codes in happenings["offences"].items()},
        ended=happenings["ended"],
        periods={name: (first, last) for name, (first, last) in happenings["period"].items()},
        intelligence=happenings["intelligence"],
        text=happenings["text"],
        faults=tuple(_fault(row) for row in faults["fault"]),
        fault_every=faults["table"]["every"],
    )


def _read(name: str) -> dict[str, Any]:
    text = files("evenhand.synthetic").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _source(row: dict[str, Any]) -> Source:
    return Source(row["key"], row["code"], row["prefix"], tuple(row["identifiers"]))


def _group(row: dict[str, Any]) -> Group:
    shares = (row["on_list"], row["violence"], row["residents"])
    return Group(row["name"], *shares, officer=tuple(row["officer"]), self_defined=tuple(row["self"]))


def _story(row: dict[str, Any]) -> Story:
    steps = tuple(tuple(Step(*step.split()) for step in variant) for variant in row["variants"])
    ages = tuple(row.get("ages", (0, 0)))
    return Story(**{**row, "variants": steps, "ages": ages})


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(Feed(row["feed"]), row["name"], row["found_by"], row.get("set", {}), row.get("line", ""))
