"""A night: a record opened on a phone by somebody whose role shows none, the supervisor told, and the review."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from visitor import NARROW, TALL, Visitor

import world
from evenhand.register import clock
from evenhand.register.actions import emergency
from evenhand.register.reads import search
from registered import Register

WHY = "A man with a knife is at the door of their flat, and a neighbour rang."
FOUND = "I rang the desk and the neighbour. Nobody else was on duty who could have looked it up in time."
DETAILS = {"family_name": "Tolvidale", "given_names": "Orsa", "address_line": "4 Marl Steps"}


@pytest.fixture
def person(register: Register, tmp_path: Path) -> UUID:
    """Somebody to whom a robbery was done, and who was convicted of another."""
    register.load(tmp_path, "people", DETAILS)
    register.load(
        tmp_path,
        "events",
        {"reference": "E1", "role": "victim", "outcome_type": "", "court_result": ""},
        {"reference": "E2", "occurred_on": "2026-05-04"},
    )
    by = register.account("analyst")
    return search.find(words="Tolvidale", reason="A test.", purpose="oversight", by=by).people[0].id


def shown(visitor: Visitor, name: str) -> None:
    """A picture of the whole page as a phone shows it."""
    visitor.page.set_viewport_size({"width": NARROW, "height": TALL})
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    visitor.page.screenshot(path=visitor.pictures / f"{name}.png", full_page=True)


def test_a_record_is_opened_told_and_reviewed(
    register: Register, person: UUID, pages: str, browser: Browser, pictures: Path
) -> None:
    night = Visitor(browser, pages, pictures)
    night.sign_in("records", purpose="Protect a person from harm")
    night.follow("In an emergency")
    assert night.says("The data protection officer is told at once.")
    shown(night, "emergency-before")
    night.page.get_by_label("Name or identifier").fill("Tolvi")
    night.press("Search")
    assert night.says("Say what is happening.")
    night.page.get_by_label("What is happening?").fill(WHY)
    night.press("Search")
    assert night.says("1 person found")
    shown(night, "emergency-found")
    night.press("Open now")
    assert night.says("Open to you in an emergency until")
    assert night.says("4 Marl Steps")
    shown(night, "emergency-record")
    night.follow("In an emergency")
    assert night.says("Open to you now")

    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", purpose="Oversee the register")
    assert officer.says("Records officer opened a record in an emergency")
    shown(officer, "emergency-told")
    officer.follow("See why")
    assert officer.says(WHY)
    assert not officer.says("Tolvidale")
    assert officer.says("The record is open to them until")
    officer.go("/work")
    officer.press("I know of this")
    assert officer.says("Opened in an emergency, to review: 1")
    assert night.faults + officer.faults == []


def test_a_review_in_words_opens_the_account_again(
    register: Register, person: UUID, pages: str, browser: Browser, pictures: Path
) -> None:
    with clock.set_to(clock.now() - timedelta(days=8)):
        emergency.open_record(person=person, reason=WHY, by=register.account("analyst"))
    shut = Visitor(browser, pages, pictures)
    shut.go("/sign-in")
    shut.page.get_by_label("Username").fill("analyst")
    shut.page.get_by_label("Password", exact=True).fill(world.PASSWORD)
    shut.press("Continue")
    assert shut.says("Your account is shut until somebody does.")
    shown(shut, "emergency-shut")

    inspector = Visitor(browser, pages, pictures)
    inspector.sign_in("inspector", purpose="Oversee the register")
    inspector.follow("See why")
    inspector.press("Say what you find")
    assert inspector.says("Choose what you find.")
    inspector.page.get_by_label("Justified", exact=True).check()
    inspector.page.get_by_label("Why?").fill(FOUND)
    shown(inspector, "emergency-review")
    inspector.press("Say what you find")
    assert inspector.says("You reviewed it.")
    shut.sign_in("analyst")
    assert shut.says("Due today")

    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", purpose="Oversee the register")
    officer.go("/oversight")
    assert officer.says("1 found justified")
    shown(officer, "oversight-home")
    officer.follow("Go to what was opened in an emergency")
    officer.follow("Show those that are reviewed")
    shown(officer, "emergency-list")
    officer.page.get_by_role("link", name="Analyst, Ostmere").click()
    officer.look()
    assert officer.says(FOUND)
    assert shut.faults + inspector.faults + officer.faults == []
