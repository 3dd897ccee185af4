"""A first mapping for a file, from its headings and a sample of its values: what is likely, and what to ask."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from evenhand.inspection.extract import COUNTS, DATES, NUMBERS, Role
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.inspection.reading import days, lines, source
from evenhand.inspection.reading.blanks import BLANKS, fold
from evenhand.inspection.reading.columns import NO, YES
from evenhand.inspection.reading.source import Opened

SAMPLE = 20_000
# An attribute that is proposed has at most so many values in the sample.
FEW = 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to be read and changed: `remarks` say why, by part of the file; `questions` ask for the rest."""

    mapping: Mapping
    remarks: dict[str, str]
    questions: tuple[str, ...]


def propose(path: Path, sample: int = SAMPLE) -> Proposal:
    """Look at a file's headings and its first rows, and propose what each column is. Raises CannotInspect."""
    with source.opened(path) as file:
        values = _sample(file, sample)
    values = {heading: known for heading, known in values.items() if known}
    columns = _roles(values)
    attributes = _attributes(values, columns)
    stages, outcome = _yes_no(values, {*columns.values(), *(one.column for one in attributes)})
    count = next((one for one in values if fold(one) in words()["count"]["words"] and Role.PERSON not in columns), "")
    mapping = Mapping(path.stem.replace("_", " "), None, columns, attributes, stages, outcome, count)
    return Proposal(mapping, _remarks(values, mapping), tuple(_questions(mapping)))


