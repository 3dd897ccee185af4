"""One county, built once, and its files as read by a reader that knows nothing of the one under test."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from evenhand.synthetic import County, WrittenFile, build

AS_AT = date(2026, 11, 23)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The county of the demonstration, at its full size."""
    return build(tmp_path_factory.mktemp("county"), as_at=AS_AT)


@pytest.fixture(scope="session")
def truth(county: County) -> dict:
    """Who is who."""
    return json.loads((county.folder / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def good_rows(county: County, truth: dict) -> dict[str, list[dict[str, str]]]:
    """The rows of every feed by column name, without those that the truth calls bad."""
    bad = {(row["file"], row["line"]) for row in truth["bad_rows"]}
    rows = defaultdict(list)
    for file in county.files:
        rows[file.feed.value] += [row for line, row in _lines(file) if (file.path.name, line) not in bad]
    return rows


@pytest.fixture(scope="session")
def whose(truth: dict) -> Callable[[dict[str, str]], dict]:
    """The truth about the person whom a row is about, from its person reference or its own reference."""
    records = {(record["source"], record["reference"]): record for record in truth["records"]}

    def find(row: dict[str, str]) -> dict:
        return records[row["source"], row.get("person_reference") or row["reference"]]

    return find


def _lines(file: WrittenFile) -> list[tuple[int, dict[str, str]]]:
    read = {".csv": _csv, ".jsonl": _json_lines, ".parquet": _parquet}[file.path.suffix]
    return read(file.path)


def _csv(path: Path) -> list[tuple[int, dict[str, str]]]:
    header, *lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    columns = header.split(",")
    split = (next(csv.reader([line])) for line in lines)
    return [(place + 2, dict(zip(columns, fields, strict=False))) for place, fields in enumerate(split)]


def _json_lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    found = []
    for place, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1]):
        try:
            found.append((place + 1, json.loads(line)))
        except json.JSONDecodeError:
            continue
    return found


def _parquet(path: Path) -> list[tuple[int, dict[str, str]]]:
    with duckdb.connect() as database:
        table = database.read_parquet(str(path))
        return [(place + 1, dict(zip(table.columns, row, strict=True))) for place, row in enumerate(table.fetchall())]
