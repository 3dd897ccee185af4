"""Taking ethnicity and sex out of a line of the people feed, so that the line can be kept without them (SG-41).

Only a line that splits into its fields can be taken apart; any other is left as it is. All else in it stays.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.evidence.feeds import csv_lines
from evenhand.evidence.feeds.people import SPEC
from evenhand.evidence.feeds.raw import raw_bytes, raw_text
from evenhand.evidence.feeds.rows import Equality

NAMES = tuple(column.name for column in SPEC.columns if column.apart)
_value_at = json.JSONDecoder().raw_decode
_skip = re.compile(r"[ \t]*").match


@dataclass(frozen=True, slots=True)
class Apart:
    """A line without equality data, and what was taken out of it: whose it is, and (ethnicity, basis, sex).

    `equality` is None where nothing was taken out, or where the line does not say whose it is.
    """

    raw: str
    source: str = ""
    reference: str = ""
    equality: Equality | None = None


def take_apart(raw: str, file_format: str, header: Sequence[str]) -> Apart:
    """Take the equality data out of a raw line (raw.py) of a `csv` file with this header, or of any other format,
    whose raw line is a JSON object."""
    found = _split(raw, file_format, header)
    return _apart(raw, found) if found else Apart(raw)


def fields_of(raw: str, file_format: str, header: Sequence[str]) -> dict[str, str]:
    """The fields of a raw line by name, trimmed; none where it cannot be split into them."""
    found = _split(raw, file_format, header)
    return found.fields if found else {}


@dataclass(frozen=True, slots=True)
class _Split:
    """A line's fields by name, and the line again with equality data left out."""

    fields: dict[str, str]
    without: str


def _split(raw: str, file_format: str, header: Sequence[str]) -> _Split | None:
    line = raw_bytes(raw).decode("utf-8", "surrogateescape")
    try:
        return _split_csv(line, header) if file_format == "csv" else _split_json(line)
    except (ValueError, csv.Error, RecursionError):
        return None


def _apart(raw: str, found: _Split) -> Apart:
    ethnicity, basis, sex = (found.fields.get(name, "") for name in NAMES)
    if not (ethnicity or basis or sex):
        return Apart(raw)
    source, reference = found.fields.get("source", ""), found.fields.get("reference", "")
    whose = bool(source and reference) and (source + reference).isprintable()
    kept = raw_text(found.without.encode("utf-8", "surrogateescape"))
    return Apart(kept, source, reference, (ethnicity, basis, sex) if whose else None)


def _split_csv(line: str, header: Sequence[str]) -> _Split:
    fields = csv_lines.split(line)
    if len(fields) != len(header):
        raise ValueError("The line has not the fields of its header.")
    kept = ["" if name in NAMES else field for name, field in zip(header, fields, strict=True)]
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(kept)
    return _Split({name: field.strip() for name, field in zip(header, fields, strict=True)}, text.getvalue())


def _split_json(line: str) -> _Split:
    """The members of the object on the line; the text outside the equality values stays to the letter."""
    fields, pieces, kept_to = {}, [], 0
    for name, value, start, end in _members(line):
        fields[name] = _text(value)
        if name in NAMES:
            pieces += [line[kept_to:start], '""']
            kept_to = end
    return _Split(fields, "".join([*pieces, line[kept_to:]]))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value)


def _members(line: str) -> Iterator[tuple[str, object, int, int]]:
    """Each member of the object: name, value, and where in the line the value stands. Raises ValueError."""
    at, sign = _past(line, 0, "{")
    while sign != "}":
        name, at = _value_at(line, at)
        at, _ = _past(line, at, ":")
        value, end = _value_at(line, at)
        yield name, value, at, end
        at, sign = _past(line, end, ",}")


def _past(line: str, at: int, signs: str) -> tuple[int, str]:
    """Past one of the signs and the blanks around it, and which sign it was; past a `{}`, that is its `}`."""
    at = _skip(line, at).end()  # type: ignore[union-attr]
    sign = line[at : at + 1]
    if not sign or sign not in signs:
        raise ValueError("The line is not a JSON object.")
    at = _skip(line, at + 1).end()  # type: ignore[union-attr]
    return (at + 1, "}") if sign == "{" and line[at : at + 1] == "}" else (at, sign)
