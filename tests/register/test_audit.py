"""What the register knows of a look-up: who was shown by a search, what was declared or noted when, what was due."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import steps

import look_ups
from evenhand.casework import sampling
from evenhand.register import clock
from evenhand.register.actions import accounts, audit, erasure, looks, noting
from evenhand.register.acts import act
from evenhand.register.models import AccountDeclaration, AuditQuestion, LedgerEntry, WatchedRecord
from evenhand.register.reads import audit as reads
from evenhand.register.reads import explained, lists
from evenhand.register.reads import looks as reads_looks
from evenhand.register.reads import nomination as nomination_reads
from evenhand.safeguards import Refused
from registered import Register


@pytest.fixture
def them(register: Register, tmp_path: Path):
    """P1 to P9."""
    with clock.set_to(look_ups.AFTER):
        return look_ups.people(register, tmp_path)


def drawn(register: Register):
    """What stands out, by account and person, once the sample is drawn."""
    look_ups.drawn(register)
    return look_ups.asked(register)


def test_a_search_that_shows_one_person_is_a_look_at_them(register, them):
    look_ups.searched(register, "FX-P6")
    assert drawn(register) == {("analyst", them["P6"]): ("other-area", "no-work-due")}


def test_a_search_that_shows_several_says_little_of_each(register, them):
    look_ups.watch(register, them["P8"])
    look_ups.searched(register, "Given")
    found = drawn(register)
    assert found[("analyst", them["P8"])] == ("draws-curiosity",)
    assert {signals for (_, who), signals in found.items() if who != them["P8"]} <= {()}


def test_a_look_that_was_cut_short_is_a_look_and_an_act_that_was_is_none(register, them):
    analyst = register.account("analyst")
    with clock.set_to(look_ups.NOON):
        for event, who in (("person:consulted", them["P1"]), ("support:referred", them["P2"])):
            with (
                pytest.raises(RuntimeError),
                act(event, by=analyst, purpose="prevent-violence", person=who, reason="Look"),
            ):
                raise RuntimeError
    assert drawn(register) == {("analyst", them["P1"]): ()}


def test_the_lists_of_work_and_what_software_does_are_no_look_ups(register, them):
    look_ups.watch(register, them["P8"])
    with clock.set_to(look_ups.NOON):
        lists.home(purpose="prevent-violence", by=register.account("analyst"))
        explained.score(person=str(them["P8"]), reason="Look", by=register.account("register"))
        reads.watched(number=1, by=register.account("dpo"))
    assert drawn(register) == {}


def test_beginning_a_proposal_is_a_look(register, them):
    with clock.set_to(look_ups.NOON):
        nomination_reads.draft(
            person=them["P8"], cited=None, reasons="", child_welfare="", purpose="prevent-violence",
            by=register.account("analyst"),
        )  # fmt: skip
    assert drawn(register) == {("analyst", them["P8"]): ("no-work-due",)}


def test_the_surname_of_the_account_itself_needs_no_declaring(register, them):
    account = register.account("analyst")
    account.display_name = "Nadia wendekin, Ostmere"
    account.save()
    look_ups.looked(register, them["P4"])
    assert drawn(register) == {("analyst", them["P4"]): ("same-surname",)}


@pytest.mark.parametrize("declared", ["NMP-CRIME:P1", "nmp crime p1", "P1", "fx-p1"])
def test_a_record_is_known_by_its_source_and_by_its_identifiers(register, them, declared):
    noting.declare(declared={"surname": [], "postcode": [], "record": [declared]}, by=register.account("analyst"))
    look_ups.looked(register, them["P1"])
    assert drawn(register) == {("analyst", them["P1"]): ("own-record",)}


def test_what_one_account_declared_says_nothing_of_another(register, them):
    declared = {"surname": ["Braxaby"], "postcode": ["NM0 1AA"], "record": ["P1"]}
    noting.declare(declared=declared, by=register.account("analyst2"))
    look_ups.looked(register, them["P1"])
    assert drawn(register) == {("analyst", them["P1"]): ()}


def test_declaring_anew_takes_the_place_of_what_was_declared_but_not_for_earlier_looks(register, them):
    analyst = register.account("analyst")
    for days, surname in ((-2, "Braxaby"), (1, "Tolvidale")):
        with clock.set_to(look_ups.NOON + timedelta(days=days)):
            noting.declare(declared={"surname": [surname], "postcode": [], "record": []}, by=analyst)
    for at in (look_ups.NOON, look_ups.NOON + timedelta(days=2)):
        look_ups.looked(register, them["P1"], at)
    look_ups.looked(register, them["P2"], look_ups.NOON + timedelta(days=2))
    assert drawn(register) == {
        ("analyst", them["P1"]): (),  # the second of two, which the dictionary keeps
        ("analyst", them["P2"]): ("same-surname",),
    }
    rows = look_ups.everything(register, lambda: list(AuditQuestion.objects.defer("answer").order_by("entry_id")))
    assert [row.signals for row in rows if row.person_id == them["P1"]] == [["same-surname"], []]
    assert reads.declared(analyst) == 1


def test_of_what_was_declared_nothing_can_be_read_and_nothing_compared(register):
    declared = {"surname": ["Braxaby", " braxaby ", ""], "postcode": [], "record": []}
    for who in ("analyst", "analyst2"):
        assert noting.declare(declared=declared, by=register.account(who)) == 1
    marks = [bytes(one.mark) for one in AccountDeclaration.objects.all()]
    assert len(set(marks)) == 2
    assert not any(b"raxaby" in mark for mark in marks)
    entry = LedgerEntry.objects.using("auditor").latest("pk")
    assert (entry.event, json.loads(entry.body)["facts"]) == ("audit:declared", {"count": 1})


def test_a_record_can_be_noted_as_one_accounts_own(register, them):
    look_ups.watch(register, them["P1"], why="own", account=register.account("analyst"))
    for who in ("analyst", "analyst2"):
        look_ups.looked(register, them["P1"], by=who)
    assert drawn(register) == {("analyst", them["P1"]): ("own-record",), ("analyst2", them["P1"]): ()}


@pytest.mark.parametrize(("ends_on", "stands_out"), [(date(2026, 11, 18), True), (date(2026, 11, 17), False)])
def test_what_is_noted_ends_on_its_day(register, them, ends_on, stands_out):
    with clock.set_to(look_ups.NOON - timedelta(days=5)):
        noting.watch(
            person=them["P1"], why="in-the-news", ends_on=ends_on, purpose="oversight", by=register.account("dpo")
        )
    look_ups.looked(register, them["P1"])
    assert drawn(register)[("analyst", them["P1"])] == (("draws-curiosity",) if stands_out else ())


def test_what_is_noted_can_be_ended(register, them):
    look_ups.watch(register, them["P1"])
    dpo = register.account("dpo")
    with clock.set_to(look_ups.NOON - timedelta(hours=1)):
        [noted] = reads.watched(number=1, by=dpo).rows
        noting.end_watch(noted=noted.row.pk, person=noted.person, purpose="oversight", by=dpo)
        assert reads.watched(number=1, by=dpo).rows == ()
        with pytest.raises(LookupError):
            noting.end_watch(noted=noted.row.pk, person=noted.person, purpose="oversight", by=dpo)
    look_ups.looked(register, them["P1"])
    assert drawn(register) == {("analyst", them["P1"]): ()}


@pytest.mark.parametrize(
    "given",
    [
        {"why": "for fun"},
        {"why": "own"},
        {"why": "in-the-news", "account": True},
        {"ends_on": date(2026, 11, 17)},
        {"ends_on": date(2027, 11, 18)},
    ],
)
def test_what_makes_no_sense_is_not_noted(register, them, given):
    if "account" in given:
        given = given | {"account": register.account("analyst")}
    with pytest.raises(ValueError, match="Choose"):
        look_ups.watch(register, them["P1"], **given)


def test_whoever_is_asked_may_open_the_record_again_to_answer(register, them):
    look_ups.looked(register, them["P8"])
    look_ups.drawn(register)
    look_ups.looked(register, them["P8"], look_ups.NOON + timedelta(weeks=1))
    look_ups.drawn(register, look_ups.AFTER + timedelta(weeks=1))
    signals = look_ups.everything(
        register, lambda: [one.signals for one in AuditQuestion.objects.defer("answer").order_by("pk")]
    )
    assert signals == [["no-work-due"], []]


def test_a_proposal_explains_the_looks_of_its_area_from_two_weeks_before(register, tmp_path):
    # The looks of the county's reviewers and of the proposer, and not those of an analyst of another area.
    with clock.set_to(look_ups.NOON + timedelta(days=13)):
        who = steps.eligible(register, tmp_path)
        steps.propose(register, who)
    for by in ("analyst", "reviewer"):
        look_ups.looked(register, who, by=by)
    found = drawn(register)
    assert found == {("analyst", who): (), ("reviewer", who): ()}


def test_figures_are_counts(register, them):
    look_ups.plant(register, them)
    look_ups.drawn(register)
    with clock.set_to(look_ups.AFTER + timedelta(days=8)):
        figures = reads.figures()
    assert figures.stages == {"overdue": 8}
    assert figures.signals == dict.fromkeys([*sampling.SIGNALS, "by-chance"], 1)
    assert figures.not_drawn == (date(2026, 11, 23),)


def test_ones_own_questions_are_numbers_and_days(register, them):
    look_ups.looked(register, them["P8"])
    look_ups.drawn(register)
    with clock.set_to(look_ups.AFTER + timedelta(days=8)):
        [one] = reads.open_questions(register.account("analyst"))
        assert (one.due_on, one.overdue) == (date(2026, 11, 30), True)
        assert reads.open_questions(register.account("analyst2")) == ()


def test_a_look_that_is_held_back_is_not_given_away_by_being_asked_about(register, them):
    """What is written about the question is told when the look is told (SG-65)."""
    look_ups.looked(register, them["P8"])
    entry = LedgerEntry.objects.using("auditor").filter(event="person:consulted").latest("pk").pk
    dpo, analyst, who = register.account("dpo"), register.account("analyst"), them["P8"]
    with clock.set_to(look_ups.AFTER):
        look_ups.drawn(register)
        number = look_ups.everything(register, lambda: AuditQuestion.objects.defer("answer").get().pk)
        before = set(told(who))
        looks.delay(
            entry=entry, person=who, ground="crime", reasons=look_ups.ANSWER, ends_on=date(2026, 11, 25),
            purpose="answer-person", by=dpo,
        )  # fmt: skip
        with pytest.raises(Refused):
            audit.answer(question=number, words="No.", purpose="prevent-violence", by=analyst)
        audit.answer(question=number, words=look_ups.ANSWER, purpose="prevent-violence", by=analyst)
        reads.question(number=number, by=dpo)
        audit.settle(question=number, finding="in-order", purpose="oversight", by=dpo)
        now = told(who)
        assert entry not in now
        assert {now[pk] for pk in set(now) - before} == {"person:saw_own_looks"}
    with clock.set_to(look_ups.AFTER + timedelta(days=2)):
        events = set(told(who).values())
        assert {"person:consulted", "audit:answered", "audit:question_read", "audit:settled"} <= events


def told(who):
    """What the person is told: entries by number, with their events."""
    with act("person:saw_own_looks", by=accounts.person_concerned(), purpose="answer-person", person=who):
        return reads_looks.to_be_told(who)


def test_of_somebody_who_is_erased_neither_question_nor_answer_is_left(register, them):
    who, dpo = them["P8"], register.account("dpo")
    look_ups.watch(register, who)
    look_ups.looked(register, who)
    look_ups.drawn(register)
    number = look_ups.everything(register, lambda: AuditQuestion.objects.defer("answer").get().pk)
    audit.answer(question=number, words=look_ups.ANSWER, purpose="prevent-violence", by=register.account("analyst"))
    proposed = erasure.propose(person=who, ground="right", reason=look_ups.ANSWER, purpose="oversight", by=dpo)
    erasure.sign(erasure=proposed, person=who, purpose="oversight", by=register.account("owner"))
    assert look_ups.everything(register, lambda: (AuditQuestion.objects.count(), WatchedRecord.objects.count())) == (
        0,
        0,
    )
    with pytest.raises(LookupError):
        reads.question(number=number, by=dpo)
    look_ups.drawn(register, look_ups.AFTER + timedelta(weeks=1))
