"""The same facts always have the same bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.ledger.canonical import canonical, parse

scalars = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, None, True], "a": "x"}) == b'{"a":"x","b":[1,null,true]}'


def test_text_is_kept_as_utf8_and_never_normalised() -> None:
    composed, decomposed = "\u00e9", "e\u0301"
    assert canonical(composed) == b'"\xc3\xa9"'
    assert canonical(decomposed) == b'"e\xcc\x81"'


def test_only_what_json_demands_is_escaped() -> None:
    assert canonical('"\\\n\x00/\x7f') == b'"\\"\\\\\\n\\u0000/\x7f"'


def test_whole_numbers_of_any_size_are_exact() -> None:
    assert canonical(2**80) == b"1208925819614629174706176"


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, {1: "a"}, {None: 1}, {"a": b"x"}, {"a": {1, 2}}, object()])
def test_refuses_what_has_no_exact_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_refuses_half_of_a_character_pair() -> None:
    with pytest.raises(ValueError, match="half of a character pair"):
        canonical("\ud800")


@given(values)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    written = canonical(value)
    assert parse(written) == value
    assert json.loads(written) == value


@given(st.dictionaries(st.text("abc"), st.integers(), max_size=6))
def test_the_order_of_keys_makes_no_difference(facts: dict[str, int]) -> None:
    assert canonical(dict(reversed(facts.items()))) == canonical(facts)


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":1, "b":2}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":NaN}',
        b'"\\u0061"',
        b"01",
        b"",
        b'"\xff"',
        b"[" * 100_000,
        b'"\\ud800"',
    ],
)
def test_refuses_to_read_any_other_form(body: bytes) -> None:
    with pytest.raises(ValueError):
        parse(body)
