"""Rows about people who were erased are left out when they come again, and only counted."""

from collections.abc import Sequence

from evenhand.evidence.feeds.apart import fields_of
from evenhand.evidence.feeds.reading import Unusable, Usable
from evenhand.evidence.vocabulary import Feed
from evenhand.register import intake
from evenhand.register.keys import marks
from evenhand.register.models import ErasedRecord, Load

Row = Usable | Unusable


def others(feed: Feed, load: Load, batch: Sequence[Row]) -> list[Row]:
    """The rows of a batch that are about nobody who was erased."""
    if not ErasedRecord.objects.exists():
        return list(batch)
    marked = [_mark(feed, load, row) for row in batch]
    asked = [mark for mark in marked if mark]
    known = {bytes(mark) for mark in ErasedRecord.objects.filter(mark__in=asked).values_list("mark", flat=True)}
    return [row for row, mark in zip(batch, marked, strict=True) if mark not in known]


def _mark(feed: Feed, load: Load, row: Row) -> bytes | None:
    """The mark of whom a row is about; None where an unusable row does not say it."""
    if isinstance(row, Usable):
        kind = "events" if feed is Feed.CORRECTIONS else "people"
        return marks.erased(kind, *intake.subject_key(feed, row.row))
    return mark_of_line(feed, load, row.raw)


def mark_of_line(feed: Feed, load: Load, raw: str) -> bytes | None:
    """The mark of whom a line is about that could not be used; None where it does not say it."""
    kind = "events" if feed is Feed.CORRECTIONS else "people"
    said = fields_of(raw, load.file_format, load.header)
    source, reference = said.get("source", ""), said.get(intake.SUBJECT_COLUMN.get(feed, "person_reference"), "")
    return marks.erased(kind, source, reference) if source and reference else None
