"""Deciding somebody else's proposal."""

import pytest
from officers import NOW, WELFARE, entries, officer, proposed, text, violent

from evenhand.register import clock

GROUNDS = "I read the three incidents, and they stand as the proposer says; an offer of support comes first."


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


@pytest.fixture
def proposal(register, tmp_path) -> str:
    """The address of a proposal about P1."""
    person = violent(register, tmp_path)
    return f"/people/{person}/nominations/{proposed(register, person)}"


def test_a_proposal_is_due_for_somebody_else(register, proposal):
    assert f'href="{proposal}"' in text(officer(register, "reviewer").get("/work"))
    assert f'href="{proposal}"' not in text(officer(register, "analyst").get("/work"))


def test_a_proposal_is_shown_with_its_evidence_in_one_entry(register, proposal):
    reviewer = officer(register, "reviewer")
    before = len(entries(register))
    page = text(reviewer.get(proposal))
    assert "Analyst, Ostmere" in page
    assert "from 3 separate incidents" in page
    assert "It decides nothing." in page
    assert entries(register)[before:] == ["nomination:consulted"]


def test_a_proposals_number_leads_to_its_page(register, proposal):
    number = proposal.rpartition("/")[2]
    assert officer(register, "reviewer").get(f"/nominations/{number}")["Location"] == proposal


def test_an_analyst_decides_nothing(register, proposal):
    analyst = officer(register, "analyst")
    assert analyst.get(proposal).status_code == 403
    assert analyst.post(proposal, {"decision": "accept", "reasons": GROUNDS}).status_code == 403
    assert "review:accepted" not in entries(register)


def test_a_decision_needs_a_choice_and_reasons(register, proposal):
    page = text(officer(register, "reviewer").post(proposal, {"reasons": ""}))
    assert 'href="#id_decision"' in page
    assert 'href="#id_reasons"' in page


def test_short_reasons_are_refused_with_the_promise(register, proposal):
    response = officer(register, "reviewer").post(proposal, {"decision": "accept", "reasons": "Fine."})
    assert response.status_code == 403
    assert "SG-17:" in text(response)
    assert "Fine." in text(response)


@pytest.mark.parametrize(
    ("decision", "said", "event"),
    [
        ("accept", "Accepted by Reviewer, Ostmere", "entry:opened"),
        ("decline", "Declined by Reviewer, Ostmere", "review:declined"),
        ("return", "Returned by Reviewer, Ostmere", "review:returned"),
    ],
)
def test_a_decision_is_recorded_with_its_reasons(register, proposal, decision, said, event):
    page = text(officer(register, "reviewer").post(proposal, {"decision": decision, "reasons": GROUNDS}, follow=True))
    assert said in page
    assert GROUNDS in page
    assert event in entries(register)


def test_a_returned_proposal_is_due_for_its_proposer(register, proposal):
    officer(register, "reviewer").post(proposal, {"decision": "return", "reasons": GROUNDS})
    assert "Proposals returned to you: 1" in text(officer(register, "analyst").get("/work"))


def test_nothing_is_accepted_on_evidence_that_no_longer_stands(register, proposal, tmp_path):
    register.load(tmp_path, "corrections", {})
    reviewer = officer(register, "reviewer")
    assert "Stands against accepting it today" in text(reviewer.get(proposal))
    response = reviewer.post(proposal, {"decision": "accept", "reasons": GROUNDS})
    assert response.status_code == 403
    assert "SG-09:" in text(response)
    assert "entry:opened" not in entries(register)


def test_a_child_is_decided_by_two_inspectors(register, tmp_path):
    person = violent(register, tmp_path, born_on="2010-02-03")
    address = f"/people/{person}/nominations/{proposed(register, person, WELFARE)}"
    decision = {"decision": "accept", "reasons": GROUNDS}
    assert "SG-18:" in text(officer(register, "reviewer").post(address, decision))
    assert "Somebody else must vote too." in text(officer(register, "inspector").post(address, decision, follow=True))
    assert "Accepted by Inspector" in text(officer(register, "inspector2").post(address, decision, follow=True))


def test_an_entry_is_on_the_persons_page(register, proposal):
    reviewer = officer(register, "reviewer")
    reviewer.post(proposal, {"decision": "accept", "reasons": GROUNDS})
    page = text(reviewer.opens(proposal.split("/")[2]))
    assert "In use" in page
    assert "21 February 2027" in page
