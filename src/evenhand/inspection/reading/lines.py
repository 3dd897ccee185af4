"""The records of a text file, one by one, whatever was done to its quotes: nothing is swallowed by a stray one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

# A field may hold line breaks, but a quote that is not closed within so many lines is a stray one.
LONGEST = 200
NAMED = 5
csv.field_size_limit(2**31 - 1)


@dataclass(slots=True)
class Strays:
    """What was not as it should be: the places, from 1, of records that could not be used or were too short."""

    unusable: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)


def records(path: Path, separator: str, width: int, strays: Strays) -> Iterator[tuple[int, list[str]]]:
    """Every record of a UTF-8 file after its heading, with its place from 1 and exactly `width` fields.

    A record with too few fields is filled up and noted; one with too many, that are not blank, is noted and left out.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        found = _found(file, separator)
        next(found, None)
        for place, fields in enumerate(found, start=1):
            if len(fields) > width and any(one.strip() for one in fields[width:]):
                strays.unusable.append(place)
                continue
            if len(fields) < width:
                strays.short.append(place)
            yield place, (fields + [""] * width)[:width]


def heading(path: Path, separator: str) -> list[str]:
    """The names in a file's first record; none for an empty file."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(_found(file, separator), [])


def said_of(strays: Strays) -> list[str]:
    """What there is to say of records that were not as they should be."""
    said = []
    if strays.unusable:
        said.append(f"{_rows(strays.unusable)} had too many fields and could not be used.")
    if strays.short:
        said.append(f"{_rows(strays.short)} had too few fields; what was missing counts as not given.")
    return said


def _rows(places: list[int]) -> str:
    named = ", ".join(str(place) for place in places[:NAMED])
    more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
    return f"Row {named}" if len(places) == 1 else f"{len(places):,} rows ({named}{more})"


def _found(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """Split a file into records. A line is one, unless a quote is open at its end and closes in the lines after it."""
    waiting: list[str] = []
    for line in lines:
        if not waiting and not line.strip("\r\n"):
            continue
        waiting.append(line)
        text = "".join(waiting)
        is_open, is_clean = _quotes(text, separator) if '"' in text else (False, True)
        if is_open and len(waiting) < LONGEST:
            continue
        if is_open or (len(waiting) > 1 and not is_clean):
            yield from _line_by_line(waiting, separator)
        else:
            yield _split(text, separator)
        waiting = []
    yield from _line_by_line(waiting, separator)


def _line_by_line(lines: list[str], separator: str) -> Iterator[list[str]]:
    """A stray quote was open in the first of these lines, and is a letter there; the others are read as usual."""
    if lines:
        yield lines[0].rstrip("\r\n").split(separator)
        yield from _found(lines[1:], separator)


def _split(text: str, separator: str) -> list[str]:
    body = text.rstrip("\r\n")
    if separator == " " and '"' not in body:
        return body.split()  # columns that are set one below the other stand several spaces apart
    return next(csv.reader([body], delimiter=separator), []) if '"' in body else body.split(separator)


def _quotes(text: str, separator: str) -> tuple[bool, bool]:
    """Whether a quoted field is open at the end, and whether every closing quote stands before a separator or the end.

    A quote opens a field at its start alone, and a doubled quote within one is a letter.
    """
    is_open, is_clean, place = False, True, 0
    while (place := text.find('"', place)) >= 0:
        after = text[place + 1 : place + 2]
        if not is_open:
            is_open = place == 0 or text[place - 1] in (separator, "\n")
        elif after == '"':
            place += 1
        else:
            is_open = False
            is_clean = is_clean and after in (separator, "\r", "\n", "")
        place += 1
    return is_open, is_clean
