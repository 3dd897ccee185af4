"""What a format gives for each record, before anybody has asked whether it makes sense."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.feeds.trouble import Reason


class Record(NamedTuple):
    """One record: its line, raw text, the text of every column of the feed in order, and what is wrong already.

    `texts` is empty where the record has no fields at all to look at.
    """

    line: int
    raw: str
    texts: list[str]
    reasons: tuple[Reason, ...] = ()


class Source(Protocol):
    """A file in one format, opened: what it calls its columns, and its records."""

    def columns(self) -> list[str]:
        """The column names as the file gives them. Raises UnusableFile."""

    def records(self, spec: FeedSpec) -> Iterator[Record]:
        """The records, with their fields in the order of the feed. May raise UnusableFile in the middle."""

    def count(self) -> int:
        """How many records there are, found in another way than by reading them."""


def absent_as_empty(fields: Mapping[str, str], spec: FeedSpec) -> list[str]:
    """The fields in the order of the feed, an absent one as empty."""
    return [fields.get(name, "").strip() for name in spec.names]
