"""Writing the county's files: row by row, so that a million people need no more memory than a hundred."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import duckdb

from evenhand.synthetic import faults
from evenhand.synthetic.rows import COLUMNS, FileSpec, Row
from evenhand.synthetic.settings import Fault, Settings


@dataclass(frozen=True, slots=True)
class BadRow:
    """One bad row: where it is (the header of a CSV is line 1), what is wrong, and who can find it."""

    file: str
    line: int
    fault: str
    found_by: str


class FeedFile:
    """One file being written. Every so many good rows it puts in a bad one, each fault of its feed at least once."""

    def __init__(self, folder: Path, spec: FileSpec, settings: Settings, as_at: date) -> None:
        """Open the file for writing; a Parquet file is staged as text and converted when it is closed."""
        self.spec, self.path, self.as_at = spec, folder / spec.name, as_at
        self.columns = COLUMNS[spec.feed]
        self.rows = 0
        self.bad: list[BadRow] = []
        self._faults = tuple(f for f in settings.faults if f.feed is spec.feed) if spec.faulty else ()
        self._every = settings.fault_every
        self._last: tuple[str, ...] = ()
        self._staged = self.path.with_suffix(".staged")
        parquet = self.path.suffix == ".parquet"
        self._text = _open(self._staged if parquet else self.path)
        if self.path.suffix != ".jsonl":
            self._text.write(_csv_line(self.columns) + "\n")

    def write(self, row: Row) -> None:
        """Write a row, and after every so many good ones a bad one."""
        if row.fault:
            self._note(row.fault, "register")
            self._put(self._line(row.values))
            return
        self._put(self._line(row.values))
        self.rows += 1
        self._last = row.values
        if self._faults and self.rows % self._every == 0:
            self._plant(self._faults[(self.rows // self._every - 1) % len(self._faults)])

    def close(self) -> None:
        """Put in each fault that had no turn, and finish the file."""
        for fault in self._faults[self.rows // self._every :] if self._last else ():
            self._plant(fault)
        self._text.close()
        if self.path.suffix == ".parquet":
            _to_parquet(self._staged, self.path)

    def bad_rows(self) -> Counter[str]:
        """How many bad rows of each fault the file holds."""
        return Counter(f"bad_{self.spec.feed}_{bad.fault}" for bad in self.bad)

    def _plant(self, fault: Fault) -> None:
        self._note(fault.name, fault.found_by)
        good = dict(zip(self.columns, self._last, strict=True))
        values = faults.spoil(good, fault, len(self.bad), self.as_at)
        self._put(faults.damage(self._line(tuple(values.values())), fault))

    def _note(self, fault: str, found_by: str) -> None:
        header = 1 if self.path.suffix == ".csv" else 0
        self.bad.append(BadRow(self.spec.name, self.rows + len(self.bad) + header + 1, fault, found_by))

    def _line(self, values: tuple[str, ...]) -> str:
        if self.path.suffix == ".jsonl":
            return json.dumps(dict(zip(self.columns, values, strict=True)))
        return _csv_line(values)

    def _put(self, line: str) -> None:
        self._text.write(line + "\n")


def _open(path: Path) -> TextIO:
    """UTF-8, except that a planted lone surrogate comes out as the single byte that it stands for."""
    return path.open("w", encoding="utf-8", errors="surrogateescape", newline="\n")


def _csv_line(values: Sequence[str]) -> str:
    if not any(mark in value for value in values for mark in ',"'):
        return ",".join(values)
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


def _to_parquet(staged: Path, path: Path) -> None:
    """One thread, so that the same rows always make the same bytes."""
    with duckdb.connect(config={"threads": 1}) as database:
        rows = database.read_csv(str(staged), all_varchar=True, header=True, sep=",", quotechar='"')
        rows.write_parquet(str(path))
    staged.unlink()
