"""Rates, ratios and differences are made of the published counts alone, and left out where one is not there."""

import pytest

from evenhand.casework import coarse, evenness

STAGES = {stage: {"White": 20, "Black": 10, "Asian": None, "Not stated": 15} for stage in evenness.COUNTED}


def line(table: coarse.StepTable, group: str) -> coarse.Line:
    return next(one for one in table.lines if one.group == group)


def test_each_step_is_shown_among_those_who_could_have_come_to_it() -> None:
    tables = coarse.by_step(STAGES)
    assert [table.says for table in tables] == [step.says for step in evenness.STEPS]


def test_ratio_and_difference_are_to_everybody_else_of_whom_fewer_than_five_count_as_two() -> None:
    stages = STAGES | {
        "entered": {"White": 100, "Black": 30, "Asian": None, "Not stated": 15},
        "decided": {"White": 1000, "Black": 200, "Asian": 300, "Not stated": 15},
    }
    [entered] = [table for table in coarse.by_step(stages) if table.says == "Accepted"]
    black, theirs = line(entered, "Black"), 102 / 1300
    assert (black.rate, black.ratio, black.difference) == pytest.approx((0.15, 0.15 / theirs, 0.15 - theirs))
    assert line(entered, "Asian").ratio is None


def test_nothing_is_worked_out_of_a_count_below_five_or_of_people_of_no_known_group() -> None:
    table = coarse.by_step(STAGES)[0]
    assert (line(table, "Asian").rate, line(table, "Asian").ratio) == (None, None)
    unsaid = line(table, "Not stated")
    assert (unsaid.rate, unsaid.ratio, unsaid.difference) == (1.0, None, None)


def test_what_is_below_five_adds_nothing_to_a_sum_and_is_no_sum_alone() -> None:
    stages = STAGES | {"removed": {"White": None, "Black": 10, "Asian": None, "Not stated": 5}}
    [removed] = [table for table in coarse.by_step(stages) if table.says == "Taken off"]
    assert [line(removed, group).of for group in ("White", "Black", "Asian")] == [20, 20, None]


def test_residents_are_compared_with_by_group() -> None:
    lines = coarse.against_residents(
        {"listed": {"White": 20, "Black": 10, "Not stated": 5}}, {"White": 4000, "Black": 500, "Other": 9}
    )
    assert [one.group for one in lines] == ["White", "Black"]
    assert (lines[1].rate, lines[1].ratio) == pytest.approx((0.02, 4.0))


def test_a_step_whose_counts_were_not_published_is_left_out() -> None:
    assert coarse.by_step({"listed": {"White": 5}}) == ()
