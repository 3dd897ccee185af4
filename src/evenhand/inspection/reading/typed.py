"""From a file and its mapping to an extract: every column typed, and everything said that was assumed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from evenhand.inspection.extract import COUNTS, DATES, NUMBERS, TABLE, Attribute, Extract, Role, Stage
from evenhand.inspection.mapping import Mapping, YesNoColumn
from evenhand.inspection.mapping_file import fingerprint
from evenhand.inspection.reading import source
from evenhand.inspection.reading.blanks import fold
from evenhand.inspection.reading.columns import Columns
from evenhand.inspection.reading.source import Source
from evenhand.inspection.trouble import CannotInspect

# The days by which an extract dates itself, where nobody says as at which day it is.
DATING = (Role.LISTED_ON, Role.REVIEWED_ON)


def read(path: Path, mapping: Mapping, *, as_at: date | None = None) -> Extract:
    """Read anybody's register, CSV or Parquet, as its mapping says.

    Raises CannotInspect where the file cannot be read, has no such column, or does not say as at which day it is.
    """
    connection = duckdb.connect()
    with source.opened(path) as file:
        loaded = source.load(connection, file, _wanted(mapping))
    if not loaded.rows:
        raise CannotInspect(f"{path.name} has a heading and no rows: there is nothing to inspect.")
    columns = Columns.over(connection, mapping.blanks, loaded.rows)
    _people(columns, loaded, mapping)
    _roles(columns, loaded, mapping)
    stages = _stages(columns, loaded, mapping)
    attributes = {one.name: one for one in _attributes(columns, loaded, mapping)}
    connection.execute(
        f"CREATE TABLE made AS SELECT {', '.join(columns.picked)} FROM numbered {' '.join(columns.joined)}"
    )
    day, dated = _as_at(connection, mapping, as_at)
    attributes |= {one.name: one for one in _banded(columns, mapping, day)}
    connection.execute(f"ALTER TABLE made RENAME TO {TABLE}")
    _drop(connection)
    compared = [_with_reference(attributes[one.name]) for one in mapping.attributes]
    unknown = [sentence for _, said in compared for sentence in said]
    people = connection.execute(f"SELECT sum(people)::BIGINT FROM {TABLE}").fetchone()
    return Extract(
        connection=connection,
        title=mapping.title,
        as_at=day,
        rows=loaded.rows,
        people=people[0] if people else 0,
        roles=frozenset(mapping.columns),
        attributes=tuple(one for one, _ in compared),
        stages=stages,
        has_outcome=mapping.outcome is not None,
        outcome_says=mapping.outcome.name if mapping.outcome else "",
        limits=mapping.limits,
        assumed=tuple(dict.fromkeys((*loaded.said, *columns.said, *dated, *unknown))),
        fingerprint=source.fingerprint(path),
        mapping_fingerprint=mapping.fingerprint or fingerprint(mapping),
        single=not mapping.count,
    )


def _with_reference(attribute: Attribute) -> tuple[Attribute, list[str]]:
    """The reference as the group is called here, and what to say where there is no such group."""
    alike = [group for group in attribute.groups if fold(group) == fold(attribute.reference)]
    if alike or not attribute.reference:
        return replace(attribute, reference=alike[0] if alike else ""), []
    there = ", ".join(attribute.groups[:10])
    return attribute, [
        f"Nobody in the file is in the group {attribute.reference!r} of {attribute.name}. There are: {there}."
    ]


def _wanted(mapping: Mapping) -> list[str]:
    yes_no = (*mapping.stages, *([mapping.outcome] if mapping.outcome else []))
    columns = [one.column for one in mapping.attributes] + [one.column for one in yes_no]
    return [*mapping.columns.values(), *columns, *([mapping.count] if mapping.count else [])]


def _people(columns: Columns, loaded: Source, mapping: Mapping) -> None:
    """How many people a row stands for. Raises CannotInspect for a count that is no whole number."""
    if not mapping.count:
        columns.picked.append("CAST(1 AS BIGINT) AS people")
        return
    value = f"try_cast(trim(numbered.{loaded.columns[mapping.count]}) AS DOUBLE)"
    wrong_one = f"coalesce({value} < 0 OR {value} > 1e15 OR {value} <> round({value}), true)"
    query = f"SELECT row FROM numbered WHERE {wrong_one} ORDER BY row LIMIT 1"
    if wrong := columns.connection.execute(query).fetchone():
        raise CannotInspect(f"Column {mapping.count} counts people, and in row {wrong[0]} it is no whole number.")
    columns.picked.append(f"CAST({value} AS BIGINT) AS people")


def _roles(columns: Columns, loaded: Source, mapping: Mapping) -> None:
    for role, heading in mapping.columns.items():
        column = loaded.columns[heading]
        if role in DATES:
            columns.day(column, role, heading, mapping.dates)
        elif role in NUMBERS | COUNTS:
            columns.number(column, role, heading, role)
        else:
            columns.text(column, role)


def _stages(columns: Columns, loaded: Source, mapping: Mapping) -> tuple[Stage, ...]:
    names = {one.name for one in mapping.stages}
    stages = []
    for place, one in enumerate(mapping.stages):
        if one.among and one.among not in names:
            raise CannotInspect(f"The stage {one.name!r} is among {one.among!r}, which is no stage of the mapping.")
        columns.yes_no(loaded.columns[one.column], f"s{place}", one)
        stages.append(Stage(one.name, f"s{place}", one.among))
    if mapping.outcome:
        columns.yes_no(loaded.columns[mapping.outcome.column], "outcome", _named(mapping.outcome))
    return tuple(stages)


def _named(outcome: YesNoColumn) -> YesNoColumn:
    return replace(outcome, name=outcome.name or "the outcome")


def _attributes(columns: Columns, loaded: Source, mapping: Mapping) -> list[Attribute]:
    """Those whose values are groups; bands of numbers come when the table is there."""
    made = []
    for place, one in enumerate(mapping.attributes):
        if not one.bands:
            made.append(columns.attribute(loaded.columns[one.column], f"a{place}", one))
        elif not _dated(mapping, one.column):
            columns.number(loaded.columns[one.column], f"n{place}", one.column, Role.SCORE)
    return made


def _banded(columns: Columns, mapping: Mapping, day: date) -> list[Attribute]:
    """Bands of a number, or of the age as at the day where the column is that of birth dates."""
    made = []
    for place, one in enumerate(mapping.attributes):
        if one.bands:
            value = f"date_sub('year', born_on, DATE '{day}')" if _dated(mapping, one.column) else f"n{place}"
            made.append(columns.banded(value, f"a{place}", one))
    return made


def _dated(mapping: Mapping, column: str) -> bool:
    return mapping.columns.get(Role.BORN_ON) == column


def _as_at(connection: duckdb.DuckDBPyConnection, mapping: Mapping, given: date | None) -> tuple[date, list[str]]:
    if given or mapping.as_at:
        return given or mapping.as_at or date.min, []
    known = [role for role in DATING if role in mapping.columns]
    latest = [connection.execute(f"SELECT max({role}) FROM made").fetchone() for role in known]
    days = {row[0]: role for row, role in zip(latest, known, strict=True) if row and row[0]}
    if not days:
        raise CannotInspect("As at which day is this register? Say it as as_at in the mapping or with --as-at.")
    day = max(days)
    said = f"Nobody says as at which day the register is; {day}, the latest in {mapping.columns[days[day]]}, was taken."
    return day, [said]


def _drop(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave nothing in memory but the table."""
    connection.execute("DROP VIEW IF EXISTS numbered; DROP VIEW IF EXISTS file; DROP TABLE source; DROP TABLE blank")
    for (name,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'means\\_%' ESCAPE '\\'"
    ).fetchall():
        connection.execute(f"DROP TABLE {name}")


def headings(path: Path) -> Sequence[str]:
    """The headings of a file as a mapping names them. Raises CannotInspect."""
    with source.opened(path) as file:
        return file.headings
