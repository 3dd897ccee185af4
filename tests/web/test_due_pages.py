"""What is due today: reviews by urgency, votes that wait for a second inspector, and figures for whoever supervises."""

from datetime import timedelta

import pytest
from officers import NOW, WELFARE, officer, proposed, text, violent
from test_entry_review_pages import CHILD, GROUNDS, days_on, entered, says

from evenhand.register import clock
from evenhand.register.reads import lists


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


def home(register, username):
    return lists.home(purpose="review-entry", by=register.account(username))


def test_a_review_comes_up_a_week_before_and_is_overdue_the_day_after(register, tmp_path):
    entered(register, tmp_path)
    counted = {}
    for day in (82, 83, 90, 91, 96, 97):
        with days_on(day):
            due = home(register, "reviewer")
            late = [one.entry.review_by <= due.escalated for one in due.overdue]
            counted[day] = (due.soon_total, due.overdue_total, late)
    assert counted == {
        82: (0, 0, []),
        83: (1, 0, []),
        90: (1, 0, []),
        91: (0, 1, [False]),
        96: (0, 1, [False]),
        97: (0, 1, [True]),
    }


def test_each_leads_to_its_review(register, tmp_path):
    address = entered(register, tmp_path)
    with days_on(97):
        page = text(officer(register, "reviewer").get("/work"))
    assert f'href="{address}"' in page
    assert "Reviews overdue: 1" in page
    assert "Shown to oversight" in page


def test_where_nothing_counts_the_removal_is_proposed(register, tmp_path):
    address = entered(register, tmp_path)
    register.load(tmp_path, "corrections", *({"event_reference": f"E{n}", "reference": f"C{n}"} for n in (1, 2, 3)))
    due, page = home(register, "reviewer"), text(officer(register, "reviewer").get("/work"))
    assert (due.zero_total, due.soon_total) == (1, 0)
    assert "removal proposed: 1" in page
    assert f'href="{address}"' in page


def test_only_an_inspector_who_has_not_voted_is_shown_what_waits_for_a_second(register, tmp_path):
    address = entered(register, tmp_path, WELFARE, **CHILD)
    officer(register, "inspector").post(address, says("retain", child_welfare=WELFARE))
    assert home(register, "inspector").second_total == 0
    assert [one.entry.pk for one in home(register, "inspector4").second_reviews] == [
        one.entry.pk for one in home(register, "inspector2").second_reviews
    ]
    assert home(register, "inspector4").second_total == 1
    assert home(register, "reviewer").second_total == 0
    page = text(officer(register, "inspector4").get("/work"))
    assert "Children waiting for a second inspector: 1" in page
    assert f'href="{address}"' in page
    assert "second inspector" not in text(officer(register, "reviewer").get("/work"))


def test_a_proposal_on_which_somebody_voted_moves_to_those_that_wait_for_a_second(register, tmp_path):
    person = violent(register, tmp_path, **CHILD)
    address = f"/people/{person}/nominations/{proposed(register, person, WELFARE)}"
    assert home(register, "inspector").to_decide_total == 1
    officer(register, "inspector").post(address, {"decision": "accept", "reasons": GROUNDS})
    for username, second in (("inspector", 0), ("inspector2", 1), ("reviewer", 0)):
        due = home(register, username)
        assert (due.to_decide_total, due.second_total) == (0, second), username


def test_all_lists_together_have_at_most_a_page(register, load_many):
    load_many(25)
    with clock.set_to(NOW + timedelta(days=1)):
        due = home(register, "reviewer")
    assert len(due.people) == 20
    assert due.overdue_total + due.zero_total + due.soon_total == 25


@pytest.fixture
def load_many(register, tmp_path):
    """Somebody on an old list, so many times."""

    def load(count):
        people = [{"reference": f"P{n}", "pnc_id": f"FX-{n}", "family_name": f"Vant{n}"} for n in range(count)]
        register.load(tmp_path, "people", *people)
        register.load(tmp_path, "listings", *({"person_reference": one["reference"]} for one in people))

    return load


def test_whoever_supervises_sees_figures_of_the_area_and_an_analyst_what_is_overdue(register, tmp_path):
    entered(register, tmp_path)
    with days_on(97):
        inspector, analyst, reviewer = (
            text(officer(register, username).get("/work")) for username in ("inspector", "analyst", "reviewer")
        )
    assert "Your area in numbers" in inspector
    assert "1</span> of them late by 7 days or more" in inspector
    assert "Reviews overdue in your area: 1." in analyst
    assert "Your area in numbers" not in analyst + reviewer


def test_the_register_says_in_words_what_each_entry_is(register, tmp_path):
    entered(register, tmp_path)
    analyst = officer(register, "analyst")
    assert ">In use<" in text(analyst.get("/register"))
    with days_on(91):
        assert ">Restricted<" in text(analyst.get("/register"))
    with days_on(181):
        assert ">At its end<" in text(analyst.get("/register"))


def test_the_persons_page_has_the_calendar_and_leads_reviewers_to_the_review(register, tmp_path):
    address = entered(register, tmp_path)
    page = text(officer(register, "reviewer").opens(address.split("/")[2]))
    assert "Calendar of this entry" in page
    assert "The last day for the next review." in page
    assert f'href="{address}">Review this entry' in page
