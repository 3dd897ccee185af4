"""SG-11: the same story told twice counts once."""

from pathlib import Path

import casefile
import pytest
from invented_cases import event, item, nomination_facts

from evenhand.casework import nomination, policy
from evenhand.casework.evidence_rule import EventFact
from evenhand.evidence import grading
from evenhand.register.actions import scoring
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()


def check(*events: EventFact) -> None:
    nomination.check_independent_origins(nomination.ruling(nomination_facts(events=events), POLICY))


@pytest.mark.parametrize(
    ("origins", "separate"),
    [("AAA", 1), ("AAB", 2), ("ABAB", 2), ("AAAAAAA", 1)],
)
def test_refuses_records_that_go_back_to_too_few_incidents(origins: str, separate: int) -> None:
    events = [event(number, origin=f"INC-{origin}") for number, origin in enumerate(origins, start=1)]
    with pytest.raises(Refused, match=f"SG-11: The {len(origins)} records that count go back to {separate} separate"):
        check(*events)


@pytest.mark.parametrize("origins", ["ABC", "ABCC", "AABBCC"])
def test_allows_records_of_three_incidents_however_many_tell_of_each(origins: str) -> None:
    check(*(event(number, origin=f"INC-{origin}") for number, origin in enumerate(origins, start=1)))


def test_one_proven_event_of_the_gravest_kinds_is_one_incident_and_enough() -> None:
    check(event(1, offence="5D"), event(2, offence="5D", origin="INC-1"))


def test_reports_of_one_origin_do_not_back_each_other_up_and_of_two_do() -> None:
    one, two = item(1, 1, "A"), item(2, 1, "A")
    again = item(2, 1, "A", origin=" officer-1  ")
    assert (grading.corroborated([one, again]), grading.corroborated([one, two])) == (False, True)


def test_refuses_three_records_of_two_incidents_and_allows_a_third_incident(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    events = casefile.events()
    register.load(tmp_path, "events", *events[:2], {**events[2], "origin": "INC-P1-E2"})
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-11", "go back to 2 separate incidents"):
        casefile.propose(register, person, cited)
    register.load(tmp_path, "events", {**events[2], "reference": "P1-E4"})
    casefile.propose(register, person)


def test_a_story_passed_on_scores_once(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    [once] = casefile.events(count=1)
    register.load(tmp_path, "events", {**once, "origin": "INC-1"})
    before = scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    register.load(tmp_path, "events", *({**once, "reference": f"AGAIN-{n}", "origin": "INC-1"} for n in range(5)))
    after = scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
    assert after.caused == before.caused
    assert before.caused[0] > 0
