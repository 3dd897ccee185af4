"""A file as a table of text: the wanted columns of every record that could be read, and what there was to say of it."""

import csv
import difflib
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from evenhand.inspection.reading import lines
from evenhand.inspection.reading.dialect import CHUNK, Dialect, dialect
from evenhand.inspection.sql import quoted
from evenhand.inspection.trouble import CannotInspect

PARQUET = b"PAR1"
# More columns than this are cut down to the wanted ones before DuckDB sees the file.
MANY_COLUMNS = 1000
# So many doubled headings are looked at more closely.
DOUBLED = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose wanted columns are in the table `source`: `row` (its place from 1), c0, c1 ... (text, "" for none).

    `columns` says which of those a heading is.
    """

    rows: int
    columns: dict[str, str]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read: its headings, all different, and for a text file how it is written."""

    path: Path
    headings: tuple[str, ...]
    text: Dialect | None


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a CSV or Parquet file, found out by its first bytes. Raises CannotInspect."""
    if not path.is_file():
        raise CannotInspect(f"There is no file {path}.")
    with path.open("rb") as file:
        is_parquet = file.read(4) == PARQUET
    if is_parquet:
        yield Opened(path, _parquet_headings(path), None)
        return
    with dialect(path) as found:
        yield Opened(path, found.headings, found)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_wanted(file: Opened, wanted: Sequence[str]) -> None:
    """Raises CannotInspect for a heading that the file does not have, with the nearest that it has."""
    known = set(file.headings)
    for heading in wanted:
        if heading not in known:
            near = difflib.get_close_matches(heading, file.headings[:MANY_COLUMNS], n=3, cutoff=0.4)
            meant = f" Nearest: {', '.join(near)}." if near else ""
            raise CannotInspect(f"{file.path.name} has no column {heading!r}, which the mapping names.{meant}")


def load(connection: duckdb.DuckDBPyConnection, file: Opened, wanted: Sequence[str]) -> Source:
    """Load the wanted columns into the table `source`. Raises CannotInspect where the file holds none of a wanted name.

    DuckDB reads; where it cannot, or where its number of rows is not that of an independent count, the file is read
    record by record, so that nothing is lost around a stray quote.
    """
    check_wanted(file, wanted)
    if file.text:
        wanted = [*wanted, *(heading for pair in file.text.doubled[:DOUBLED] for heading in pair)]
    columns = {heading: f"c{place}" for place, heading in enumerate(dict.fromkeys(wanted))}
    if file.text is None:
        said = _load_parquet(connection, file, columns)
    elif len(file.headings) > MANY_COLUMNS or not _loaded_fast(connection, file.text, columns):
        said = _load_by_record(connection, file.text, columns)
    else:
        said = []
    rows = connection.execute("SELECT count(*) FROM source").fetchone()
    told = (*file.text.said, *_doubled(connection, file.text, columns)) if file.text else ()
    return Source(rows[0] if rows else 0, columns, (*told, *said))


def _parquet_headings(path: Path) -> tuple[str, ...]:
    with duckdb.connect() as line:
        try:
            return tuple(line.read_parquet(str(path)).columns)
        except duckdb.Error as error:
            raise CannotInspect(f"{path.name} is not a Parquet file that can be read: {error}") from error


def _load_parquet(connection: duckdb.DuckDBPyConnection, file: Opened, columns: dict[str, str]) -> list[str]:
    picked = ", ".join(f"coalesce(CAST({quoted(name)} AS VARCHAR), '') AS {to}" for name, to in columns.items())
    connection.read_parquet(str(file.path)).create_view("file")
    connection.execute(f"CREATE TABLE source AS SELECT {picked or 'NULL AS none'} FROM file")
    _number_rows(connection)
    return []


def _loaded_fast(connection: duckdb.DuckDBPyConnection, text: Dialect, columns: dict[str, str]) -> bool:
    """Read by DuckDB, with nothing left to guess. False, and no table, where it may have lost a row."""
    names = {f"h{place}": "VARCHAR" for place in range(len(text.headings))}
    place_of = {heading: f"h{place}" for place, heading in enumerate(text.headings)}
    picked = ", ".join(f"coalesce({place_of[heading]}, '') AS {to}" for heading, to in columns.items())
    try:
        connection.execute(
            f"CREATE TABLE source AS SELECT {picked or 'NULL AS none'} FROM read_csv(?, columns = ?, delim = ?, "
            "header = true, quote = '\"', escape = '\"', auto_detect = false, null_padding = false, nullstr = '')",
            [str(text.path), names, text.separator],
        )
    except duckdb.Error:
        return False
    rows = connection.execute("SELECT count(*) FROM source").fetchone()
    if rows is None or rows[0] != count(text.path):
        connection.execute("DROP TABLE source")
        return False
    _number_rows(connection)
    return True


def _number_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """DuckDB keeps the order of a file, so a row's number in the table is its place in it."""
    connection.execute("CREATE OR REPLACE VIEW numbered AS SELECT rowid + 1 AS row, * FROM source")


