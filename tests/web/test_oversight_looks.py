"""The data protection officer answers a person about who looked: by name, with a letter, and with delays."""

import re

import pytest
from entering import text
from officers import harmed, officer

from evenhand.casework import policy
from evenhand.register.actions import letters
from evenhand.register.models import LedgerEntry

REASONS = "An arrest is planned for the end of the week, and this line would tell of it."
MOST = policy.load().number("look_delay_days_max")


@pytest.fixture
def whose(register, tmp_path):
    """Somebody at whose record an analyst looked."""
    who = harmed(register, tmp_path)
    officer(register, "analyst").opens(who)
    return who


@pytest.fixture
def dpo(register, whose):
    """The data protection officer, who has said why."""
    client = officer(register, "dpo", "answer-person")
    client.post(f"/oversight/people/{whose}", {"reason": "She asked in person."})
    return client


def look(event="person:consulted"):
    """The newest entry of this event."""
    return LedgerEntry.objects.using("auditor").filter(event=event).latest("pk").pk


def test_the_search_leads_there(register, whose):
    found = text(officer(register, "dpo").post("/people", {"words": "P1", "reason": "She asked in person."}))
    assert f'action="/oversight/people/{whose}"' in found


def test_without_a_reason_it_is_asked_for_first(register, whose):
    client = officer(register, "dpo")
    assert "Why are you looking at who looked?" in text(client.get(f"/oversight/people/{whose}"))
    answer = client.post(f"/oversight/people/{whose}", {"reason": ""})
    assert "Say why you are looking at who looked." in text(answer)


def test_looks_are_shown_by_name(dpo, whose):
    said = text(dpo.get(f"/oversight/people/{whose}"))
    assert "Analyst, Ostmere" in said
    assert "She asked in person." in said


@pytest.mark.parametrize("username", ["analyst", "reviewer", "records", "owner"])
def test_nobody_else_sees_it(register, whose, username):
    client = officer(register, username)
    for path in ("", "/letter", f"/looks/{look()}/delay"):
        assert client.get(f"/oversight/people/{whose}{path}").status_code == 403
    for path in ("/letter", "/letter/revoke", f"/looks/{look()}/delay", f"/looks/{look()}/lift"):
        assert client.post(f"/oversight/people/{whose}{path}").status_code == 403


def test_a_letter_is_shown_once_and_works(dpo, whose):
    answer = dpo.post(f"/oversight/people/{whose}/letter", {"how_checked": "In person, with a passport."})
    reference, key = re.findall(r"eh-code\">([A-Z ]+)<", text(answer))
    assert letters.come_in(reference=reference, key=key)
    again = text(dpo.get(f"/oversight/people/{whose}"))
    assert reference in again
    assert key not in again


def test_a_letter_needs_a_word_on_who_they_are(dpo, whose):
    assert "Say how you checked" in text(dpo.post(f"/oversight/people/{whose}/letter", {"how_checked": " "}))


def test_a_letter_can_be_made_void(dpo, whose):
    dpo.post(f"/oversight/people/{whose}/letter", {"how_checked": "In person, with a passport."})
    said = text(dpo.post(f"/oversight/people/{whose}/letter/revoke", follow=True))
    assert "The letter is void" in said
    assert "was made void" in said


def held_back(dpo, whose, **changed):
    """The form to hold back the analyst's look, sent."""
    given = {"ground": "crime", "reasons": REASONS, "days": "7", **changed}
    return dpo.post(f"/oversight/people/{whose}/looks/{look()}/delay", given, follow=True)


def test_a_look_is_held_back_and_told_after_all(dpo, whose):
    said = text(held_back(dpo, whose))
    assert "The person is told of this only later" in said
    assert "Not told before 30 November 2026" in said or "Not told before" in said
    said = text(dpo.post(f"/oversight/people/{whose}/looks/{look()}/lift", follow=True))
    assert "The person sees this line now" in said
    assert "Not told before" not in said


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ground": ""}, "Choose a ground."),
        ({"ground": "embarrassing"}, "Select a valid choice"),
        ({"reasons": ""}, "Say why it is necessary."),
        ({"days": ""}, "Enter a number of days."),
        ({"days": "soon"}, "Enter a number of days, such as 7."),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": str(MOST + 1)}, f"It can be {MOST} days at most."),
        ({"days": "9" * 5000}, "Enter a number of days, such as 7."),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_it_and_nothing_is_lost(dpo, whose, changed, says):
    answer = held_back(dpo, whose, **changed)
    assert says in text(answer)
    assert (REASONS in text(answer)) == ("reasons" not in changed)


def test_a_refusal_says_which_promise_it_keeps(dpo, whose):
    answer = held_back(dpo, whose, reasons="Because.")
    assert answer.status_code == 403
    assert "SG-65" in text(answer)
    assert "Because." in text(answer)


def test_there_is_no_form_for_an_act_on_somebody_else(dpo, whose):
    elsewhere = LedgerEntry.objects.using("auditor").filter(subject=None).earliest("pk").pk
    assert dpo.get(f"/oversight/people/{whose}/looks/{elsewhere}/delay").status_code == 404
    assert held_back(dpo, whose).status_code == 200


def test_the_form_asks_for_the_reason_of_the_visit_first(register, whose):
    client = officer(register, "dpo")
    answer = client.get(f"/oversight/people/{whose}/looks/{look()}/delay")
    assert (answer.status_code, answer["Location"]) == (302, f"/oversight/people/{whose}")


def test_the_home_of_oversight_counts_what_is_held_back_and_names_nobody(dpo, whose):
    assert "Nothing is held back from anybody now." in text(dpo.get("/oversight"))
    held_back(dpo, whose)
    held_back(dpo, whose, days="9")
    assert "1 line is held back from people now." in text(dpo.get("/oversight"))
