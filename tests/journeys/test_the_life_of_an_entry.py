"""What becomes of an entry: a review that was missed restricts it, where nothing counts it goes, two decide about a
child; and what a person says is not right sets it aside, from their own page to the letter."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from lives import REASONS, WELFARE, acquitted, entered
from playwright.sync_api import Browser
from visitor import Visitor

from evenhand.register import clock
from evenhand.register.actions import day, letters
from registered import Register

AVRIC = {"given_names": "Avric", "family_name": "Braxaby", "address_line": "4 Kiln Row", "postcode": "OS1 2AB"}
WHAT = "The second one was not me. I was at work, and my boss can say so."
ANSWER = "The second robbery was not you: the court has the wrong first name. The other two were you."


@pytest.fixture
def visit(browser: Browser, pages: str, pictures: Path):
    """Somebody who signs in; at the end nothing on any page was wrong."""
    everybody: list[Visitor] = []

    def sign_in(username: str, purpose: str = "Decide or review an entry") -> Visitor:
        visitor = Visitor(browser, pages, pictures)
        everybody.append(visitor)
        if username:
            visitor.sign_in(username, purpose)
        return visitor

    yield sign_in
    assert [fault for visitor in everybody for fault in visitor.faults] == []


def review(reviewer: Visitor, outcome: str, button: str = "Record your review") -> None:
    """Fill in the form of the review and send it."""
    reviewer.page.get_by_label(outcome, exact=True).check()
    reviewer.page.get_by_label("Your reasons").fill(REASONS)
    reviewer.press(button)


def test_a_missed_review_restricts_until_somebody_reviews_it(register: Register, tmp_path: Path, visit) -> None:
    entered(register, tmp_path, "P1", 100, **AVRIC)
    day.run(by=register.account("register"))
    watcher = visit("owner", "Oversee the register")
    watcher.go("/oversight")
    watcher.follow("What is due and overdue")
    assert watcher.says("1 reviews newly overdue; 1 late reviews shown to oversight")
    assert not watcher.says("Braxaby")
    reviewer = visit("reviewer")
    assert reviewer.says("Reviews overdue: 1")
    assert reviewer.says("Shown to oversight")
    reviewer.follow("Braxaby")
    assert reviewer.says("Restricted")
    assert reviewer.says("Overdue")
    address = reviewer.page.url.removeprefix(reviewer.address)
    review(reviewer, "Retain")
    assert reviewer.says("The entry is kept.")
    assert reviewer.says("In use")
    reviewer.go("/work")
    assert reviewer.says("No review is overdue in your area.")
    again = visit("reviewer2")
    again.go(address)
    assert again.says("Kept on")


def test_where_nothing_counts_any_more_nobody_is_kept_and_a_letter_says_so(
    register: Register, tmp_path: Path, visit
) -> None:
    entered(register, tmp_path, "P1", 30, **AVRIC)
    acquitted(register, tmp_path, "P1")
    reviewer = visit("reviewer")
    assert reviewer.says("removal proposed: 1")
    reviewer.follow("Braxaby")
    assert reviewer.says("Stands against keeping it today")
    review(reviewer, "Retain")
    assert reviewer.says("SG-21: ")
    review(reviewer, "Remove")
    assert reviewer.says("The entry is removed")
    assert not reviewer.says("Braxaby")
    officer = visit("dpo", "Answer a person about their own record")
    officer.go("/oversight/letters")
    officer.follow("Braxaby")
    assert officer.says("You are no longer on the register")
    assert officer.says("Nothing that happened up to that day can bring you back by itself.")
    officer.press("It was sent")
    assert officer.says("0 letters wait")


def test_a_death_ends_everything_at_once(register: Register, tmp_path: Path, visit) -> None:
    person = entered(register, tmp_path, "P1", 30, **AVRIC)
    reviewer = visit("reviewer")
    reviewer.go("/register")
    assert reviewer.says("Braxaby")
    register.load(tmp_path, "status", {"person_reference": "P1", "effective_on": clock.today()})
    reviewer.go("/register")
    assert not reviewer.says("Braxaby")
    analyst = visit("analyst", "Prevent serious violence")
    analyst.go(f"/people/{person}")
    analyst.page.get_by_label("Why are you opening").fill("Asked by the duty inspector.")
    analyst.press("Open the record")
    assert analyst.says("Nobody may be contacted and nothing shared on this record.")
    assert analyst.says("This person is not on the register.")
    officer = visit("dpo", "Answer a person about their own record")
    officer.go("/oversight/letters")
    assert officer.says("0 letters wait")


def test_two_inspectors_vote_about_a_child(register: Register, tmp_path: Path, visit) -> None:
    entered(register, tmp_path, "P1", 57, welfare=WELFARE, **AVRIC, born_on="2010-02-03")
    for username, said in (("inspector", "Somebody else must vote too."), ("inspector4", "The entry is set aside.")):
        inspector = visit(username)
        assert inspector.says(f"second inspector: {int(username == 'inspector4')}")
        inspector.follow("Braxaby")
        inspector.page.get_by_label("The child's welfare").fill(WELFARE)
        review(inspector, "Restrict", "Record your vote")
        assert inspector.says(said)


@pytest.fixture
def avric(register: Register, tmp_path: Path) -> tuple[UUID, letters.HandedOut]:
    """Somebody on the register, and the letter for their own page."""
    person = entered(register, tmp_path, "P1", 10, **AVRIC)
    given = {"how_checked": "In person, with a passport.", "purpose": "answer-person", "by": register.account("dpo")}
    return person, letters.hand_out(person=person, **given)


def own_page(visit, handed: letters.HandedOut) -> Visitor:
    person: Visitor = visit("")
    person.go("/mine")
    person.page.get_by_label("Reference").fill(handed.reference)
    person.page.get_by_label("Key").fill(handed.key)
    person.press("See who looked")
    return person


def test_a_dispute_from_ones_own_page_to_the_letter(avric, visit) -> None:
    number, handed = avric
    person = own_page(visit, handed)
    person.follow("Something here is not right")
    person.press("Send it")
    assert person.says("Say what is not right")
    person.page.get_by_label("What is not right?").fill(WHAT)
    person.press("Send it")
    assert person.says("From now on nobody uses what this register has about you")
    assert person.says("Nobody has decided it yet.")

    analyst = visit("analyst", "Prevent serious violence")
    analyst.go(f"/people/{number}")
    analyst.page.get_by_label("Why are you opening").fill("Asked by the duty inspector.")
    analyst.press("Open the record")
    assert analyst.says("The person says that something here is not right.")
    assert analyst.says("Calendar of this entry")

    officer = visit("dpo", "Answer a person about their own record")
    officer.go("/oversight")
    officer.follow("Disputes")
    officer.follow("Braxaby")
    assert officer.says(WHAT)
    officer.page.get_by_label("The person is right in part").check()
    officer.page.get_by_label("Why?").fill(ANSWER)
    officer.press("Decide the dispute")
    officer.follow("letters that wait")
    officer.follow("Braxaby")
    assert officer.says("You are right about some of it")
    assert officer.says(ANSWER)
    assert officer.says("4 Kiln Row")
    officer.page.emulate_media(media="print")
    assert not re.search("It was sent|Sign out|Due today", officer.page.locator("body").inner_text())
    officer.page.emulate_media(media="screen")
    officer.press("It was sent")
    assert officer.says("It is noted that the letter has gone out today.")
    person.go("/mine")
    assert person.says("a letter with the answer went out to you on")
