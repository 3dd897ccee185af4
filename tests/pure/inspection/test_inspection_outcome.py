"""The outcome test: what it says, what it does not, and why its caveat is there."""

import numpy as np
import pytest
from inspection_extracts import extract_of
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

from evenhand.inspection import outcome_test
from evenhand.inspection.extract import Attribute, Extract, Stage

COLUMNS = {"area": "VARCHAR", "listed": "BOOLEAN", "outcome": "BOOLEAN", "people": "BIGINT"}
GROUPS = ("A", "B", "C", "not recorded")


def listed_and_found(counts: dict[str, tuple[int, int]], reference: str = "") -> Extract:
    """Listed people by group, and in how many of them something was found; as many again were not listed."""
    rows = []
    for group, (listed, found) in counts.items():
        rows += [(group, True, True, found), (group, True, False, listed - found), (group, False, None, listed)]
    groups = tuple(group for group in GROUPS if group in counts)
    return extract_of(COLUMNS, rows, [Attribute("area", "area", groups, "", reference)], [Stage("listed", "listed")])


def above_the_bar(risks: dict[float, int], bar: float = 0.3) -> tuple[int, int]:
    """How many people of these risks are listed under a bar, and in how many of those it is found."""
    return sum(n for risk, n in risks.items() if risk > bar), round(sum(r * n for r, n in risks.items() if r > bar))


def test_a_lower_share_is_found_with_its_numbers_ratio_and_corrected_p() -> None:
    (test,) = outcome_test.test(listed_and_found({"A": (400, 200), "B": (300, 90), "C": (200, 104)}))
    p = [
        fisher_exact([[a, n - a], [394 - a, 900 - n - 394 + a]]).pvalue for n, a in ((400, 200), (300, 90), (200, 104))
    ]
    assert test.p == pytest.approx(p)
    assert test.adjusted == pytest.approx(multipletests(p, method="holm")[1])
    assert test.ratio[1] == pytest.approx((90 / 300) / (304 / 600))
    (said,) = [one for one in test.sentences if '"B"' in one]
    for part in ("300", "90 (30.0 %", "less often than in those of everybody else", "0.59", "found guilty within two"):
        assert part in said


def test_against_a_reference_the_reference_itself_is_compared_with_nobody() -> None:
    (test,) = outcome_test.test(listed_and_found({"A": (400, 200), "B": (300, 90)}, reference="A"))
    assert np.isnan([test.ratio[0], test.p[0], test.adjusted[0]]).all()
    assert test.ratio[1] == pytest.approx(0.6)
    assert '"A"' in test.sentences[0]


def test_people_without_a_recorded_group_are_counted_and_compared_with_nobody() -> None:
    (test,) = outcome_test.test(listed_and_found({"A": (400, 200), "B": (300, 150), "not recorded": (100, 2)}))
    assert (test.listed[2], test.found[2]) == (100, 2)
    assert np.isnan(test.p[2])
    assert test.p[0] == 1


def test_an_equal_bar_over_equal_people_raises_nothing() -> None:
    people = {0.1: 500, 0.35: 200, 0.5: 120, 0.8: 60}
    (test,) = outcome_test.test(listed_and_found(dict.fromkeys("AB", above_the_bar(people))))
    assert (test.adjusted == 1).all()
    assert test.sentences == (
        'By area, how often the outcome ("found guilty within two years") was found in those at "listed" differs no '
        "more than chance explains.",
    )


def test_an_equal_bar_over_different_people_looks_like_a_lower_bar_and_only_the_caveat_says_it_need_not_be() -> None:
    near = above_the_bar({0.1: 500, 0.35: 300, 0.5: 60, 0.8: 20})
    far = above_the_bar({0.1: 500, 0.35: 100, 0.5: 140, 0.8: 140})
    (test,) = outcome_test.test(listed_and_found({"A": near, "B": far}))
    assert test.adjusted[0] < 0.001
    assert test.ratio[0] < 0.8
    assert "less often" in test.sentences[0]
    assert "says nothing certain about the bar" in test.caveat


def test_a_lower_bar_can_hide_behind_equal_shares_which_the_caveat_says_too() -> None:
    strict = above_the_bar({0.1: 100, 0.35: 100, 0.5: 100}, bar=0.3)
    lenient = above_the_bar({0.2: 100, 0.4: 60, 0.7: 84}, bar=0.15)
    (test,) = outcome_test.test(listed_and_found({"A": strict, "B": lenient}))
    assert (test.adjusted > 0.5).all()
    assert "equal shares do not show that the bar was equal" in test.caveat


def test_the_caveat_is_there_whatever_was_found() -> None:
    for counts in ({"A": (0, 0), "B": (1, 1)}, {"A": (400, 10), "B": (400, 300)}):
        assert outcome_test.test(listed_and_found(counts))[0].caveat == outcome_test.CAVEAT
    for part in ("average", "equal shares", "watched, policed and prosecuted"):
        assert part in outcome_test.CAVEAT


def test_a_group_of_few_is_named_as_too_few() -> None:
    (test,) = outcome_test.test(listed_and_found({"A": (400, 200), "B": (12, 6)}))
    assert '"B"' in test.sentences[-1]
    assert "too few" in test.sentences[-1]


def test_found_in_nobody_of_a_group_is_said_without_an_interval() -> None:
    (test,) = outcome_test.test(listed_and_found({"A": (100, 60), "B": (100, 0)}))
    assert test.ratio[1] == 0
    assert "nan" not in " ".join(test.sentences)


def test_p_is_corrected_over_every_attribute_and_stage_of_the_call() -> None:
    columns = {"area": "VARCHAR", "sex": "VARCHAR", "listed": "BOOLEAN", "outcome": "BOOLEAN", "people": "BIGINT"}
    rows = [
        (area, sex, True, found, 20 + 9 * k)
        for k, (area, sex, found) in enumerate((a, s, f) for a in "AB" for s in "xy" for f in (True, False))
    ]
    attributes = [Attribute("area", "area", ("A", "B")), Attribute("sex", "sex", ("x", "y"))]
    tests = outcome_test.test(extract_of(columns, rows, attributes, [Stage("listed", "listed")]), everybody=True)
    assert [(one.attribute, one.stage) for one in tests] == [(a, s) for a in ("area", "sex") for s in ("", "listed")]
    p = np.concatenate([one.p for one in tests])
    assert np.concatenate([one.adjusted for one in tests]) == pytest.approx(multipletests(p, method="holm")[1])


def test_without_stages_everybody_in_the_file_is_listed_and_without_an_outcome_nothing_is_tested() -> None:
    rows = [("A", True, True, 30), ("A", True, False, 30), ("B", False, True, 9), ("B", None, None, 4)]
    (test,) = outcome_test.test(extract_of(COLUMNS, rows, [Attribute("area", "area", ("A", "B"))], []))
    assert (test.stage, test.listed.tolist(), test.found.tolist()) == ("", [60, 9], [30, 9])
    columns = {name: kind for name, kind in COLUMNS.items() if name != "outcome"}
    without = extract_of(columns, [("A", True, 3)], [Attribute("area", "area", ("A",))], [Stage("listed", "listed")])
    assert outcome_test.test(without) == ()
