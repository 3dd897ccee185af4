"""What a page says when it says no."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from entering import enter, text, visitor

from evenhand.register.acts import NotAllowed
from evenhand.register.governance import NotSetUp
from evenhand.safeguards import Refused, catalogue
from evenhand.web import addresses, errors


def asked(**headers: str):
    """A request of somebody who has not signed in."""
    return RequestFactory(headers={"host": "localhost", **headers}).get("/somewhere")


def test_a_refusal_shows_the_promise_its_law_why_and_what_to_do_instead():
    refusal = Refused("SG-09", "There are two events and three are needed.", "Refer the person to support.")
    response = errors.page_for(asked(), refusal)
    html = text(response)
    kept = catalogue.promise("SG-09")
    assert response.status_code == 403
    for words in ("There are two events", "Refer the person to support.", kept.title, kept.laws[0].instrument):
        assert words in html
    assert 'href="/safeguards#SG-09"' in html


def test_a_refusal_of_a_promise_that_is_not_in_the_catalogue_still_has_a_page():
    assert "Because." in text(errors.page_for(asked(), Refused("SG-99", "Because.")))


@pytest.mark.parametrize(
    ("exception", "status"),
    [
        (NotAllowed("Your role does not include this."), 403),
        (LookupError("There is no such proposal."), 404),
        (NotSetUp("No instrument has been adopted."), 503),
    ],
)
def test_what_is_known_has_a_page_with_its_sentence(exception, status):
    response = errors.page_for(asked(), exception)
    assert response.status_code == status
    assert str(exception) in text(response)


@pytest.mark.parametrize("fault", [KeyError("name"), IndexError("0"), ValueError("x"), Http404()])
def test_a_fault_is_never_passed_off_as_a_missing_page(fault):
    assert errors.page_for(asked(), fault) is None


def test_words_of_a_refusal_cannot_carry_markup():
    assert "<script>" not in text(errors.page_for(asked(), Refused("SG-09", "<script>alert(1)</script>")))


def test_an_address_that_leads_nowhere_has_a_page(register):
    response = visitor().get("/nowhere")
    assert response.status_code == 404
    assert "Page not found" in text(response)


def test_the_page_of_a_fault_needs_neither_account_nor_database():
    response = errors.fault(asked())
    assert response.status_code == 500
    assert "This is a fault of the register" in text(response)


def test_a_form_without_its_token_is_refused_in_plain_words(register):
    client = visitor()
    client.handler.enforce_csrf_checks = True
    response = client.post("/sign-in", {"username": "analyst", "password": "x"})
    assert response.status_code == 403
    assert "This form could not be sent" in text(response)


def test_a_role_that_may_not_do_something_is_told_so(register):
    response = enter("records").get("/register")
    assert response.status_code == 403
    assert "Your role (Records officer) does not include this" in text(response)


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://localhost/people?name=x", "/people"),
        ("https://example.org/people", ""),
        ("http://localhost/somewhere", ""),
        ("", ""),
    ],
)
def test_the_way_back_leads_to_our_own_pages_without_what_was_typed(referer, back):
    assert addresses.came_from(asked(referer=referer)) == back
