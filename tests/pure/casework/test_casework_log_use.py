"""What the log may be read for, and how a question about a look-up is answered and settled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from evenhand.casework import answering, log_use, policy
from evenhand.casework.answering import Question
from evenhand.safeguards import Refused

POLICY = policy.load()
TODAY = date(2026, 11, 23)
OPEN = Question(account=4, due_on=TODAY, answered=False, found=False)
WORDS = "The duty inspector asked me to look before the meeting of that evening."


@pytest.mark.parametrize("use", log_use.SAYS)
def test_allows_every_use_of_the_law(use: str) -> None:
    log_use.check_use(use, POLICY)


@pytest.mark.parametrize("use", ["performance", "statistics", "", "oversight", "Lawfulness"])
def test_refuses_every_other_use(use: str) -> None:
    with pytest.raises(Refused) as caught:
        log_use.check_use(use, POLICY)
    assert caught.value.safeguard == "SG-57"


def test_the_policy_names_the_uses_of_the_law() -> None:
    assert POLICY.words("log_uses") == tuple(log_use.USES)


def test_a_place_can_shut_out_neither_the_commissioner_nor_the_sample() -> None:
    local = policy.tightened(POLICY, {"log_uses": ()})
    log_use.check_use(log_use.COMMISSIONER, local)
    log_use.check_use(log_use.SELF_MONITORING, local)
    with pytest.raises(Refused):
        log_use.check_use("integrity", local)


def test_whoever_looked_answers_once_in_words() -> None:
    answering.check_answer(OPEN, WORDS, 4, POLICY)
    answering.check_answer(replace(OPEN, due_on=TODAY - timedelta(days=30)), WORDS, 4, POLICY)


@pytest.mark.parametrize(
    ("question", "words", "by", "because"),
    [
        (OPEN, WORDS, 5, "somebody else's"),
        (replace(OPEN, answered=True), WORDS, 4, "already"),
        (replace(OPEN, found=True), WORDS, 4, "already"),
        (OPEN, "Work.", 4, "own words"),
        (OPEN, " " * 60, 4, "own words"),
    ],
)
def test_refuses_any_other_answer(question: Question, words: str, by: int, because: str) -> None:
    with pytest.raises(Refused, match=because):
        answering.check_answer(question, words, by, POLICY)


@pytest.mark.parametrize(
    ("question", "today"),
    [
        (replace(OPEN, answered=True), TODAY),
        (OPEN, TODAY + timedelta(days=1)),
    ],
)
@pytest.mark.parametrize("finding", answering.FINDINGS)
def test_somebody_else_settles_it_when_it_is_answered_or_overdue(question: Question, today: date, finding: str) -> None:
    answering.check_settling(question, finding, 5, today)


@pytest.mark.parametrize(
    ("question", "finding", "by", "today", "because"),
    [
        (replace(OPEN, answered=True), "in-order", 4, TODAY, "of your own"),
        (OPEN, "in-order", 5, TODAY - timedelta(days=1), "to answer"),
        (OPEN, "in-order", 5, TODAY, "to answer"),
        (replace(OPEN, answered=True, found=True), "misuse", 5, TODAY, "settled already"),
        (replace(OPEN, answered=True), "", 5, TODAY, "not one of the things"),
        (replace(OPEN, answered=True), "guilty", 5, TODAY, "not one of the things"),
    ],
)
def test_refuses_to_settle_it_otherwise(question: Question, finding: str, by: int, today: date, because: str) -> None:
    with pytest.raises(Refused, match=because):
        answering.check_settling(question, finding, by, today)
