"""Reviewing an entry: what the page shows, who may say what, and what becomes of it."""

from datetime import timedelta

import pytest
from officers import NOW, REASONS, WELFARE, entries, officer, proposed, text, violent

from evenhand.casework.statuses import Decision
from evenhand.register import clock
from evenhand.register.actions import review
from evenhand.register.acts import act
from evenhand.register.models import Entry

GROUNDS = "I read all three again; the court has not changed its mind, and the help that was offered was taken up."
CHILD = {"born_on": "2010-02-03"}


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


def entered(register, tmp_path, welfare="", **about) -> str:
    """Somebody whom two people put on the register today; the address of the review of their entry."""
    person = violent(register, tmp_path, **about)
    given = {"nomination_id": proposed(register, person, welfare), "person": person, "decision": Decision.ACCEPT}
    for username in ("inspector2", "inspector3") if welfare else ("reviewer2",):
        review.decide(**given, reasons=REASONS, purpose="review-entry", by=register.account(username))
    return address_of(register, person)


def address_of(register, person) -> str:
    with act("entry:consulted", by=register.account("reviewer"), purpose="review-entry", person=person):
        return f"/people/{person}/entries/{Entry.objects.get(person_id=person).pk}/review"


def says(outcome, reasons=GROUNDS, **more) -> dict[str, str]:
    return {"outcome": outcome, "reasons": reasons, **more}


def days_on(days):
    return clock.set_to(NOW + timedelta(days=days))


def test_the_page_shows_all_of_it_in_one_entry(register, tmp_path):
    address, reviewer = entered(register, tmp_path), officer(register, "reviewer")
    before = len(entries(register))
    page = text(reviewer.get(address))
    assert entries(register)[before:] == ["entry:consulted"]
    assert REASONS in page
    assert "proposed by Analyst, Ostmere and decided by Second reviewer, Ostmere" in page
    assert "these records would still carry an entry today" in page
    assert "This entry has not been reviewed yet." in page
    assert "Nothing stands against keeping it today" in page
    assert "If nobody has reviewed it before this day, the entry ends" in page
    assert "23 May 2027" in page
    assert "It decides nothing." in page


def test_a_reviewer_keeps_it_and_the_next_one_sees_why(register, tmp_path):
    address = entered(register, tmp_path)
    with days_on(80):
        page = text(officer(register, "reviewer").post(address, says("retain"), follow=True))
        assert "The entry is kept." in page
        assert "12 May 2027" in page
        assert f'Kept on 11 February 2027 by Reviewer, Ostmere</h3> <p class="govuk-body eh-quoted">{GROUNDS}' in page
        assert "You decided the last time that this entry is made or kept." in page


@pytest.mark.parametrize(
    ("username", "said", "refused"),
    [
        ("reviewer", says("retain", "Fine."), "SG-17"),
        ("reviewer2", says("retain"), "SG-23"),
        ("reviewer2", says("restrict"), "SG-23"),
    ],
)
def test_a_refusal_is_shown_with_its_promise_and_nothing_typed_is_lost(register, tmp_path, username, said, refused):
    response = officer(register, username).post(entered(register, tmp_path), said)
    assert response.status_code == 403
    assert f"{refused}:" in text(response)
    assert said["reasons"] in text(response)
    assert "entry:reviewed" not in entries(register)


def test_an_analyst_reviews_nothing(register, tmp_path):
    address, analyst = entered(register, tmp_path), officer(register, "analyst")
    assert analyst.get(address).status_code == 403
    assert analyst.post(address, says("remove")).status_code == 403
    assert "Review this entry" not in text(analyst.opens(address.split("/")[2]))


def test_an_outcome_and_reasons_are_asked_for(register, tmp_path):
    page = text(officer(register, "reviewer").post(entered(register, tmp_path), {}))
    assert 'href="#id_outcome"' in page
    assert 'href="#id_reasons"' in page
    assert "The child" not in page.partition('id="say"')[2]


