"""One person's page: everything known, where it is from, what it scores, and who has looked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evenhand.casework.calendar import Dated
from evenhand.evidence import grading
from evenhand.evidence.grading import IntelligenceFact
from evenhand.evidence.vocabulary import Direction
from evenhand.register import calendars, clock, entries, facts, governance, sealing
from evenhand.register.acts import act, check_may
from evenhand.register.entries import EntryToday
from evenhand.register.facts import KnownEvent
from evenhand.register.models import (
    Account,
    Entry,
    Identification,
    Intelligence,
    Link,
    Nomination,
    Referral,
    StatusRecord,
)
from evenhand.register.reads import looks, people
from evenhand.register.reads.looks import NamedLook
from evenhand.register.reads.people import Named
from evenhand.register.roles import Permission
from evenhand.register.versions import current
from evenhand.scoring import engine, explain
from evenhand.scoring.engine import Line, Score
from evenhand.scoring.events import ScoringEvent, direction_of


@dataclass(frozen=True, slots=True)
class Record:
    """A source's record of the person, and the decision that it is theirs."""

    details: Identification
    link: Link


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event with the points it makes. `line` is None for what the score leaves out: a re-report, or what a
    dispute holds back."""

    event: KnownEvent
    title: str
    line: Line | None

    @property
    def direction(self) -> Direction | None:
        """Harm caused, harm suffered, or neither."""
        return direction_of(self.event.standing)


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An intelligence item, what its grade means, and why it can never count where it cannot."""

    item: Intelligence
    fact: IntelligenceFact
    why_not: str | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All of it."""

    person: Named
    died_on: date | None
    records: tuple[Record, ...]
    events: tuple[EventShown, ...]
    intelligence: tuple[ItemShown, ...]
    concerns: tuple[Referral, ...]
    statuses: tuple[StatusRecord, ...]
    score: Score
    explanation: tuple[str, ...]
    entries: tuple[EntryToday, ...]
    calendars: dict[UUID, tuple[Dated, ...]]  # by entry
    nominations: tuple[Nomination, ...]
    looks: tuple[NamedLook, ...]
    identity_in_doubt: bool

    @property
    def caused(self) -> tuple[EventShown, ...]:
        """What the person is recorded as having done."""
        return tuple(shown for shown in self.events if shown.direction is Direction.CAUSED)

    @property
    def suffered(self) -> tuple[EventShown, ...]:
        """What was done to the person."""
        return tuple(shown for shown in self.events if shown.direction is Direction.SUFFERED)

    @property
    def witnessed(self) -> tuple[EventShown, ...]:
        """What the person saw."""
        return tuple(shown for shown in self.events if shown.direction is None)


def page(*, person: UUID, reason: str, purpose: str, by: Account) -> PersonPage:
    """One person's page, for a reason. Raises LookupError where there is no such person."""
    check_may(by, Permission.PERSON_CONSULT)
    if not reason.strip():
        raise ValueError("Say why you are opening this person's record.")
    with act("person:consulted", by=by, purpose=purpose, person=person, reason=reason):
        return gather(person)


def gather(person: UUID, as_at: date | None = None, known_at: datetime | None = None) -> PersonPage:
    """Everything on the page, from behind an open door. Raises LookupError where there is no such person."""
    named = people.named([person]).get(person)
    if named is None:
        raise LookupError("There is no such person, or their records have all been moved to somebody else.")
    records = facts.records_of(person)
    concerns = Referral.objects.filter(about_id__in=records).select_related("load").order_by("-made_on")
    statuses = StatusRecord.objects.filter(about_id__in=records).select_related("load").order_by("-effective_on")
    known = facts.events(person, known_at)
    scored = score_of(known, as_at or clock.today())
    standings = _standings(person)
    page = PersonPage(
        person=named,
        died_on=facts.died_on(person),
        records=_records(person),
        events=shown(known, scored),
        intelligence=tuple(_item(item) for item in facts.intelligence(person)),
        concerns=tuple(current(concerns)),
        statuses=tuple(current(statuses)),
        score=scored,
        explanation=explain.sentences(scored, governance.instrument_in_force()),
        entries=standings,
        calendars=_calendars(standings, scored),
        nominations=tuple(
            Nomination.objects.filter(person_id=person)
            .select_related("proposer", "review__reviewer")
            .order_by("-made_at")
        ),
        looks=looks.at(person),
        identity_in_doubt=facts.identity_in_doubt(person),
    )
    _open(page)
    return page


def _standings(person: UUID) -> tuple[EntryToday, ...]:
    found = Entry.objects.filter(person_id=person).select_related("proposer", "reviewer", "listing")
    return tuple(entries.standings(list(found)))


def _calendars(standings: tuple[EntryToday, ...], scored: Score) -> dict[UUID, tuple[Dated, ...]]:
    policy = governance.policy_in_force()
    return {one.entry.pk: calendars.of(one, scored, policy) for one in standings}


def _open(page: PersonPage) -> None:
    """Open everything that is sealed on the page, with the keys of its records and of the person."""
    reviews = [one.review for one in page.nominations if hasattr(one, "review")]
    sealing.open_rows(
        [row for record in page.records for row in (record.details, record.link)],
        [shown.item for shown in page.intelligence],
        page.concerns,
        [standing.entry.listing for standing in page.entries],
        page.nominations,
        reviews,
    )


def score_of(known: list[KnownEvent], as_at: date) -> Score:
    """The score by the reference engine, of the events that speak and that no dispute holds back."""
    instrument = governance.instrument_in_force()
    speaking = [
        ScoringEvent(one.key, one.offence, one.standing, one.occurred_on)
        for one in known
        if one.speaks and not one.frozen
    ]
    return engine.score(speaking, instrument, as_at)


def shown(known: list[KnownEvent], scored: Score) -> tuple[EventShown, ...]:
    """Every event with the points it makes."""
    severities = governance.instrument_in_force().severities
    lines = {line.key: line for line in scored.lines}
    return tuple(EventShown(one, severities[one.offence].title, lines.get(one.key)) for one in known)


def _records(person: UUID) -> tuple[Record, ...]:
    links = Link.objects.filter(person_id=person, undone_at=None).select_related("record", "decided_by")
    by_record = {link.record_id: link for link in links}
    known = Identification.objects.filter(about_id__in=list(by_record)).select_related("load")
    details = current(known.order_by("source", "reference"))
    return tuple(Record(one, by_record[one.about_id]) for one in details)


def _item(item: Intelligence) -> ItemShown:
    fact = facts.intelligence_fact(item)
    return ItemShown(item, fact, grading.why_not(fact.grade))
