"""Between a reader's usable rows and the tables: is it new, is it known, whose is it, and can it be?

Takes batches of rows, answers for each: take it in, it is unchanged, or why it must be quarantined.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from evenhand.evidence import sanity
from evenhand.evidence.feeds.reading import Reason, Usable
from evenhand.evidence.feeds.spec import Keyed
from evenhand.evidence.feeds.specs import SPECS
from evenhand.evidence.monitoring import equality_row
from evenhand.evidence.vocabulary import Feed, StatusChange
from evenhand.register.keys import marks
from evenhand.register.models import (
    CorrectionRecord,
    Event,
    Identification,
    Intelligence,
    Listing,
    Referral,
    StatusRecord,
)
from evenhand.register.models.feeds import Version
from evenhand.safeguards import Refused

TABLES: dict[Feed, type[Version]] = {
    Feed.PEOPLE: Identification,
    Feed.EVENTS: Event,
    Feed.CORRECTIONS: CorrectionRecord,
    Feed.INTELLIGENCE: Intelligence,
    Feed.REFERRALS: Referral,
    Feed.STATUS: StatusRecord,
    Feed.LISTINGS: Listing,
}
Key = tuple[str, str, int]


@dataclass(slots=True)
class Sorted:
    """A batch, sorted: rows to take in with the source record they are about, rows unchanged, rows refused."""

    taken: list[tuple[Usable, int]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[Usable, tuple[Reason, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Subject:
    """The source record that a row is about, and the birth date that its source gives now."""

    record_id: int
    born_on: date | None


def sort(feed: Feed, rows: Sequence[Usable]) -> Sorted:
    """Sort one batch. Keys and people are looked up once for the whole batch."""
    result = Sorted()
    fitting = [usable for usable in rows if not _refused_alone(feed, usable, result)]
    if fitting:
        _sort(feed, fitting, result)
    return result


def _refused_alone(feed: Feed, usable: Usable, result: Sorted) -> bool:
    """Refuse a row for what can be seen without looking anything up; whether it was refused."""
    reasons = (*_too_long(feed, usable.row), *_equality_reasons(usable))
    if reasons:
        result.refused.append((usable, reasons))
    return bool(reasons)


def _sort(feed: Feed, rows: Sequence[Usable], result: Sorted) -> None:
    known = _known_digests(feed, rows)
    subjects = _subjects(feed, rows)
    about = _already_about(feed, rows)
    for usable in rows:
        key = _key(usable.row)
        if key in known:
            _again(usable, known[key], result)
            continue
        subject = subjects.get(subject_key(feed, usable.row))
        reasons = (*_reasons(feed, usable.row, subject), *_moved(usable.row, subject, about))
        if reasons or subject is None:
            result.refused.append((usable, reasons))
        else:
            result.taken.append((usable, subject.record_id))
            known[key] = marks.content(usable.digest)
            about[key[:2]] = subject.record_id


def _too_long(feed: Feed, row: Any) -> Iterator[Reason]:
    """What a source may write and the tables cannot hold."""
    for name, longest in _longest(feed).items():
        value = getattr(row, name)
        if isinstance(value, str) and len(value) > longest:
            yield Reason(name, f"This is {len(value)} characters long and may be {longest}.")


@cache
def _longest(feed: Feed) -> dict[str, int]:
    """The longest text that each column of a feed's table holds."""
    columns = {column.name for column in SPECS[feed].columns if not column.apart}
    limits = {field.name: field.max_length for field in TABLES[feed]._meta.concrete_fields}
    return {name: longest for name, longest in limits.items() if name in columns and longest}


def _moved(row: Any, subject: Subject | None, about: dict[tuple[str, str], int]) -> Iterator[Reason]:
    """A record is about one person for ever: whoever may see that person must see all that became of it."""
    if subject and about.get((row.source, row.reference), subject.record_id) != subject.record_id:
        yield Reason(
            "reference",
            f"Earlier versions of {row.source} {row.reference} are about somebody else. End that record at its source "
            "(an event: by a correction that cancels it), and send this one under a reference of its own.",
        )


def _again(usable: Usable, digest: str, result: Sorted) -> None:
    if marks.content(usable.digest) == digest:
        result.unchanged += 1
        return
    row = usable.row
    reason = (
        f"Version {row.version} of {row.source} {row.reference} is here already and says something else. "
        "Send the change as a later version."
    )
    result.refused.append((usable, (Reason("version", reason),)))


