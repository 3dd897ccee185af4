"""Nobody is real, and nothing about a person follows from their ethnic group."""

import re
from dataclasses import replace
from datetime import date

import pytest

from evenhand.synthetic.population import people
from evenhand.synthetic.settings import read_settings

AS_AT = date(2026, 11, 23)


def test_every_postcode_has_a_form_that_was_never_allocated(good_rows):
    postcodes = {row["postcode"] for row in good_rows["people"]}
    assert len(postcodes) > 1000
    assert all(re.fullmatch(r"VZ[1-6]\d \d[CIKMOV]{2}", postcode) for postcode in postcodes)


def test_every_identifier_says_that_it_is_fictional(good_rows):
    forms = {"pnc_id": r"FXP\d{8}", "cro_number": r"FXC\d{8}", "prison_number": r"FXN\d{8}"}
    for column, form in forms.items():
        given = {row[column] for row in good_rows["people"]} - {""}
        assert given
        assert all(re.fullmatch(form, identifier) for identifier in given)


def test_other_ethnic_groups_change_nothing_else():
    settings = read_settings()
    one = list(people(settings, 500, 2018, AS_AT))
    other = list(people(settings, 500, 2018, AS_AT, ethnicity_seed=1))
    assert [person.group for person in one] != [person.group for person in other]
    neutral = {"group": settings.groups[0], "officer_code": "", "self_code": ""}
    assert [replace(person, **neutral) for person in one] == [replace(person, **neutral) for person in other]


def test_another_seed_is_another_county():
    settings = read_settings()
    one, other = (next(people(settings, 50, seed, AS_AT)) for seed in (1, 2))
    assert one.name != other.name


@pytest.mark.parametrize("as_at", [date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 1), date(2026, 12, 31)])
def test_everybody_is_as_old_as_they_were_dealt(as_at):
    for person in people(read_settings(), 300, 7, as_at):
        born = person.born_on
        assert person.age == as_at.year - born.year - ((as_at.month, as_at.day) < (born.month, born.day))


def test_no_two_people_share_name_and_birth_date_by_accident(good_rows, whose):
    owners = {}
    for row in good_rows["people"]:
        owner = owners.setdefault((row["given_names"], row["family_name"], row["born_on"]), whose(row)["person"])
        assert owner == whose(row)["person"]


def test_nobody_acts_before_the_age_of_responsibility(good_rows, whose):
    born = {whose(row)["person"]: date.fromisoformat(row["born_on"]) for row in good_rows["people"]}
    for row in good_rows["events"]:
        birthday = born[whose(row)["person"]]
        occurred_on = date.fromisoformat(row["occurred_on"])
        if row["role"] in ("suspect", "convicted"):
            assert (occurred_on.year - birthday.year, occurred_on.month, occurred_on.day) >= (
                10,
                birthday.month,
                birthday.day,
            )
        assert birthday < occurred_on <= AS_AT
