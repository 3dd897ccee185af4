"""Ethnicity and sex are taken out of a line, and nothing else in it changes."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.evidence.feeds.apart import NAMES, Apart, take_apart
from evenhand.evidence.feeds.raw import raw_bytes, raw_text

HEADER = ["source", "reference", "given_names", "ethnicity", "ethnicity_basis", "sex", "area"]
TAKEN = ("W1", "self", "male")


def test_a_csv_line_keeps_everything_but_the_three_fields():
    assert take_apart('NMP,P1,"A, B",W1,self,male,OST', "csv", HEADER) == Apart(
        'NMP,P1,"A, B",,,,OST', "NMP", "P1", TAKEN
    )


def test_a_json_line_keeps_everything_else_to_the_letter():
    line = '{ "source":"NMP",  "reference" : "P1", "sex":"male", "v": 1.0, "ethnicity":"W1","ethnicity_basis":"self"}'
    kept = line.replace('"male"', '""').replace('"W1"', '""').replace('"self"', '""')
    assert take_apart(line, "jsonl", []) == Apart(kept, "NMP", "P1", TAKEN)


def test_a_value_that_is_no_text_is_taken_out_too():
    assert take_apart('{"sex": ["male"], "ethnicity": 5}', "jsonl", []).raw == '{"sex": "", "ethnicity": ""}'


def test_a_parquet_row_is_taken_apart_as_json():
    row = {"source": "NMP", "reference": "P1", "ethnicity": "W1", "ethnicity_basis": "self", "sex": None}
    assert take_apart(json.dumps(row), "parquet", []).equality == ("W1", "self", "")


@pytest.mark.parametrize(
    "line",
    ["NMP,P1,short", 'NMP,P1,"open,W1,self,male,OST', "", ",,,,,,,,,"],
)
def test_a_csv_line_that_does_not_split_into_the_header_is_kept_as_it_is(line):
    assert take_apart(line, "csv", HEADER) == Apart(line)


@pytest.mark.parametrize(
    "line",
    ['{"sex": "male"', '["sex"]', "", "{", '{"sex" "male"}', "[" * 20_000, '{"sex": ' + "[" * 20_000, "{}", "nonsense"],
)
def test_a_line_that_is_no_json_object_is_kept_as_it_is(line):
    assert take_apart(line, "jsonl", []) == Apart(line)


def test_a_key_given_twice_is_taken_out_twice():
    found = take_apart('{"source": "NMP", "reference": "P1", "sex": "male", "sex": "female"}', "jsonl", [])
    assert "male" not in found.raw
    assert found.raw.count('"sex"') == 2


def test_what_says_not_whose_it_is_is_taken_out_and_given_to_nobody():
    assert take_apart(",P1,Ann,W1,self,male,OST", "csv", HEADER) == Apart(",P1,Ann,,,,OST", "", "P1", None)


def test_a_line_without_equality_data_stays_the_same_line():
    line = 'NMP,P1,"Ann",,,,OST'
    assert take_apart(line, "csv", HEADER) == Apart(line)


def test_bytes_that_are_not_utf8_survive_beside_what_is_taken_out():
    line = b"NMP,P1,caf\xe9\x00,W1,self,male,OST"
    found = take_apart(raw_text(line), "csv", HEADER)
    assert raw_bytes(found.raw) == b"NMP,P1,caf\xe9\x00,,,,OST"
    assert found.equality == TAKEN


LETTERS = st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"])
VALUES = st.one_of(st.text(), st.integers(), st.none(), st.booleans())


@given(st.lists(st.text(LETTERS), min_size=7, max_size=7))
def test_any_csv_line_keeps_every_other_value(fields):
    kept = take_apart(raw_text(_written(fields).encode()), "csv", HEADER)
    [back] = csv.reader([raw_bytes(kept.raw).decode()], strict=True)
    blanked = ["" if name in NAMES else field for name, field in zip(HEADER, fields, strict=True)]
    assert back == (blanked if any(field.strip() for field in fields[3:6]) else fields)


@given(st.dictionaries(st.sampled_from([*HEADER, "other"]), VALUES))
def test_any_json_object_keeps_every_other_member(members):
    kept = json.loads(raw_bytes(take_apart(raw_text(json.dumps(members).encode()), "jsonl", []).raw))
    assert kept.keys() == members.keys()
    for name, value in members.items():
        assert kept[name] in ((value, "") if name in NAMES else (value,))
        if name in NAMES and str("" if value is None else value).strip():
            assert kept[name] == ""


def _written(fields):
    return ",".join('"' + field.replace('"', '""') + '"' for field in fields)