def _reasons(feed: Feed, row: Any, subject: Subject | None) -> Iterator[Reason]:
    if subject is None:
        column, what = ("event_reference", "event") if feed is Feed.CORRECTIONS else ("person_reference", "person")
        yield Reason(
            column,
            f"{row.source} has sent no {what} {getattr(row, column)!r}. Load that record first, then this one again.",
        )
        return
    for column, check in _sanity_checks(feed, row) if subject.born_on else ():
        try:
            check(subject.born_on)
        except Refused as refusal:
            yield Reason(column, f"{refusal.because} {refusal.instead}".strip(), refusal.safeguard)


def _sanity_checks(feed: Feed, row: Any) -> Iterator[tuple[str, Any]]:
    if feed is Feed.EVENTS:
        yield "occurred_on", lambda born_on: sanity.check_born_before(born_on, row.occurred_on)
        yield "occurred_on", lambda born_on: sanity.check_old_enough_to_act(born_on, row.occurred_on, row.role)
    if feed is Feed.STATUS and row.status is StatusChange.DIED:
        yield "effective_on", lambda born_on: sanity.check_death_after_birth(born_on, row.effective_on)


def _equality_reasons(usable: Usable) -> Iterator[Reason]:
    if usable.equality:
        try:
            equality_row(usable.row.source, usable.row.reference, usable.equality)
        except ValueError as fault:
            yield Reason("ethnicity", str(fault))


def _key(row: Keyed) -> Key:
    return row.source, row.reference, row.version


def _known_digests(feed: Feed, rows: Sequence[Usable]) -> dict[Key, str]:
    keys = [_key(usable.row) for usable in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.source, t.reference, t.version, t.digest FROM {TABLES[feed]._meta.db_table} t"  # noqa: S608 - ours
            " JOIN unnest(%s::text[], %s::text[], %s::int[]) AS k (source, reference, version)"
            " ON (t.source, t.reference, t.version) = (k.source, k.reference, k.version)",
            [list(column) for column in zip(*keys, strict=True)],
        )
        return {(source, reference, version): digest for source, reference, version, digest in cursor.fetchall()}


def _already_about(feed: Feed, rows: Sequence[Usable]) -> dict[tuple[str, str], int]:
    """The source record that each row's earlier versions are about."""
    keys = zip(*((usable.row.source, usable.row.reference) for usable in rows), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT.format(TABLES[feed]._meta.db_table), [list(column) for column in keys])
        return {(source, reference): about for source, reference, about in cursor.fetchall()}


# The column by which a row names its subject, where it is not the person's reference.
SUBJECT_COLUMN = {Feed.PEOPLE: "reference", Feed.CORRECTIONS: "event_reference"}


def subject_key(feed: Feed, row: Any) -> tuple[str, str]:
    """The source and the reference of what a row is about: a people record, or the event that it corrects."""
    return row.source, getattr(row, SUBJECT_COLUMN.get(feed, "person_reference"))


_SUBJECTS = """
    SELECT DISTINCT ON (r.id) k.source, k.reference, r.id, i.born_on
    FROM unnest(%s::text[], %s::text[]) AS k (source, reference)
    JOIN register_sourcerecord r ON (r.source, r.reference) = (k.source, k.reference)
    LEFT JOIN register_identification i ON i.about_id = r.id
    ORDER BY r.id, i.version DESC
"""
_SUBJECTS_OF_EVENTS = """
    SELECT DISTINCT ON (k.source, k.reference) k.source, k.reference, e.about_id, NULL::date
    FROM (SELECT DISTINCT * FROM unnest(%s::text[], %s::text[]) AS u (source, reference)) k
    JOIN register_event e ON (e.source, e.reference) = (k.source, k.reference)
    ORDER BY k.source, k.reference, e.version DESC
"""
_ABOUT = """
    SELECT DISTINCT t.source, t.reference, t.about_id FROM {} t
    JOIN unnest(%s::text[], %s::text[]) AS k (source, reference) ON (t.source, t.reference) = (k.source, k.reference)
"""
_NEW_SOURCE_RECORDS = """
    INSERT INTO register_sourcerecord (source, reference)
    SELECT DISTINCT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""


def _subjects(feed: Feed, rows: Sequence[Usable]) -> dict[tuple[str, str], Subject]:
    keys = [list(column) for column in zip(*(subject_key(feed, usable.row) for usable in rows), strict=True)]
    with connection.cursor() as cursor:
        if feed is Feed.PEOPLE:
            cursor.execute(_NEW_SOURCE_RECORDS, keys)
        cursor.execute(_SUBJECTS_OF_EVENTS if feed is Feed.CORRECTIONS else _SUBJECTS, keys)
        return {
            (source, reference): Subject(record_id, born_on)
            for source, reference, record_id, born_on in cursor.fetchall()
        }
