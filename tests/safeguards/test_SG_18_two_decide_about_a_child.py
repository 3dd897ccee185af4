"""SG-18: two inspectors decide about a child, neither seeing the other's vote first, and the milder stands."""

from datetime import date, timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts, entry_review_facts, review_facts

from evenhand.casework import entry_review, entry_status, policy, review
from evenhand.casework.statuses import Decision, EntryStatus, Outcome
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
LEAST = POLICY.number("reasons_min_characters")
BORN = "2010-03-01"


def test_refuses_a_second_vote_of_the_same_person() -> None:
    with pytest.raises(Refused, match="SG-18: You have voted"):
        review.check_votes_once(review_facts(reviewer=2, voted=frozenset({2})))
    review.check_votes_once(review_facts(reviewer=2, voted=frozenset({3})))
    with pytest.raises(Refused, match="SG-18: You have voted"):
        entry_review.check_votes_once(entry_review_facts(reviewer=3, voted=frozenset({3})))
    entry_review.check_votes_once(entry_review_facts(reviewer=3, voted=frozenset({4})))


def test_refuses_that_anybody_below_inspector_reviews_a_child() -> None:
    with pytest.raises(Refused, match="SG-18: This is a child: an inspector must review"):
        entry_review.check_rank_for_a_child(entry_review_facts(is_child=True))
    entry_review.check_rank_for_a_child(entry_review_facts(is_child=True, reviewer_is_inspector=True))
    entry_review.check_rank_for_a_child(entry_review_facts())


def test_refuses_to_keep_a_child_without_a_word_on_their_welfare() -> None:
    for short in ("", "x" * (LEAST - 1), " " * LEAST):
        with pytest.raises(Refused, match="SG-18: This is a child: say what being kept"):
            entry_review.check_child_welfare(entry_review_facts(is_child=True, child_welfare=short), POLICY)
    entry_review.check_child_welfare(entry_review_facts(is_child=True, child_welfare="x" * LEAST), POLICY)
    entry_review.check_child_welfare(entry_review_facts(is_child=True, outcome=Outcome.REMOVE), POLICY)


@pytest.mark.parametrize(
    ("born_on", "ends"),
    [(date(2013, 11, 24), True), (date(2013, 11, 23), False), (date(2013, 11, 22), False), (date(2026, 1, 1), True)],
)
def test_a_child_under_the_lowest_age_has_no_place_on_it_by_any_way(born_on: date, ends: bool) -> None:
    facts = entry_facts(born_on=born_on, origin="inherited")
    if ends:
        with pytest.raises(Refused, match="SG-18: This is a child of"):
            entry_status.check_old_enough(facts, POLICY)
    else:
        entry_status.check_old_enough(facts, POLICY)
    assert (entry_status.status_of(facts, POLICY) is EntryStatus.ENDED) is ends


def test_the_milder_of_two_votes_stands() -> None:
    assert review.mildest([Decision.ACCEPT, Decision.RETURN]) is Decision.RETURN
    assert review.mildest([Decision.DECLINE, Decision.RETURN]) is Decision.DECLINE
    assert entry_review.mildest([Outcome.REMOVE, Outcome.RETAIN]) is Outcome.REMOVE
    assert entry_review.mildest([Outcome.RETAIN, Outcome.RESTRICT]) is Outcome.RESTRICT


def test_one_who_declines_is_enough_and_says_why(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path, born_on=BORN)
    number = casefile.propose(register, person, welfare=casefile.WELFARE)
    declined = f"{casefile.REASONS} Declined."
    casefile.decide(register, person, number, by="inspector", decision=Decision.DECLINE, reasons=declined)
    assert casefile.decide(register, person, number, by="inspector2") is None
    assert casefile.today_of(person) is None
    assert (casefile.told("review:declined", person), casefile.told("review:accepted", person)) == (1, 0)


