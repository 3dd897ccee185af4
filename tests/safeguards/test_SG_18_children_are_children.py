"""SG-18: below the lowest age only help; an older child is for an inspector, with the child's welfare in view."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import nomination_facts, review_facts

from evenhand.casework import nomination, policy, review
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
LEAST = POLICY.number("reasons_min_characters")
# On 2026-11-23: nine, ten, twelve until tomorrow; thirteen and seventeen until tomorrow; and eighteen today.
TOO_YOUNG = {date(2017, 6, 1): 9, date(2016, 11, 23): 10, date(2013, 11, 24): 12}
CHILDREN = {date(2013, 11, 23): 13, date(2010, 3, 1): 16, date(2008, 11, 24): 17}
ADULT = date(2008, 11, 23)


@pytest.mark.parametrize(("born_on", "age"), TOO_YOUNG.items())
def test_refuses_a_child_under_the_lowest_age_whatever_is_said(born_on: date, age: int) -> None:
    facts = nomination_facts(born_on=(born_on,), child_welfare=casefile.WELFARE)
    with pytest.raises(Refused, match=f"SG-18: This is a child of {age}") as caught:
        nomination.check_age(facts, POLICY)
    assert "support" in caught.value.instead


@pytest.mark.parametrize(("born_on", "age"), CHILDREN.items())
def test_refuses_an_older_child_without_a_statement_on_their_welfare(born_on: date, age: int) -> None:
    facts = nomination_facts(born_on=(born_on,))
    for short in ("", "x" * (LEAST - 1), " " * LEAST):
        with pytest.raises(Refused, match=f"SG-18: This is a child of {age}: say what an entry would mean"):
            nomination.check_age(replace(facts, child_welfare=short), POLICY)
    nomination.check_age(replace(facts, child_welfare="x" * LEAST), POLICY)


def test_an_adult_needs_no_such_statement_from_their_eighteenth_birthday() -> None:
    nomination.check_age(nomination_facts(born_on=(ADULT,)), POLICY)


def test_the_youngest_that_somebody_may_be_decides() -> None:
    with pytest.raises(Refused, match="a child of 12"):
        nomination.check_age(nomination_facts(born_on=(date(1990, 1, 1), date(2013, 11, 24))), POLICY)


def test_refuses_that_anybody_below_inspector_decides_on_a_child() -> None:
    with pytest.raises(Refused, match="SG-18: This is a child: an inspector"):
        review.check_rank_for_a_child(replace(review_facts(), subject_is_child=True))
    review.check_rank_for_a_child(replace(review_facts(), subject_is_child=True, reviewer_is_inspector=True))
    review.check_rank_for_a_child(review_facts())


def test_refuses_to_propose_a_child_of_twelve(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path, born_on="2013-11-24")
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-18", "This is a child of 12"):
        casefile.propose(register, person, cited, welfare=casefile.WELFARE)


def test_a_child_is_proposed_with_their_welfare_in_view_and_decided_by_an_inspector(
    register: Register, tmp_path: Path
) -> None:
    person = casefile.eligible(register, tmp_path, born_on="2008-11-24")
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-18", "say what an entry would mean for their welfare"):
        casefile.propose(register, person, cited)
    number = casefile.propose(register, person, cited, welfare=casefile.WELFARE)
    with casefile.refused(register, "SG-18", "an inspector must decide"):
        casefile.decide(register, person, number, by="reviewer")
    assert casefile.decide(register, person, number, by="inspector") is None
    entry = casefile.decide(register, person, number, by="inspector2")
    assert entry is not None
    assert (entry.review_by - entry.opened_on).days == POLICY.number("review_days_child")


@pytest.mark.parametrize("role", ["suspect", "convicted"])
def test_a_deed_of_a_child_under_ten_goes_to_quarantine(register: Register, tmp_path: Path, role: str) -> None:
    casefile.known(register, tmp_path, born_on="2016-06-02")
    court = "convicted" if role == "convicted" else "pending"
    the_day_before, the_day = (
        {"role": role, "court_result": court, "occurred_on": day} for day in ("2026-06-01", "2026-06-02")
    )
    tally = register.load(tmp_path, "events", the_day_before, the_day)
    assert (tally.loaded, tally.quarantined) == (1, 1)
    [row] = casefile.quarantined()
    assert ([reason["safeguard"] for reason in row.reasons], row.line) == (["SG-18"], 2)


@pytest.mark.parametrize("born_on", ["2013-11-24", "2017-01-01", "2026-11-23"])
def test_the_database_takes_no_entry_of_a_child_under_thirteen(
    register: Register, tmp_path: Path, born_on: str
) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.stopped_by("sg_18_old_enough"), sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET born_on = %s", [born_on])


def test_the_database_takes_an_entry_from_the_thirteenth_birthday(register: Register, tmp_path: Path) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_entry SET born_on = '2013-11-23', expires_on = '2027-08-15'")


def test_the_application_cannot_make_a_listed_child_older(life: Register) -> None:
    with sidedoor.forbidden("table register_entry"), sidedoor.line(life, opens="everything") as line:
        line.execute("UPDATE register_entry SET born_on = '1990-01-01'")
