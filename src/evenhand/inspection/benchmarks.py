"""With whom a list is compared: how many people of each group there are, by a dated source or the user's own table."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from evenhand.inspection.trouble import CannotInspect

# Stands between the parts of a joint attribute, "ethnicity | age", and of its groups, "Black | 16 to 24".
JOINED = " | "
CSV_COLUMNS = ("attribute", "group", "people")
EXAMPLE = "A benchmark is a CSV file with the columns attribute, group and people, or a TOML file like those supplied."


@dataclass(frozen=True, slots=True)
class Benchmark:
    """People by attribute and group. `verified` only where the figures were seen in the source that is named.

    `basis` is "self", "officer" or "" (who said to which group people belong). `dated` is None where the user's table
    does not say. `also`: for each attribute its further names, and `spellings`: for each attribute the further
    spellings of its groups, both folded (see `folded`).
    """

    name: str
    title: str
    source: str
    dated: date | None
    verified: bool
    basis: str
    people: Map[str, Map[str, int]]
    remark: str
    fingerprint: str  # SHA-256 of the file
    also: Map[str, str] = field(default_factory=dict)
    spellings: Map[str, Map[str, str]] = field(default_factory=dict)

    def attribute(self, names: Iterable[str]) -> str | None:
        """What this benchmark calls the attribute, or the joint one of several, in the order given; None: unknown."""
        asked = JOINED.join(folded(name) for name in names)
        return self.also.get(asked)

    def group(self, attribute: str, group: Iterable[str]) -> str | None:
        """What this benchmark calls a group of one of its attributes, None where it has no such group."""
        return self.spellings[attribute].get(JOINED.join(folded(part) for part in group))


def folded(text: str) -> str:
    """Letters and digits in lower case with single spaces between: "Black/Black British" is "black black british"."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def available() -> tuple[str, ...]:
    """The names of the benchmarks that come with the package, in order."""
    folder = resources.files("evenhand.inspection") / "benchmarks"
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def load(name: str) -> Benchmark:
    """A benchmark that comes with the package. Raises CannotInspect where there is none of that name."""
    if name not in available():
        raise CannotInspect(f"There is no benchmark named {name!r}. There are: {', '.join(available())}. {EXAMPLE}")
    file = resources.files("evenhand.inspection") / "benchmarks" / f"{name}.toml"
    return _from_toml(file.read_bytes(), name, file.name)


def read(path: Path) -> Benchmark:
    """A benchmark of the user's own: TOML like those supplied, or CSV with the columns attribute, group and people.

    Raises CannotInspect: what is wrong, in which line or key, and what is expected.
    """
    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise CannotInspect(f"The benchmark {path.name} cannot be read: {trouble.strerror}. {EXAMPLE}") from trouble
    if path.suffix.lower() == ".toml":
        return _from_toml(content, path.stem, path.name)
    return _from_csv(content, path)


def _from_toml(content: bytes, name: str, where: str) -> Benchmark:
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise CannotInspect(f"The benchmark {where} is not TOML in UTF-8: {trouble}.") from trouble
    attributes = document.get("attribute")
    if not isinstance(attributes, dict) or not attributes:
        raise CannotInspect(f"The benchmark {where} has no table [attribute.NAME.people], so it has no figures.")
    dated = document.get("dated")
    if not isinstance(dated, date):
        raise CannotInspect(f"The benchmark {where} has no date: write dated = 2021-03-21, as at when its figures are.")
    people = {one: _figures(table, one, where) for one, table in attributes.items()}
    return Benchmark(
        name=str(document.get("name", name)),
        title=str(document.get("title", name)),
        source=_source(document, where),
        dated=dated,
        verified=document.get("verified") is True,
        basis=_basis(document.get("basis", ""), where),
        people=people,
        remark=str(document.get("remark", "")),
        fingerprint=hashlib.sha256(content).hexdigest(),
        also={
            _folded_parts(spelling): one
            for one, table in attributes.items()
            for spelling in (one, *_texts(table, "also", f"[attribute.{one}]", where))
        },
        spellings={one: _spellings(table, one, people[one], where) for one, table in attributes.items()},
    )


