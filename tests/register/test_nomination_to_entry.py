"""From proposal to entry: each gate refuses once, one decision is made, the clocks are set from the first moment."""

from datetime import UTC, date, datetime

import pytest
import steps

from evenhand.casework.statuses import Decision
from evenhand.register import clock
from evenhand.register.actions import nomination, review
from evenhand.register.acts import NotAllowed
from evenhand.register.models import Entry, Nomination, Review
from evenhand.safeguards import Refused

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    with clock.set_to(NOON):
        yield


def open_proposals():
    return steps.seen(Nomination.objects.filter(status="proposed").count)


def nothing_came_of_it():
    return steps.seen(lambda: not Nomination.objects.exists() and not Entry.objects.exists())


def charged(count):
    return [{**event, "role": "suspect", "court_result": "pending"} for event in steps.three_events(count=count)]


def one_origin():
    return [{**event, "origin": "INC-1"} for event in steps.three_events()]


GATES = {
    "SG-09 two events": ("SG-09", {}, steps.three_events(count=2), {}),
    "SG-09 none proven": ("SG-09", {}, charged(3), {}),
    "SG-11 one incident": ("SG-11", {}, one_origin(), {}),
    "SG-13 suffered only": ("SG-13", {}, [{"role": "victim", "outcome_type": "", "court_result": ""}], {}),
    "SG-18 twelve": ("SG-18", {"born_on": "2013-11-24"}, steps.three_events(), {"welfare": steps.WELFARE}),
    "SG-18 a child without welfare": ("SG-18", {"born_on": "2011-05-17"}, steps.three_events(), {}),
    "SG-06 no reasons": ("SG-06", {}, steps.three_events(), {"reasons": "too short"}),
    "SG-09 no event": ("SG-09", {}, [], {}),
}  # fmt: skip


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_refuses_a_proposal_and_nothing_comes_of_it(register, load, gate):
    safeguard, details, events, given = GATES[gate]
    load("people", steps.record("P1", **details))
    if events:
        load("events", *({"person_reference": "P1", **event} for event in events))
    before, person = steps.last_entry(), steps.whose("P1")
    with pytest.raises(Refused) as caught:
        steps.propose(register, person, **given)
    assert caught.value.safeguard == safeguard
    assert "safeguard:refused" in steps.ledger_since(before)
    assert "nomination:made" not in steps.ledger_since(before)
    assert nothing_came_of_it()


def test_intelligence_alone_is_refused(register, load):
    load("people", steps.record("P1"))
    load("intelligence", *({"reference": f"I{n}", "origin": f"OFFICER-{n}"} for n in range(5)))
    person, by = steps.whose("P1"), register.account("analyst")
    from evenhand.register import facts

    cited = [f"intelligence-{item.pk}" for item in steps.seen(lambda: facts.intelligence(person))]
    with pytest.raises(Refused, match="SG-10"):
        nomination.propose(person=person, cited=cited, reasons=steps.REASONS, purpose=steps.PURPOSE, by=by)


