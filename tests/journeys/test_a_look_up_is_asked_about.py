"""A look-up is asked about: whoever looked answers, the data protection officer settles it, nobody is named."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visitor import Visitor

import look_ups
from evenhand.register import clock
from registered import Register


@pytest.fixture
def sampled(register: Register, tmp_path: Path) -> None:
    """A week of look-ups by the analyst, a different thing standing out in each, and its sample."""
    with clock.set_to(look_ups.AFTER):
        look_ups.plant(register, look_ups.people(register, tmp_path))
        look_ups.drawn(register)


def test_a_look_up_is_asked_about(sampled: None, pages: str, browser: Browser, pictures: Path) -> None:
    analyst = Visitor(browser, pages, pictures)
    analyst.sign_in("analyst")
    assert analyst.says("Questions about your look-ups: 8")
    analyst.follow("Answer question")
    assert analyst.says(look_ups.WHY)
    analyst.press("Send the answer")
    assert analyst.says("Say why you looked.")
    analyst.page.get_by_label("Why did you look?").fill(look_ups.ANSWER)
    analyst.picture("question-to-answer")
    analyst.press("Send the answer")
    assert analyst.says("Questions about your look-ups: 7")
    analyst.picture("work-with-questions")
    analyst.follow("People and addresses you must not look up yourself")
    analyst.page.get_by_label("Surnames of your family").fill("Tolvidale")
    analyst.picture("declare")
    analyst.press("Keep marks of these")
    assert analyst.says("Kept: 1 in all")

    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", purpose="Oversee the register")
    officer.follow("Oversight")
    assert officer.says("1 answered, to be settled")
    officer.picture("oversight")
    officer.follow("Go to the questions")
    officer.picture("questions")
    officer.page.get_by_role("link", name="Question 1").click()
    officer.look()
    assert officer.says(look_ups.ANSWER)
    assert not any(officer.says(name) for name in look_ups.SURNAMES)
    officer.page.get_by_label("In order").check()
    officer.picture("question-to-settle")
    officer.press("Settle the question")
    assert officer.says("You settled question")
    officer.follow("Show those that are settled")
    assert officer.says("In order")
    officer.go("/oversight/watched")
    officer.picture("watched")

    assert analyst.faults + officer.faults == []
