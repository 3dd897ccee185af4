"""SG-23: whoever decided the last time that somebody is put on or kept cannot keep them again; they can remove them."""

from datetime import timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_review_facts

from evenhand.casework import entry_review
from evenhand.casework.statuses import Outcome
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register


@pytest.mark.parametrize("outcome", [Outcome.RETAIN, Outcome.RESTRICT, Outcome.CORRECT])
def test_refuses_whoever_decided_the_last_time(outcome: Outcome) -> None:
    with pytest.raises(Refused, match="SG-23: You decided the last time"):
        entry_review.check_fresh_eyes(entry_review_facts(reviewer=2, decided_last=frozenset({2}), outcome=outcome))
    entry_review.check_fresh_eyes(entry_review_facts(reviewer=3, decided_last=frozenset({2}), outcome=outcome))


def test_allows_whoever_decided_the_last_time_to_remove() -> None:
    entry_review.check_fresh_eyes(entry_review_facts(reviewer=2, decided_last=frozenset({2}), outcome=Outcome.REMOVE))


def test_nobody_keeps_the_same_person_twice_running_and_two_can_take_turns(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    with casefile.refused(register, "SG-23"):
        casefile.review_entry(register, entry, by="reviewer")  # who accepted it
    casefile.review_entry(register, entry, by="reviewer2")
    with casefile.on(casefile.TODAY + timedelta(days=1)):
        with casefile.refused(register, "SG-23"):
            casefile.review_entry(register, entry, by="reviewer2")
        assert casefile.review_entry(register, entry, by="reviewer") is Outcome.RETAIN


def test_both_who_voted_on_a_child_count(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on="2010-03-01"))
    for who in ("inspector", "inspector2"):
        with casefile.refused(register, "SG-23"):
            casefile.review_entry(register, entry, by=who, welfare=casefile.WELFARE)
    for who in ("inspector3", "inspector4"):
        casefile.review_entry(register, entry, by=who, welfare=casefile.WELFARE)
    with casefile.refused(register, "SG-23"):
        casefile.review_entry(register, entry, by="inspector3", welfare=casefile.WELFARE)
    assert casefile.review_entry(register, entry, by="inspector", welfare=casefile.WELFARE) is None


def test_the_database_takes_no_second_decision_of_the_same_person(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.review_entry(register, entry)
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_23_fresh_eyes"), sidedoor.line(register, role, opens=opens) as line:
            sidedoor.copied(line, "register_entryreview", id=10**9, round=2)
    with sidedoor.line(register, opens="everything") as line:
        reviewer = register.account("inspector").pk
        sidedoor.copied(line, "register_entryreview", id=10**9, round=2, reviewer_id=reviewer)


def test_the_database_keeps_nobody_without_reasons(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.review_entry(register, entry)
    reviewer = register.account("inspector").pk
    with sidedoor.stopped_by("sg_23_kept_for_reasons"), sidedoor.line(register, OWNER) as line:
        sidedoor.copied(line, "register_entryreview", id=10**9, round=2, reviewer_id=reviewer, reasons=b"")