@cache
def words() -> dict[str, Any]:
    """The words by which headings are recognised."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _sample(file: Opened, sample: int) -> dict[str, list[str]]:
    """The values of each column in the first rows that are not blank."""
    found: dict[str, list[str]] = {heading: [] for heading in file.headings}
    for fields in _rows(file, sample):
        for heading, value in zip(file.headings, fields, strict=True):
            if value.strip().casefold() not in BLANKS:
                found[heading].append(value.strip())
    return found


def _rows(file: Opened, sample: int) -> list[Sequence[str]]:
    if file.text:
        # A very wide file is sampled by fewer rows, so that no more than some millions of values are held.
        most = max(20, min(sample, 4_000_000 // len(file.headings)))
        records = lines.records(file.text.path, file.text.separator, len(file.headings), lines.Strays())
        return [fields for _, fields in islice(records, most)]
    with duckdb.connect() as line:
        rows = line.read_parquet(str(file.path)).limit(sample).fetchall()
    return [["" if value is None else str(value) for value in row] for row in rows]


def _roles(values: dict[str, list[str]]) -> dict[Role, str]:
    """For each role the first heading that is called so and whose values can be that."""
    columns: dict[Role, str] = {}
    for exact in (True, False):
        for name, called in words()["roles"].items():
            role = Role(name)
            fits = [one for one in values if _is_called(one, called, exact) and _can_be(role, values[one])]
            free = [one for one in fits if one not in columns.values()]
            if role not in columns and free:
                columns[role] = free[0]
    return {role: columns[role] for role in Role if role in columns}


def _is_called(heading: str, called: Sequence[str], exact: bool) -> bool:
    folded = fold(heading)
    if exact:
        return folded in called
    return any(folded.startswith(one + " ") or folded.endswith(" " + one) for one in called)


def _can_be(role: Role, known: list[str]) -> bool:
    """Whether most values can be read as the role needs."""
    if role in DATES:
        meaning = days.read_days(set(known), "").meaning
        return sum(meaning[one] is not None for one in known) > len(known) / 2
    if role in NUMBERS | COUNTS:
        return sum(_is_number(one) for one in known) > len(known) / 2
    return True


def _is_number(value: str) -> bool:
    try:
        float(value.replace(",", ""))
    except ValueError:
        return False
    return True


def _attributes(values: dict[str, list[str]], columns: dict[Role, str]) -> tuple[AttributeColumn, ...]:
    found: list[AttributeColumn] = []
    for kind, called in words()["attributes"].items():
        for heading, known in values.items():
            is_called = _is_called(heading, called, True) or (kind != "other" and _is_called(heading, called, False))
            if is_called and len(set(known)) <= FEW and heading not in [one.column for one in found]:
                basis = kind if kind in ("self", "officer") else ""
                found.append(AttributeColumn("ethnicity" if kind != "other" else fold(heading), heading, basis))
    for role in (Role.BORN_ON, Role.AGE):
        if role in columns and not any(one.bands for one in found):
            found.append(AttributeColumn("age group", columns[role], bands=(10, 18, 25)))
    return tuple(_names_apart(found))


def _names_apart(found: Sequence[AttributeColumn]) -> list[AttributeColumn]:
    """Two attributes of one name get the names of their columns."""
    names = [one.name for one in found]
    return [
        AttributeColumn(fold(one.column), one.column, one.basis, bands=one.bands) if names.count(one.name) > 1 else one
        for one in found
    ]


def _yes_no(values: dict[str, list[str]], taken: set[str]) -> tuple[tuple[YesNoColumn, ...], YesNoColumn | None]:
    """Columns of yes and no are stages; one that is called like an outcome is the outcome, and further ones are not."""
    called = words()["outcome"]["words"]
    found = {}
    for heading, known in values.items():
        if heading not in taken and {fold(one) for one in known} <= YES | NO:
            yes = tuple(sorted({one for one in known if fold(one) in YES}))
            found[heading] = YesNoColumn(fold(heading), heading, yes)
    outcomes = sorted((called.index(fold(one)), one) for one in found if fold(one) in called)
    stages = [one for heading, one in found.items() if one.values and not any(word in fold(heading) for word in called)]
    return tuple(stages), found[outcomes[0][1]] if outcomes else None


def _remarks(values: dict[str, list[str]], mapping: Mapping) -> dict[str, str]:
    remarks = {
        "register": "Proposed from headings and values: somebody who knows the file has to read every line.",
        "as_at": "As at which day is this file? Without it the latest day in it is taken.",
    }
    for role, heading in mapping.columns.items():
        remarks[role] = (
            f"{heading}: for instance {', '.join(sorted(set(values[heading]))[:3])}" if _harmless(role) else ""
        )
    for one in mapping.attributes:
        shown = "" if one.bands else f"Values: {', '.join(sorted(set(values[one.column]))[:10])}."
        remarks[f"attribute {one.name}"] = f"{shown} With which group are the others compared? reference = ...".strip()
    for stage in mapping.stages:
        remarks[f"stage {stage.name}"] = 'Who could have come to this? among = "another stage", or leave it out.'
    if mapping.outcome:
        remarks["outcome"] = "What does this outcome mean, and when was it looked at? Put it into name."
    return remarks


def _harmless(role: Role) -> bool:
    """Whether a value may stand in a file that is passed on: no name, reference, address or day of one person."""
    return role in NUMBERS | COUNTS or role in (Role.BAND, Role.LISTED_AS, Role.SEX, Role.AREA)


def _questions(mapping: Mapping) -> list[str]:
    asked = ["As at which day is the file? (as_at)"]
    unsaid = [one.name for one in mapping.attributes if one.name.startswith("ethnicity") and not one.basis]
    if unsaid:
        asked.append('Who said the ethnicity: the person ("self") or an officer ("officer")? (basis)')
    if not mapping.attributes:
        asked.append("By which column are people to be compared? (an [[attribute]] with name and column)")
    else:
        asked.append("Which group is each other group compared with? Left out, it is everybody else. (reference)")
    if mapping.outcome:
        asked.append(f"What exactly does {mapping.outcome.column!r} say was found, and after how long?")
    missing = [role for role in (Role.PERSON, Role.LISTED_ON, Role.BASIS, Role.SCORE) if role not in mapping.columns]
    if missing:
        asked.append(f"Is there a column for {', '.join(missing)}? Several checks need them. (under [columns])")
    if Role.KEEP_UNTIL not in mapping.columns:
        asked.append(
            "How long may somebody be kept, and how often must they be reviewed? (retention_months, review_days)"
        )
    return asked
