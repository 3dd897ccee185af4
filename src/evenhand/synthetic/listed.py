"""One person of the old list in the force's own words: a row under its headings, from what the county's books hold."""

from calendar import isleap
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from evenhand.evidence.vocabulary import Feed
from evenhand.synthetic.events import event_rows
from evenhand.synthetic.lives import Books, listing_rows, police_rows
from evenhand.synthetic.population import Person
from evenhand.synthetic.reports import intelligence_rows
from evenhand.synthetic.rows import COLUMNS, FILES, Row

HEADINGS = (
    *("Ref No", "Name", "DOB", "Sex", "IC Code", "Home postcode", "Borough", "Harm score", "RAG", "Violent events"),
    *("Times victim", "Intel logs", "Sources", "Grounds", "Held as", "Date added", "Last reviewed", "Date of death"),
    *("Shared with", "Sharing agreement"),
)
HELD_AS = "Subject"

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What two people have in common who can be exchanged without changing a published figure of the list."""

    group: str
    zero: bool
    serious: bool
    band: str
    under_18: bool
    under_25: bool


def kind(person: Person) -> Kind:
    """The kind of a person."""
    story = person.story
    return Kind(person.group.name, story.zero, story.serious, story.band, person.age < 18, person.age < 25)


def line(books: Books, person: Person, policy: dict[str, Any], chance: Random) -> Line:
    """The row of one listed person."""
    known = [
        _named(row)
        for make in (police_rows, event_rows, intelligence_rows)
        for row in make(books, person)
        if not row.fault
    ]
    [listed] = [_named(row) for row in listing_rows(books, person)]
    events = [row for row in known if "role" in row]
    roles = Counter({row["origin"]: row["role"] for row in events}.values())
    reports = [row for row in known if "handling_code" in row]
    died = [row["effective_on"] for row in known if row.get("status") == "died"]
    given, agreed = chance.random() < policy["given"]["share"], chance.random() < policy["given"]["agreement"]
    low, high = policy["scores"][person.story.band]
    score = chance.randint(low, high)
    return {
        "Ref No": f"N{person.number:05d}",
        "Name": f"{person.name.family.upper()}, {person.name.given}",
        "DOB": day(person.born_on),
        "Sex": person.sex[:1].upper(),
        "IC Code": f"IC{person.officer_code}",
        "Home postcode": person.home.postcode,
        "Borough": person.home.area,
        "Harm score": "0" if person.story.zero else str(score),
        "RAG": person.story.band.title(),
        "Violent events": str(roles["suspect"] + roles["convicted"]),
        "Times victim": str(roles["victim"]),
        "Intel logs": str(len(reports)),
        "Sources": str(len({row["source"] for row in (*events, *reports)})),
        "Grounds": listed["basis"],
        "Held as": HELD_AS,
        "Date added": day(date.fromisoformat(listed["listed_on"])),
        "Last reviewed": _day(listed["last_reviewed_on"]),
        "Date of death": _day(died[0]) if died else "",
        "Shared with": chance.choice(policy["given"]["to"]) if given else "",
        "Sharing agreement": chance.choice(policy["given"]["agreements"]) if given and agreed else "",
    }


def day(on: date) -> str:
    """A day as the force writes it: 03/02/1999."""
    return f"{on:%d/%m/%Y}"


def other_year(text: str, later: int) -> str:
    """The same day so many years later; 28 February in a year that has no 29th, so that it stays a day there is."""
    on = date(int(text[6:]), int(text[3:5]), int(text[:2]))
    ends_sooner = (on.month, on.day) == (2, 29) and not isleap(on.year + later)
    return day(on.replace(year=on.year + later, day=28 if ends_sooner else on.day))


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""


def _named(row: Row) -> Line:
    feed: Feed = FILES[row.file].feed
    return dict(zip(COLUMNS[feed], row.values, strict=True))
