"""From the texts of a record to a usable row, or to every reason why it is not one."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evenhand.evidence.feeds.record import Record
from evenhand.evidence.feeds.spec import Circumstances, FeedSpec, Keyed
from evenhand.evidence.feeds.trouble import Reason
from evenhand.safeguards import Refused

Equality = tuple[str, str, str]
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FAULT = "The field holds a line break or another control character."


@dataclass(frozen=True, slots=True)
class Usable:
    """A record that can be used.

    `digest` is the SHA-256 of the row's texts, so that the same record in another format or column order has the same
    one; what is kept apart for statistics is not in it. `equality` is (ethnicity, ethnicity_basis, sex) of a people
    record that gives any of them.
    """

    line: int
    raw: str
    row: Keyed
    digest: str
    equality: Equality | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A record that cannot be used, as it came (see raw.py), with every reason."""

    line: int
    raw: str
    reasons: tuple[Reason, ...]


class RowReader:
    """Reads the records of one feed."""

    def __init__(self, spec: FeedSpec, now: Circumstances) -> None:
        self._spec, self._now = spec, now
        self._values = [column.value for column in spec.columns]
        self._own = sum(not column.apart for column in spec.columns)

    def read(self, record: Record) -> Usable | Unusable:
        """The row, or all that is wrong with it."""
        if not record.reasons:
            try:
                return self._usable(record)
            except (ValueError, Refused):
                pass
        return Unusable(record.line, record.raw, (*record.reasons, *self._reasons(record.texts)))

    def _usable(self, record: Record) -> Usable:
        texts = record.texts
        if not "".join(texts).isprintable() and any(map(_CONTROL.search, texts)):
            raise ValueError(_FAULT)
        values = [value(text) for value, text in zip(self._values, texts, strict=True)]
        row = self._spec.row(*values[: self._own])
        for rule in self._spec.rules:
            rule.check(row, self._now)
        equality = _equality(texts[self._own :])
        return Usable(record.line, record.raw, row, _digest(texts[: self._own]), equality)

    def _reasons(self, texts: list[str]) -> Iterator[Reason]:
        """Every reason: field by field, then the rules between those fields that could be read."""
        values: dict[str, Any] = {}
        for column, text in zip(self._spec.columns, texts, strict=bool(texts)):
            try:
                if _CONTROL.search(text):
                    raise ValueError(_FAULT)
                values[column.name] = column.value(text)
            except (ValueError, Refused) as fault:
                yield _reason(column.name, fault)
        yield from self._broken_rules(values)

    def _broken_rules(self, values: dict[str, Any]) -> Iterator[Reason]:
        names = self._spec.names[: self._own]
        row = self._spec.row(*(values.get(name) for name in names))  # type: ignore[arg-type]
        for rule in self._spec.rules:
            if not values.keys() >= set(rule.columns):
                continue
            try:
                rule.check(row, self._now)
            except (ValueError, Refused) as fault:
                yield _reason(rule.columns[0], fault)


def _reason(column: str, fault: ValueError | Refused) -> Reason:
    if isinstance(fault, Refused):
        return Reason(column, f"{fault.because} {fault.instead}".strip(), fault.safeguard)
    return Reason(column, str(fault))


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _equality(texts: list[str]) -> Equality | None:
    if not any(texts):
        return None
    ethnicity, basis, sex = texts
    return ethnicity, basis, sex