def test_a_child_is_kept_by_two_others(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on=BORN))
    assert casefile.review_entry(register, entry, by="inspector3", welfare=casefile.WELFARE) is None
    with casefile.refused(register, "SG-18", "You have voted"):
        casefile.review_entry(register, entry, by="inspector3", welfare=casefile.WELFARE)
    assert casefile.review_entry(register, entry, by="inspector4", welfare=casefile.WELFARE) is Outcome.RETAIN
    assert casefile.today_of(entry.person_id).entry.review_by == casefile.TODAY + timedelta(days=60)


def test_nobody_sees_the_other_vote_before_both_have_voted(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path, born_on=BORN)
    number = casefile.propose(register, person, welfare=casefile.WELFARE)
    casefile.decide(register, person, number, by="inspector")
    first = register.account("inspector").pk
    for opens, subject in (("person", person), ("everything", None)):
        with sidedoor.line(register) as line:
            sidedoor.open_access(line, opens, subject, actor=f"account:{register.account('inspector2').pk}")
            assert sidedoor.count(line, "register_blindvote") == 0
        with sidedoor.line(register) as line:
            sidedoor.open_access(line, opens, subject, actor=f"account:{first}")
            assert sidedoor.count(line, "register_blindvote") == 1
    casefile.decide(register, person, number, by="inspector2")
    with sidedoor.line(register, opens="person", subject=person) as line:
        assert sidedoor.count(line, "register_blindvote") == 2


def test_the_ledger_does_not_give_a_vote_away(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path, born_on=BORN)
    number = casefile.propose(register, person, welfare=casefile.WELFARE)
    casefile.decide(register, person, number, by="inspector", decision=Decision.DECLINE)
    [entry] = casefile.LedgerEntry.objects.using("auditor").filter(event="review:recorded", subject=person)
    assert "declin" not in entry.body


def test_the_database_takes_one_vote_from_each(register: Register, tmp_path: Path) -> None:
    casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on=BORN))
    with sidedoor.stopped_by("sg_18_one_vote_each"), sidedoor.line(register, OWNER) as line:
        sidedoor.copied(line, "register_blindvote", id=10**9)


def test_the_database_takes_no_entry_of_a_child_without_two_votes(register: Register, tmp_path: Path) -> None:
    casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on=BORN))
    with sidedoor.line(register, OWNER) as line:
        line.execute("CREATE TABLE kept AS SELECT * FROM register_entry")
        line.execute("DELETE FROM register_entry")
        line.execute("GRANT SELECT ON kept TO evenhand_application")
        line.execute(
            "UPDATE register_blindvote SET says = 'return' WHERE id = (SELECT min(id) FROM register_blindvote)"
        )
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_18_two_votes_for_a_child"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("INSERT INTO register_entry SELECT * FROM kept")
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_blindvote SET says = 'accept'")
        line.execute("INSERT INTO register_entry SELECT * FROM kept")


def test_the_database_keeps_no_child_without_two_votes(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on=BORN))
    for who in ("inspector3", "inspector4"):
        casefile.review_entry(register, entry, by=who, welfare=casefile.WELFARE)
    reviewer = register.account("inspector").pk
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_18_two_votes_for_a_child"), sidedoor.line(register, role, opens=opens) as line:
            sidedoor.copied(line, "register_entryreview", id=10**9, round=2, reviewer_id=reviewer)


def test_turning_eighteen_is_said_once_and_the_next_review_is_an_adults(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on="2008-12-24"))
    for day, done in ((date(2026, 12, 23), {}), (date(2026, 12, 24), {"adult": 1}), (date(2026, 12, 25), {})):
        with casefile.on(day):
            assert casefile.run_day(register) == done
    with casefile.on(date(2026, 12, 24)):
        assert casefile.review_entry(register, entry, by="reviewer") is Outcome.RETAIN
        kept = casefile.today_of(entry.person_id).entry
    assert kept.review_by == date(2026, 12, 24) + timedelta(days=90)
    assert kept.expires_on == entry.expires_on == date(2027, 8, 15)
