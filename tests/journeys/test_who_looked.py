"""A person is given a letter, sees who looked at their record, and takes a receipt that verifies on a bare Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visitor import Visitor

from evenhand.register import sequencer, signing
from registered import Register

SOURCES = Path(__file__).resolve().parents[2] / "src"
WHY = "Her solicitor asked in writing who has looked at her record."


@pytest.fixture
def looked_at(register: Register, tmp_path: Path, browser: Browser, pages: str, pictures: Path) -> Visitor:
    """The data protection officer, signed in, after an analyst opened Avric's record."""
    register.load(tmp_path, "people", {"given_names": "Avric", "family_name": "Braxaby"})
    analyst = Visitor(browser, pages, pictures)
    analyst.sign_in("analyst")
    find(analyst, "Asked by the duty inspector after a call last night.")
    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", "Answer a person about their own record")
    find(officer, WHY)
    return officer


def find(officer: Visitor, why: str) -> None:
    """Search for Avric, and open what the role opens."""
    officer.go("/people")
    officer.page.get_by_label("Name or identifier").fill("Avric")
    officer.page.get_by_label("Why are you looking for this person?").fill(why)
    officer.press("Search")
    officer.press("Open for this reason")


def letter(officer: Visitor) -> tuple[str, str]:
    """Hand out a letter; the reference and the key as they stand on it."""
    officer.follow("Hand out a new letter")
    officer.page.get_by_label("How did you check who they are?").fill("She came in person, with a passport.")
    officer.press("Make the letter")
    reference, key = officer.page.locator("dd.eh-code").all_inner_texts()
    return reference, key


def enter(person: Visitor, reference: str, key: str) -> None:
    """Come in with a letter."""
    person.go("/mine")
    person.page.get_by_label("Reference").fill(reference)
    person.page.get_by_label("Key").fill(key)
    person.press("See who looked")


def receipt_said(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a Python with nothing installed says of a receipt."""
    command = [sys.executable, "-S", "-m", "evenhand.ledger", "receipt", str(file), *arguments]
    environment = {"PYTHONPATH": str(SOURCES), "PATH": os.environ["PATH"]}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_person_sees_who_looked_and_takes_a_receipt_that_verifies(
    looked_at: Visitor, browser: Browser, pages: str, pictures: Path, tmp_path: Path
) -> None:
    reference, key = letter(looked_at)
    sequencer.integrate()
    person = Visitor(browser, pages, pictures)
    enter(person, reference, "B" * 20)
    assert person.says("is not right")
    enter(person, reference, key)
    assert person.says("Somebody looked at a person's record.")
    assert person.says("Analyst, Northmarch Police, number")
    assert person.says("Prevent serious violence")
    assert not person.says("Analyst, Ostmere")
    assert not person.says("duty inspector")
    person.picture("who-looked")

    line = person.page.locator(".eh-item", has_text="Somebody looked at a person's record.")
    with person.page.expect_download() as download:
        line.get_by_role("link", name="Download").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    said = receipt_said(file, "--key", str(signing.verifier_key()))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Somebody looked at a person's record." in said.stdout
    file.write_text(file.read_text().replace("prevent-violence", "offer-support"))
    assert receipt_said(file).returncode == 1

    person.follow("See every visit to this page of yours")
    assert person.says("key of their letter")
    person.follow("Who looked at your record")
    person.page.get_by_text("What is a receipt for?").click()
    person.follow("How to check a receipt")
    person.press("Close my page")
    assert person.says("You need a letter")
    assert person.faults == []


def test_a_look_that_is_held_back_is_not_on_the_page_until_it_is_told(
    looked_at: Visitor, browser: Browser, pages: str, pictures: Path
) -> None:
    row = looked_at.page.locator("tr", has_text="Somebody looked at a person's record.").filter(
        has_text="Analyst, Ostmere"
    )
    row.get_by_role("link", name="Hold back").click()
    looked_at.look()
    looked_at.page.get_by_label("So as not to harm the prevention").check()
    looked_at.page.get_by_label("Why is it necessary?").fill(
        "An arrest is planned for Thursday; this would tell of it."
    )
    looked_at.page.get_by_label("For how many days?").fill("7")
    looked_at.press("Hold it back")
    assert looked_at.says("Not told before")
    reference, key = letter(looked_at)
    person = Visitor(browser, pages, pictures)
    enter(person, reference, key)
    assert not person.says("Somebody looked at a person's record.")
    looked_at.follow("Who looked")
    looked_at.press("Tell them now")
    person.go("/mine")
    assert person.says("Somebody looked at a person's record.")
    assert [fault for one in (looked_at, person) for fault in one.faults] == []
