"""How often the alarms ring for nothing and for something, by invented months."""

import numpy as np
import pytest

from evenhand.cli.benches import alarms as bench
from evenhand.inspection import alarms, power
from evenhand.inspection.alarms import GroupCount

RATES = {"listed": 0.1, "kept": 0.8, "shared": 0.3}
LARGE = {"A": 5500, "B": 2000, "C": 1500, "D": 800, "E": 200}
SMALL = {"A": 60, "B": 25, "C": 12, "D": 5}


def alarms_of(months: power.Months, month: int) -> set[tuple[str, str]]:
    counts = [
        GroupCount(stage, "", group, int(months.counted[month, s, g]), int(months.of[month, s, g]))
        for s, stage in enumerate(months.stages)
        for g, group in enumerate(months.groups)
    ]
    return {(one.stage, one.group) for one in alarms.raised(counts)}


@pytest.mark.parametrize("groups", [LARGE, SMALL, {"A": 40, "B": 40}, {"A": 300, "B": 0}])
def test_the_invented_months_are_judged_as_the_alarms_in_use_judge_them(groups: dict[str, int]) -> None:
    months = power.invent(groups, RATES, 60, 7, ("listed", "B", 2.0))
    loud, _ = power.rung(months)
    for month in range(60):
        expected = {(months.stages[s], months.groups[g]) for s, g in np.argwhere(loud[month])}
        assert alarms_of(months, month) == expected


@pytest.mark.parametrize(
    ("groups", "rates"),
    [(LARGE, RATES), (SMALL, RATES), ({"A": 500, "B": 500}, RATES), (LARGE, {"listed": 0.01, "kept": 0.5})],
)
def test_where_all_are_treated_alike_at_most_one_month_in_twenty_rings_at_all(
    groups: dict[str, int], rates: dict[str, float]
) -> None:
    share = power.false_alarms(groups, rates, 2000, 11)
    assert share.high <= 0.05


def test_a_planted_difference_rings_at_its_stage_and_the_more_the_larger_it_is() -> None:
    found = {one.ratio: one for one in power.power(LARGE, RATES, "listed", "C", 500, 3)}
    assert found[0.5].rang.low > 0.99
    assert found[2.0].rang.low > 0.99
    assert found[0.5].rang.value >= found[0.7].rang.value
    assert found[1.3].rang.value < found[1.5].rang.value <= found[2.0].rang.value
    assert all(one.elsewhere.high <= 0.05 for one in found.values())


def test_that_a_group_of_few_is_listed_less_never_rings_and_that_is_said() -> None:
    assert power.power(SMALL, RATES, "listed", "D", 500, 3, ratios=[0.5])[0].rang.value == 0
    counts = [GroupCount("listed", "", group, people // 10, people) for group, people in SMALL.items()]
    assert "D" in {one.group for one, side in alarms.one_sided(counts) if side == "less"}


def test_the_same_seed_gives_the_same_months_and_another_gives_others() -> None:
    first, again, other = (power.invent(SMALL, RATES, 50, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.counted, again.counted)
    assert not np.array_equal(first.counted, other.counted)


def test_the_bench_reports_every_size() -> None:
    reported = list(bench.lines(20, 1))
    for people in bench.SIZES:
        assert sum(f"{people:,} people" in line for line in reported) == 1
