"""Finding a person, opening a record, and what the record's page shows."""

import pytest
from officers import NOW, entries, harmed, officer, person_of, text, violent

from evenhand.register import clock


@pytest.fixture(autouse=True)
def _on_a_fixed_day():
    with clock.set_to(NOW):
        yield


def test_a_search_without_a_reason_is_an_error_beside_its_field(register):
    response = officer(register, "analyst").post("/people", {"words": "Avric", "reason": " "})
    assert 'href="#id_reason"' in text(response)
    assert "person:searched" not in entries(register)


def test_a_search_finds_people_and_keeps_names_out_of_addresses(register, tmp_path):
    person = violent(register, tmp_path)
    analyst = officer(register, "analyst")
    found = analyst.post("/people", {"words": "avr", "reason": "Asked by the duty inspector"})
    assert "Avric Braxaby" in text(found)
    assert f'action="/people/{person}"' in text(found)
    assert "Avric" not in text(analyst.get("/people?words=avr&reason=because"))


def test_a_record_is_not_shown_before_a_reason_was_given(register, tmp_path):
    person = violent(register, tmp_path)
    analyst = officer(register, "analyst")
    before = entries(register)
    response = analyst.get(f"/people/{person}")
    assert "Why are you opening this record?" in text(response)
    assert "Braxaby" not in text(response)
    assert entries(register) == before
    assert "Say why you are opening" in text(analyst.post(f"/people/{person}", {"reason": ""}))


def test_every_look_at_a_record_is_an_entry_of_its_own(register, tmp_path):
    person = violent(register, tmp_path)
    analyst = officer(register, "analyst")
    before = len(entries(register))
    assert "Avric Braxaby" in text(analyst.opens(person))
    analyst.get(f"/people/{person}")
    assert entries(register)[before:] == ["person:consulted", "person:consulted"]


def test_another_purpose_asks_for_another_reason(register, tmp_path):
    person = violent(register, tmp_path)
    analyst = officer(register, "analyst")
    analyst.opens(person)
    analyst.remember(purpose="answer-person")
    assert "Why are you opening this record?" in text(analyst.get(f"/people/{person}"))


def test_harm_caused_and_harm_suffered_stand_apart(register, tmp_path):
    page = text(officer(register, "analyst").opens(harmed(register, tmp_path)))
    assert "Harm caused: 0 points" in page
    assert "Nothing is recorded that this person did." in page
    caused, suffered = page.index('id="harm-caused"'), page.index('id="harm-suffered"')
    assert caused < suffered < page.index("Robbery of personal property")


def test_evidence_says_where_it_is_from_and_how_it_is_graded(register, tmp_path):
    person = violent(register, tmp_path)
    register.load(
        tmp_path, "intelligence",
        {"source_grade": "3", "statement": "opinion", "author": "PC 42", "basis": "One sighting"},
    )  # fmt: skip
    page = text(officer(register, "analyst").opens(person))
    assert "NMP-CRIME E1, version 1" in page
    assert "line 2" in page
    assert "graded 3AP" in page
    assert "Source 3 is" in page
    assert "It rests on: One sighting" in page


def test_an_inherited_listing_says_that_it_confers_nothing(register, tmp_path):
    register.load(tmp_path, "people", {})
    register.load(tmp_path, "listings", {})
    page = text(officer(register, "analyst").opens(person_of(register, "P1")))
    assert "Inherited listing: restricted; it confers nothing." in page


def test_somebody_unknown_is_not_found(register):
    response = officer(register, "analyst").opens("00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404


def test_a_records_officer_opens_nobody(register, tmp_path):
    person = violent(register, tmp_path)
    response = officer(register, "records").opens(person)
    assert response.status_code == 403
    assert "Braxaby" not in text(response)


@pytest.mark.parametrize(
    ("username", "address", "event"),
    [
        ("analyst", "/work", "work:listed"),
        ("reviewer", "/work", "work:listed"),
        ("owner", "/work", "work:listed"),
        ("analyst", "/register", "register:listed"),
        ("records", "/quarantine", "quarantine:listed"),
        ("records", "/identity", "identity:held_consulted"),
    ],
)
def test_a_list_is_one_entry(register, username, address, event):
    visitor = officer(register, username)
    before = len(entries(register))
    assert visitor.get(address).status_code == 200
    assert entries(register)[before:] == [event]


def test_the_register_shows_the_own_area_a_page_at_a_time(register, tmp_path):
    people = [{"given_names": f"Ostperson{n}"} for n in range(21)] + [{"given_names": "Elsewhere", "area": "PEL"}]
    register.load(tmp_path, "people", *people)
    listed = [{"person_reference": f"P{n}"} for n in range(1, 22)] + [{"person_reference": "P22", "area": "PEL"}]
    register.load(tmp_path, "listings", *listed)
    analyst = officer(register, "analyst")
    first, second = text(analyst.get("/register")), text(analyst.get("/register?page=2"))
    assert (first.count("Ostperson"), second.count("Ostperson")) == (20, 1)
    assert "Elsewhere" not in first + second
    assert "21 entries" in first
    assert "Page 2 of 2" in second
    assert text(analyst.get("/register?page=nonsense")).count("Ostperson") == 20
    assert analyst.get("/register?area=PEL").status_code == 403


def test_who_works_for_all_areas_can_choose_one(register, tmp_path):
    register.load(tmp_path, "people", {"given_names": "Ostperson"}, {"given_names": "Elsewhere", "area": "PEL"})
    register.load(tmp_path, "listings", {"person_reference": "P1"}, {"person_reference": "P2", "area": "PEL"})
    account = register.account("analyst")
    account.area = ""
    account.save()
    analyst = officer(register, "analyst")
    everywhere, there = text(analyst.get("/register")), text(analyst.get("/register?area=PEL"))
    assert ("Ostperson" in everywhere, "Elsewhere" in everywhere) == (True, True)
    assert ("Ostperson" in there, "Elsewhere" in there) == (False, True)
    assert '<option value="PEL" selected>' in there
    assert "0 entries" in text(analyst.get("/register?area=nowhere"))
