"""Signing in: password, second factor, purpose; and out again."""

from entering import code_for, enter, text, visitor, with_code, with_password, wrong_code_for

import world
from evenhand.register.actions import accounts
from evenhand.register.models import LedgerEntry


def events() -> list[str]:
    """The events in the ledger since the register was set up, oldest first."""
    set_up = {"account:made", "benchmark:adopted", "charter:adopted", "instrument:adopted", "paper:adopted"}
    return [entry.event for entry in LedgerEntry.objects.using("auditor").order_by("pk") if entry.event not in set_up]


def newcomer(register) -> str:
    """An account without a second factor."""
    accounts.make(
        username="newcomer",
        display_name="Newcomer",
        role="analyst",
        password=world.PASSWORD,
        by=register.account("register"),
        area="OST",
    )
    return "newcomer"


def test_each_step_leads_to_the_next(register):
    client = visitor()
    first = client.post("/sign-in", {"username": "analyst", "password": world.PASSWORD})
    second = client.post("/sign-in/code", {"code": code_for("analyst")})
    third = client.post("/purpose", {"purpose": "offer-support"})
    assert [one["Location"] for one in (first, second, third)] == ["/sign-in/code", "/purpose", "/work"]


def test_signing_in_and_choosing_a_purpose_are_in_the_ledger(register):
    enter("analyst")
    assert events() == ["account:signed_in", "account:purpose_chosen"]


def test_a_wrong_password_says_only_that_something_is_wrong_and_is_in_the_ledger(register):
    known = visitor().post("/sign-in", {"username": "analyst", "password": "wrong"})
    unknown = visitor().post("/sign-in", {"username": "nobody-at-all", "password": "wrong"})
    for response in (known, unknown):
        assert response.status_code == 200
        assert "The username or the password is not right" in text(response)
        assert "<title>Error: Sign in - evenhand</title>" in text(response)
    assert events() == ["account:refused_sign_in", "account:refused_sign_in"]


def test_the_password_is_never_sent_back(register):
    assert "secret-typed" not in text(visitor().post("/sign-in", {"username": "", "password": "secret-typed"}))


def test_five_wrong_passwords_lock_the_account_in_plain_words(register):
    for _ in range(5):
        last = visitor().post("/sign-in", {"username": "analyst", "password": "wrong"})
    right = visitor().post("/sign-in", {"username": "analyst", "password": world.PASSWORD})
    for response in (last, right):
        assert response.status_code == 429
        assert "Wait 15 minutes" in text(response)
    assert events() == ["account:refused_sign_in"] * 6


def test_an_error_leads_to_its_field(register):
    page = text(visitor().post("/sign-in", {"username": "", "password": ""}))
    assert 'href="#id_username"' in page
    assert 'id="id_username"' in page
    assert 'aria-describedby="id_username-error"' in page


def test_a_wrong_code_does_not_let_in_and_is_in_the_ledger(register):
    client = with_password("analyst")
    response = client.post("/sign-in/code", {"code": wrong_code_for("analyst")})
    assert "The code is not right" in text(response)
    assert client.get("/purpose")["Location"] == "/sign-in/code"
    assert events() == ["account:refused_sign_in"]


def test_codes_cannot_be_tried_one_after_the_other(register):
    client = with_password("analyst")
    client.post("/sign-in/code", {"code": wrong_code_for("analyst")})
    response = client.post("/sign-in/code", {"code": code_for("analyst")})
    assert "too many wrong codes" in text(response)


def test_a_code_works_once(register):
    code = code_for("analyst")
    first, second = with_password("analyst"), with_password("analyst")
    assert first.post("/sign-in/code", {"code": code})["Location"] == "/purpose"
    assert "The code is not right" in text(second.post("/sign-in/code", {"code": code}))


def test_a_code_may_be_typed_with_a_space(register):
    code = code_for("analyst")
    response = with_password("analyst").post("/sign-in/code", {"code": f" {code[:3]} {code[3:]} "})
    assert response["Location"] == "/purpose"


def test_a_code_that_is_no_code_is_told_so(register):
    page = text(with_password("analyst").post("/sign-in/code", {"code": "12345"}))
    assert "The code is 6 digits, such as 123456" in page


def test_a_newcomer_sets_up_the_second_factor_first(register):
    client = with_password(newcomer(register))
    assert client.get("/sign-in/code")["Location"] == "/sign-in/new-code"
    page = text(client.get("/sign-in/new-code"))
    assert "<svg" in page
    assert " style=" not in page
    done = client.post("/sign-in/new-code", {"code": code_for("newcomer")})
    assert done["Location"] == "/purpose"
    assert events() == ["account:second_factor_set", "account:signed_in"]


def test_the_key_is_the_same_until_it_is_confirmed(register):
    client = with_password(newcomer(register))
    before = text(client.get("/sign-in/new-code"))
    wrong = text(client.post("/sign-in/new-code", {"code": wrong_code_for("newcomer")}))
    key = before.split('class="eh-code">')[1].split("<")[0]
    assert key in wrong
    assert "The code is not right" in wrong


def test_a_second_factor_cannot_be_replaced_with_the_password_alone(register):
    client = with_password("analyst")
    assert client.get("/sign-in/new-code")["Location"] == "/sign-in/code"
    assert client.post("/sign-in/new-code", {"code": "123456"})["Location"] == "/sign-in/code"


def test_a_purpose_must_be_one_of_the_policy(register):
    client = with_code("analyst")
    response = client.post("/purpose", {"purpose": "immigration"})
    assert response.status_code == 200
    assert client.get("/work")["Location"] == "/purpose"
    assert "account:purpose_chosen" not in events()


def test_no_purpose_is_chosen_for_anybody(register):
    page = text(with_code("analyst").get("/purpose"))
    assert "Prevent serious violence" in page
    assert " checked" not in page


def test_the_head_of_a_page_says_who_in_which_role_and_what_for(register):
    page = text(enter("analyst", "offer-support").get("/work"))
    for words in ("Analyst, Ostmere", "OST", "Offer support", "Sign out"):
        assert words in page


def test_signing_in_leads_back_to_the_page_that_was_asked_for(register):
    client = visitor()
    asked = client.get("/register")["Location"]
    page = text(client.get(asked))
    assert 'name="next" value="/register"' in page
    client.post("/sign-in", {"username": "analyst", "password": world.PASSWORD, "next": "/register"})
    client.post("/sign-in/code", {"code": code_for("analyst")})
    assert client.post("/purpose", {"purpose": "oversight"})["Location"] == "/register"


def test_signing_in_leads_to_no_other_site(register):
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org"):
        client = visitor()
        client.post("/sign-in", {"username": "analyst", "password": world.PASSWORD, "next": elsewhere})
        assert client.session["next"] == ""


def test_signing_out_forgets_everything(register):
    client = enter("analyst")
    assert client.post("/sign-out")["Location"] == "/"
    assert client.get("/work")["Location"] == "/sign-in"


def test_a_link_cannot_sign_anybody_out(register):
    client = enter("analyst")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/work").status_code == 200
