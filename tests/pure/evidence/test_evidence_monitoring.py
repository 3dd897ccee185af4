"""Equality data: typed codes, two variables that are never one, and clear words for what is neither."""

import pytest

from evenhand.evidence.monitoring import EqualityRow, EthnicityBasis, equality_row, ethnicity_codes


def test_what_a_person_says_and_what_an_officer_thinks_are_different_variables() -> None:
    by_self, by_officer = ethnicity_codes(EthnicityBasis.SELF), ethnicity_codes(EthnicityBasis.OFFICER)
    assert not set(by_self) & set(by_officer)
    sixteen_and_one = {
        "W1",
        "W2",
        "W9",
        "M1",
        "M2",
        "M3",
        "M9",
        "A1",
        "A2",
        "A3",
        "A9",
        "B1",
        "B2",
        "B9",
        "O1",
        "O9",
        "NS",
    }
    assert {code for code, row in by_self.items() if row.verified} == sixteen_and_one
    assert len(by_officer) == 7


def test_gives_a_typed_row_with_nothing_invented_for_what_is_missing() -> None:
    row = equality_row("NMP", "P1", ("B1", "self", "female"))
    assert row == EqualityRow("NMP", "P1", "B1", EthnicityBasis.SELF, "female")
    assert equality_row("NMP", "P1", ("", "", "male")) == EqualityRow("NMP", "P1", None, None, "male")


@pytest.mark.parametrize(
    ("equality", "says"),
    [
        (("B1", "", ""), "given together or not at all"),
        (("", "self", ""), "given together or not at all"),
        (("3", "self", ""), "none of the self-defined codes"),
        (("B1", "officer", ""), "none of the officer-defined codes"),
        (("", "", "M"), "The sex code is none of"),
    ],
)
def test_refuses_codes_of_the_wrong_variable(equality: tuple[str, str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        equality_row("NMP", "P1", equality)
