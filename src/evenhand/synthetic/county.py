"""Building the county: people, their lives, the files, and an account of what was planted."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evenhand.evidence.vocabulary import Feed
from evenhand.synthetic.events import event_rows
from evenhand.synthetic.files import FeedFile
from evenhand.synthetic.lives import Books, listing_rows, police_rows
from evenhand.synthetic.population import Person, people
from evenhand.synthetic.reports import intelligence_rows, referral_rows
from evenhand.synthetic.rows import COLUMNS, FILES, Row
from evenhand.synthetic.settings import Settings, read_settings
from evenhand.synthetic.truth import Truth

SMALLEST = 20
FORBIDDEN = "forbidden-column.csv"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of the county: `rows` good ones (of which some repeat an earlier one unchanged) and `bad` ones."""

    path: Path
    feed: Feed
    rows: int
    bad: int


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody worth looking at: the source reference of their record, what happened, and why an entry is refused."""

    source: str
    reference: str
    name: str
    about: str
    falls_short: str


@dataclass(frozen=True, slots=True)
class County:
    """What was built. Counts are of people unless their name says otherwise.

    `listed` people are on the inherited list and `unlisted` people are not. `planted` counts every story, fault and
    bad row (names starting `bad_` count rows); `composition` describes the list; `examples` has one person for each
    story. `forbidden` is a file to be refused whole: it is not among `files`, which are in the order of loading.
    """

    folder: Path
    as_at: date
    listed: int
    unlisted: int
    files: tuple[WrittenFile, ...]
    forbidden: Path
    planted: Mapping[str, int]
    composition: Mapping[str, int]
    examples: Mapping[str, Example]


def build(folder: Path, people: int = 3806, seed: int = 2018, *, as_at: date) -> County:
    """Write the feeds of a fictional county whose inherited list has `people` people, as it is on `as_at`.

    The same arguments give the same bytes. Others who are not on the list come on top (a tenth, and a few hundred at
    least). Files of an earlier build in the same folder are replaced. Raises ValueError for fewer than 20 people.
    """
    if people < SMALLEST:
        raise ValueError(f"A county of {people} people is too small for its published shape; use {SMALLEST} or more.")
    folder.mkdir(parents=True, exist_ok=True)
    settings = read_settings()
    files = {key: FeedFile(folder, spec, settings, as_at) for key, spec in FILES.items()}
    account = _write(files, Truth(folder), settings, people, seed, as_at)
    return County(
        folder=folder,
        as_at=as_at,
        listed=people,
        unlisted=account.everybody - people,
        files=tuple(WrittenFile(file.path, file.spec.feed, file.rows, len(file.bad)) for file in files.values()),
        forbidden=_write_forbidden(folder),
        planted=dict(sorted(account.planted.items())),
        composition=dict(sorted(account.composition.items())),
        examples=account.examples,
    )


class _Account:
    """What is counted while the county is written."""

    def __init__(self) -> None:
        self.everybody = 0
        self.planted: Counter[str] = Counter()
        self.composition: Counter[str] = Counter()
        self.examples: dict[str, Example] = {}

    def take(self, person: Person, row: Row) -> None:
        """Count what a row makes true, and keep the first person of each kind as its example."""
        self.planted.update(row.plants)
        for plant in row.plants:
            if plant not in self.examples and row.file != "corrections":
                self.examples[plant] = _example(person, row)

    def describe(self, person: Person) -> None:
        """Count a person towards the composition of the list, if they are on it."""
        self.everybody += 1
        if person.story.on_list:
            self.composition.update(_described(person))


def _write(
    files: Mapping[str, FeedFile], truth: Truth, settings: Settings, listed: int, seed: int, as_at: date
) -> _Account:
    account, books = _Account(), Books(settings, seed, as_at)
    for person in people(settings, listed, seed, as_at):
        account.describe(person)
        for row in _rows(books, person):
            files[row.file].write(row)
            account.take(person, row)
            if row.file.startswith("people_"):
                truth.note(person, row)
    for file in files.values():
        file.close()
        account.planted.update(file.bad_rows())
    summary = {
        "planted": account.planted,
        "composition": account.composition,
        "examples": {name: asdict(example) for name, example in account.examples.items()},
    }
    truth.close([bad for file in files.values() for bad in file.bad], summary)
    return account


def _rows(books: Books, person: Person) -> Iterator[Row]:
    """Everything that any system of the county records of a person."""
    for rows in (police_rows, event_rows, intelligence_rows, referral_rows, listing_rows):
        yield from rows(books, person)


def _described(person: Person) -> Iterator[str]:
    yield "listed"
    yield f"band_{person.story.band}"
    yield f"group_{person.group.name}"
    yield f"age_{person.age}"
    facts = {
        "zero_score": person.story.zero,
        "never_serious": not person.story.serious,
        "black": person.group.name == "black",
        "minority_ethnic": person.group.name != "white",
        "under_18": person.age < 18,
        "under_25": person.age < 25,
    }
    yield from (name for name, holds in facts.items() if holds)


def _example(person: Person, row: Row) -> Example:
    """The person's record: a people row's own reference, or the person reference that stands fourth in any other."""
    reference = row.values[1 if row.file.startswith("people_") else 3]
    name = f"{person.name.given} {person.name.family}"
    return Example(row.values[0], reference, name, person.story.about, person.story.falls_short)


def _write_forbidden(folder: Path) -> Path:
    """A people file with a column that no feed may have (SG-07), to show that it is refused whole."""
    path = folder / FORBIDDEN
    columns = (*COLUMNS[Feed.PEOPLE], "instagram")
    with path.open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(columns)
        given = {"source": "NMP-CRIME", "version": "1", "given_names": "Avric", "family_name": "Braxaby"}
        given |= {"reference": "P9999999", "born_on": "2001-01-01", "area": "OST", "instagram": "fx_somebody"}
        rows.writerow([given.get(column, "") for column in columns])
    return path
