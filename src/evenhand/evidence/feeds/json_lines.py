"""JSON Lines: one object to a line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evenhand.evidence.feeds import columns, marked
from evenhand.evidence.feeds.lines import Line, count_lines, read_lines
from evenhand.evidence.feeds.record import Record, absent_as_empty
from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.feeds.trouble import Reason, UnusableFile
from evenhand.safeguards import Refused


class _Pairs(list[tuple[str, Any]]):
    """The members of an object as they stand in the text, repeated keys and all."""


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON.")


_decode = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=_no_constant, strict=True
).decode


class JsonLinesFile:
    """A JSON Lines file: UTF-8, one object to a line, values as text (numbers and null are taken as well)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def columns(self) -> list[str]:
        """The keys of the first line that is an object; keys that other lines add are judged line by line."""
        for line in map(_unmarked, read_lines(self.path)):
            try:
                return [key for key, _ in _members(line)]
            except ValueError:
                continue
        raise UnusableFile(self.path, "no line is a JSON object", "whole file", "Send one JSON object on each line.")

    def records(self, spec: FeedSpec) -> Iterator[Record]:
        """Every line."""
        for line in map(_unmarked, read_lines(self.path)):
            try:
                members = _members(line)
            except ValueError as error:
                yield Record(line.number, line.raw, [], (Reason(None, str(error)),))
            else:
                fields = {key: _text(value) for key, value in members}
                yield Record(line.number, line.raw, absent_as_empty(fields, spec), tuple(_faults(members, spec)))

    def count(self) -> int:
        """Lines that are not empty."""
        return count_lines(self.path)


def _unmarked(line: Line) -> Line:
    return replace(line, text=marked.unmarked_json(line.text)) if marked.COLUMN in line.text else line


def _members(line: Line) -> _Pairs:
    if line.fault:
        raise ValueError(line.fault)
    try:
        members = _decode(line.text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"The line is not JSON ({str(error)[:80]}).") from error
    if not isinstance(members, _Pairs):
        raise ValueError("The line is not a JSON object.")
    return members


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _faults(members: _Pairs, spec: FeedSpec) -> Iterator[Reason]:
    seen: set[str] = set()
    for key, value in members:
        if key in seen:
            yield Reason(_shown(key), "The key is given twice.")
        elif key not in spec.names:
            yield _unknown(_shown(key))
        elif value is not None and not isinstance(value, str):
            yield Reason(key, "The value must be text.")
        seen.add(key)


def _unknown(key: str) -> Reason:
    try:
        columns.check_forbidden_columns([key])
        columns.check_association_columns([key])
    except Refused as refused:
        return Reason(key, refused.because, refused.safeguard)
    return Reason(key, "This feed has no such column.")


def _shown(key: str) -> str:
    """A key as it may be shown and kept: sixty characters, a question mark for each that cannot be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in key[:60])
