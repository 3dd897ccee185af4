"""SG-36: an entry is to support or protect; for disruption, proposer and reviewer each say why it is needed."""

from dataclasses import replace
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import nomination_facts
from psycopg.types.json import Jsonb

from evenhand.casework import intent, nomination, policy, review
from evenhand.casework.statuses import Decision, NominationStatus
from evenhand.register import sealing
from evenhand.register.acts import act
from evenhand.register.database import OWNER
from evenhand.register.models import Nomination, Review
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
LEAST = POLICY.number("reasons_min_characters")
WHY = "Two offers were declined while the threats went on, and nothing less keeps the family safe."
REVIEW = review.ReviewFacts(NominationStatus.PROPOSED, 1, 2, True, False, False, Decision.ACCEPT, "x" * LEAST)

meant = pytest.mark.parametrize(("what", "why", "allowed"), [
    ("support", "", True), ("protect", "", True), ("disrupt", "", False), ("disrupt", "x" * (LEAST - 1), False),
    ("disrupt", " " * LEAST, False), ("disrupt", "x" * LEAST, True), ("disrupt", "x" * (LEAST + 1), True),
    ("", "", False), ("punish", WHY, False),
])  # fmt: skip


@meant
def test_a_proposal_to_disrupt_needs_reasons(what: str, why: str, allowed: bool) -> None:
    facts = replace(nomination_facts(), intent=what, why_disruption=why)
    assert bool(intent.why_not(what, why, LEAST)) != allowed
    if allowed:
        nomination.check_help_comes_first(facts, POLICY)
        return
    with pytest.raises(Refused, match="SG-36"):
        nomination.check_help_comes_first(facts, POLICY)
    assert "SG-36" in {refusal.safeguard for refusal in nomination.refusals(facts, POLICY)}


@meant
def test_accepting_to_disrupt_needs_reasons_and_declining_does_not(what: str, why: str, allowed: bool) -> None:
    facts = replace(REVIEW, intent=what, why_disruption=why)
    for decision in (Decision.DECLINE, Decision.RETURN):
        review.check(replace(facts, decision=decision), POLICY)
    if allowed:
        review.check(facts, POLICY)
        return
    with pytest.raises(Refused, match="SG-36"):
        review.check_for_help(facts, POLICY)


def test_it_is_to_support_unless_somebody_says_otherwise() -> None:
    assert (nomination_facts().intent, REVIEW.intent) == ("support", "support")


def test_refuses_a_proposal_to_disrupt_without_reasons(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-36", "necessary and in proportion"):
        casefile.propose(register, person, cited, intent="disrupt")
    casefile.propose(register, person, cited, intent="disrupt", why_disruption=WHY)


def test_refuses_to_accept_to_disrupt_without_reasons(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person, intent="disrupt", why_disruption=WHY)
    with casefile.refused(register, "SG-36", "necessary and in proportion"):
        casefile.decide(register, person, number, intent="disrupt")
    assert casefile.decide(register, person, number, intent="disrupt", why_disruption=WHY) is not None
    with act("nomination:consulted", by=register.account("reviewer"), purpose="review-entry", person=person):
        proposed, decided = Nomination.objects.get(), Review.objects.get()
        sealing.open_rows([proposed, decided])
    for kept in (proposed, decided):
        assert (kept.intent, kept.why_disruption) == ("disrupt", WHY)


def test_a_proposal_to_disrupt_can_be_accepted_to_support(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person, intent="disrupt", why_disruption=WHY)
    assert casefile.decide(register, person, number) is not None
    with act("nomination:consulted", by=register.account("reviewer"), purpose="review-entry", person=person):
        assert Review.objects.get().intent == "support"


SIDE = [{"intent": "disrupt", "why_disruption": b""}, {"intent": "disrupt", "why_disruption": b"x" * 28},
        {"intent": "punish"}, {"intent": ""}]  # fmt: skip


@pytest.mark.parametrize("wrong", SIDE, ids=str)
def test_the_database_keeps_no_proposal_to_disrupt_without_reasons(life: Register, wrong: dict[str, object]) -> None:
    with sidedoor.stopped_by("sg_36_disruption_has_reasons"), sidedoor.line(life, OWNER) as line:
        other = {"id": "00000000-0000-4000-8000-000000000001", "cited": Jsonb([])}
        sidedoor.copied(line, "register_nomination", **other, **wrong)


@pytest.mark.parametrize("wrong", SIDE, ids=str)
def test_the_database_keeps_no_decision_to_disrupt_without_reasons(life: Register, wrong: dict[str, object]) -> None:
    with (
        sidedoor.stopped_by("sg_36_disruption_is_decided_with_reasons"),
        sidedoor.line(life, OWNER) as line,
    ):
        sidedoor.copied(line, "register_review", id="00000000-0000-4000-8000-000000000001", **wrong)