def _source(document: Map[str, Any], where: str) -> str:
    source = document.get("source")
    if not isinstance(source, str) or not source:
        raise CannotInspect(f"The benchmark {where} has no source: write source = with where the figures are from.")
    return source


def _basis(basis: object, where: str) -> str:
    if basis not in ("self", "officer", ""):
        raise CannotInspect(f'In the benchmark {where}, basis is {basis!r}; it can be "self", "officer" or "".')
    return str(basis)


def _figures(table: object, attribute: str, where: str) -> dict[str, int]:
    figures = table.get("people") if isinstance(table, dict) else None
    if not isinstance(figures, dict) or not figures:
        raise CannotInspect(f"The benchmark {where} has no table [attribute.{attribute}.people].")
    for group, number in figures.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise CannotInspect(
                f"In the benchmark {where}, {attribute}, {group!r} has {number!r}; a whole number is expected."
            )
    return {str(group): int(number) for group, number in figures.items()}


def _texts(table: Map[str, Any], key: str, place: str, where: str) -> tuple[str, ...]:
    texts = table.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise CannotInspect(f"In the benchmark {where}, {key} in {place} is not a list of texts.")
    return tuple(texts)


def _spellings(table: Map[str, Any], attribute: str, people: Map[str, int], where: str) -> dict[str, str]:
    """Each folded spelling with its group. Raises CannotInspect where one spelling would mean two groups."""
    place, found = f"[attribute.{attribute}.spellings]", dict[str, str]()
    further = table.get("spellings", {})
    unknown = sorted(set(further) - set(people))
    if unknown:
        raise CannotInspect(f"In the benchmark {where}, {place} names {unknown[0]!r}, which has no people.")
    for group in people:
        for spelling in (group, *_texts(further, group, place, where)):
            if found.setdefault(_folded_parts(spelling), group) != group:
                raise CannotInspect(f"In the benchmark {where}, {attribute}, {spelling!r} stands for two groups.")
    return found


def _folded_parts(text: str) -> str:
    return JOINED.join(folded(part) for part in text.split(JOINED.strip()))


def _from_csv(content: bytes, path: Path) -> Benchmark:
    people: dict[str, dict[str, int]] = {}
    for line, attribute, group, number in _csv_rows(content, path.name):
        groups = people.setdefault(attribute, {})
        if group in groups:
            raise CannotInspect(f"In the benchmark {path.name}, line {line}, {attribute}, {group!r} is there twice.")
        groups[group] = _whole(number, f"In the benchmark {path.name}, line {line}, {attribute}, {group!r}")
    if not people:
        raise CannotInspect(f"The benchmark {path.name} has no line below its heading. {EXAMPLE}")
    return Benchmark(
        name=path.stem, title=path.stem, source=f"the user's own table {path.name}", dated=None, verified=False,
        basis="", people=people, remark="The table was given by the user; nobody checked it against a source.",
        fingerprint=hashlib.sha256(content).hexdigest(),
        also={_folded_parts(one): one for one in people},
        spellings={one: _spellings({}, one, groups, path.name) for one, groups in people.items()},
    )  # fmt: skip


def _csv_rows(content: bytes, where: str) -> Iterable[tuple[int, str, str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    lines = text.splitlines()
    reader = csv.reader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    headings = [folded(heading) for heading in next(reader, [])]
    missing = [column for column in CSV_COLUMNS if column not in headings]
    if missing:
        raise CannotInspect(f"The benchmark {where} has no column {missing[0]!r}. {EXAMPLE}")
    places = [headings.index(column) for column in CSV_COLUMNS]
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= max(places):
            raise CannotInspect(f"In the benchmark {where}, line {reader.line_num} has too few cells. {EXAMPLE}")
        attribute, group, number = (cells[place].strip() for place in places)
        yield reader.line_num, attribute, group, number


def _whole(text: str, where: str) -> int:
    """A whole number, also with commas or spaces between its thousands."""
    if re.fullmatch(r"\d+|\d{1,3}([ ,\u00a0]\d{3})+", text) is None:
        raise CannotInspect(f"{where} has {text!r}; a whole number of people is expected.")
    return int(re.sub(r"\D", "", text))
