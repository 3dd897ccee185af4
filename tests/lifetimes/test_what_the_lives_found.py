"""Faults that came up when random lives were written and run, each as the shortest story that shows it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import casefile
import pytest
from casefile import NOON, REASONS, TODAY, eligible, enter, person_of, record

import world
from evenhand.casework.statuses import EntryStatus, Outcome
from evenhand.register import clock, entries
from evenhand.register.actions import accounts, disputes, entry_review
from evenhand.register.acts import act
from evenhand.register.models import Entry, OutgoingLetter
from evenhand.safeguards import Refused
from registered import Register


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.set_to(NOON):
        yield


def only_entry() -> tuple[Entry, EntryStatus]:
    with act("score:computed", by=accounts.software(), purpose="scoring", opens="everything"):
        one = entries.standing(Entry.objects.get())
        return one.entry, one.status


@pytest.mark.parametrize("day", ["2026-01-01", "2026-08-31", "2026-11-23", "2027-02-28"])
def test_an_old_list_is_taken_over_on_any_day_of_the_year(register: Register, tmp_path: Path, day: str) -> None:
    with clock.set_to(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)):
        world.adopt_papers(register.account("owner"), register.account("dpo"), clock.today())
        register.load(tmp_path, "people", record("P1"))
        register.load(tmp_path, "listings", {"person_reference": "P1"})
        entry, _ = only_entry()
    assert (entry.expires_on - entry.opened_on).days == 183


def test_no_letter_waits_for_somebody_who_died_before_their_dispute_was_decided(
    register: Register, tmp_path: Path
) -> None:
    person = eligible(register, tmp_path)
    said = {"person": person, "purpose": "answer-person", "by": register.account("dpo")}
    number = disputes.open_for(what="I was not there.", **said)
    register.load(tmp_path, "status", {"effective_on": TODAY.isoformat()})
    disputes.decide(dispute_id=number, finding="right", reasons=REASONS, **said)
    with act("score:computed", by=accounts.software(), purpose="scoring", opens="everything"):
        assert not OutgoingLetter.objects.filter(sent_on=None, stopped_on=None).exists()


def later(days: int):
    return clock.set_to(NOON + timedelta(days=days))


def test_nobody_keeps_what_is_at_its_end_and_the_days_clocks_have_not_taken_away(
    register: Register, tmp_path: Path
) -> None:
    eligible(register, tmp_path)
    entry = enter(register, person_of("P1"))
    said = {"entry_id": entry.pk, "person": entry.person_id, "reasons": REASONS, "purpose": "review-entry"}
    with later(90 + 91):
        assert only_entry()[1] is EntryStatus.ENDED
        for outcome in (Outcome.RETAIN, Outcome.RESTRICT, Outcome.CORRECT):
            with pytest.raises(Refused, match="review was due"):
                entry_review.review(outcome=outcome, by=register.account("inspector"), **said)
        assert entry_review.review(outcome=Outcome.REMOVE, by=register.account("inspector"), **said) is Outcome.REMOVE


def test_nothing_told_late_brings_back_what_is_at_its_end(register: Register, tmp_path: Path) -> None:
    register.load(tmp_path, "people", record("P1"))
    register.load(tmp_path, "listings", {"person_reference": "P1"})
    with later(8):
        assert only_entry()[1] is EntryStatus.ENDED
        register.load(tmp_path, "events", *casefile.events("P1"))
        assert only_entry()[1] is EntryStatus.ENDED


def test_an_entry_ends_sooner_where_a_later_record_says_that_nothing_was_proven(
    register: Register, tmp_path: Path
) -> None:
    proven = {"role": "convicted", "court_result": "convicted"}
    register.load(tmp_path, "people", record("P1"))
    register.load(tmp_path, "events", *casefile.events("P1", 3, **proven))
    before = enter(register, person_of("P1"))
    last = casefile.events("P1", 3)[2]
    register.load(tmp_path, "events", {**last, "version": 2, "role": "suspect", "court_result": "pending"})
    assert only_entry()[0].expires_on < before.expires_on
