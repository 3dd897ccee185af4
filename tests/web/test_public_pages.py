"""What anybody may read."""

import json
import re

import pytest
from entering import text, visitor

from evenhand.casework import policy as floor
from evenhand.casework.governance import Charter
from evenhand.register import clock
from evenhand.register.actions import governance
from evenhand.register.models import CharterVersion, LedgerEntry
from evenhand.register.reads import figures
from evenhand.safeguards import catalogue
from evenhand.scoring import instrument

PAGES = ["/", "/about", "/safeguards", "/policy", "/instrument", "/figures", "/sign-in"]
ROBBERY = "try=1&event-1-offence=34B&event-1-standing=convicted&event-1-occurred_on=2026-03-27"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole(register, page):
    response = visitor().get(page)
    html = text(response)
    assert response.status_code == 200
    assert re.search(r"<title>[^<]+ - evenhand</title>", html)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert html.index("Skip to main content") < html.index('id="main-content"')


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_script_no_inline_style_and_nothing_of_gov_uk(register, page):
    html = text(visitor().get(page))
    assert "<script" not in html
    assert " style=" not in html
    assert "GOV.UK" not in html


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_links_within_a_page_lead_somewhere(register, page):
    html = text(visitor().get(page))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("page", PAGES)
def test_reading_a_public_page_leaves_no_ledger_entry(register, page):
    before = LedgerEntry.objects.using("auditor").count()
    visitor().get(page)
    assert LedgerEntry.objects.using("auditor").count() == before


def test_the_public_notice_says_all_of_the_charter(register):
    html = text(visitor().get("/about"))
    for words in ("Assistant Chief Constable", "section 35(2)(b)", "Information Commissioner", "36 months"):
        assert words in html


def test_the_public_notice_is_refused_while_something_is_missing(register):
    owner, dpo = register.account("owner"), register.account("dpo")
    whole = CharterVersion.objects.latest("pk").content
    governance.adopt_charter(charter=Charter(**whole | {"complaints": " "}), by=owner, approved_by=dpo)
    for page in ("/about", "/about.json"):
        response = visitor().get(page)
        assert response.status_code == 503
        assert "says nothing about: complaints" in text(response)
        assert catalogue.promise("SG-47").title in text(response)


def test_the_record_for_machines_names_the_instrument_and_every_setting(register):
    record = json.loads(text(visitor().get("/about.json")))
    assert record["instrument"]["sha256"] == instrument.load("demonstration-2026-11").digest
    assert set(record["policy"]["settings"]) == set(floor.load().settings)
    assert all(record[name] for name in ("name", "description", "owner", "purposes", "criteria", "complaints"))


def test_every_promise_is_on_the_safeguards_page_with_its_law(register):
    html = text(visitor().get("/safeguards"))
    promises = catalogue.load()
    for promise in (*promises.kept, *promises.not_yet_kept):
        assert f'id="{promise.id}"' in html
    assert html.count("Checked on") + html.count("Not yet verified") == sum(len(one.laws) for one in promises.kept)


def test_every_setting_is_on_the_policy_page_with_its_reason(register):
    html = text(visitor().get("/policy"))
    assert all(f'id="{name}"' in html for name in floor.load().settings)
    assert "This place has changed nothing." in html


def test_a_setting_that_this_place_tightened_is_shown_beside_the_floor(register):
    owner, dpo = register.account("owner"), register.account("dpo")
    governance.adopt_local_policy(settings={"review_days_adult": 45}, by=owner, approved_by=dpo)
    html = text(visitor().get("/policy"))
    assert "This place is stricter in 1 setting." in html
    shown = html.split('id="review_days_adult"')[1].split("</section>")[0]
    assert "90 days" in shown
    assert "45 days" in shown


def test_the_instrument_page_shows_every_row_and_counts_what_is_not_verified(register):
    rule = instrument.load("demonstration-2026-11")
    html = text(visitor().get("/instrument"))
    assert all(f'id="offence-{code}"' in html for code in rule.severities)
    assert html.count("<strong>Not verified</strong>") == len(rule.unverified)
    assert f"{len(rule.unverified)} are not verified yet" in html
    assert rule.digest in html


def test_invented_events_make_points_that_are_explained(register):
    html = text(visitor().get(f"/instrument?{ROBBERY}"))
    assert "The points of these invented events" in html
    assert "365 points" in html
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="falling-score"' in html
    assert "found guilty by a court" in html


def test_invented_events_leave_nothing_behind(register):
    before = LedgerEntry.objects.using("auditor").count()
    response = visitor().get(f"/instrument?{ROBBERY}")
    assert LedgerEntry.objects.using("auditor").count() == before
    assert not response.cookies


def test_an_event_that_was_only_begun_is_asked_for_and_no_points_are_shown(register):
    html = text(visitor().get("/instrument?try=1&event-2-offence=34B"))
    assert "<title>Error: " in html
    assert 'href="#id_event-2-standing"' in html
    assert "Event 2: say when" in html
    assert "The points of these invented events" not in html


@pytest.mark.parametrize("typed", ["27/03/2026", "2026-02-30", "<script>alert(1)</script>", "9" * 400])
def test_a_date_that_is_none_is_told_so_and_shown_back_harmlessly(register, typed):
    asked = {"try": "1", "event-1-offence": "34B", "event-1-standing": "convicted", "event-1-occurred_on": typed}
    html = text(visitor().get("/instrument", asked))
    assert "give the date as year-month-day" in html
    assert "<script" not in html


def test_an_offence_that_is_not_on_the_list_is_told_so(register):
    html = text(visitor().get("/instrument?try=1&event-1-offence=999&event-1-standing=convicted"))
    assert "Event 1: choose one from the list" in html


def test_figures_show_each_publication_with_its_hash(register):
    published = figures.publish(as_at=clock.today(), by=register.account("dpo"))
    for page in ("/", "/figures"):
        assert "people with an open entry" in text(visitor().get(page))
    assert published.digest in text(visitor().get("/figures"))


def test_before_any_publication_the_pages_say_so(register):
    for page in ("/", "/figures"):
        assert "No figures have been published yet." in text(visitor().get(page))
