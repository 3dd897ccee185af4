"""SG-25: death closes the entry and the proposal at once, and nobody can propose, list or refer the dead."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import nomination_facts

from evenhand.casework import nomination
from evenhand.casework import support as support_rules
from evenhand.register.actions import support
from evenhand.register.database import OWNER
from evenhand.register.models import LedgerEntry
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
    assert casefile.enter(register, person).status == "active"


def test_a_recorded_death_closes_the_entry_in_the_same_transaction(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    casefile.enter(register, person)
    tally = register.load(tmp_path, "status", {})
    assert tally.consequences == ("1 entries of people who have died were closed (SG-25).",)
    with sidedoor.line(register, opens="everything") as line:
        rows = line.execute("SELECT status, closed_at, why_closed <> '' FROM register_entry").fetchall()
    assert rows == [("closed", casefile.NOON, True)]
    assert LedgerEntry.objects.using("auditor").filter(event="entry:closed", subject=person).count() == 1


def test_a_recorded_death_withdraws_the_proposal(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    register.load(tmp_path, "status", {})
    with casefile.refused(register, "SG-06", "already been withdrawn"):
        casefile.decide(register, person, number)


def test_whoever_was_dead_on_the_old_list_has_a_closed_entry(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    register.load(tmp_path, "status", {})
    register.load(tmp_path, "listings", {})
    with sidedoor.line(register, opens="everything") as line:
        assert line.execute("SELECT status FROM register_entry").fetchall() == [("closed",)]


@pytest.mark.parametrize("status", ["active", "restricted"])
def test_the_database_opens_no_entry_for_the_dead(register: Register, tmp_path: Path, status: str) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    register.load(tmp_path, "status", {})
    attempt = "UPDATE register_entry SET status = %s, closed_at = NULL"
    with sidedoor.stopped_by("sg_25_nobody_dead_is_listed"), sidedoor.line(register, opens="everything") as line:
        line.execute(attempt, [status])
    with sidedoor.stopped_by("sg_25_nobody_dead_is_listed"), sidedoor.line(register, OWNER) as line:
        line.execute(attempt, [status])


def test_the_database_takes_no_new_entry_of_the_dead(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    register.load(tmp_path, "status", {})
    register.load(tmp_path, "listings", {})
    with sidedoor.stopped_by("sg_25_nobody_dead_is_listed"), sidedoor.line(register, OWNER) as line:
        row = line.execute("SELECT to_jsonb(e) FROM register_entry e").fetchone()[0]
        line.execute("DELETE FROM register_entry")
        sidedoor.insert(line, "register_entry", **(row | {"status": "restricted", "closed_at": None}))


def test_nobody_who_died_is_offered_help_or_written_to(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    helps = {"person": person, **casefile.coordinator(register)}
    support.record_contact(contact_on=casefile.TODAY, kind="call", note="", **helps)
    casefile.offered(register, person)
    register.load(tmp_path, "status", {})
    for refused in (
        lambda: casefile.offered(register, person),
        lambda: support.record_contact(contact_on=casefile.TODAY, kind="letter", note="", **helps),
        lambda: support.refer(source="parent", reasons="Hurt.", **helps),
    ):
        with casefile.refused(register, "SG-25", "this person has died"):
            refused()


def test_the_database_keeps_no_offer_to_somebody_who_died(register: Register, tmp_path: Path) -> None:
    casefile.offered(register, casefile.known(register, tmp_path))
    register.load(tmp_path, "status", {})
    with sidedoor.stopped_by("sg_25_nobody_dead_is_offered_help"), sidedoor.line(register, OWNER) as line:
        sidedoor.copied(line, "register_supportoffer", id="00000000-0000-4000-8000-000000000001")
