"""An alarm is seen and answered; one that nobody answers in time stops the register until its owner decides."""

import sys
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "safeguards"))

import casefile
import evenly
import governing

from evenhand.register.reads import figures
from registered import Register

WHY = "All of them were proposed for one brawl; the other inspector read every decision again and found them in order."


@pytest.fixture
def uneven(register: Register, tmp_path: Path) -> None:
    """Two months in which whoever decides accepted everybody of one group and hardly anybody of the other."""
    by = register.account("register")
    with governing.on(casefile.TODAY):
        people = evenly.eligible(register, tmp_path, evenly.of_both(12))
        evenly.decided(register, people, {name for name in people if name.startswith("W") or name == "B1"})
        figures.publish(as_at=casefile.TODAY, by=by)
    with governing.on(date(2026, 12, 1)):
        figures.publish(as_at=date(2026, 12, 1), by=by)


def test_the_register_falls_unevenly(uneven: None, pages: str, browser: Browser, pictures: Path) -> None:
    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", purpose="Oversee the register")
    officer.follow("Oversight")
    officer.follow("See how each step falls on groups, and the alarms")
    assert officer.says("The register stands still")
    assert officer.says("Accepted, of people about whose proposal somebody decided: the group Black")
    officer.picture("even-handed")
    officer.page.get_by_role("link", name="Answer the alarm about Black, entered, of 1 December 2026").click()
    officer.look()
    officer.press("Answer the alarm")
    assert officer.says("Say what you found out.")
    officer.page.get_by_label("What did you find out?").fill("It is fine.")
    officer.press("Answer the alarm")
    assert officer.says("SG-46")
    officer.page.get_by_label("What did you find out?").fill(WHY)
    officer.press("Answer the alarm")
    assert officer.says("The answer is written down and public.")

    owner = Visitor(browser, pages, pictures)
    owner.sign_in("owner", purpose="Oversee the register")
    owner.go("/oversight/evenness")
    owner.press("Decide")
    assert owner.says("Choose what you decide.")
    owner.page.get_by_label("It is explained, and the register goes on").check()
    owner.page.get_by_label("Why?").fill(WHY)
    owner.press("Decide")
    assert owner.says("The decision is written down and public.")
    assert not owner.says("The register stands still")

    anybody = Visitor(browser, pages, pictures)
    anybody.go("/figures/groups")
    assert anybody.says("What the senior owner decided")
    assert anybody.says(WHY)
    anybody.picture("groups")
    assert officer.faults + owner.faults + anybody.faults == []
