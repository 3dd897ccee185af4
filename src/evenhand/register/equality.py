"""Posting equality data into its own schema, which the application can write to and never read (SG-41)."""

from collections.abc import Iterable, Sequence

from django.db import connection

from evenhand.casework import papers
from evenhand.casework.papers import Kind
from evenhand.evidence.feeds.apart import Apart
from evenhand.evidence.feeds.reading import Usable
from evenhand.evidence.monitoring import EqualityRow, equality_row
from evenhand.register import clock, standing
from evenhand.register.models import SourceRecord

_LONGEST = {field.name: field.max_length or 0 for field in SourceRecord._meta.concrete_fields}
_NAMES = ("source", "reference", "ethnicity", "ethnicity_basis", "sex")


def post(rows: Iterable[Usable]) -> None:
    """Post what people records give that were taken in."""
    _post([equality_row(row.row.source, row.row.reference, row.equality) for row in rows if row.equality])


def post_apart(lines: Iterable[Apart]) -> None:
    """Post what was taken out of lines that go to quarantine, as far as it can be used."""
    _post([known for line in lines if (known := _usable(line))])


def _usable(line: Apart) -> EqualityRow | None:
    if line.equality is None or not _fits("source", line.source) or not _fits("reference", line.reference):
        return None
    try:
        return equality_row(line.source, line.reference, line.equality)
    except ValueError:
        return None


def _fits(column: str, value: str) -> bool:
    return len(value) <= _LONGEST[column]


def _post(known: Sequence[EqualityRow]) -> None:
    if known:
        papers.check_sensitive_data(standing.in_force(Kind.POLICY), clock.today())
        columns = [[getattr(one, name) or "" for one in known] for name in _NAMES]
        with connection.cursor() as cursor:
            cursor.execute("SELECT record_equality(%s, %s, %s, %s, %s)", columns)
