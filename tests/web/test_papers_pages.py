"""The register's papers and its state, on the pages: for those who see to them, for whoever works here, for anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from entering import visitor
from officers import NOW, officer, text

import world
from evenhand.register import clock
from evenhand.register.actions import closing, governance

LATE = datetime(2027, 10, 27, 12, tzinfo=UTC)  # the day after the last on which the papers are good
REASONS = "Another force takes over the work, with its own register."


@pytest.fixture(autouse=True)
def _now():
    with clock.set_to(NOW):
        yield


def signed(register):
    return {"by": register.account("owner"), "approved_by": register.account("dpo")}


@pytest.mark.parametrize("username", ["owner", "dpo"])
def test_owner_and_officer_read_each_paper_and_when_it_is_due(register, username):
    page = text(officer(register, username).get("/oversight/papers"))
    for words in (
        "The register is in use.",
        "Impact assessment adopted on",
        "good from 26 October 2026 until 26 October 2027",
        "Two risks remain high enough",
        "Schedule 8 condition",
        "Yearly justification",
    ):
        assert words in page
    home = text(officer(register, username).get("/oversight"))
    assert "Equality analysis: the next is due by 26 October 2027" in home


@pytest.mark.parametrize("username", ["analyst", "reviewer", "records"])
def test_nobody_else_does(register, username):
    assert officer(register, username).get("/oversight/papers").status_code == 403


def test_everybody_at_work_is_warned_when_a_paper_is_late_and_nobody_before(register):
    for username in ("analyst", "reviewer", "records", "owner", "dpo"):
        with clock.set_to(LATE - timedelta(days=1)):
            assert "State of the register" not in text(officer(register, username).get("/emergency"))
        with clock.set_to(LATE):
            page = text(officer(register, username).get("/emergency"))
        assert "The impact assessment was good until 26 October 2027. It has been so since 27 October 2027." in page
        assert "The senior owner and the data protection officer have to adopt a new one together" in page
        assert "The equality analysis was good until" in page


def test_no_name_stands_beside_what_the_public_reads_of_it(register):
    page = text(visitor().get("/about"))
    assert "The register is in use." in page
    assert "Impact assessment: in force from 26 October 2026, to be looked at again by 26 October 2027" in page
    assert "Yearly justification: the first is due by" in page
    with clock.set_to(LATE):
        late = text(visitor().get("/about"))
    assert "The register is read-only" in late
    assert "The equality analysis was good until 26 October 2027." in late
    assert "State of the register" not in late


def test_the_record_for_machines_says_it_too(register):
    told = visitor().get("/about.json").json()
    assert told["state"] == "in-use"
    assert told["papers"]["impact-assessment"] == "2026-10-26"


def test_a_closed_register_says_until_when_one_can_ask(register):
    closing.close(reasons=REASONS, **signed(register))
    page = text(visitor().get("/about"))
    assert "The register is closed" in page
    assert "You can ask what is held about you until 23 November 2027." in page
    work = officer(register, "analyst").get("/work")
    assert work.status_code == 403
    assert "SG-60" in text(work)
    assert "Closed on 23 November 2026" in text(officer(register, "dpo").get("/oversight/papers"))
    assert officer(register, "dpo").get("/people").status_code == 200


def test_the_settings_page_shows_what_changed_from_what_to_what_and_nobodys_name(register):
    assert "This place has changed nothing" in text(visitor().get("/policy"))
    governance.adopt_local_policy(settings={"review_days_adult": 60}, **signed(register))
    page = text(visitor().get("/policy"))
    assert "60 days, since 23 November 2026" in page
    assert "Time to the next review, adult</a> from 90 to 60" in page
    assert "Six months: Data Protection Act 2018, section 42(3)" in page
    assert world.PEOPLE["dpo"]["display_name"] + "," not in page
