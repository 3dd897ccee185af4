"""What a feed looks like: its columns, the row they make, and the rules that hold between them.

The readers and the reference page are both made from these, so that the page cannot be wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.evidence.feeds import fields
from evenhand.evidence.vocabulary import Feed


@dataclass(frozen=True, slots=True)
class Keyed:
    """What every record has: which system sent it, that system's own reference for it, and which version this is."""

    source: str
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a row is judged against: the day of reading, and the offence codes with a weight (None: not asked)."""

    today: date
    known_offences: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `check` keeps a promise on the bare text, before it is read; `apart` keeps it out of the row."""

    name: str
    read: fields.Read
    says: str
    required: bool = True
    check: Callable[[str], None] | None = None
    apart: bool = False

    def value(self, text: str) -> Any:
        """The value of a field, None where it is empty and may be. Raises Refused or ValueError."""
        if self.check is not None:
            self.check(text)
        if text:
            return self.read(text)
        if self.required:
            raise ValueError("This must be given and is empty.")
        return None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule between columns of one row; `check` raises Refused or ValueError. The first column is the one blamed."""

    columns: tuple[str, ...]
    check: Callable[[Any, Circumstances], None]
    says: str


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """One kind of file. The columns that make the row come first and in its order; those kept apart come last."""

    feed: Feed
    row: type[Keyed]
    says: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> frozenset[str]:
        """The names of the columns that a file must have."""
        return frozenset(column.name for column in self.columns if column.required)


COMMON = (
    Column("source", fields.short, "The code of the sending body's system, for example NMP-CRIME."),
    Column("reference", fields.short, "The source's own reference of this record."),
    Column("version", fields.version, "1 for the first version of the record; a later version supersedes it."),
)


def not_later(name: str, limit: str) -> Rule:
    """The rule that one date of a row is not after another one of it; an empty date agrees."""

    def check(row: Any, _: Circumstances) -> None:
        earlier, later = getattr(row, name), getattr(row, limit)
        if earlier is not None and later is not None and earlier > later:
            raise ValueError(f"{name} {earlier} is after {limit} {later}.")

    return Rule((name, limit), check, f"`{name}` is not after `{limit}`.")


def not_in_future(name: str) -> Rule:
    """The rule that a date is not after the day of reading; an empty date agrees."""

    def check(row: Any, now: Circumstances) -> None:
        value = getattr(row, name)
        if value is not None and value > now.today:
            raise ValueError(f"{name} {value} is in the future (today is {now.today}).")

    return Rule((name,), check, f"`{name}` is not in the future.")
