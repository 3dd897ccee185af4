"""The tables of statuses hold together."""

from evenhand.casework.statuses import (
    DECISION_LEADS_TO,
    ENTRY_TRANSITIONS,
    NOMINATION_TRANSITIONS,
    Actor,
    Decision,
    EntryStatus,
    NominationStatus,
)


def test_every_decision_leads_where_a_reviewer_may_lead():
    for decision in Decision:
        assert Actor.REVIEWER in NOMINATION_TRANSITIONS[NominationStatus.PROPOSED, DECISION_LEADS_TO[decision]]


def test_a_decided_nomination_stays_decided():
    assert {before for before, _ in NOMINATION_TRANSITIONS} == {NominationStatus.PROPOSED}


def test_nothing_reopens_an_entry_and_no_clock_lifts_a_restriction():
    assert all(before is not EntryStatus.CLOSED for before, _ in ENTRY_TRANSITIONS)
    assert all(after is not EntryStatus.ACTIVE for _, after in ENTRY_TRANSITIONS)
