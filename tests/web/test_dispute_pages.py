"""Something is not right: said at one's own page or to an officer, decided by somebody else, and told in a letter."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from entering import with_letter
from officers import NOW, entries, officer, text, violent
from test_entry_review_pages import entered

from evenhand.register import clock
from evenhand.register.actions import disputes

WHAT = "The second one was not me. I was at work that day."
WHY = "The court has the same first name wrong twice; we have asked for it to be put right."


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


@pytest.fixture
def person(register, tmp_path) -> str:
    """The number of somebody who is on the register since today."""
    return entered(register, tmp_path).split("/")[2]


def opened(register, person):
    return disputes.open_for(
        person=UUID(str(person)), what=WHAT, purpose="answer-person", by=register.account("reviewer")
    )


def dpo(register):
    return officer(register, "dpo", "answer-person")


def test_the_person_says_so_at_their_own_page_and_sees_since_when(register, tmp_path, person):
    own = with_letter(register, tmp_path, person)
    assert "Something here is not right" in text(own.get("/mine"))
    form = text(own.get("/mine/dispute"))
    assert "What happens when you send it" in form
    assert "Only 7 days after the letter went out" in form
    page = text(own.post("/mine/dispute", {"what": WHAT}, follow=True))
    assert "We have what you said. From now on nobody uses what this register has about you" in page
    assert "You said so on 23 November 2026." in page
    assert "Nobody has decided it yet." in page
    assert 'href="/mine/dispute"' not in page
    assert "dispute:opened" in entries(register)
    assert ">Restricted<" in text(officer(register, "reviewer").opens(person))


def test_something_has_to_be_said_and_only_once(register, tmp_path, person):
    own = with_letter(register, tmp_path, person)
    assert "Say what is not right" in text(own.post("/mine/dispute", {"what": " "}))
    own.post("/mine/dispute", {"what": WHAT})
    assert "A dispute is open already." in text(own.post("/mine/dispute", {"what": WHAT}))


def test_nobody_but_the_person_is_let_in_at_their_own_page(register, person):
    assert officer(register, "dpo").get("/mine/dispute")["Location"] == "/mine/enter"


@pytest.mark.parametrize("username", ["analyst", "reviewer"])
def test_an_officer_writes_it_down_from_the_persons_page(register, person, username):
    by = officer(register, username)
    assert f'href="/people/{person}/dispute"' in text(by.opens(person))
    assert "You do not judge it. You write it down." in text(by.get(f"/people/{person}/dispute"))
    page = text(by.post(f"/people/{person}/dispute", {"what": WHAT}, follow=True))
    assert "What they say is written down." in page
    assert "The person says that something here is not right." in page
    assert "A dispute is open already." in text(by.post(f"/people/{person}/dispute", {"what": WHAT}))


def test_the_data_protection_officer_writes_it_down_too_and_is_led_back_to_who_looked(register, person):
    response = dpo(register).post(f"/people/{person}/dispute", {"what": WHAT})
    assert response["Location"] == f"/oversight/people/{person}"


def test_nothing_is_written_down_about_nobody(register):
    assert dpo(register).post(f"/people/{uuid4()}/dispute", {"what": WHAT}).status_code == 404


def test_only_whoever_may_writes_it_down(register, person):
    for username in ("owner", "records"):
        assert officer(register, username).post(f"/people/{person}/dispute", {"what": WHAT}).status_code == 403
    assert "dispute:opened" not in entries(register)


def test_the_list_leads_to_what_the_person_says_and_what_is_on_the_register(register, person):
    address = f"/oversight/people/{person}/disputes/{opened(register, person)}"
    listed = text(dpo(register).get("/oversight/disputes"))
    assert f'href="{address}"' in listed
    assert "Written down by Reviewer, Ostmere" in listed
    assert WHAT not in listed
    before = len(entries(register))
    page = text(dpo(register).get(address))
    assert entries(register)[before:] == ["dispute:consulted"]
    assert WHAT in page
    assert "Entry of 23 November 2026: restricted. It has been disputed since 23 November 2026." in page


@pytest.mark.parametrize("username", ["analyst", "reviewer", "owner", "records"])
def test_nobody_else_sees_or_decides_disputes_or_letters(register, person, username):
    number, by = opened(register, person), officer(register, username)
    for address in ("/oversight/disputes", "/oversight/letters", f"/oversight/people/{person}/disputes/{number}"):
        assert by.get(address).status_code == 403, address
    said = {"finding": "right", "reasons": WHY}
    assert by.post(f"/oversight/people/{person}/disputes/{number}", said).status_code == 403
    assert "dispute:decided" not in entries(register)


def test_short_reasons_are_refused_with_the_promise(register, person):
    address = f"/oversight/people/{person}/disputes/{opened(register, person)}"
    response = dpo(register).post(address, {"finding": "right", "reasons": "Yes."})
    assert response.status_code == 403
    assert "SG-53:" in text(response)
    page = text(dpo(register).post(address, {}))
    assert 'href="#id_finding"' in page
    assert 'href="#id_reasons"' in page


def test_from_the_decision_to_the_letter_to_the_day_on_which_it_is_lifted(register, tmp_path, person):
    number, by = opened(register, person), dpo(register)
    page = by.post(f"/oversight/people/{person}/disputes/{number}", {"finding": "partly", "reasons": WHY}, follow=True)
    assert "The dispute is decided. A letter to the person waits" in text(page)
    assert "0 wait to be decided" in text(page)
    assert "It has been decided. A letter to you" in text(with_letter(register, tmp_path, person).get("/mine"))
    address = text(by.get("/oversight/letters")).partition(f'href="/oversight/people/{person}/letters/')[2]
    address = f"/oversight/people/{person}/letters/{address.partition(chr(34))[0]}"
    with clock.set_to(NOW + timedelta(days=2)):
        letter = text(by.get(address))
        assert "You are right about some of it" in letter
        assert WHAT in letter
        assert WHY in letter
        assert "That stays so until 2 December 2026" in letter
        assert "noted that the letter has gone out today" in text(by.post(f"{address}/sent", follow=True))
        assert "It went out on 25 November 2026." in text(by.get(address))
        assert by.post(f"{address}/sent").status_code == 404
        own = text(with_letter(register, tmp_path, person).get("/mine"))
        assert "From 2 December 2026 on your record can be used again." in own
        assert 'href="/mine/dispute"' in own
    for days, status in ((8, ">Restricted<"), (9, ">In use<")):
        with clock.set_to(NOW + timedelta(days=days)):
            assert status in text(officer(register, "reviewer").opens(person))
            assert ("You said so on" in text(with_letter(register, tmp_path, person).get("/mine"))) == (days == 8)


def test_a_decided_dispute_is_shown_without_a_form(register, person):
    number, by = opened(register, person), dpo(register)
    address = f"/oversight/people/{person}/disputes/{number}"
    by.post(address, {"finding": "not-right", "reasons": WHY})
    page = text(by.get(address))
    assert "The record is right as it stands" in page
    assert "Decide the dispute" not in page


def test_somebody_who_is_not_on_the_register_can_say_so_too(register, tmp_path):
    person = violent(register, tmp_path)
    number = opened(register, person)
    assert "No entry" in text(dpo(register).get(f"/oversight/people/{person}/disputes/{number}"))
