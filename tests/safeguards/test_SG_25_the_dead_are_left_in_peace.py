"""SG-25: death closes the entry and the proposal at once, and nobody can propose, list or refer the dead."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts, nomination_facts

from evenhand.casework import entry_status, nomination, policy
from evenhand.casework import support as support_rules
from evenhand.casework.statuses import EntryStatus, Outcome
from evenhand.register.actions import disputes, letters, support
from evenhand.register.database import OWNER
from evenhand.register.models import LedgerEntry, OutgoingLetter
from evenhand.safeguards import Refused
from registered import Register


def test_refuses_to_propose_or_refer_somebody_who_has_died() -> None:
    with pytest.raises(Refused, match="SG-25: A source recorded on 2026-10-01"):
        nomination.check_alive(replace(nomination_facts(), died_on=date(2026, 10, 1)))
    with pytest.raises(Refused, match="SG-25: A source recorded on 2026-10-01"):
        support_rules.check_alive_to_be_helped(date(2026, 10, 1))
    nomination.check_alive(nomination_facts())
    support_rules.check_alive_to_be_helped(None)


def test_refuses_the_proposal_and_the_referral_and_keeps_nothing_of_them(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    register.load(tmp_path, "status", {})
    with casefile.refused(register, "SG-25", "this person has died"):
        casefile.propose(register, person, cited)
    with casefile.refused(register, "SG-25", "this person has died"):
        support.refer(person=person, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))


def test_custody_and_release_are_not_death(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "status", {"status": "in_custody"}, {"status": "released"})
    casefile.enter(register, person)
    assert casefile.today_of(person).status is EntryStatus.ACTIVE


def test_a_recorded_death_closes_the_entry_in_the_same_transaction(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    casefile.enter(register, person)
    tally = register.load(tmp_path, "status", {})
    assert tally.consequences == ("1 entries of people who have died were closed (SG-25).",)
    assert casefile.today_of(person) is None
    assert LedgerEntry.objects.using("auditor").filter(event="entry:closed", subject=person).count() == 1


def test_a_recorded_death_withdraws_the_proposal(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    register.load(tmp_path, "status", {})
    with casefile.refused(register, "SG-06", "already been withdrawn"):
        casefile.decide(register, person, number)


def test_whoever_was_dead_on_the_old_list_is_not_taken_over(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "status", {})
    told = register.load(tmp_path, "listings", {}).consequences
    assert "1 people of the old list have died, and were not taken over (SG-25)." in told
    assert casefile.today_of(person) is None
    with sidedoor.line(register, OWNER) as line:
        assert sidedoor.count(line, "register_listing") == 0


def test_whoever_has_died_ends_whatever_else_is_so() -> None:
    with pytest.raises(Refused, match="SG-25: A source recorded that the person has died"):
        entry_status.check_alive(entry_facts(died_on=casefile.TODAY))
    entry_status.check_alive(entry_facts())
    assert entry_status.status_of(entry_facts(died_on=casefile.TODAY), policy.load()) is EntryStatus.ENDED


def test_death_stops_letters_and_tells_whoever_was_given_something(register: Register, tmp_path: Path) -> None:
    removed = casefile.enter(register, casefile.eligible(register, tmp_path))
    person, dpo = removed.person_id, register.account("dpo")
    casefile.review_entry(register, removed, Outcome.REMOVE)
    letters.hand_out(person=person, how_checked="With a passport.", purpose="answer-person", by=dpo)
    register.load(tmp_path, "status", {"person_reference": "P1"})
    with sidedoor.line(register, OWNER) as line:
        assert line.execute("SELECT kind, sent_on, why_stopped FROM register_outgoingletter").fetchall() == [
            ("removed", None, "died")
        ]
        assert line.execute("SELECT why_ended FROM register_accessletter").fetchall() == [("died",)]
    [number] = OutgoingLetter.objects.using("owner").values_list("pk", flat=True)
    with pytest.raises(LookupError, match="No letter waits"):
        disputes.send(letter_id=number, person=person, purpose="answer-person", by=dpo)


def test_death_of_somebody_listed_is_told_to_whoever_was_given_something(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(tmp_path, "status", {})
    with sidedoor.line(register, OWNER) as line:
        rows = line.execute("SELECT person_id, what, happened_on FROM register_recipientnotice").fetchall()
    assert rows == [(entry.person_id, "died", casefile.TODAY)]


def test_the_database_sends_no_letter_that_was_stopped(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.review_entry(register, entry, Outcome.REMOVE)
    register.load(tmp_path, "status", {})
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_25_sent_or_stopped"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("UPDATE register_outgoingletter SET sent_on = %s, sent_by_id = 1", [casefile.TODAY])


def test_the_database_takes_no_entry_of_the_dead(register: Register, tmp_path: Path) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.line(register, OWNER) as line:
        line.execute("CREATE TABLE kept AS SELECT * FROM register_entry")
        line.execute("DELETE FROM register_entry")
        line.execute("GRANT SELECT ON kept TO evenhand_application")
    register.load(tmp_path, "status", {})
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_25_nobody_dead_is_listed"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("INSERT INTO register_entry SELECT * FROM kept")
