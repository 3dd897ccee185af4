"""The cube: any roll-up of it is what a direct count over the rows would be."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rated_people import extract_of

from evenhand.inspection.cube import build
from evenhand.inspection.trouble import CannotInspect

MARK = st.sampled_from([True, False, None])
PERSON = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["Female", "Male", "not recorded"]),
        "ethnicity": st.sampled_from(["Asian", "Black", "White", "not recorded"]),
        "area": st.sampled_from(['O\'Hara "East"', "West"]),
        "proposed": MARK,
        "entered": MARK,
        "outcome": MARK,
        "people": st.integers(0, 3),
    }
)
ATTRIBUTES = ("sex", "ethnicity", "area")


def extract_from(rows: list[dict[str, Any]]) -> Any:
    return replace(
        extract_of(
            {name: [row[name] for row in rows] for name in ATTRIBUTES},
            {name: [row[name] for row in rows] for name in ("proposed", "entered")},
            among={"entered": "proposed"},
            outcome=[row["outcome"] for row in rows],
            people=[row["people"] for row in rows],
        ),
        single=False,
    )


def counted_by_hand(rows: list[dict[str, Any]], names: tuple[str, ...], stage: str) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        if not row["people"]:
            continue
        counts = found.setdefault(tuple(row[name] for name in names), [0, 0])
        could = stage == "listed" or (
            row[stage] is not None and (row["proposed"] is True if stage == "entered" else True)
        )
        counts[0] += row["people"] * (could and (stage == "listed" or row[stage]))
        counts[1] += row["people"] * could
    return found


@settings(max_examples=60)
@given(
    st.lists(PERSON, min_size=1, max_size=40),
    st.lists(st.sampled_from(ATTRIBUTES), unique=True).map(tuple),
    st.sampled_from(["listed", "proposed", "entered"]),
)
def test_a_roll_up_is_a_direct_count(rows: list[dict[str, Any]], names: tuple[str, ...], stage: str) -> None:
    groups, counted, of = build(extract_from(rows)).counts(names, stage)
    found = dict(zip(groups, np.column_stack([counted, of]).tolist(), strict=True))
    assert found == counted_by_hand(rows, names, stage)
    assert len(set(groups)) == len(groups)


def test_the_groups_of_a_roll_up_are_in_the_order_of_the_attribute() -> None:
    cube = build(extract_of({"age": ["old", "not recorded", "young"], "sex": ["M", "F", "F"]}, {}))
    assert cube.counts(("age",), "listed")[0] == (("old",), ("young",), ("not recorded",))
    assert cube.counts(("sex", "age"), "listed")[0] == (("F", "young"), ("F", "not recorded"), ("M", "old"))


def test_a_cell_is_written_once_however_many_rows_it_has() -> None:
    cube = build(extract_of({"sex": ["F", "M"] * 500}, {"entered": [True, False] * 500}))
    assert sorted(cube.people.tolist()) == [500, 500]


def test_a_stage_named_listed_is_not_taken_for_everybody() -> None:
    cube = build(extract_of({"sex": ["F", "F", "M"]}, {"listed": [True, False, False]}))
    assert cube.everybody == "everybody in the file"
    assert cube.counts(("sex",), "listed")[1].tolist() == [1, 0]
    assert cube.counts(("sex",), cube.everybody)[1].tolist() == [2, 1]


def test_nobody_in_the_file_is_no_group_and_no_fault() -> None:
    extract = extract_of({"sex": ["F"]}, {"entered": [True]})
    extract.connection.execute("DELETE FROM people")
    assert build(extract).counts(("sex",), "entered")[0] == ()


def test_refuses_groups_that_are_not_those_of_the_column() -> None:
    extract = extract_of({"sex": ["F", "M"]}, {})
    exchanged = replace(extract, attributes=(replace(extract.attributes[0], groups=("M", "F")),))
    with pytest.raises(CannotInspect, match="does not hold the groups"):
        build(exchanged)


def test_an_unknown_attribute_or_stage_is_an_error() -> None:
    cube = build(extract_of({"sex": ["F", "M"]}, {}))
    with pytest.raises(KeyError):
        cube.counts(("age",), "listed")
    with pytest.raises(KeyError):
        cube.counts(("sex",), "entered")
