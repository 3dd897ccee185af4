"""An offer of help is made and declined, with axe at every step; and nothing changes for whoever said no."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from playwright.sync_api import Browser
from visitor import Visitor

from evenhand.casework.statuses import Decision
from evenhand.register import clock
from evenhand.register.actions import nomination, review
from evenhand.register.reads import nomination as nomination_reads
from evenhand.register.reads import search
from registered import Register

REASONS = "Three incidents in seven months, the last with a knife, and nothing that makes a fourth less likely."


def on_the_register(register: Register, folder: Path) -> UUID:
    """Avric Zyxworth, whose entry two people decided."""
    register.load(folder, "people", {"given_names": "Avric", "family_name": "Zyxworth"})
    today = clock.today()
    days = [(today - timedelta(days=60 * back)).isoformat() for back in (1, 2, 3)]
    register.load(folder, "events", *({"occurred_on": day, "recorded_on": day} for day in days))
    said = {"purpose": "prevent-violence", "by": register.account("analyst")}
    [person] = [one.id for one in search.find(words="Zyxworth", reason="A call.", **said).people]
    draft = nomination_reads.draft(person=person, cited=None, reasons="", child_welfare="", **said)
    number = nomination.propose(person=person, cited=draft.cited, reasons=REASONS, **said)
    decided = {"decision": Decision.ACCEPT, "reasons": REASONS, "purpose": "review-entry"}
    review.decide(nomination_id=number, person=person, by=register.account("inspector"), **decided)
    return person


def kept(register: Register) -> dict[str, str]:
    """A digest of all that is known of people and was decided of them."""
    tables = ("entry", "nomination", "review", "event", "scoretotal", "person", "link", "intelligence", "referral")
    with psycopg.connect(**register.engine.dsn("evenhand_owner", register.database)) as line:
        return {
            table: line.execute(
                f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM register_{table} t"
            ).fetchone()[0]
            for table in tables
        }


def test_made_declined_and_nothing_changes(
    register: Register, tmp_path: Path, browser: Browser, pages: str, pictures: Path
) -> None:
    person = on_the_register(register, tmp_path)
    before = kept(register)
    today = f"{clock.today():%d/%m/%Y}"

    helper = Visitor(browser, pages, pictures)
    helper.sign_in("coordinator", "Offer support")
    helper.follow("See who is owed an offer")
    assert helper.says("people are owed an offer")
    helper.follow("Avric Zyxworth")
    helper.follow("Note an offer of help")
    helper.press("Save")  # with nothing filled in: the errors are looked at too
    helper.page.get_by_label("A mentor: somebody they can talk to and rely on").check()
    helper.page.get_by_label("Face to face").check()
    helper.page.get_by_label("On which day?").fill(today)
    helper.press("Save")
    assert helper.says("None is owed now")
    helper.picture("support")
    helper.follow("The letter about it")
    assert helper.says("If you say no, nothing happens.")
    helper.picture("offer-letter")
    helper.follow("Their support")
    helper.follow("Note what they said")
    helper.page.get_by_label("They do not want it").check()
    helper.page.get_by_label("On which day?").fill(today)
    helper.press("Save")
    assert helper.says("It never counts against them.")
    helper.follow("Back to their support")
    assert helper.says("They do not want it")
    helper.go("/support/going-on")
    helper.go("/support/find")
    helper.go(f"/people/{person}")
    assert helper.says("You cannot do this")

    assert kept(register) == before
    officer = Visitor(browser, pages, pictures)
    officer.sign_in("analyst")
    officer.go(f"/people/{person}")
    officer.page.get_by_label("Why are you opening this record?").fill("Asked by the duty inspector.")
    officer.press("Open")
    assert officer.says("Avric Zyxworth")
    assert not officer.says("offered help")
    assert not officer.says("said to an offer")
    officer.go(f"/support/people/{person}")
    assert officer.says("You cannot do this")
    assert helper.faults + officer.faults == []
