"""Questions about look-ups: on the page of whoever looked, and on the pages of those who watch over the register."""

from datetime import timedelta

import pytest
from officers import entries, officer, text

import look_ups
from evenhand.register import clock
from evenhand.register.models import AccountDeclaration, AuditQuestion


@pytest.fixture
def them(register, tmp_path):
    """P1 to P9, with P8 looked at by the analyst, for no work that was due."""
    with clock.set_to(look_ups.AFTER):
        found = look_ups.people(register, tmp_path)
        look_ups.looked(register, found["P8"])
        look_ups.drawn(register)
        yield found


@pytest.fixture
def number(register, them):
    """The number of the question about it."""
    return look_ups.everything(register, lambda: AuditQuestion.objects.defer("answer").get().pk)


def says(register, who, address, /, **posted):
    client = officer(register, who)
    return client.post(address, posted, follow=True) if posted else client.get(address)


def test_whoever_looked_sees_the_question_with_its_date_and_answers_it(register, number):
    page = text(says(register, "analyst", "/work"))
    assert "Questions about your look-ups: 1" in page
    assert "by 30 November 2026" in page
    page = text(says(register, "analyst", f"/questions/{number}"))
    for words in (
        look_ups.WHY,
        "No work was due on the person.",
        "Prevent serious violence",
        "18 November 2026 at 12:00",
    ):
        assert words in page.replace("&#39;", "'"), words
    answered = says(register, "analyst", f"/questions/{number}", answer=look_ups.ANSWER)
    assert answered.redirect_chain == [("/work", 302)]
    assert "Questions about your look-ups" not in text(answered)


def test_an_overdue_question_says_so(register, number):
    with clock.set_to(look_ups.AFTER + timedelta(days=8)):
        assert "Overdue</strong> since 30 November 2026" in text(says(register, "analyst", "/work"))
        assert "1 not answered and overdue" in text(says(register, "dpo", "/oversight"))


def test_an_answer_that_says_nothing_keeps_the_page_and_what_was_typed(register, number):
    page = says(register, "analyst", f"/questions/{number}", answer="Work.")
    assert (page.status_code, ">Work.</textarea>" in text(page)) == (403, True)
    page = text(says(register, "analyst", f"/questions/{number}", answer=" "))
    assert "Say why you looked." in page


def test_nobody_is_named_and_the_number_leads_to_an_ordinary_look(register, them, number):
    for who, address in (("analyst", f"/questions/{number}"), ("dpo", f"/oversight/questions/{number}")):
        page = text(says(register, who, address))
        assert "Given7" not in page
        assert "Ashdrake" not in page
        assert str(them["P8"]) in page
    assert "Given7" not in text(says(register, "dpo", "/oversight/questions"))


@pytest.mark.parametrize("who", ["analyst2", "reviewer", "records"])
def test_others_see_neither_question_nor_list(register, number, who):
    addresses = ["/oversight", "/oversight/questions", f"/oversight/questions/{number}", f"/questions/{number}",
                 "/oversight/watched"]  # fmt: skip
    for address in addresses:
        assert says(register, who, address).status_code == 403, address


def test_the_data_protection_officer_settles_what_was_answered(register, number):
    waits = text(says(register, "dpo", f"/oversight/questions/{number}"))
    assert "They have until 30 November 2026 to answer" in waits
    says(register, "analyst", f"/questions/{number}", answer=look_ups.ANSWER)
    listed = text(says(register, "dpo", "/oversight/questions"))
    assert "Questions about look-ups: 1" in listed
    assert "Answered" in listed
    assert look_ups.ANSWER in text(says(register, "dpo", f"/oversight/questions/{number}"))
    settled = text(says(register, "dpo", f"/oversight/questions/{number}", finding="talk"))
    assert f"You settled question {number}." in settled
    assert "Needs talking about" in text(says(register, "dpo", "/oversight/questions?settled=1"))
    assert "needs talking about 1" in text(says(register, "dpo", "/oversight"))


def test_a_finding_has_to_be_chosen(register, number):
    says(register, "analyst", f"/questions/{number}", answer=look_ups.ANSWER)
    client = officer(register, "dpo")
    assert "Choose what you find." in text(client.post(f"/oversight/questions/{number}", {}))


def test_a_question_about_ones_own_look_is_not_ones_own_to_settle(register, them):
    look_ups.searched(register, "FX-P8", by="dpo", at=look_ups.NOON + timedelta(weeks=1))
    with clock.set_to(look_ups.AFTER + timedelta(weeks=1)):
        look_ups.drawn(register, look_ups.AFTER + timedelta(weeks=1))
        number = look_ups.everything(
            register, lambda: AuditQuestion.objects.defer("answer").get(account=register.account("dpo")).pk
        )
        says(register, "dpo", f"/questions/{number}", answer=look_ups.ANSWER)
        assert "look-up of your own" in text(says(register, "dpo", f"/oversight/questions/{number}"))
        refused = says(register, "dpo", f"/oversight/questions/{number}", finding="in-order")
        assert (refused.status_code, "SG-57" in text(refused)) == (403, True)
        assert "You settled" in text(says(register, "owner", f"/oversight/questions/{number}", finding="in-order"))


def test_each_page_leaves_one_entry_or_none_where_it_shows_counts(register, them, number):
    for who, address, left in (
        ("dpo", "/oversight", []),
        ("dpo", "/oversight/questions", ["audit:listed"]),
        ("dpo", f"/oversight/questions/{number}", ["audit:question_read"]),
        ("analyst", f"/questions/{number}", ["audit:question_read"]),
        ("dpo", "/oversight/watched", ["audit:listed"]),
        ("dpo", f"/oversight/people/{them['P1']}/watch", []),
        ("analyst", "/own-records", []),
    ):
        client, before = officer(register, who), len(entries(register))
        assert client.get(address).status_code == 200, address
        assert entries(register)[before:] == left, address


def test_what_one_must_not_look_up_is_declared_a_line_each_and_not_shown_again(register):
    said = {"surname": "Braxaby\r\nTolvidale\r\n\r\n", "postcode": "NM1 1AA", "record": ""}
    assert "Kept: 3 in all" in text(says(register, "analyst", "/own-records", **said))
    page = text(says(register, "analyst", "/own-records"))
    assert "You have said 3 in all" in page
    assert "Braxaby" not in page
    assert AccountDeclaration.objects.filter(ended_at=None).count() == 3


def test_a_record_is_noted_and_ended(register, them):
    noted = says(register, "dpo", f"/oversight/people/{them['P1']}/watch", why="in-the-news", days="30")
    assert noted.redirect_chain == [("/oversight/watched", 302)]
    page = text(noted)
    assert str(them["P1"]) in page
    assert "23 December 2026" in page
    address = page.split('action="')[2 if "sign-out" in page.split('action="')[1] else 1].split('"')[0]
    ended = says(register, "dpo", address, end="1")
    assert "None is noted." in text(ended)


@pytest.mark.parametrize(
    ("posted", "because"),
    [
        ({"days": "30"}, "Choose why."),
        ({"why": "in-the-news", "days": ""}, "Enter a number of days."),
        ({"why": "in-the-news", "days": "0"}, "one day at least"),
        ({"why": "in-the-news", "days": "366"}, "365 days at most"),
        ({"why": "in-the-news", "days": "30", "username": "analyst"}, "Leave this empty"),
        ({"why": "own", "days": "30"}, "Enter the username"),
        ({"why": "own", "days": "30", "username": "nobody"}, "There is no account"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(register, them, posted, because):
    assert because in text(says(register, "dpo", f"/oversight/people/{them['P1']}/watch", **posted))