def test_two_birth_dates_are_refused(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    load("people", {**steps.record("P1"), "source": "NMP-CUSTODY"})
    load("people", {**steps.record("P1"), "source": "NMP-CUSTODY", "version": 2, "born_on": "1997-01-01"})
    with pytest.raises(Refused, match="SG-19"):
        steps.propose(register, person)


def test_a_held_twin_is_refused(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    load("people", {**steps.record("P2"), "family_name": "Braxabyp1"})
    with pytest.raises(Refused, match="SG-19"):
        steps.propose(register, person)


def test_a_reviewer_may_not_propose_nor_an_analyst_decide(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    with pytest.raises(NotAllowed):
        steps.propose(register, person, by="reviewer")
    number = steps.propose(register, person)
    with pytest.raises(NotAllowed):
        steps.decide(register, person, number, by="analyst2")


def test_a_proposal_can_be_withdrawn_by_who_made_it_and_by_nobody_else(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person)
    given = {"nomination_id": number, "person": person, "purpose": steps.PURPOSE}
    with pytest.raises(LookupError):
        nomination.withdraw(by=register.account("analyst2"), **given)
    nomination.withdraw(by=register.account("analyst"), **given)
    assert open_proposals() == 0
    with pytest.raises(LookupError):
        nomination.withdraw(by=register.account("analyst"), **given)
    with pytest.raises(Refused, match="already been withdrawn"):
        steps.decide(register, person, number)


@pytest.mark.parametrize("decision", [Decision.RETURN, Decision.DECLINE])
def test_what_was_not_accepted_can_be_proposed_again(register, tmp_path, decision):
    person = steps.eligible(register, tmp_path)
    assert steps.decide(register, person, steps.propose(register, person), decision) is None
    assert steps.seen(lambda: Entry.objects.exists()) is False
    assert steps.enter(register, person).status == "active"


def test_an_accepted_proposal_is_an_entry_with_both_names_and_all_its_dates(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    entry = steps.enter(register, person)
    assert (entry.proposer.username, entry.reviewer.username, entry.status) == ("analyst", "reviewer", "active")
    assert (entry.opened_on, entry.review_by, entry.expires_on) == (TODAY, date(2027, 2, 21), date(2029, 2, 15))
    with pytest.raises(Refused, match="already has an entry"):
        steps.propose(register, person)


def test_nobody_decides_their_own_proposal(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person)
    account = register.account("analyst")
    account.role = "reviewer"
    with pytest.raises(Refused, match="SG-06"):
        review.decide(
            nomination_id=number, person=person, decision=Decision.ACCEPT, reasons=steps.REASONS,
            purpose="review-entry", by=account,
        )  # fmt: skip


def test_an_acquittal_between_proposal_and_review_refuses_the_acceptance(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person)
    load("corrections", {"event_reference": "P1-E1"})
    with pytest.raises(Refused, match="SG-09"):
        steps.decide(register, person, number)
    assert open_proposals() == 1
    assert steps.decide(register, person, number, Decision.DECLINE) is None


def test_the_end_is_counted_from_the_last_proven_event_as_it_stands_at_the_review(register, load):
    load("people", steps.record("P1"))
    proven = {"role": "convicted", "court_result": "convicted"}
    load("events", *({**event, **proven} for event in steps.three_events(count=4)))
    person = steps.whose("P1")
    number = steps.propose(register, person)
    load("corrections", {"event_reference": "P1-E4"})
    draft = steps.seen(lambda: Nomination.objects.get().last_proven_on)
    entry = steps.decide(register, person, number)
    assert (draft, entry.expires_on) == (date(2026, 5, 15), date(2029, 4, 15))


def test_an_inherited_entry_gives_way_to_the_decided_one(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    load("listings", {})
    before = steps.last_entry()
    steps.enter(register, person)
    assert steps.ledger_since(before)[-3:] == ["entry:closed", "entry:opened", "review:recorded"]
    assert steps.seen(lambda: list(Entry.objects.values_list("origin", flat=True))) == ["decided"]


@pytest.mark.parametrize(
    ("born_on", "by", "review_by", "expires_on"),
    [
        ("2008-11-24", "inspector", date(2027, 1, 22), date(2027, 8, 15)),  # eighteen tomorrow
        # Eighteen today: reviewed as an adult, and what was done at seventeen ends by the child's period all the same.
        ("2008-11-23", "reviewer", date(2027, 2, 21), date(2027, 8, 15)),
        ("2008-02-15", "reviewer", date(2027, 2, 21), date(2029, 2, 15)),  # eighteen on the day of the conviction
    ],
)
def test_a_child_has_shorter_clocks(register, tmp_path, born_on, by, review_by, expires_on):
    person = steps.eligible(register, tmp_path, born_on=born_on)
    number = steps.propose(register, person, welfare=steps.WELFARE)
    entry = steps.decide(register, person, number, by=by) or steps.decide(register, person, number, by="inspector2")
    assert (entry.review_by, entry.expires_on) == (review_by, expires_on)


def test_a_child_needs_an_inspector(register, tmp_path):
    person = steps.eligible(register, tmp_path, born_on="2008-11-24")
    number = steps.propose(register, person, welfare=steps.WELFARE)
    with pytest.raises(Refused, match="SG-18"):
        steps.decide(register, person, number, by="reviewer")


def test_somebody_found_to_be_a_child_after_the_proposal_needs_an_inspector_too(register, load, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person, welfare=steps.WELFARE)
    load("people", steps.record("P1", version=2, born_on="2010-05-17"))
    with pytest.raises(Refused, match="an inspector must decide"):
        steps.decide(register, person, number, by="reviewer")
    assert steps.decide(register, person, number, by="inspector") is None
    entry = steps.decide(register, person, number, by="inspector2")
    assert (entry.born_on, entry.review_by) == (date(2010, 5, 17), date(2027, 1, 22))


def test_thirteen_on_the_day_may_be_proposed_with_welfare(register, tmp_path):
    person = steps.eligible(register, tmp_path, born_on="2013-11-23")
    steps.propose(register, person, welfare=steps.WELFARE)
    assert open_proposals() == 1


def test_two_reviewers_at_once_make_one_decision(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    number = steps.propose(register, person)
    results = steps.at_once(
        lambda: steps.decide(register, person, number, by="reviewer"),
        lambda: steps.decide(register, person, number, by="inspector"),
    )
    assert sorted(type(result).__name__ for result in results) == ["Entry", "Refused"]
    assert steps.seen(lambda: (Review.objects.count(), Entry.objects.count())) == (1, 1)


def test_two_proposals_at_once_for_one_person_are_one(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    results = steps.at_once(
        lambda: steps.propose(register, person, by="analyst"), lambda: steps.propose(register, person, by="analyst2")
    )
    assert [type(result) for result in results].count(Refused) == 1
    assert open_proposals() == 1


def test_a_second_proposal_for_one_person_is_refused_in_words(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    steps.propose(register, person)
    with pytest.raises(Refused, match="is waiting to be decided"):
        steps.propose(register, person, by="analyst2")


def test_a_proposal_is_found_only_behind_its_own_persons_door(register, tmp_path):
    person = steps.eligible(register, tmp_path)
    other = steps.eligible(register, tmp_path, "P2")
    number = steps.propose(register, person)
    with pytest.raises(LookupError):
        steps.decide(register, other, number)
