"""What a load sets off at once: death closes, an acquittal re-scores, an old list becomes restricted entries."""

from datetime import timedelta

import pytest
import steps

from evenhand.register import clock, entries, facts
from evenhand.register.actions import identity, scoring
from evenhand.register.models import Entry, HeldMatch, Listing, Nomination, ScoreTotal
from evenhand.register.reads import figures
from evenhand.safeguards import Refused


def entry_of(person):
    return steps.seen(lambda: Entry.objects.filter(person=person).first())


def status_of(person):
    return steps.seen(lambda: entries.standing(Entry.objects.get(person=person)).status)


def test_death_takes_an_entry_away_and_says_why(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    steps.enter(register, person)
    before = steps.last_entry()
    tally = load("status", {})
    assert tally.consequences == ("1 entries of people who have died were closed (SG-25).",)
    assert entry_of(person) is None
    assert steps.ledger_since(before)[:3] == ["entry:closed", "recipients:to_be_told", "feed:loaded"]


def test_death_withdraws_an_open_proposal_and_nobody_can_propose_again(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person)
    before = steps.last_entry()
    load("status", {})
    assert steps.seen(lambda: Nomination.objects.get(pk=number).status) == "withdrawn"
    assert "nomination:withdrawn" in steps.ledger_since(before)
    with pytest.raises(Refused, match="SG-25"):
        steps.propose(register, person)


def test_a_death_that_was_recorded_by_mistake_is_taken_back_by_its_next_version(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    load("status", {})
    load("status", {"status": "released", "version": 2})
    assert steps.seen(lambda: facts.died_on(person)) is None
    steps.enter(register, person)
    assert status_of(person) == "active"


def test_a_death_on_a_held_record_closes_the_entry_when_the_record_is_settled(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    steps.enter(register, person)
    load("people", {**steps.record("C1"), "source": "NMP-CUSTODY", "family_name": "Braxabyp1", "pnc_id": ""})
    load("status", {"source": "NMP-CUSTODY", "person_reference": "C1"})
    assert status_of(person) == "active"
    held = steps.seen(lambda: HeldMatch.objects.get().pk)
    by = register.account("records")
    identity.settle(held_id=held, person=person, reason="The same.", purpose="resolve-identity", by=by)
    assert entry_of(person) is None


@pytest.mark.parametrize("correction", ["acquitted", "no_further_action", "cancelled"])
def test_a_correction_scores_afresh_and_makes_the_review_due(register, load, tmp_path, correction):
    person = steps.eligible(register, tmp_path)
    entry = steps.enter(register, person)
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())
    before = steps.seen(lambda: ScoreTotal.objects.get(person=person).caused)
    load("corrections", {"event_reference": "P1-E1", "correction": correction})
    after = steps.seen(lambda: ScoreTotal.objects.filter(person=person).latest("pk").caused)
    assert 0 < after < before
    assert entry.review_by > clock.today() == entry_of(person).review_by


CLEARED = (
    {"court_result": "acquitted", "role": "suspect"},
    {"outcome_type": "18", "role": "suspect", "court_result": ""},
)


@pytest.mark.parametrize("said", CLEARED)
def test_a_later_version_that_clears_somebody_does_the_same(register, load, tmp_path, said):
    person = steps.eligible(register, tmp_path)
    steps.enter(register, person)
    told = load("events", {**steps.three_events()[0], **said, "version": 2}).consequences
    assert "1 entries due for review" in told[0]
    assert entry_of(person).review_by == clock.today()


def test_a_later_version_that_clears_nobody_changes_no_review(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    entry = steps.enter(register, person)
    load("events", {**steps.three_events()[1], "version": 2, "source_document": "FX-2"})
    assert entry_of(person).review_by == entry.review_by


def test_a_second_report_of_a_corrected_incident_counts_no_more(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    load("events", {"reference": "E9", "person_reference": "P1", "origin": "INC-P1-E1"})
    load("corrections", {"event_reference": "P1-E1"})
    known = {one.reference: one.standing for one in steps.seen(lambda: facts.events(person))}
    assert known["E9"] == known["P1-E1"] == "acquitted"


def test_public_figures_count_everybodys_band_after_a_correction_of_one(register, load):
    load("people", *(steps.record(f"P{n}") for n in range(1, 6)))
    load("listings", *({"person_reference": f"P{n}"} for n in range(1, 6)))
    load("events", {"person_reference": "P1", "reference": "E1"}, {"person_reference": "P2", "reference": "E2"})
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())
    load("corrections", {"event_reference": "E1"}, {"event_reference": "E2"})
    with steps.everything_open():
        counted = figures.counted(clock.today())
    assert (counted["size"], counted["bands"].get("not scored", 0)) == (5, 0)


def test_an_inherited_listing_is_restricted_and_its_review_long_overdue(load):
    load("people", {})
    told = load("listings", {"listed_on": "2024-03-01", "last_reviewed_on": "2025-01-01"}).consequences
    assert told == ("1 inherited entries, all restricted until two people decide each afresh.",)
    entry = entry_of(steps.whose("P1"))
    assert (entry.origin, entry.proposer, entry.reviewer) == ("inherited", None, None)
    assert status_of(steps.whose("P1")) == "restricted"
    assert entry.review_by < clock.today() < entry.expires_on
    assert entry.review_by.isoformat() == "2025-04-01"


def test_a_person_listed_twice_has_one_entry(load):
    load("people", {"reference": "P1", "pnc_id": "FX-1"}, {"reference": "P2", "pnc_id": "FX-1"})
    load("listings", {"person_reference": "P1"}, {"person_reference": "P2"}, {"person_reference": "P1"})
    load("listings", {"person_reference": "P2", "reference": "L9"})
    assert status_of(steps.whose("P1")) == "restricted"


def test_a_dead_persons_listing_is_not_taken_over(load):
    load("people", {})
    load("status", {})
    load("listings", {})
    assert entry_of(steps.whose("P1")) is None
    assert steps.seen(Listing.objects.count) == 0


def test_a_child_under_the_lowest_age_is_not_taken_over_from_an_old_list(load):
    load("people", {"born_on": (clock.today() - timedelta(days=12 * 366)).isoformat()})
    told = load("listings", {}).consequences
    assert told[1:] == ("1 people of the old list are under the lowest age, and were not taken over (SG-18).",)
    assert entry_of(steps.whose("P1")) is None


def test_a_held_records_listing_becomes_an_entry_when_it_is_settled(register, load):
    load("people", {"reference": "P1"}, {"reference": "P2"})
    load("listings", {"person_reference": "P2"})
    assert steps.seen(Entry.objects.count) == 0
    held = steps.seen(lambda: HeldMatch.objects.get().pk)
    by = register.account("records")
    new = identity.settle(held_id=held, person=None, reason="Twins.", purpose="resolve-identity", by=by)
    assert status_of(new) == "restricted"


def test_a_child_on_an_old_list_has_the_shorter_clock(load):
    born = clock.today() - timedelta(days=15 * 366)
    load("people", {"born_on": born.isoformat()})
    load("listings", {"listed_on": "2026-10-01"})
    assert entry_of(steps.whose("P1")).review_by.isoformat() == "2026-11-30"
