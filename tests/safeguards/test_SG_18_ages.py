"""SG-18: a child below the age of criminal responsibility is nobody's suspect."""

from datetime import date

import pytest

from evenhand.evidence import sanity
from evenhand.evidence.vocabulary import Role
from evenhand.safeguards import Refused

TENTH_BIRTHDAY = date(2026, 5, 6)
BORN = date(2016, 5, 6)


@pytest.mark.parametrize("role", [Role.SUSPECT, Role.CONVICTED])
def test_refuses_until_the_day_before_the_tenth_birthday(role: Role) -> None:
    with pytest.raises(Refused) as caught:
        sanity.check_old_enough_to_act(BORN, date(2026, 5, 5), role)
    assert caught.value.safeguard == "SG-18"
    assert "the person was 9" in caught.value.because
    sanity.check_old_enough_to_act(BORN, TENTH_BIRTHDAY, role)


@pytest.mark.parametrize("role", [Role.VICTIM, Role.WITNESS])
def test_a_child_of_any_age_may_have_suffered_or_seen_harm(role: Role) -> None:
    sanity.check_old_enough_to_act(BORN, date(2018, 1, 1), role)


def test_who_is_born_on_the_29th_of_february_completes_a_year_on_the_first_of_march() -> None:
    born = date(2016, 2, 29)
    assert (sanity.age_on(born, date(2026, 2, 28)), sanity.age_on(born, date(2026, 3, 1))) == (9, 10)
    assert sanity.age_on(born, date(2028, 2, 29)) == 12