def test_a_missed_review_restricts_and_a_review_brings_it_back(register, tmp_path):
    address, reviewer = entered(register, tmp_path), officer(register, "reviewer")
    with days_on(90):
        assert ">In use<" in text(reviewer.get(address))
    with days_on(91):
        page = text(reviewer.get(address))
        assert ">Restricted<" in page
        assert "Its review was due by 21 February 2027." in page
        assert "Overdue" in page
        assert ">In use<" in text(reviewer.post(address, says("retain"), follow=True))


def test_where_nothing_counts_keeping_is_refused_and_removal_leads_to_what_is_due(register, tmp_path):
    address, reviewer = entered(register, tmp_path), officer(register, "reviewer")
    register.load(tmp_path, "corrections", *({"event_reference": f"E{n}", "reference": f"C{n}"} for n in (1, 2, 3)))
    page = text(reviewer.get(address))
    assert "Stands against keeping it today" in page
    assert "would not carry a new entry today" in page
    assert "SG-21:" in text(reviewer.post(address, says("retain")))
    response = reviewer.post(address, says("remove"), follow=True)
    assert response.redirect_chain == [("/work", 302)]
    assert "The entry is removed" in text(response)
    assert "a letter to them that waits to be sent" in text(response)
    assert reviewer.get(address).status_code == 404


def test_an_inherited_entry_is_not_made_good_by_one_person(register, tmp_path):
    person = violent(register, tmp_path)
    register.load(tmp_path, "listings", {})
    address, reviewer = address_of(register, person), officer(register, "reviewer")
    assert "On an older list and on nothing that was decided here" in text(reviewer.get(address))
    assert "SG-06:" in text(reviewer.post(address, says("retain")))
    assert "The entry is removed" in text(reviewer.post(address, says("remove"), follow=True))


def test_two_inspectors_vote_about_a_child_and_neither_sees_the_others_vote(register, tmp_path):
    address = entered(register, tmp_path, WELFARE, **CHILD)
    said = says("retain", child_welfare=WELFARE + " It went well.")
    assert "SG-18:" in text(officer(register, "reviewer").post(address, said))
    first, second = officer(register, "inspector"), officer(register, "inspector4")
    assert "SG-18:" in text(first.post(address, says("retain")))
    assert "Votes so far: 0 of 2" in text(first.get(address))
    page = text(first.post(address, said, follow=True))
    assert "Your vote is recorded. Somebody else must vote too." in page
    assert "Votes: 1 of 2" in page
    assert "<form" not in page.partition('id="say"')[2].partition("</section>")[0]
    page = text(second.get(address))
    assert "Votes so far: 1 of 2" in page
    assert GROUNDS not in page
    assert "It went well." not in page
    assert "The entry is kept." in text(second.post(address, said, follow=True))
    assert GROUNDS in text(second.get(address))


def test_of_two_votes_about_a_child_the_milder_stands_whoever_is_last(register, tmp_path):
    address = entered(register, tmp_path, WELFARE, **CHILD)
    officer(register, "inspector").post(address, says("remove"))
    last = officer(register, "inspector4").post(address, says("retain", child_welfare=WELFARE), follow=True)
    assert last.redirect_chain == [("/work", 302)]
    assert "The entry is removed" in text(last)


def test_a_first_vote_about_a_childs_proposal_says_so_and_shows_no_vote(register, tmp_path):
    person = violent(register, tmp_path, **CHILD)
    address = f"/people/{person}/nominations/{proposed(register, person, WELFARE)}"
    first, second = officer(register, "inspector"), officer(register, "inspector2")
    page = text(first.post(address, {"decision": "accept", "reasons": GROUNDS}, follow=True))
    assert "Your vote is recorded. Somebody else must vote too." in page
    assert "Votes: 1 of 2" in page
    page = text(second.get(address))
    assert "Votes so far: 1 of 2" in page
    assert GROUNDS not in page
    page = text(second.post(address, {"decision": "decline", "reasons": GROUNDS}, follow=True))
    assert "The proposal is declined. No entry was made." in page
    assert "entry:opened" not in entries(register)
