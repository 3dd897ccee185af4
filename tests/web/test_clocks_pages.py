"""What those see who answer for the register, in numbers; and the letter to somebody who was taken off it."""

from datetime import timedelta
from uuid import UUID

import pytest
from officers import NOW, entries, officer, text
from test_entry_review_pages import days_on, entered, says

from evenhand.register import clock
from evenhand.register.actions import day, disputes
from evenhand.register.acts import act
from evenhand.register.models import OutgoingLetter


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


def table(page):
    """The rows of the table by area, as numbers."""
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        [cell.partition(">")[2].partition("<")[0] for cell in row.split("<td")[1:]] for row in body.split("<tr")[1:]
    ]


@pytest.mark.parametrize("username", ["dpo", "owner"])
def test_all_clocks_are_shown_in_numbers_and_nobody_by_name(register, tmp_path, username):
    entered(register, tmp_path)
    by = officer(register, username, "oversight")
    for days, numbers in ((90, "1100000"), (91, "1010100"), (97, "1010110"), (181, "1001110")):
        with days_on(days):
            before = len(entries(register))
            page = text(by.get("/oversight/clocks"))
            assert entries(register)[before:] == ["clocks:listed"]
            assert table(page)[0] == list(numbers), days
            assert "Braxaby" not in page


@pytest.mark.parametrize("username", ["analyst", "reviewer", "inspector", "records"])
def test_nobody_else_sees_them(register, username):
    assert officer(register, username).get("/oversight/clocks").status_code == 403


def test_it_warns_until_the_days_clocks_were_run_and_says_what_they_did(register, tmp_path):
    entered(register, tmp_path)
    with days_on(181):
        by = officer(register, "owner", "oversight")
        page = text(by.get("/oversight/clocks"))
        assert "clocks have not been run today" in page
        assert "They have never been run." in page
        day.run(by=register.account("register"))
        page = text(by.get("/oversight/clocks"))
        assert "clocks have not been run today" not in page
        assert "1 entries ended (SG-20)" in page
    with days_on(182):
        assert "clocks have not been run today" in text(by.get("/oversight/clocks"))


def test_disputes_and_letters_are_counted_with_the_oldest(register, tmp_path):
    address = entered(register, tmp_path)
    said = {"person": UUID(address.split("/")[2]), "purpose": "answer-person", "by": register.account("dpo")}
    number = disputes.open_for(what="It was not me.", **said)
    with days_on(3):
        page = text(officer(register, "dpo").get("/oversight/clocks"))
        assert '1, the oldest since 23 November 2026 (<a class="govuk-link" href="/oversight/disputes">' in page
        reasons = "Neither the court nor the witness says anything else."
        disputes.decide(dispute_id=number, finding="right", reasons=reasons, **said)
        page = text(officer(register, "owner", "oversight").get("/oversight/clocks"))
        assert 'Decided, and the person not told</dt><dd class="govuk-summary-list__value">1<' in page
        assert "1, the oldest since 26 November 2026</dd>" in page


def removed(register, tmp_path, reason):
    """Take somebody off the register; the address of the letter to them."""
    address = entered(register, tmp_path, address_line="4 Kiln Row", postcode="OS1 2AB")
    person = address.split("/")[2]
    if reason == "review":
        officer(register, "reviewer").post(address, says("remove"))
    else:
        with days_on(181):
            day.run(by=register.account("register"))
    with act("letter:read", by=register.account("dpo"), purpose="answer-person", person=person):
        return f"/oversight/people/{person}/letters/{OutgoingLetter.objects.get(person_id=person).pk}"


@pytest.mark.parametrize(
    ("reason", "on", "until", "why"),
    [
        ("review", "23 November 2026", "23 November 2028", "Somebody looked at your entry again and decided"),
        ("clock", "23 May 2027", "23 May 2029", "Nobody looked at your entry again in time"),
    ],
)
def test_the_letter_says_what_is_gone_what_is_kept_and_whom_to_ask(register, tmp_path, reason, on, until, why):
    address, by = removed(register, tmp_path, reason), officer(register, "dpo", "answer-person")
    assert f'href="{address}"' in text(by.get("/oversight/letters"))
    before = len(entries(register))
    letter = text(by.get(address))
    assert entries(register)[before:] == ["letter:read"]
    assert "Avric Braxaby<br>4 Kiln Row<br>OS1 2AB" in letter
    assert f"On {on} you were taken off this list: Register of serious violence, Northmarch. {why}" in letter
    assert f"The day on which you were taken off, until {until}." in letter
    assert "Nothing that happened up to that day can bring you back by itself." in letter
    assert "ask the data protection officer (Data protection officer, Northmarch Police)" in letter
    assert "0 letters wait" in text(by.post(f"{address}/sent", follow=True))


def test_a_letter_that_was_stopped_is_not_to_be_sent(register, tmp_path):
    address, by = removed(register, tmp_path, "review"), officer(register, "dpo", "answer-person")
    register.load(tmp_path, "status", {"effective_on": "2026-11-20"})
    with clock.set_to(NOW + timedelta(days=1)):
        day.run(by=register.account("register"))
        page = text(by.get(address))
    assert "Do not send it." in page
    assert "It was sent" not in page
