"""Rows about people who were erased are left out when they come again, and only counted; and so are the rows of old
lists that name somebody who was removed here.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from evenhand.evidence.feeds.apart import fields_of
from evenhand.evidence.feeds.reading import Unusable, Usable
from evenhand.evidence.vocabulary import Feed
from evenhand.register import intake
from evenhand.register.keys import marks
from evenhand.register.models import ErasedRecord, Load

Row = Usable | Unusable
_LISTED = """
    SELECT DISTINCT li.source, li.reference FROM register_listing li
    JOIN register_link l ON l.record_id = li.about_id AND l.undone_at IS NULL WHERE l.person_id = ANY (%s)
"""


def others(feed: Feed, load: Load, batch: Sequence[Row]) -> list[Row]:
    """The rows of a batch that are about nobody who was erased."""
    if not ErasedRecord.objects.exists():
        return list(batch)
    marked = [_marks(feed, load, row) for row in batch]
    asked = [mark for each in marked for mark in each]
    known = {bytes(mark) for mark in ErasedRecord.objects.filter(mark__in=asked).values_list("mark", flat=True)}
    return [row for row, each in zip(batch, marked, strict=True) if known.isdisjoint(each)]


def _marks(feed: Feed, load: Load, row: Row) -> list[bytes]:
    """The mark of whom a row is about, where it says so, and of the row itself where it is of an old list."""
    if not isinstance(row, Usable):
        mark = mark_of_line(feed, load, row.raw)
        return [mark] if mark else []
    kind = "events" if feed is Feed.CORRECTIONS else "people"
    about = marks.erased(kind, *intake.subject_key(feed, row.row))
    own = [marks.erased("listings", row.row.source, row.row.reference)] if feed is Feed.LISTINGS else []
    return [about, *own]


def of_listings(people: Sequence[UUID]) -> list[bytes]:
    """The marks of what an old list says of some people, so that it is known when it comes again."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, [list(people)])
        return [marks.erased("listings", source, reference) for source, reference in cursor.fetchall()]


def mark_of_line(feed: Feed, load: Load, raw: str) -> bytes | None:
    """The mark of whom a line is about that could not be used; None where it does not say it."""
    kind = "events" if feed is Feed.CORRECTIONS else "people"
    said = fields_of(raw, load.file_format, load.header)
    source, reference = said.get("source", ""), said.get(intake.SUBJECT_COLUMN.get(feed, "person_reference"), "")
    return marks.erased(kind, source, reference) if source and reference else None
