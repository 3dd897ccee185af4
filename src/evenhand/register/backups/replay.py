"""Erasing again whoever was erased since a backup. The ledger says who: by an opaque number, and by keyed marks of the
records that were theirs then, which in the backup may still have been taken for somebody else's.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from evenhand.evidence.vocabulary import Feed
from evenhand.register import erased
from evenhand.register.actions import erasure
from evenhand.register.keys import marks
from evenhand.register.models import Account, ErasedRecord, Person, QuarantinedRow, SourceRecord

PURPOSE = "bringing-back"
_BATCH = 5_000
_ERASURES = """
    SELECT l.position, e.subject, e.body FROM register_ledgerleaf l JOIN register_ledgerentry e ON e.id = l.entry_id
    WHERE e.event = 'person:erased' AND e.subject IS NOT NULL ORDER BY l.position
"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """That somebody was erased: where the ledger first says so, who, and the marks of their records."""

    position: int
    person: UUID
    marks: frozenset[bytes]


def replay(*, by: Account) -> int:
    """Erase everybody again whom the ledger says was erased and of whom anything is left; how many they were."""
    erasures = _erasures()
    records = _still_there({mark for one in erasures for mark in one.marks})
    people = set(Person.objects.using("owner").values_list("pk", flat=True)) if erasures else set()
    again = 0
    for one in erasures:
        theirs = [record for mark in one.marks for record in records.get(mark, ())]
        if one.person in people or theirs or not _known(one.marks):
            erasure.erase_again(
                person=one.person, records=theirs, marks=one.marks, because_of=one.position, by=by, purpose=PURPOSE
            )
            again += 1
    _drop_quarantined({mark for one in erasures for mark in one.marks})
    return again


def _erasures() -> list[Erasure]:
    """Everybody who was erased; somebody who was erased again is there once."""
    found: dict[UUID, Erasure] = {}
    with connections["auditor"].cursor() as cursor:
        cursor.execute(_ERASURES)
        for position, person, body in cursor.fetchall():
            told = frozenset(map(bytes.fromhex, json.loads(body)["facts"]["marks"]))
            before = found.get(person, Erasure(position, person, frozenset()))
            found[person] = Erasure(before.position, person, before.marks | told)
    return list(found.values())


def _drop_quarantined(wanted: set[bytes]) -> None:
    """Remove the rows in quarantine that are about one of them, where in the backup no record led to them yet."""
    if wanted:
        rows = QuarantinedRow.objects.using("owner").select_related("load").iterator(_BATCH)
        theirs = [row.pk for row in rows if erased.mark_of_line(Feed(row.load.feed), row.load, row.raw) in wanted]
        QuarantinedRow.objects.using("owner").filter(pk__in=theirs).delete()


def _known(of: Collection[bytes]) -> bool:
    """Whether rows with these marks are kept from coming in again."""
    return ErasedRecord.objects.using("owner").filter(mark__in=of).count() == len(of)


def _still_there(wanted: set[bytes]) -> Mapping[bytes, Sequence[int]]:
    """The source records that have one of these marks, by mark."""
    found: dict[bytes, list[int]] = {}
    if wanted:
        every = SourceRecord.objects.using("owner").values_list("pk", "source", "reference")
        for number, source, reference in every.iterator():
            mark = marks.erased("people", source, reference)
            if mark in wanted:
                found.setdefault(mark, []).append(number)
    return found
