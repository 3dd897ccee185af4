"""What has to go when somebody is erased, and making it go. Needs an act of erasing them, with everything open."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from evenhand.identity.decisions import KINDS
from evenhand.identity.traces import Traces
from evenhand.register import facts, sealing
from evenhand.register.keys import marks
from evenhand.register.models import (
    Event,
    Identification,
    LedgerParticulars,
    Load,
    QuarantinedRow,
    SourceRecord,
)

_BATCH = 5_000
_ERASE = "SELECT erase_person(%s, %s::bigint[], %s::bytea[], %s::bigint[], %s::text[], %s::uuid[])"


@dataclass(frozen=True, slots=True)
class Gone:
    """How many rows went, by table, and the keyed digests of the references that are left out from now on."""

    rows: dict[str, int]
    marks: list[bytes]


def erase(person: UUID, also: Collection[int] = (), known_marks: Collection[bytes] = ()) -> Gone:
    """Erase all that is kept of somebody, and of further source records that are known to be theirs."""
    records = sorted({*facts.records_of(person), *also})
    of_theirs = sorted({*_marks(records), *known_marks})
    traces = _traces(records)
    asked = (person, records, of_theirs, _rows(traces), _reasons(traces), _files(traces))
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, asked)
        counted = json.loads(cursor.fetchone()[0])
    return Gone({table: count for table, count in counted.items() if count}, of_theirs)


def _marks(records: Collection[int]) -> Iterator[bytes]:
    """Of each reference to them, and to an event of theirs, which a correction would name."""
    for source, reference in SourceRecord.objects.filter(pk__in=records).values_list("source", "reference"):
        yield marks.erased("people", source, reference)
    for source, reference in Event.objects.filter(about_id__in=records).values_list("source", "reference").distinct():
        yield marks.erased("events", source, reference)


def _traces(records: Collection[int]) -> Traces:
    """By what they are recognised in a text, from every version of their records."""
    known = list(Identification.objects.filter(about_id__in=records))
    sealing.open_rows(known)
    return Traces(
        names=frozenset((*one.given_names.split()[:1], *one.family_name.split()) for one in known),
        identifiers=frozenset(getattr(one, kind) for one in known for kind in KINDS),
        references=frozenset((one.source, one.reference) for one in known),
    )


def _rows(traces: Traces) -> list[int]:
    """The quarantined rows that speak of them."""
    rows = QuarantinedRow.objects.only("raw", "reasons").iterator(_BATCH)
    return [row.pk for row in rows if traces.in_text(_says(row.raw, (reason["text"] for reason in row.reasons)))]


def _says(raw: str, reasons: Iterable[str]) -> str:
    return "\n".join((raw, *reasons))


def _reasons(traces: Traces) -> list[str]:
    """The reasons given for acts on nobody in particular (a search, say) that speak of them."""
    found, after = [], ""
    while kept := list(LedgerParticulars.objects.filter(person=None, pk__gt=after).order_by("pk")[:_BATCH]):
        sealing.open_rows(kept)
        found += [one.pk for one in kept if traces.in_text(one.text)]
        after = kept[-1].pk
    return found


def _files(traces: Traces) -> list[UUID]:
    """The loads of files whose name speaks of them."""
    return [load.pk for load in Load.objects.only("file_name") if traces.in_text(load.file_name)]
