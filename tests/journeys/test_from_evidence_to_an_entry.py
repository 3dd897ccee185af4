"""From the evidence to an entry, as an analyst and a reviewer go through it in a browser; and each gate refuses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visitor import Visitor

from evenhand.register import clock
from evenhand.register.actions import scoring
from registered import Register

WHY = "Asked by the violence reduction meeting of 23 November to look at this case."
REASONS = "Three robberies since the spring, each with a knife and against somebody younger, the last in August."
AGREED = "I have read the three files myself; the danger is real and recent, and help has to start with somebody."

# Who is in the register: one who meets the rule, and one for each gate.
PEOPLE = {
    "Avric Braxaby": {},
    "Belith Tolvidale": {"born_on": "2015-03-01"},
    "Cerdan Harlaside": {},
    "Dorune Wendekin": {},
    "Elvo Sarnawold": {},
    "Fenwick Orlimore": {},
}


@pytest.fixture
def county(register: Register, tmp_path: Path) -> None:
    """A handful of people, through the front door."""
    names = [name.split() for name in PEOPLE]
    rows = [{"given_names": given, "family_name": family, **PEOPLE[f"{given} {family}"]} for given, family in names]
    register.load(tmp_path, "people", *rows)
    register.load(tmp_path, "events", *_events())
    register.load(tmp_path, "intelligence", *({"person_reference": "P4", "origin": f"OFFICER-{n}"} for n in (1, 2, 3)))
    register.load(tmp_path, "status", {"person_reference": "P6"})
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())


def _events() -> list[dict[str, object]]:
    robberies = ["2026-04-11", "2026-06-02", "2026-08-19"]
    meets = [
        {"person_reference": whose, "occurred_on": day, "recorded_on": day}
        for whose in ("P1", "P2", "P6")
        for day in robberies
    ]
    suffered = [
        {"person_reference": "P3", "role": "victim", "outcome_type": "", "court_result": "", "occurred_on": day,
         "recorded_on": day}
        for day in robberies
    ]  # fmt: skip
    two = [{"person_reference": "P5", "occurred_on": day, "recorded_on": day} for day in robberies[:2]]
    seen = {"person_reference": "P1", "role": "victim", "outcome_type": "", "court_result": "",
            "occurred_on": "2025-12-24", "recorded_on": "2025-12-24"}  # fmt: skip
    return [*meets, *suffered, *two, seen]


def open_record(officer: Visitor, name: str) -> None:
    """Search with a reason, and open the record that is found."""
    officer.go("/people")
    officer.page.get_by_label("Name or identifier").fill(name)
    officer.page.get_by_label("Why are you looking for this person?").fill(WHY)
    officer.press("Search")
    officer.press("Open for this reason")


def propose(analyst: Visitor, name: str) -> None:
    """Go as far as sending a proposal about somebody."""
    open_record(analyst, name)
    analyst.follow("Propose an entry")
    analyst.page.get_by_label("Your reasons").fill(REASONS)
    analyst.press("Send this proposal")


def the_story(browser: Browser, pages: str, pictures: Path, *, scripts: bool) -> list[Visitor]:
    """An analyst proposes, an inspector accepts, and the entry stands on the person's page."""
    analyst = Visitor(browser, pages, pictures, scripts=scripts)
    analyst.sign_in("analyst")
    assert analyst.says("Due today")
    open_record(analyst, "Avric Braxaby")
    assert analyst.says("Harm caused")
    assert analyst.says("Harm suffered")
    if scripts:
        analyst.picture("person", at="#harm-caused")
    analyst.follow("Propose an entry")
    assert analyst.says("Rule met")
    if scripts:
        analyst.picture("propose")
    analyst.page.get_by_label("Your reasons").fill(REASONS)
    analyst.press("Send this proposal")

    inspector = Visitor(browser, pages, pictures, scripts=scripts)
    inspector.sign_in("inspector", "Decide or review an entry")
    assert inspector.says("Avric Braxaby")
    if scripts:
        inspector.picture("work")
    inspector.follow("Avric Braxaby")
    if scripts:
        inspector.picture("review")
    inspector.page.get_by_label("Accept").check()
    inspector.page.locator("textarea[name=reasons]").fill(AGREED)
    inspector.press("Record the decision")

    open_record(analyst, "Avric Braxaby")
    return [analyst, inspector]


def test_from_sign_in_to_an_accepted_entry_and_the_persons_page(
    register: Register, county: None, browser: Browser, pages: str, pictures: Path
) -> None:
    people = the_story(browser, pages, pictures, scripts=True)
    assert people[0].says("Review by")
    assert people[0].says("A second person agreed to a proposal.")
    assert [fault for one in people for fault in one.faults] == []


def test_the_same_without_any_script(
    register: Register, county: None, browser: Browser, pages: str, pictures: Path
) -> None:
    analyst, _ = the_story(browser, pages, pictures, scripts=False)
    assert analyst.says("Review by")


@pytest.mark.parametrize(
    ("name", "promise"),
    [
        ("Belith Tolvidale", "SG-18"),
        ("Cerdan Harlaside", "SG-13"),
        ("Dorune Wendekin", "SG-09"),
        ("Elvo Sarnawold", "SG-09"),
        ("Fenwick Orlimore", "SG-25"),
    ],
)
def test_each_gate_refuses_and_shows_its_promise(
    register: Register, county: None, browser: Browser, pages: str, pictures: Path, name: str, promise: str
) -> None:
    analyst = Visitor(browser, pages, pictures)
    analyst.sign_in("analyst")
    propose(analyst, name)
    assert analyst.says(promise)
    assert analyst.says("support")
    assert analyst.faults == []
