"""What a record shows in an emergency: the essentials, and nothing else. And what is known of such uses themselves."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evenhand.casework import emergency
from evenhand.casework.emergency import PURPOSE
from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.register import clock, facts, governance, ledgering, sealing
from evenhand.register.actions.emergency import facts_of, watches, whose
from evenhand.register.acts import act
from evenhand.register.entries import EntryToday, standings
from evenhand.register.facts import KnownEvent
from evenhand.register.models import Account, EmergencyRecord, EmergencyUse, Entry, Identification, LedgerEntry
from evenhand.register.reads import people
from evenhand.register.reads.people import Named
from evenhand.register.versions import current
from evenhand.scoring.events import direction_of

NOBODY = "There is no such record open to you."


@dataclass(frozen=True, slots=True)
class EventInBrief:
    """An event without its points: when, what, and how far it is established."""

    occurred_on: date
    title: str
    standing: Standing

    @property
    def direction(self) -> Direction | None:
        """Harm caused, harm suffered, or neither."""
        return direction_of(self.standing)


@dataclass(frozen=True, slots=True)
class Essentials:
    """Who somebody is, what to beware of, what happened, what stands on the register, and whom to call."""

    use: EmergencyUse
    reason: str
    person: Named
    died_on: date | None
    identity_in_doubt: bool
    records: tuple[Identification, ...]
    events: tuple[EventInBrief, ...]
    entries: tuple[EntryToday, ...]

    @property
    def contacts(self) -> tuple[Account, ...]:
        """Those who proposed or decided what stands on the register: they know the case."""
        known = {one.pk: one for today in self.entries for one in (today.entry.proposer, today.entry.reviewer) if one}
        return tuple(sorted(known.values(), key=lambda one: one.display_name))


@dataclass(frozen=True, slots=True)
class ToReview:
    """What somebody opened, and why, for whoever reviews it. `looks`: when they looked.

    Of somebody who was erased, only the use itself is left.
    """

    use: EmergencyUse
    person: UUID | None
    area: str
    reason: str
    found_because: str
    looks: tuple[datetime, ...]
    is_over: bool


def record(*, use: int, by: Account) -> Essentials:
    """One look at a record that one has opened in an emergency.

    Raises LookupError where it is not one's own, Refused once its time is over.
    """
    row = EmergencyUse.objects.select_related("supervisor").filter(pk=use, account=by).first()
    person = whose(use)
    if row is None or person is None:
        raise LookupError(NOBODY)
    with act(
        "emergency:consulted",
        by=by,
        purpose=PURPOSE,
        person=person,
        facts={"emergency": use},
        before=lambda: emergency.check_still_open(facts_of(row), clock.now()),
    ):
        return _essentials(row, person)


def _essentials(use: EmergencyUse, person: UUID) -> Essentials:
    named = people.named([person]).get(person)
    if named is None:
        raise LookupError("The records of this person have all been moved to somebody else.")
    known = Identification.objects.filter(about_id__in=facts.records_of(person)).order_by("-learned_at", "-id")
    records, opened = current(known), EmergencyRecord.objects.get(pk=use.pk)
    sealing.open_rows(records, [opened])
    return Essentials(
        use=use,
        reason=opened.reason,
        person=named,
        died_on=facts.died_on(person),
        identity_in_doubt=facts.identity_in_doubt(person),
        records=tuple(records),
        events=tuple(_in_brief(one) for one in facts.events(person) if one.speaks),
        entries=tuple(standings(list(Entry.objects.filter(person_id=person).select_related("proposer", "reviewer")))),
    )


def _in_brief(event: KnownEvent) -> EventInBrief:
    title = governance.instrument_in_force().severities[event.offence].title
    return EventInBrief(event.occurred_on, title, event.standing)


def to_review(*, use: int, purpose: str, by: Account) -> ToReview:
    """What somebody opened and why. Raises Refused for an account that it is not for, LookupError for none."""
    row = EmergencyUse.objects.select_related("account", "supervisor", "reviewed_by").filter(pk=use).first()
    if row is None:
        raise LookupError("Nothing was opened under this number.")
    person, is_over = whose(use), row.until <= clock.now()
    with act(
        "emergency:review_read",
        by=by,
        purpose=purpose,
        person=person,
        opens="person" if person else "nothing",
        facts={"emergency": use},
        before=lambda: emergency.check_may_review(facts_of(row), by.pk, watches(by)),
    ):
        if person is None:
            return ToReview(row, None, "", "", "", (), is_over)
        opened, named = EmergencyRecord.objects.get(pk=use), people.named([person]).get(person)
        sealing.open_rows([opened])
        area = named.area if named else ""
        return ToReview(row, person, area, opened.reason, opened.found_because, _looks(row, person), is_over)


def _looks(use: EmergencyUse, person: UUID) -> tuple[datetime, ...]:
    """When they looked, as the log has it."""
    actor = ledgering.actor_of(use.account)
    entries = LedgerEntry.objects.filter(subject=person, event="emergency:consulted", actor=actor).order_by("pk")
    bodies = [json.loads(body) for body in entries.values_list("body", flat=True)]
    return tuple(datetime.fromisoformat(body["at"]) for body in bodies if body["facts"].get("emergency") == use.pk)
