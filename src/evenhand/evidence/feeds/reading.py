"""Opening a feed: `for record in open_feed(path, today=...)` gives every record, usable or with every reason why not.

Nothing is lost: `records_seen` after reading equals `independent_count(path, format)`, which counts in another way.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from evenhand.evidence.feeds.csv_lines import CsvFile
from evenhand.evidence.feeds.heading import spec_for
from evenhand.evidence.feeds.json_lines import JsonLinesFile
from evenhand.evidence.feeds.parquet import ParquetFile
from evenhand.evidence.feeds.record import Source
from evenhand.evidence.feeds.rows import RowReader, Unusable, Usable
from evenhand.evidence.feeds.spec import Circumstances, FeedSpec
from evenhand.evidence.feeds.trouble import Reason, UnusableFile
from evenhand.evidence.vocabulary import Feed

__all__ = ["Format", "Reading", "Reason", "Unusable", "UnusableFile", "Usable", "independent_count", "open_feed"]


class Format(StrEnum):
    """The formats a feed can come in."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"


_FORMATS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".parquet": Format.PARQUET,
}
_SOURCES: dict[Format, Callable[[Path], Source]] = {
    Format.CSV: CsvFile,
    Format.JSON_LINES: JsonLinesFile,
    Format.PARQUET: ParquetFile,
}


class Reading:
    """One file, opened as one feed. Each iteration reads it from the start."""

    def __init__(self, path: Path, file_format: Format, source: Source, spec: FeedSpec, now: Circumstances) -> None:
        self.path = path
        self.format = file_format
        self.feed = spec.feed
        self.records_seen = 0
        self._source, self._spec, self._now = source, spec, now

    @cached_property
    def columns(self) -> list[str]:
        """The column names as the file gives them."""
        return self._source.columns()

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal, by a pass of its own."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def __iter__(self) -> Iterator[Usable | Unusable]:
        """Every record once, in order. Raises UnusableFile where the file turns out to be damaged further on."""
        self.records_seen = 0
        reader = RowReader(self._spec, self._now)
        for record in self._source.records(self._spec):
            self.records_seen += 1
            yield reader.read(record)


def open_feed(
    path: Path, feed: Feed | None = None, *, today: date, known_offences: frozenset[str] | None = None
) -> Reading:
    """Open a file as a feed, recognised by its columns where none is given.

    `today` is the day that dates and ages are judged by; `known_offences` the codes with a weight (None: not asked).
    Raises UnusableFile where no row can be read, and Refused where a column is forbidden (SG-07, SG-08).
    """
    file_format = _format_of(path)
    source = _SOURCES[file_format](path)
    spec = spec_for(path, source.columns(), feed)
    return Reading(path, file_format, source, spec, Circumstances(today, known_offences))


def independent_count(path: Path, file_format: Format) -> int:
    """How many records a file holds, counted without reading them: lines that are not empty, or the Parquet footer."""
    return _SOURCES[file_format](path).count()


def _format_of(path: Path) -> Format:
    """The format by the file's extension, once it is clear that there is something to read."""
    if not path.exists():
        raise UnusableFile(path, "there is no such file", "path", "Check the path.")
    if not path.is_file():
        raise UnusableFile(path, "this is not a regular file", "path", "Give the path of one file.")
    if path.suffix.lower() not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise UnusableFile(path, f"the extension '{path.suffix}' is unknown", "name", f"Use one of {known}.")
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise UnusableFile(
            path, f"the file cannot be opened: {error.strerror}", "path", "Check who may read it."
        ) from error
    if empty:
        raise UnusableFile(path, "the file is empty", "line 1", "Send it again from its source.")
    return _FORMATS[path.suffix.lower()]