def count(path: Path) -> int:
    """How many records a text file holds after its heading: line ends outside quotes, of lines that are not blank."""
    records, quotes, offset, before, last = 0, 0, 0, -1, 10
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            letters = np.frombuffer(chunk, np.uint8)
            parity = (np.cumsum(letters == 34) + quotes) & 1
            ends = np.flatnonzero((letters == 10) & (parity == 0))
            # A line is blank where its end follows another one, or only a carriage return stands between them.
            lengths = np.diff(ends + offset, prepend=before)
            letter_before = np.concatenate([[last], letters])[ends]
            records += int(((lengths > 2) | ((lengths == 2) & (letter_before != 13))).sum())
            before = int(ends[-1]) + offset if len(ends) else before
            quotes, offset, last = int(parity[-1]), offset + len(letters), int(letters[-1])
    is_open = offset - before - 1 > 1 or (offset - before - 1 == 1 and last != 13)
    return records + is_open - 1


def _load_by_record(connection: duckdb.DuckDBPyConnection, text: Dialect, columns: dict[str, str]) -> list[str]:
    strays, places = lines.Strays(), [text.headings.index(heading) for heading in columns]
    with tempfile.TemporaryDirectory(prefix="evenhand-inspect-") as folder:
        clean = Path(folder) / "clean.csv"
        with clean.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            for place, fields in lines.records(text.path, text.separator, len(text.headings), strays):
                writer.writerow([place, *(fields[n].replace("\0", "") for n in places)])
        names = {"row": "BIGINT", **dict.fromkeys(columns.values(), "VARCHAR")}
        picked = ", ".join(f"coalesce({to}, '') AS {to}" for to in columns.values())
        connection.execute(
            f"CREATE TABLE source AS SELECT row{', ' + picked if picked else ''} FROM read_csv(?, columns = ?, "
            "delim = ',', header = false, quote = '\"', escape = '\"', auto_detect = false)",
            [str(clean), names],
        )
    connection.execute("CREATE OR REPLACE VIEW numbered AS SELECT * FROM source")
    return lines.said_of(strays)


def _doubled(connection: duckdb.DuckDBPyConnection, text: Dialect, columns: dict[str, str]) -> list[str]:
    """What there is to say of headings that stand twice; how often the two differ, where both were wanted."""
    said = []
    for heading, again in text.doubled[:MANY_COLUMNS]:
        sentence = f"Column {heading} stands twice; the second is called '{again}'."
        if heading in columns and again in columns:
            query = f"SELECT count(*) FILTER ({columns[heading]} <> {columns[again]}), count(*) FROM source"
            differ, rows = connection.execute(query).fetchone() or (0, 0)
            sentence += (
                f" They differ in {differ:,} of {rows:,} rows." if differ else f" They are equal in all {rows:,} rows."
            )
        said.append(sentence)
    return said
