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


def test_nothing_brings_back_what_was_removed_and_no_clock_lifts_a_restriction():
    assert all(before is not EntryStatus.REMOVED for before, _ in ENTRY_TRANSITIONS)
    into_use = {pair: who for pair, who in ENTRY_TRANSITIONS.items() if pair[1] is EntryStatus.ACTIVE}
    assert into_use == {(EntryStatus.RESTRICTED, EntryStatus.ACTIVE): frozenset({Actor.REVIEWER})}
    assert {after for before, after in ENTRY_TRANSITIONS if before is EntryStatus.ENDED} == {EntryStatus.REMOVED}
