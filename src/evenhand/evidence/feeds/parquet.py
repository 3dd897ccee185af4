"""Parquet, read by DuckDB: every column as text, in the order of the file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from evenhand.evidence.feeds.raw import escaped_sign
from evenhand.evidence.feeds.record import Record, absent_as_empty
from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.feeds.trouble import UnusableFile

_MAGIC = b"PAR1"
_BATCH = 2000  # rows in memory at a time


class ParquetFile:
    """A Parquet file of plain columns. Its line is the row number, its raw text the row as JSON."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # DuckDB takes the signs of a file pattern literally only in brackets.
        self._name = re.sub(r"[*?\[]", r"[\g<0>]", str(path.absolute()))

    def columns(self) -> list[str]:
        """The names in the file's footer."""
        self._check_ends()
        return [name for name, *_ in self._rows("DESCRIBE SELECT * FROM read_parquet(?)")]

    def records(self, spec: FeedSpec) -> Iterator[Record]:
        """Every row."""
        names = self.columns()
        rows = self._rows("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)")
        for number, row in enumerate(rows, start=1):
            given = dict(zip(names, row, strict=True))
            fields = {name: value or "" for name, value in given.items()}
            yield Record(number, escaped_sign(json.dumps(given, ensure_ascii=False)), absent_as_empty(fields, spec))

    def count(self) -> int:
        """The number of rows that the footer states."""
        return sum(int(rows) for (rows,) in self._rows("SELECT num_rows FROM parquet_file_metadata(?)"))

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as engine:
            try:
                found = engine.execute(sql, [self._name])
                while batch := found.fetchmany(_BATCH):
                    yield from batch
            except duckdb.Error as error:
                raise self._unusable(f"the file is damaged: {str(error).splitlines()[0][:120]}", "Parquet") from error

    def _check_ends(self) -> None:
        with self.path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise self._unusable("the file is not Parquet", "its first bytes")
            file.seek(-len(_MAGIC), 2)
            if file.read() != _MAGIC:
                raise self._unusable("the file is cut short", "its end")

    def _unusable(self, what: str, where: str) -> UnusableFile:
        return UnusableFile(self.path, what, where, "Send the file again from its source.")
