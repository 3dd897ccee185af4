"""SG-17: a person decides, with reasons of their own; the casework cannot see a score."""

from dataclasses import fields, replace
from pathlib import Path
from uuid import uuid4

import casefile
import planted
import pytest
import sidedoor
from invented_cases import entry_review_facts, review_facts

from evenhand.casework import entry_review, policy, review
from evenhand.casework.nomination import NominationFacts
from evenhand.casework.review import ReviewFacts
from evenhand.casework.statuses import Decision
from evenhand.register import sealing
from evenhand.register.actions import scoring
from evenhand.register.models import Account, Entry, Nomination, Review
from evenhand.safeguards import Refused
from registered import Register

CONTRACT = "SG-17: the casework never sees a score"
POLICY = policy.load()
LEAST = POLICY.number("reasons_min_characters")


def test_refuses_a_decision_by_software() -> None:
    with pytest.raises(Refused, match="SG-17: Only a person can decide"):
        review.check_a_person_decides(replace(review_facts(), reviewer_is_a_person=False), POLICY)


@pytest.mark.parametrize("reasons", ["", "Agreed.", " " * LEAST, "x" * (LEAST - 1)])
def test_refuses_a_decision_without_reasons_of_its_own(reasons: str) -> None:
    with pytest.raises(Refused, match=f"SG-17: Give your own reasons, in at least {LEAST}"):
        review.check_a_person_decides(replace(review_facts(), reasons=reasons), POLICY)
    review.check_a_person_decides(replace(review_facts(), reasons="x" * LEAST), POLICY)


@pytest.mark.parametrize("decision", Decision)
def test_refuses_it_at_the_front_door_and_lets_a_person_decide_either_way(
    register: Register, tmp_path: Path, decision: Decision
) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    with casefile.refused(register, "SG-17", "Give your own reasons"):
        casefile.decide(register, person, number, decision=decision, reasons="Score of 2,000.")
    Account.objects.filter(username="inspector").update(is_person=False)
    with casefile.refused(register, "SG-17", "Only a person"):
        casefile.decide(register, person, number, decision=decision, by="inspector")
    casefile.decide(register, person, number, decision=decision)


@pytest.mark.parametrize("reasons", ["", " ", "\n\t "])
def test_reasons_that_say_nothing_are_sealed_to_nothing(register: Register, reasons: str) -> None:
    assert sealing.for_person(Review, uuid4(), reasons=reasons) == {"reasons": b""}


@pytest.mark.parametrize("reasons", [b"", bytes(28)])
def test_the_database_keeps_no_decision_without_reasons(life: Register, reasons: bytes) -> None:
    with sidedoor.stopped_by("sg_17_reasons_given"), sidedoor.line(life, opens="everything") as line:
        sidedoor.copied(line, "register_review", reasons=reasons)


def test_a_score_makes_no_proposal_no_decision_and_no_entry(register: Register, tmp_path: Path) -> None:
    casefile.eligible(register, tmp_path)
    before = casefile.stored(register)
    scored = scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    assert scored.bands[0] != "none"
    changed = {table for table, digest in casefile.stored(register).items() if digest != before[table]}
    assert changed == {"register_scorerun", "register_scoretotal"}


@pytest.mark.parametrize("facts", [NominationFacts, ReviewFacts, Nomination, Entry])
def test_what_is_decided_on_has_no_room_for_a_score(facts: type) -> None:
    names = (
        {one.name for one in facts._meta.get_fields()}
        if hasattr(facts, "_meta")
        else {one.name for one in fields(facts)}
    )
    assert not {name for name in names if any(word in name for word in ("score", "band", "point", "caused"))}


@pytest.mark.parametrize("module", ["evenhand.scoring.engine", "evenhand.scoring.batch"])
def test_the_contract_breaks_when_the_casework_reaches_for_a_score(tmp_path: Path, module: str) -> None:
    assert f"{CONTRACT} BROKEN" in planted.checked(tmp_path, CONTRACT, {"evenhand.casework.review": module})


def test_the_contract_is_kept_as_the_sources_are(tmp_path: Path) -> None:
    assert f"{CONTRACT} KEPT" in planted.checked(tmp_path, CONTRACT, {})


def test_refuses_that_software_reviews_an_entry_or_that_anybody_does_without_reasons() -> None:
    with pytest.raises(Refused, match="SG-17: Only a person can review"):
        entry_review.check_a_person_reviews(entry_review_facts(reviewer_is_a_person=False), POLICY)
    for short in ("", "x" * (LEAST - 1), " " * LEAST):
        with pytest.raises(Refused, match="SG-17: Give your own reasons"):
            entry_review.check_a_person_reviews(entry_review_facts(reasons=short), POLICY)
    entry_review.check_a_person_reviews(entry_review_facts(reasons="x" * LEAST), POLICY)
