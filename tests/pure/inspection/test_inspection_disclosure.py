"""What can be worked out from rounded figures: the audit says exactly what a linear programme finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from evenhand.inspection import disclosure
from evenhand.inspection.disclosure import Table
from evenhand.safeguards import Refused

WITHIN = {"entered": ("decided", "listed"), "restricted": ("listed",)}
GROUPS = ("a", "b", "c", "d")


@st.composite
def tables(draw):
    """Counts of nested stages for some groups, with the totals that are published exactly."""
    groups = GROUPS[: draw(st.integers(2, 4))]
    listed = {group: draw(st.integers(0, 40)) for group in groups}
    decided = {group: draw(st.integers(0, 30)) for group in groups}
    counts = {
        "listed": listed,
        "decided": decided,
        "entered": {group: draw(st.integers(0, min(listed[group], decided[group]))) for group in groups},
        "restricted": {group: draw(st.integers(0, listed[group])) for group in groups},
    }
    public = draw(st.sets(st.sampled_from(("listed", "entered", "restricted"))))
    return counts, disclosure.made(counts, {name: sum(counts[name].values()) for name in sorted(public)}, WITHIN)


def attacked(table: Table) -> dict[tuple[str, str], tuple[int, int]]:
    """The lowest and highest value of each cell, by an integer programme that knows nothing of how the audit works."""
    names = [(stage, group) for stage, by in table.cells.items() for group in by]
    at = {name: index for index, name in enumerate(names)}
    spans = [disclosure.span(table.cells[stage][group]) for stage, group in names]
    rows, low, high = [], [], []
    for stage, total in table.totals.items():
        rows.append([float(name[0] == stage) for name in names])
        low.append(total)
        high.append(total)
    for part, wholes in table.within.items():
        for whole in wholes:
            for group in next(iter(table.cells.values())):
                row = [0.0] * len(names)
                row[at[part, group]], row[at[whole, group]] = 1.0, -1.0
                rows.append(row)
                low.append(-np.inf)
                high.append(0)
    limits = {
        "constraints": LinearConstraint(np.array(rows), low, high),
        "bounds": Bounds([one[0] for one in spans], [one[1] for one in spans]),
        "integrality": np.ones(len(names)),
    }
    found = {}
    for name in names:
        aim = np.zeros(len(names))
        aim[at[name]] = 1.0
        found[name] = round(milp(aim, **limits).fun), round(-milp(-aim, **limits).fun)
    return found


@pytest.mark.parametrize(
    ("count", "cell"), [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000)]
)
def test_a_count_is_rounded_and_a_small_one_says_only_that(count, cell):
    assert disclosure.rounded(count) == cell
    low, high = disclosure.span(cell)
    assert low <= count <= high
    assert {disclosure.rounded(one) for one in range(low, high + 1)} == {cell}
    assert high - low + 1 >= disclosure.WIDTH


@given(tables())
def test_the_audit_finds_exactly_what_an_attacker_finds(made):
    counts, table = made
    values = disclosure.possible(table)
    assert {name: (min(some), max(some)) for name, some in values.items()} == attacked(table)
    assert all(counts[stage][group] in some for (stage, group), some in values.items())


def test_refuses_a_count_that_is_not_rounded():
    for wrong in (0, 3, 7, 11):
        with pytest.raises(Refused, match=r"SG-43.*not rounded"):
            disclosure.check_rounded(Table({"listed": {"a": 10, "b": wrong}}))
    disclosure.check_rounded(Table({"listed": {"a": 10, "b": None}}))


def test_refuses_where_an_exact_total_gives_a_count_away():
    counts = {"listed": {"a": 12, "b": 7, "c": 22}}
    disclosure.check(disclosure.made(counts))
    with pytest.raises(Refused, match=r"SG-43.*one of 1 numbers"):
        disclosure.check(disclosure.made(counts, {"listed": 41}))


def test_allows_a_total_that_leaves_the_counts_open():
    disclosure.check(disclosure.made({"listed": {"a": 11, "b": 14, "c": 21}}, {"listed": 46}))


@pytest.mark.parametrize("total", [0, 1, 2])
def test_a_total_of_so_few_says_no_more_with_the_groups_beside_it(total: int):
    table = disclosure.made({"listed": {"a": total, "b": 0, "c": 0}}, {"listed": total})
    disclosure.check(table)
    assert disclosure.possible(table)["listed", "a"] == set(range(total + 1))


def test_figures_that_contradict_each_other_are_not_published():
    with pytest.raises(Refused, match="SG-43"):
        disclosure.check(Table({"listed": {"a": 10, "b": 10}}, {"listed": 50}))


def test_refuses_to_renew_figures_for_a_few_people():
    disclosure.check_enough_changed(10, 10)
    with pytest.raises(Refused, match="SG-43"):
        disclosure.check_enough_changed(9, 10)
