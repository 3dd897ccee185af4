"""Every page behind the gate, and every file that a page gives out, names the account it was made for (SG-26)."""

import re

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, reverse
from entering import visitor, with_code
from officers import NOW, officer, proposed, text, violent
from test_gate import address, patterns

from evenhand.register import clock
from evenhand.register.models import LedgerEntry
from evenhand.web import gate

ACCOUNTS = ("analyst", "reviewer", "records", "dpo", "owner")
# Nothing is shown by a page that is only there to be posted to, or that leads on.
SHOWS_NOTHING = {302, 405}


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


@pytest.fixture
def real(register, tmp_path) -> dict[str, object]:
    """Somebody with a proposal, a held record, and a row in quarantine: what stands in the addresses of their pages."""
    person = violent(register, tmp_path, address_line="1 Fennel Walk")
    nomination = proposed(register, person)
    register.load(tmp_path, "people", {"source": "NMC-COUNCIL", "reference": "C1", "address_line": "2 Fennel Walk"})
    register.load(tmp_path, "people", {"reference": "P7", "born_on": "not a date"})
    register.load(tmp_path, "listings", {})
    return {"person": person, "nomination": nomination, "held": 1, "row": 1}


def behind() -> list[URLPattern]:
    """Every page that only an account sees which is all the way in."""
    elsewhere = {*gate.PUBLIC, *gate.OWN_PAGE, *gate.AFTER_PASSWORD, *gate.AFTER_SECOND_FACTOR}
    return [one for one in patterns() if one.name not in elsewhere]


def addresses(pattern: URLPattern, real: dict[str, object]) -> list[str]:
    """Where a page leads with something in each of its places, and where it leads with what is really there."""
    names = set(pattern.pattern.converters)
    there = [reverse(pattern.name, kwargs={name: real[name] for name in names})] if names and names <= set(real) else []
    return [address(pattern), *there]


def is_marked(response: HttpResponse, account) -> bool:
    """Whether what came names the account, in words where it is a page."""
    page = response["Content-Type"].startswith("text/html")
    named = f"Made for {account.display_name} (account {account.pk})" if page else f"made for account {account.pk};"
    return named in " ".join(response.content.decode().split())


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_page_and_file_is_marked(register, real, username):
    visitor, account = officer(register, username), register.account(username)
    visitor.opens(real["person"])
    seen: dict[int, int] = {}
    for pattern in behind():
        for where in addresses(pattern, real):
            response = visitor.get(where)
            seen[response.status_code] = seen.get(response.status_code, 0) + 1
            if response.status_code not in SHOWS_NOTHING:
                assert is_marked(response, account), (where, response.status_code)
    assert seen[200] > 1


def test_the_walk_reaches_the_pages_that_show_somebody(register, real):
    """Or it would see nothing but pages that say that something is not there."""
    names = {pattern.name: addresses(pattern, real)[-1] for pattern in behind()}
    analyst, reviewer = officer(register, "analyst"), officer(register, "reviewer")
    records = officer(register, "records")
    analyst.opens(real["person"])
    for who, name in (
        (analyst, "person"), (analyst, "propose"), (analyst, "support"), (analyst, "register"),
        (reviewer, "decide"), (reviewer, "work"), (records, "identity-held"), (records, "quarantine-file"),
    ):  # fmt: skip
        response = who.get(names[name])
        assert response.status_code == 200, name
        assert "Braxaby" in text(response), name


def test_the_mark_says_who_in_what_role_of_what_body_and_when(register):
    number = register.account("analyst").pk
    page = text(officer(register, "analyst").get("/work"))
    said = f"Made for Analyst, Ostmere (account {number}), Analyst, Northmarch Police, on 23 November 2026 at 12:00."
    assert said in page


def test_the_number_in_the_mark_leads_to_the_entry_in_the_log(register):
    page = text(officer(register, "analyst").get("/work"))
    [number] = re.findall(r"Number (\d+) in the log\.", page)
    assert LedgerEntry.objects.using("auditor").get(access=int(number)).event == "work:listed"


def test_the_picture_of_a_score_is_marked_too(register, real):
    page = text(officer(register, "analyst").opens(real["person"]))
    picture = page.split('class="falling-score"')[1].split("</svg>")[0]
    assert f"(account {register.account('analyst').pk})" in picture.split("<metadata>")[1].split("</metadata>")[0]


def test_a_refusal_is_marked_too(register):
    page = officer(register, "analyst").get("/quarantine")
    assert page.status_code == 403
    assert is_marked(page, register.account("analyst"))


def test_who_has_given_the_password_and_the_code_is_named_already(register):
    assert is_marked(with_code("analyst").get("/purpose"), register.account("analyst"))


def test_a_page_for_anybody_names_nobody(register):
    assert "Made for" not in text(visitor().get("/"))


def test_the_fourth_page_of_the_register_is_refused_with_its_promise(register, tmp_path):
    people = [{"reference": f"R{n}", "pnc_id": f"FX-{n}", "given_names": f"Ost{n}"} for n in range(61)]
    register.load(tmp_path, "people", *people)
    register.load(tmp_path, "listings", *({"person_reference": one["reference"]} for one in people))
    analyst = officer(register, "analyst")
    for number in (1, 2, 3):
        assert analyst.get(f"/register?page={number}").status_code == 200
    refused = analyst.get("/register?page=4")
    assert refused.status_code == 403
    assert "No copies of the list" in text(refused)
    assert "Work with those you have seen" in text(refused)
    assert "Braxaby" not in text(refused)
    assert analyst.get("/register?page=2").status_code == 200
