"""3x5x2: what may count, what may corroborate, and why the rest does not."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.evidence.grading import (
    Currency,
    Grade,
    IntelligenceFact,
    can_count,
    corroborated,
    independent_origins,
    why_not,
    why_not_corroborating,
)
from evenhand.evidence.vocabulary import Statement

GRADES = [Grade(source, assessment, "P") for source, assessment in product((1, 2, 3), "ABCDE")]
ITEM = IntelligenceFact("I-1", "Resident 4", Grade(1, "A", "P"), Statement.FACT, Currency.CURRENT, date(2026, 1, 2))


def test_a_doubtful_source_or_a_suspected_falsehood_never_counts() -> None:
    for grade in GRADES:
        never = grade.source == 3 or grade.assessment == "E"
        assert can_count(grade) is not never
        assert bool(why_not(grade)) is never
    assert why_not(Grade(3, "A", "C")) == "Source 3 is not reliable: the item never counts."
    assert why_not(Grade(1, "E", "P")) == "Assessment E is suspected to be false: the item never counts."


def test_only_first_hand_or_corroborated_items_can_corroborate() -> None:
    able = {str(grade) for grade in GRADES if why_not_corroborating(replace(ITEM, grade=grade)) is None}
    assert able == {"1AP", "1BP", "2AP", "2BP"}


def test_an_opinion_or_an_item_out_of_date_does_not_corroborate_and_says_why() -> None:
    assert why_not_corroborating(replace(ITEM, statement=Statement.OPINION)) == "An opinion never corroborates."
    out_of_date = replace(ITEM, currency=Currency.OUT_OF_DATE)
    assert why_not_corroborating(out_of_date) == "The source no longer stands by the item."
    assert independent_origins([out_of_date]) == frozenset()


def test_reports_of_one_origin_count_once_however_often_and_however_spelt() -> None:
    repeats = [
        replace(ITEM, key=f"I-{n}", origin=origin)
        for n, origin in enumerate(("Resident 4", "resident  4 ", "RESIDENT 4"))
    ]
    assert independent_origins(repeats) == {"resident 4"}
    assert not corroborated(repeats)
    assert corroborated([*repeats, replace(ITEM, origin="Nurse 2")])


def test_an_item_graded_as_corroborated_needs_no_other() -> None:
    assert corroborated([replace(ITEM, grade=Grade(2, "B", "P"))])
    assert not corroborated([replace(ITEM, grade=Grade(3, "B", "P"))])
    assert not corroborated([])


@given(st.lists(st.tuples(st.sampled_from(GRADES), st.sampled_from("abc"), st.sampled_from(list(Statement)))))
def test_items_that_cannot_corroborate_change_nothing(parts: list[tuple[Grade, str, Statement]]) -> None:
    items = [replace(ITEM, grade=grade, origin=origin, statement=statement) for grade, origin, statement in parts]
    able = [item for item in items if why_not_corroborating(item) is None]
    assert corroborated(items) is corroborated(able)
    assert independent_origins(items) == independent_origins(able)


@pytest.mark.parametrize("grade", [(4, "A", "P"), (1, "F", "P"), (1, "A", "Q")])
def test_refuses_a_grade_of_another_scheme(grade: tuple[int, str, str]) -> None:
    with pytest.raises(ValueError, match="it must be one of"):
        Grade(*grade)
