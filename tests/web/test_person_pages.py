"""A person's own page: who looked, and a receipt for every line, with nothing of anybody else."""

import json

import pytest
from entering import letter, text, visitor, with_letter
from officers import harmed, officer

from evenhand.ledger import receipt_check
from evenhand.ledger.receipt import parse
from evenhand.register import sequencer, signing
from evenhand.register.actions import letters as letter_actions
from evenhand.register.reads import own, person, search


@pytest.fixture
def whose(register, tmp_path):
    """Somebody at whom an analyst looked, and who was found in a search about somebody else."""
    who = harmed(register, tmp_path)
    by = register.account("analyst")
    person.page(person=who, reason="About her brother Rollo.", purpose="protect-person", by=by)
    sequencer.integrate()
    return who


def test_the_page_says_when_what_for_and_who_as_a_number_with_role_and_body(register, tmp_path, whose):
    analyst = register.account("analyst")
    said = " ".join(text(with_letter(register, tmp_path, whose).get("/mine")).split())
    assert f"Analyst, Northmarch Police, number {analyst.pk}" in said
    assert "Protect a person from harm" in said
    assert "You were among the people whom a list or a search showed" in said
    assert "Records from another body&#39;s file were taken in: " in said


def test_no_name_no_typed_reason_and_no_search_is_on_it(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    said = text(client.get("/mine")) + text(client.get("/mine/visits"))
    for hidden in (register.account("analyst").display_name, "Rollo", "A test", "passport"):
        assert hidden not in said


def test_visits_have_a_page_of_their_own(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    client.get("/mine")
    assert "saw who had looked" not in text(client.get("/mine"))
    assert "saw who had looked" in text(client.get("/mine/visits"))
    assert "key of their letter" in text(client.get("/mine/visits"))


def test_a_receipt_is_a_file_that_verifies_and_whose_name_says_nothing(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    lines = own.who_looked(person=whose, number=1).looks
    [position] = [line.position for line in lines if line.event == "person:consulted"]
    assert f'href="/mine/receipts/{position}"' in text(client.get("/mine"))
    answer = client.get(f"/mine/receipts/{position}")
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{position}.json"'
    made = parse(text(answer))
    assert receipt_check.check(made, key=signing.verifier_key()).ok
    assert json.loads(made.body)["event"] == "person:consulted"


def test_the_receipt_of_somebody_elses_line_is_not_here(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    answer = client.get("/mine/receipts/0")
    assert answer.status_code == 404
    assert "no line with this number" in text(answer)


def test_how_to_check_a_receipt_is_said_with_the_key(register, tmp_path, whose):
    said = text(with_letter(register, tmp_path, whose).get("/mine/receipts"))
    assert "python -m evenhand.ledger receipt" in said
    assert str(signing.verifier_key()) in said


@pytest.mark.parametrize(("reference", "key"), [("", ""), ("BBBBBBBB", ""), ("", "B" * 20)])
def test_both_the_reference_and_the_key_are_asked_for(register, reference, key):
    answer = visitor().post("/mine/enter", {"reference": reference, "key": key})
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert "<title>Error:" in text(answer)


def test_which_of_the_two_was_wrong_is_not_said(register, whose):
    given = letter(register, whose)
    answers = [
        text(visitor().post("/mine/enter", {"reference": reference, "key": "B" * 20}))
        for reference in (given.reference, "BBBBBBBB")
    ]
    told = [answer[answer.index("There is a problem") :][:400] for answer in answers]
    assert told[0] == told[1]
    assert "B" * 20 in answers[0], "what was typed is still there"


def test_a_letter_made_void_shuts_an_open_page_at_once(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    assert client.get("/mine").status_code == 200
    letter_actions.revoke(person=whose, purpose="answer-person", by=register.account("dpo"))
    assert client.get("/mine")["Location"] == "/mine/enter"


def test_closing_the_page_forgets_the_letter(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    client.post("/mine/leave")
    assert client.get("/mine")["Location"] == "/mine/enter"


def test_coming_in_with_a_letter_signs_out_whoever_was_signed_in(register, whose):
    client, given = officer(register, "analyst"), letter(register, whose)
    client.post("/mine/enter", {"reference": given.reference, "key": given.key})
    assert client.get("/mine").status_code == 200
    assert client.get("/work").status_code == 302


def test_signing_in_shuts_the_persons_page(register, tmp_path, whose):
    client = with_letter(register, tmp_path, whose)
    client.force_login(register.account("analyst"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/mine")["Location"] == "/mine/enter"


def test_the_list_is_paged(register, tmp_path, whose):
    by = register.account("analyst")
    for _ in range(25):
        search.find(words="P1", reason="A test", purpose="prevent-violence", by=by)
    client = with_letter(register, tmp_path, whose)
    first, second = text(client.get("/mine")), text(client.get("/mine?page=2"))
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Next page" in first
