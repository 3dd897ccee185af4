"""What the systems of the county record of one person: rows for the files, in the words of the feeds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from evenhand.synthetic.chance import stream
from evenhand.synthetic.names import Home, identifier, invent_home
from evenhand.synthetic.population import Person
from evenhand.synthetic.rows import Row
from evenhand.synthetic.settings import Settings, Source

RESPONSIBLE_AGE = 10  # the age of criminal responsibility: nobody in the county acts before it
YOUNGEST_LISTED = 12


class Books:
    """The county's books, which every part of a life is written from: settings, date, chance, running numbers."""

    def __init__(self, settings: Settings, seed: int, as_at: date) -> None:
        """Open the books: one stream of chance for what happens, one for new homes."""
        self.settings = settings
        self.as_at = as_at
        self.chance: Random = stream(seed, "lives")
        self.moves: Random = stream(seed, "moves")
        self._numbers: Counter[str] = Counter()

    def number(self, kind: str) -> str:
        """The next reference of a kind: E00000001, E00000002..."""
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]:08d}"

    def day(self, period: str, not_before: date = date.min) -> date:
        """A day in one of the county's periods; the earliest allowed day where the period ends before it."""
        latest, earliest = self.settings.periods[period]
        furthest = max(0, min(earliest, (self.as_at - not_before).days))
        return self.as_at - timedelta(days=self.chance.randint(min(latest, furthest), furthest))


def birthday(person: Person, age: int) -> date:
    """The first day on which a person is certainly `age` years old."""
    return person.born_on + timedelta(days=age * 365 + age // 4 + 1)


def reference(person: Person, source: Source) -> str:
    """The reference by which one source knows a person."""
    return f"{source.prefix}{person.number:07d}"


def person_row(
    books: Books, person: Person, file: str, key: str, home: Home | None = None, plants: tuple[str, ...] = ()
) -> Row:
    """The record of a person in one source; with another home it is the second version of the record."""
    source = books.settings.sources[key]
    known = {kind: _identifier(books, person, kind) for kind in source.identifiers}
    officer = key in ("crime", "custody", "intelligence") and "self_defined" not in person.marks
    at = home or person.home
    values = (
        *(source.code, reference(person, source), "2" if home else "1"),
        *(person.name.given, person.name.family, person.born_on.isoformat()),
        *(at.address_line, at.postcode, at.area),
        *(known.get(kind, "") for kind in ("pnc_id", "cro_number", "prison_number")),
        *((person.officer_code, "officer") if officer else (person.self_code, "self")),
        person.sex,
    )
    return Row(file, values, plants)


def police_rows(books: Books, person: Person) -> Iterator[Row]:
    """The crime system's record of a person, and the custody system's where there is one."""
    if not person.story.known_to_police:
        return
    yield person_row(books, person, "people_crime", "crime", plants=(person.story.name,))
    if "repeated" in person.marks:
        yield person_row(books, person, "people_crime", "crime", plants=("repeated_row",))
    if "moved" in person.marks:
        home = invent_home(books.moves, books.settings)
        yield person_row(books, person, "people_crime", "crime", home, ("later_version",))
    if "in_custody" in person.marks:
        yield person_row(books, person, "people_custody", "custody", plants=("duplicate_joined",))
        detained_on = books.day("detained")
        yield _status(books, person, "custody", "in_custody", detained_on, "in_custody")
        if person.story.released:
            released_on = detained_on + (books.as_at - detained_on) // 2
            yield _status(books, person, "custody", "released", released_on, "released")
    if person.story.dies:
        yield _status(books, person, "crime", "died", books.day(person.story.dies), "died")
    if "death_before_birth" in person.marks:
        born_later = person.born_on - timedelta(days=400)
        yield _status(books, person, "crime", "died", born_later, fault="death_before_birth")


def listing_rows(books: Books, person: Person) -> Iterator[Row]:
    """The row of the inherited list, where the person is on it."""
    if not person.story.on_list:
        return
    stale, never = "stale_review" in person.marks, "never_reviewed" in person.marks
    period = "listed_after_death" if person.story.dies else "listed_long_ago" if stale else "listed"
    listed_on = books.day(period, birthday(person, YOUNGEST_LISTED))
    reviewed_on = books.day("reviewed_long_ago" if stale else "reviewed", listed_on)
    crime = books.settings.sources["crime"]
    basis = "" if person.story.name == "no_basis" else books.chance.choice(books.settings.text["basis"])
    values = (
        *(crime.code, books.number("L"), "1", reference(person, crime), listed_on.isoformat(), person.story.band),
        *(basis, "" if never else reviewed_on.isoformat(), person.home.area),
    )
    yield Row("listings", values, ("never_reviewed",) if never else ("stale_review",) if stale else ())


def _identifier(books: Books, person: Person, kind: str) -> str:
    return identifier(kind, person.number, books.settings) if person.story.identified else ""


def _status(books: Books, person: Person, key: str, status: str, on: date, plant: str = "", fault: str = "") -> Row:
    source, number = books.settings.sources[key], books.number("T")
    values = (source.code, number, "1", reference(person, source), status, on.isoformat(), f"FX-ST-{number}")
    return Row("status", values, (plant,) if plant else (), fault)
