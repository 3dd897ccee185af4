"""CSV, one record to a line: a stray quote spoils its own line and no other."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from evenhand.evidence.feeds import marked
from evenhand.evidence.feeds.lines import Line, count_lines, read_lines
from evenhand.evidence.feeds.record import Record
from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.feeds.trouble import Reason, UnusableFile

# A field without any quote, or one that is quoted from end to end with its own quotes doubled.
_FIELD = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^",]*+)'
_well_quoted = re.compile(f"{_FIELD}(?:,{_FIELD})*+").fullmatch


class CsvFile:
    """A CSV file: UTF-8, commas, a header line, no line break inside a field."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def columns(self) -> list[str]:
        """The names in the header line, but for that of the register's own mark."""
        return marked.columns_without(self._header())

    def _header(self) -> list[str]:
        header = next(read_lines(self.path), None)
        if header is None or header.number != 1:
            raise UnusableFile(self.path, "the file has no header", "line 1", "Put the column names on the first line.")
        if header.fault:
            raise UnusableFile(
                self.path, f"the header cannot be read: {header.fault}", "line 1", "Save the file as UTF-8 text."
            )
        try:
            return [name.strip() for name in split(header.text)]
        except csv.Error as error:
            raise UnusableFile(
                self.path, f"the header cannot be read: {error}", "line 1", "Check its quotes."
            ) from error

    def records(self, spec: FeedSpec) -> Iterator[Record]:
        """Every line after the header."""
        header, names = self._header(), self.columns()
        arrange, width = _arrangement(names, spec), len(names)
        lines = read_lines(self.path)
        next(lines)
        for line in lines if header == names else map(_unmarked, lines):
            yield _record(line, width, arrange)

    def count(self) -> int:
        """Lines that are not empty, without the header."""
        return count_lines(self.path) - 1


def split(line: str) -> list[str]:
    """The fields of one line. Raises csv.Error where a quote is out of place."""
    if '"' not in line:
        return line.split(",")
    if not _well_quoted(line):
        raise csv.Error("a quote is out of place")
    return next(csv.reader([line], strict=True))


def _unmarked(line: Line) -> Line:
    return replace(line, text=marked.unmarked_csv(line.text))


def _arrangement(names: list[str], spec: FeedSpec) -> Callable[[list[str]], list[str]]:
    """How to bring the fields of a line into the order of the feed."""
    if tuple(names) == spec.names:
        return lambda fields: [field.strip() for field in fields]
    positions = [names.index(name) if name in names else len(names) for name in spec.names]
    return lambda fields: [[*fields, ""][position].strip() for position in positions]


def _record(line: Line, width: int, arrange: Callable[[list[str]], list[str]]) -> Record:
    if line.fault:
        return Record(line.number, line.raw, [], (Reason(None, line.fault),))
    try:
        fields = split(line.text)
    except csv.Error as error:
        return Record(line.number, line.raw, [], (Reason(None, f"The line cannot be split into fields: {error}."),))
    if len(fields) != width:
        text = f"The line has {len(fields)} fields; the header has {width}."
        return Record(line.number, line.raw, [], (Reason(None, text),))
    return Record(line.number, line.raw, arrange(fields))
