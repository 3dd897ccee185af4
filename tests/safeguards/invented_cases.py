"""Invented facts for the pure checks: nothing stands against them, unless a test says otherwise."""

from datetime import date
from typing import Any

from casefile import REASONS, TODAY

from evenhand.casework.dispute import DisputeFacts
from evenhand.casework.entry_review import EntryReviewFacts
from evenhand.casework.entry_status import EntryFacts
from evenhand.casework.evidence_rule import EventFact
from evenhand.casework.nomination import NominationFacts
from evenhand.casework.review import ReviewFacts
from evenhand.casework.statuses import Decision, NominationStatus, Outcome
from evenhand.evidence.grading import Currency, Grade, IntelligenceFact
from evenhand.evidence.vocabulary import Role, Standing, Statement


def event(number: int = 1, **given: Any) -> EventFact:
    """A proven robbery of this year, an incident of its own."""
    values = {
        "key": f"event-{number}", "offence": "34B", "role": Role.CONVICTED, "standing": Standing.CONVICTED,
        "occurred_on": date(2026, 3, number), "origin": f"INC-{number}",
    }  # fmt: skip
    return EventFact(**(values | given))


def item(number: int = 1, source: int = 1, assessment: str = "A", **given: Any) -> IntelligenceFact:
    """An intelligence item, of the best grade unless told otherwise."""
    values = {
        "key": f"intelligence-{number}", "origin": f"OFFICER-{number}", "grade": Grade(source, assessment, "P"),
        "statement": Statement.FACT, "currency": Currency.CURRENT, "collected_on": date(2026, 8, 1),
    }  # fmt: skip
    return IntelligenceFact(**(values | given))


def nomination_facts(**given: Any) -> NominationFacts:
    """A proposal to make an entry; it cites every record there is."""
    values: dict[str, Any] = {
        "as_at": TODAY, "born_on": (date(1998, 5, 17),), "died_on": None,
        "events": (event(1), event(2), event(3)), "intelligence": (), "identity_in_doubt": False,
        "has_active_entry": False, "reasons": REASONS, "child_welfare": "",
    } | given  # fmt: skip
    records = (*values["events"], *values["intelligence"])
    return NominationFacts(**({"cited": frozenset(one.key for one in records)} | values))


def review_facts(**given: Any) -> ReviewFacts:
    """A decision by somebody else, with reasons."""
    values: dict[str, Any] = {
        "nomination_status": NominationStatus.PROPOSED, "proposer": 1, "reviewer": 2, "reviewer_is_a_person": True,
        "reviewer_is_inspector": False, "subject_is_child": False, "decision": Decision.ACCEPT, "reasons": REASONS,
    }  # fmt: skip
    return ReviewFacts(**(values | given))


def entry_facts(**given: Any) -> EntryFacts:
    """An adult's entry that was opened a month ago and is in use."""
    values: dict[str, Any] = {
        "as_at": TODAY, "origin": "decided", "born_on": date(1998, 5, 17), "opened_on": date(2026, 10, 23),
        "review_by": date(2027, 1, 21), "expires_on": date(2029, 3, 3), "zero_on": date(2029, 3, 3),
    }  # fmt: skip
    return EntryFacts(**(values | given))


def entry_review_facts(**given: Any) -> EntryReviewFacts:
    """A review of it by somebody who had no part in it before, with reasons for keeping it."""
    values: dict[str, Any] = {
        "entry": entry_facts(), "is_child": False, "reviewer": 3, "reviewer_is_a_person": True,
        "reviewer_is_inspector": False, "decided_last": frozenset({2}), "voted": frozenset(),
        "outcome": Outcome.RETAIN, "reasons": REASONS, "child_welfare": "",
    }  # fmt: skip
    return EntryReviewFacts(**(values | given))


def dispute_facts(**given: Any) -> DisputeFacts:
    """A dispute that is decided by somebody who had no part in it, with reasons."""
    values: dict[str, Any] = {
        "decided": False, "decider": 9, "decider_is_a_person": True, "took_part": frozenset({1, 2}),
        "finding": "not-right", "reasons": REASONS,
    }  # fmt: skip
    return DisputeFacts(**(values | given))
