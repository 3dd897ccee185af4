"""Proposing an entry, and the support route that is offered instead."""

import pytest
from officers import NOW, REASONS, WELFARE, entries, harmed, officer, person_of, proposed, text, violent

from evenhand.register import clock
from evenhand.register.models import Nomination


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


@pytest.fixture
def analyst(register):
    return officer(register, "analyst")


def keys(page: str) -> list[str]:
    """The keys of the records that a page offers."""
    return [part.split('"')[0] for part in page.split('name="cited" type="checkbox" value="')[1:]]


def test_a_draft_shows_nothing_before_the_record_was_opened_for_a_reason(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    response = analyst.get(f"/people/{person}/propose")
    assert response["Location"] == f"/people/{person}"


def test_the_rule_is_told_before_anything_is_sent(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    analyst.opens(person)
    page = text(analyst.get(f"/people/{person}/propose"))
    assert "Rule met" in page
    assert page.count("<strong>Counts.</strong>") == 3
    assert "Reasons of at least 40 characters are needed" in page


def test_leaving_out_a_record_and_checking_again_says_what_is_missing(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    analyst.opens(person)
    first, *_ = keys(text(analyst.get(f"/people/{person}/propose")))
    checked = text(analyst.post(f"/people/{person}/propose", {"act": "check", "cited": [first], "reasons": REASONS}))
    assert "Rule not met" in checked
    assert "1 of the cited records count" in checked
    assert REASONS in checked
    assert f'value="{first}" checked' in checked
    assert not entries(register).count("nomination:made")


def test_a_record_that_does_not_count_says_why(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    register.load(tmp_path, "corrections", {})
    analyst.opens(person)
    page = text(analyst.get(f"/people/{person}/propose"))
    assert "Does not count.</strong> The person was acquitted, or the case was dropped." in page


def test_a_proposal_is_made_and_can_be_taken_back(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    analyst.opens(person)
    cited = keys(text(analyst.get(f"/people/{person}/propose")))
    sent = {"act": "send", "cited": cited, "reasons": REASONS}
    made = text(analyst.post(f"/people/{person}/propose", sent, follow=True))
    assert "Your proposal was made." in made
    action = made.split('action="')[2 if "withdraw" in made.split('action="')[2] else 3].split('"')[0]
    assert "Your proposal was taken back." in text(analyst.post(action, follow=True))
    assert entries(register).count("nomination:withdrawn") == 1


def test_a_refused_proposal_shows_the_promise_and_keeps_what_was_written(register, tmp_path, analyst):
    person = harmed(register, tmp_path)
    analyst.opens(person)
    response = analyst.post(f"/people/{person}/propose", {"act": "send", "reasons": REASONS})
    page = text(response)
    assert response.status_code == 403
    assert "SG-13:" in page
    assert f'href="/people/{person}/support"' in page
    assert REASONS in page
    assert "safeguard:refused" in entries(register)


def test_harm_suffered_is_never_offered_as_a_ground(register, tmp_path, analyst):
    person = harmed(register, tmp_path)
    analyst.opens(person)
    page = text(analyst.get(f"/people/{person}/propose"))
    assert keys(page) == []
    assert "1 record of harm that this person suffered or saw is not offered here" in page


def test_an_undecided_identity_stands_against_a_proposal(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    register.load(tmp_path, "people", {"source": "NMC-COUNCIL", "reference": "C1"})
    assert "It is undecided" in text(analyst.opens(person))
    response = analyst.post(f"/people/{person}/propose", {"act": "send", "reasons": REASONS, "cited": ["event-1"]})
    assert "SG-19:" in text(response)


def test_a_child_needs_words_on_their_welfare(register, tmp_path, analyst):
    person = violent(register, tmp_path, born_on="2010-02-03")
    analyst.opens(person)
    page = text(analyst.get(f"/people/{person}/propose"))
    sent = {"act": "send", "cited": keys(page), "reasons": REASONS}
    assert "child_welfare" in page
    assert "SG-18:" in text(analyst.post(f"/people/{person}/propose", sent))
    made = text(analyst.post(f"/people/{person}/propose", {**sent, "child_welfare": WELFARE}, follow=True))
    assert "Your proposal was made." in made


def test_nobody_is_proposed_twice_at_a_time(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    proposed(register, person)
    analyst.opens(person)
    page = text(analyst.get(f"/people/{person}/propose"))
    assert "A proposal about this person is waiting to be decided." in page
    response = analyst.post(f"/people/{person}/propose", {"act": "send", "cited": keys(page), "reasons": REASONS})
    assert response.status_code == 403
    assert "SG-06:" in text(response)


def test_a_record_of_somebody_else_cannot_be_cited(register, tmp_path, analyst):
    person = violent(register, tmp_path)
    analyst.opens(person)
    sent = {"act": "send", "cited": ["event-999999", "nonsense"], "reasons": REASONS}
    assert "0 of the cited records count" in text(analyst.post(f"/people/{person}/propose", sent))


def test_only_ones_own_proposal_can_be_taken_back(register, tmp_path):
    person = violent(register, tmp_path)
    number = proposed(register, person)
    response = officer(register, "analyst2").post(f"/people/{person}/nominations/{number}/withdraw")
    assert response.status_code == 404
    assert entries(register).count("nomination:withdrawn") == 0


def test_somebody_who_was_harmed_can_be_referred_to_support(register, tmp_path, analyst):
    person = harmed(register, tmp_path)
    assert analyst.get(f"/people/{person}/support")["Location"] == f"/people/{person}"
    analyst.opens(person)
    assert "Declining never counts against them" in text(analyst.get(f"/people/{person}/support"))
    assert "Say in a few words what help" in text(analyst.post(f"/people/{person}/support", {"reasons": ""}))
    sent = analyst.post(f"/people/{person}/support", {"reasons": "Is afraid to walk home."}, follow=True)
    assert "The referral to support was recorded." in text(sent)
    assert "Is afraid to walk home." not in text(analyst.get(f"/people/{person}"))


def test_nobody_who_died_is_referred(register, tmp_path, analyst):
    person = harmed(register, tmp_path)
    register.load(tmp_path, "status", {})
    analyst.opens(person)
    response = analyst.post(f"/people/{person}/support", {"reasons": "Is afraid to walk home."})
    assert response.status_code == 403
    assert "SG-25:" in text(response)


def test_a_reviewer_proposes_nobody(register, tmp_path):
    violent(register, tmp_path)
    person = person_of(register, "P1")
    reviewer = officer(register, "reviewer")
    reviewer.opens(person)
    assert reviewer.get(f"/people/{person}/propose").status_code == 403
    assert Nomination.objects.count() == 0
