"""SG-47: the public notice is whole or it is not published."""

from dataclasses import fields, replace

import pytest

import world
from evenhand.casework import governance
from evenhand.casework.governance import Charter
from evenhand.safeguards import Refused

WHOLE = world.charter(Charter)
ITEMS = [field.name for field in fields(Charter)]


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("empty", ["", " \n"])
def test_refuses_a_notice_that_says_nothing_about_an_item(item: str, empty: str) -> None:
    with pytest.raises(Refused) as caught:
        governance.check_public_notice(replace(WHOLE, **{item: empty}))
    assert caught.value.safeguard == "SG-47"
    assert caught.value.because == f"The public notice says nothing about: {item.replace('_', ' ')}."


def test_refuses_where_there_is_no_charter_and_names_every_item() -> None:
    with pytest.raises(Refused) as caught:
        governance.check_public_notice(None)
    assert all(item.replace("_", " ") in caught.value.because for item in ITEMS)


def test_allows_a_whole_notice() -> None:
    governance.check_public_notice(WHOLE)


def test_the_notice_has_an_item_for_everything_that_the_law_asks_for() -> None:
    """Who runs it, the data protection officer, purposes, rights, complaints; and by policy the basis and criteria."""
    asked = {"controller", "data_protection_officer", "purpose", "rights", "complaints", "legal_basis", "criteria"}
    assert asked <= set(ITEMS)
