"""Gathering facts for the casework's checks: rows in, frozen facts out. Needs the person's door open."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from evenhand.casework import intent as intents
from evenhand.casework.evidence_rule import PROVEN, EventFact
from evenhand.casework.nomination import NominationFacts
from evenhand.evidence.grading import Currency, Grade, IntelligenceFact
from evenhand.evidence.vocabulary import Role, Standing, Statement, StatusChange
from evenhand.register import clock, entries, governance, scores
from evenhand.register.models import (
    Entry,
    HeldMatch,
    Identification,
    Intelligence,
    Link,
    Load,
    Nomination,
    StatusRecord,
)
from evenhand.register.versions import current


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """One event of one person as it stands now, with where it comes from. `speaks`: not a re-report of another.
    `frozen`: learned while the person disputes their record, so that it makes no points yet (SG-53).

    `file` and `line` say where the record stood when it was loaded.
    """

    key: str
    source: str
    reference: str
    version: int
    role: Role
    offence: str
    occurred_on: date
    standing: Standing
    origin: str
    source_document: str
    recorded_on: date
    corrected: bool
    speaks: bool
    frozen: bool
    file: str
    line: int


_EVENTS = """
    SELECT k.id, k.source, k.reference, k.version, k.role, k.offence_code, k.occurred_on, k.outcome_type,
           k.court_result, k.evidential_test, k.correction, k.origin, k.source_document, k.recorded_on, k.speaks,
           k.frozen, e.load_id, e.line
    FROM events_known(%s, %s) k JOIN register_event e ON e.id = k.id
    ORDER BY k.occurred_on DESC, k.id
"""


def events(person: UUID, known_at: datetime | None = None) -> list[KnownEvent]:
    """Everything recorded of a person's part in events, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [known_at or clock.now(), [person]])
        rows = cursor.fetchall()
    loads = Load.objects.in_bulk({load for *_, load, _ in rows})
    return [_event(*[*columns, loads[load].file_name, line]) for *columns, load, line in rows]


def _event(
    number: int, source: str, reference: str, version: int, role: str, offence: str, occurred_on: date,
    outcome_type: str, court_result: str, evidential_test: str, correction: str | None, origin: str,
    source_document: str, recorded_on: date, speaks: bool, frozen: bool, file: str, line: int,
) -> KnownEvent:  # fmt: skip
    return KnownEvent(
        f"event-{number}",
        source,
        reference,
        version,
        Role(role),
        offence,
        occurred_on,
        scores.standing(role, outcome_type, court_result, evidential_test, correction),
        origin,
        source_document,
        recorded_on,
        correction is not None,
        speaks,
        frozen,
        file,
        line,
    )


def records_of(person: UUID) -> list[int]:
    """The source records that are this person's now."""
    return list(Link.objects.filter(person_id=person, undone_at=None).values_list("record_id", flat=True))


def intelligence(person: UUID) -> list[Intelligence]:
    """The intelligence items about a person, each in its newest version."""
    items = Intelligence.objects.filter(about_id__in=records_of(person)).select_related("load")
    return current(items.order_by("-collected_on"))


def intelligence_fact(item: Intelligence) -> IntelligenceFact:
    """An item as the evidence rule sees it."""
    return IntelligenceFact(
        key=f"intelligence-{item.pk}",
        origin=item.origin,
        grade=Grade(int(item.source_grade), item.assessment_grade, item.handling_code),
        statement=Statement(item.statement),
        currency=Currency(item.currency),
        collected_on=item.collected_on,
    )


def event_fact(event: KnownEvent) -> EventFact:
    """An event as the evidence rule sees it."""
    return EventFact(event.key, event.offence, event.role, event.standing, event.occurred_on, event.origin)


def died_on(person: UUID) -> date | None:
    """The day on which a source says that the person died."""
    known = current(StatusRecord.objects.filter(about_id__in=records_of(person)))
    return min((one.effective_on for one in known if one.status == StatusChange.DIED), default=None)


def birth_dates(person: UUID) -> tuple[date, ...]:
    """Every birth date that a source gives now."""
    known = current(Identification.objects.filter(about_id__in=records_of(person)))
    return tuple(sorted({one.born_on for one in known}))


def nomination(
    person: UUID,
    *,
    cited: frozenset[str],
    reasons: str,
    child_welfare: str,
    intent: str = intents.DEFAULT,
    why_disruption: str = "",
) -> NominationFacts:
    """What is known of a person when somebody proposes an entry. Of what is cited, only their own records remain."""
    event_facts = tuple(event_fact(event) for event in events(person))
    item_facts = tuple(intelligence_fact(item) for item in intelligence(person))
    return NominationFacts(
        as_at=clock.today(),
        born_on=birth_dates(person),
        died_on=died_on(person),
        events=event_facts,
        intelligence=item_facts,
        cited=cited & ({event.key for event in event_facts} | {item.key for item in item_facts}),
        identity_in_doubt=identity_in_doubt(person),
        has_active_entry=Entry.objects.filter(person_id=person).exclude(origin="inherited").exists(),
        reasons=reasons,
        child_welfare=child_welfare,
        intent=intent,
        why_disruption=why_disruption,
        disputed_since=entries.disputed_since([person], governance.policy_in_force()).get(person),
        removed_on=entries.removed_on(person),
    )


def last_proven_on(known: NominationFacts) -> date:
    """The day of the last proven event that a proposal cites; without one (SG-09 refuses that), the day it is made."""
    return max((event.occurred_on for event in known.cited_events if event.standing in PROVEN), default=known.as_at)


def is_proposed(person: UUID) -> bool:
    """Whether a proposal about the person waits to be decided."""
    return Nomination.objects.filter(person_id=person, status="proposed").exists()


def identity_in_doubt(person: UUID) -> bool:
    """Whether a record is held of which this person is a candidate."""
    return HeldMatch.objects.filter(decided_at=None, candidates__contains=[person]).exists()
