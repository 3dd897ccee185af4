"""Events: one person's part in one recorded crime."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence.feeds import fields, offences, roles
from evenhand.evidence.feeds.spec import (
    COMMON,
    Circumstances,
    Column,
    FeedSpec,
    Keyed,
    Rule,
    not_in_future,
    not_later,
)
from evenhand.evidence.outcomes import CourtResult, EvidentialTest, outcome_types
from evenhand.evidence.vocabulary import Feed, Role


@dataclass(frozen=True, slots=True)
class EventRow(Keyed):
    """One person in one role in one crime, with what became of it."""

    person_reference: str
    role: Role
    offence_code: str
    occurred_on: date
    outcome_type: str | None
    court_result: CourtResult | None
    evidential_test: EvidentialTest | None
    origin: str
    source_document: str
    recorded_on: date


_HARMED = frozenset({Role.VICTIM, Role.WITNESS})


def _one_role(text: str) -> None:
    roles.check_one_role(text)


def _offence_code(text: str) -> None:
    offences.check_offence_code(text)


def _role_agrees(row: EventRow, _: Circumstances) -> None:
    roles.check_role_agrees(row.role, row.outcome_type, row.court_result)


def _offence_known(row: EventRow, now: Circumstances) -> None:
    offences.check_offence_known(row.offence_code, now.known_offences)


def _outcome_given(row: EventRow, _: Circumstances) -> None:
    if row.outcome_type is None and row.role not in _HARMED:
        raise ValueError("The outcome may be left empty only for a victim or a witness; write open if none is decided.")


SPEC = FeedSpec(
    Feed.EVENTS,
    EventRow,
    "What a person did, suffered or saw, one record for each person, crime and role.",
    (
        *COMMON,
        Column("person_reference", fields.short, "The `reference` of a people record of the same source."),
        Column(
            "role",
            fields.choice(Role),
            "Exactly one of suspect, convicted, victim, witness (SG-12).",
            check=_one_role,
        ),
        Column(
            "offence_code",
            fields.short,
            "The Home Office offence code; a code without a weight is quarantined (SG-16).",
            check=_offence_code,
        ),
        Column("occurred_on", fields.day, "The day it happened."),
        Column(
            "outcome_type",
            fields.one_of({number: number for number in outcome_types()}),
            "The Home Office outcome type number, or `open`. Empty only for a victim or a witness.",
            required=False,
        ),
        Column(
            "court_result",
            fields.choice(CourtResult),
            "pending, convicted, acquitted or discontinued. Never for a victim or a witness.",
            required=False,
        ),
        Column(
            "evidential_test",
            fields.choice(EvidentialTest),
            "met or not_met: whether the evidence was recorded as enough to charge.",
            required=False,
        ),
        Column(
            "origin",
            fields.short,
            "Who or what first reported the incident; two records with one origin are one incident (SG-11).",
        ),
        Column("source_document", fields.short, "The reference of the document behind the record."),
        Column("recorded_on", fields.day, "The day the source recorded it."),
    ),
    (
        Rule(
            ("role", "outcome_type", "court_result"),
            _role_agrees,
            "`convicted` needs a conviction or a caution; a suspect has no conviction; a victim or a witness has no "
            "court result (SG-12).",
        ),
        Rule(("outcome_type", "role"), _outcome_given, "`outcome_type` is given for suspects and convicted people."),
        Rule(("offence_code",), _offence_known, "`offence_code` has a weight in the instrument (SG-16)."),
        not_later("occurred_on", "recorded_on"),
        not_in_future("recorded_on"),
    ),
)
