"""Numbers as they are read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.inspection.report import words


def test_numbers_are_written_as_the_house_writes_them() -> None:
    assert words.count(8_799_725) == "8,799,725"
    assert words.percent(0.78) == "78.0 %"
    assert words.ratio(11.5833) == "11.58"
    assert words.per10k(0.00255) == "25.5"
    assert words.points(0.123) == "+12.3"
    assert words.points(-0.123) == "-12.3"
    assert words.points10k(0.00255) == "+25.5"
    assert words.p(0.0004) == "below 0.001"
    assert words.p(0.034) == "0.034"


def test_an_interval_stands_behind_its_value_and_says_its_unit_once() -> None:
    assert words.with_interval("ratio", 11.58, 10.16, 13.21) == "11.58 (10.16 to 13.21)"
    assert words.with_interval("percent", 0.4, 0.384, 0.416) == "40.0 % (38.4 to 41.6)"
    assert words.with_interval("ratio", 2.0, math.nan, math.nan) == "2.00"
    assert words.with_interval("ratio", 2.0, 1.0, math.inf) == "2.00 (1.00 to no limit)"
    assert words.with_interval("ratio", math.nan, 1.0, 2.0) == "no figure"


@pytest.mark.parametrize("kind", sorted(words.KINDS))
@given(number=st.floats(allow_infinity=True))
def test_nothing_is_ever_minus_nought_or_nan(kind: str, number: float) -> None:
    written = words.KINDS[kind](number)
    assert written.strip("0.,% ") != "-"
    assert "nan" not in written
    assert "inf" not in written
    assert (written == "no figure") == math.isnan(number)


@pytest.mark.parametrize("kind", ["ratio", "points", "points10k", "percent", "per10k", "count"])
def test_a_tiny_negative_number_loses_its_sign(kind: str) -> None:
    assert words.cell(-1e-12, kind) in {"0.00", "0.0", "0.0 %", "0"}


def test_a_cell_without_a_value_says_so() -> None:
    assert words.cell(None, "percent") == "no figure"
    assert words.cell("White", "percent") == "White"
    assert words.counted(math.nan) == "fewer than 5"


def test_lists_and_plurals() -> None:
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""
    assert words.plural(1, "check") == "1 check"
    assert words.plural(1_200, "check") == "1,200 checks"
    assert words.people(1) == "1 person"
