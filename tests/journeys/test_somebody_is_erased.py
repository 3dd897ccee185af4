"""A data protection officer proposes to erase somebody, the senior owner signs, and nobody finds them any more."""

from pathlib import Path

from playwright.sync_api import Browser
from visitor import Visitor

from registered import Register

WHY = "She asked for it in writing; nothing that is kept of her is needed any more."


def find(somebody: Visitor) -> None:
    """Search for Avric."""
    somebody.go("/people")
    somebody.page.get_by_label("Name or identifier").fill("Avric")
    somebody.page.get_by_label("Why are you looking for this person?").fill("She asked to be erased.")
    somebody.press("Search")


def test_proposed_signed_and_gone(
    register: Register, tmp_path: Path, browser: Browser, pages: str, pictures: Path
) -> None:
    register.load(tmp_path, "people", {"given_names": "Avric", "family_name": "Braxaby"})
    officer = Visitor(browser, pages, pictures)
    officer.sign_in("dpo", "Answer a person about their own record")
    find(officer)
    officer.press("Open for this reason")
    officer.follow("Propose to erase this person")
    officer.press("Propose it")  # with nothing filled in: the errors are looked at too
    officer.page.get_by_label("The law gives them a right to be erased (section 47)").check()
    officer.page.get_by_label("Why?").fill(WHY)
    officer.press("Propose it")
    assert officer.says("waits for somebody else to sign it")

    owner = Visitor(browser, pages, pictures)
    owner.sign_in("owner", "Answer a person about their own record")
    owner.go("/oversight")
    owner.follow("See what waits to be signed")
    owner.follow("Avric Braxaby")
    assert owner.says(WHY)
    owner.picture("erasure")
    owner.page.get_by_label("I have read what is erased, and that it cannot be taken back").check()
    owner.press("Sign and erase")
    assert owner.says("The person is erased")
    owner.follow("Back to erasures")
    owner.picture("erasures")

    find(officer)
    assert not officer.says("Braxaby")
    assert officer.faults + owner.faults == []
