"""The pages for erasing somebody: proposed by one, signed by another, and then it is done."""

import pytest
from officers import entries, officer, text, violent

REASON = "They asked for it, and nothing that is kept of them is needed any more."


@pytest.fixture
def person(register, tmp_path):
    """Somebody with three events."""
    return violent(register, tmp_path)


def propose(register, person, **given):
    form = {"ground": "right", "reason": REASON, **given}
    return officer(register, "dpo", "oversight").post(f"/oversight/people/{person}/erase", form, follow=True)


def address_of_proposal(register):
    from evenhand.register.reads import erasures

    [waiting] = erasures.listed(purpose="oversight", by=register.account("owner")).waiting
    return f"/oversight/erasures/{waiting.erasure.pk}"


def test_a_proposal_waits_and_its_page_says_what_is_erased_and_why(register, person):
    assert "waits for somebody else to sign it" in text(propose(register, person))
    page = text(officer(register, "owner", "oversight").get(address_of_proposal(register)))
    assert all(words in page for words in (REASON, "Avric Braxaby", "The ledger stays", "Data protection officer"))


def test_once_signed_it_is_done_and_the_page_gives_the_entry(register, person):
    propose(register, person)
    owner = officer(register, "owner", "oversight")
    page = text(owner.post(address_of_proposal(register), {"sure": "on"}))
    assert "The person is erased" in page
    assert entries(register)[-1] == "person:erased"
    assert "Nothing waits" in text(owner.get("/oversight/erasures"))
    analyst = officer(register, "analyst")
    assert analyst.opens(person).status_code == 404


def test_nothing_is_erased_without_the_tick_or_by_whoever_proposed_it(register, person):
    propose(register, person)
    address = address_of_proposal(register)
    assert "Tick the box" in text(officer(register, "owner", "oversight").post(address, {}))
    assert "somebody else must sign" in text(officer(register, "dpo", "oversight").post(address, {"sure": "on"}))
    assert "person:erased" not in entries(register)


@pytest.mark.parametrize("given", [{"ground": ""}, {"ground": "curiosity"}, {"reason": ""}, {"reason": "Asked."}])
def test_a_proposal_that_says_too_little_is_not_made(register, person, given):
    page = text(propose(register, person, **given))
    assert "There is a problem" in page
    assert "erasure:proposed" not in entries(register)


def test_a_proposal_can_be_taken_back(register, person):
    propose(register, person)
    address = address_of_proposal(register)
    page = text(officer(register, "owner", "oversight").post(f"{address}/withdraw", follow=True))
    assert "Nothing was erased" in page
    assert officer(register, "owner", "oversight").get(address).status_code == 404


@pytest.mark.parametrize("username", ["analyst", "reviewer", "records"])
def test_nobody_else_sees_any_of_it(register, person, username):
    browser = officer(register, username, "oversight")
    for address in ("/oversight/erasures", f"/oversight/people/{person}/erase"):
        assert browser.get(address).status_code == 403


def test_a_row_about_them_is_gone_from_quarantine(register, tmp_path, person):
    from evenhand.register.reads import quarantine

    register.load(tmp_path, "intelligence", {"currency": "?", "content": "Was seen."})
    records = register.account("records")
    propose(register, person)
    officer(register, "owner", "oversight").post(address_of_proposal(register), {"sure": "on"})
    assert quarantine.page(number=1, by=records).total == 0


def test_no_reason_for_a_look_is_in_the_session(register, person):
    from django.contrib.sessions.models import Session

    browser = officer(register, "analyst")
    assert "Asked by the duty inspector" in text(browser.opens(person))
    assert not any("duty inspector" in str(one.get_decoded()) for one in Session.objects.all())


def test_a_reason_lasts_for_its_session_and_its_purpose_alone(register, person):
    first, second = officer(register, "analyst"), officer(register, "analyst")
    first.opens(person)
    assert "Why are you opening this record?" in text(second.get(f"/people/{person}"))
    first.remember(purpose="protect-person")
    assert "Why are you opening this record?" in text(first.get(f"/people/{person}"))
