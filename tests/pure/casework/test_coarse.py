"""Rates, ratios and differences are made of the published counts alone, and left out where one is not there."""

import pytest

from evenhand.casework import coarse, evenness

STAGES = {stage: {"White": 20, "Black": 10, "Asian": None, "Not stated": 15} for stage in evenness.COUNTED}


def line(table: coarse.StepTable, group: str) -> coarse.Line:
    return next(one for one in table.lines if one.group == group)


def test_each_step_is_shown_among_those_who_could_have_come_to_it() -> None:
    tables = coarse.by_step(STAGES)
    assert [table.says for table in tables] == [step.says for step in evenness.STEPS]


def test_ratio_and_difference_are_to_everybody_else_whose_counts_are_given() -> None:
    stages = STAGES | {"entered": {"White": 15, "Black": 5, "Asian": None, "Not stated": 15}}
    [entered] = [table for table in coarse.by_step(stages) if table.says == "Accepted"]
    black = line(entered, "Black")
    assert (black.people, black.of) == (5, 10)
    assert (black.rate, black.ratio, black.difference) == pytest.approx((0.5, 0.5 / 0.75, -0.25))
    assert line(entered, "White").ratio == pytest.approx(0.75 / 0.5)


def test_nothing_is_worked_out_of_a_count_below_five_or_of_people_of_no_known_group() -> None:
    table = coarse.by_step(STAGES)[0]
    assert (line(table, "Asian").rate, line(table, "Asian").ratio) == (None, None)
    unsaid = line(table, "Not stated")
    assert (unsaid.rate, unsaid.ratio, unsaid.difference) == (1.0, None, None)


def test_a_sum_of_which_one_part_is_below_five_is_not_given() -> None:
    stages = STAGES | {"removed": {"White": None, "Black": 10, "Asian": 5, "Not stated": 5}}
    [removed] = [table for table in coarse.by_step(stages) if table.says == "Taken off"]
    assert line(removed, "White").of is None
    assert line(removed, "Black").of == 20
    assert line(removed, "Asian").of is None


def test_residents_are_compared_with_by_group() -> None:
    lines = coarse.against_residents(
        {"listed": {"White": 20, "Black": 10, "Not stated": 5}}, {"White": 4000, "Black": 500, "Other": 9}
    )
    assert [one.group for one in lines] == ["White", "Black"]
    assert (lines[1].rate, lines[1].ratio) == pytest.approx((0.02, 4.0))


def test_a_step_whose_counts_were_not_published_is_left_out() -> None:
    assert coarse.by_step({"listed": {"White": 5}}) == ()
