"""The threshold test on invented registers whose bars are known, and on COMPAS, whose one bar is known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from inspection_extracts import extract_of
from invented_decisions import decide, drawn

from evenhand.inspection import outcome_test, threshold_cells, threshold_test
from evenhand.inspection.extract import Attribute, Extract, Stage
from evenhand.inspection.threshold_model import Cells
from evenhand.inspection.trouble import CannotInspect

COLUMNS = {"who": "VARCHAR", "area": "VARCHAR", "listed": "BOOLEAN", "outcome": "BOOLEAN", "people": "BIGINT"}
GROUPS = ("A", "B", "C", "not recorded")


def extract(rows: Sequence[tuple[Any, ...]], reference: str = "A", groups: Sequence[str] = GROUPS) -> Extract:
    return extract_of(
        COLUMNS, rows, [Attribute("who", "who", tuple(groups), "", reference)], [Stage("listed", "listed")]
    )


def of_cells(cells: Cells, reference: str = "A") -> Extract:
    """An extract with these counts, in which nobody has looked at those who were not listed."""
    rows: list[tuple[Any, ...]] = []
    for r, d in np.ndindex(cells.shape):
        eligible, listed, found = (int(one[r, d]) for one in (cells.eligible, cells.listed, cells.found))
        place = (GROUPS[r], f"area {d}")
        rows += [
            (*place, True, True, found),
            (*place, True, False, listed - found),
            (*place, False, None, eligible - listed),
        ]
    return extract(rows, reference, GROUPS[: cells.shape[0]])


# The strata's base rates, the groups' and the bar, as log odds: the second group's people are far more often guilty.
UNLIKE = np.array([[-2.2], [-0.7]]) + np.array([-0.7, -0.3, 0.0, 0.3, 0.7])
PEOPLE = np.full((2, 5), 2000.0)


def test_under_one_bar_the_outcome_test_is_misled_and_the_threshold_test_is_not() -> None:
    made = of_cells(decide(PEOPLE, UNLIKE, np.full((2, 5), 1.5), np.full((2, 5), -0.4), seed=3))
    (outcome,) = outcome_test.test(made)
    assert outcome.adjusted[1] < 0.001
    assert outcome.ratio_low[1] > 1.05
    bars = threshold_test.test(made, "who", "area")
    assert bars.usable
    assert bars.rhat < 1.05
    assert bars.difference_low[1] < 0 < bars.difference_high[1]
    assert "does not show that it was another" in bars.sentences[1]


def test_a_lower_bar_that_the_outcome_test_takes_for_a_higher_one_is_found() -> None:
    bar = np.array([[-0.2], [-1.0]]) + np.zeros((2, 5))
    made = of_cells(decide(PEOPLE, UNLIKE + np.array([[0.0], [0.3]]), np.full((2, 5), 1.5), bar, seed=3))
    (outcome,) = outcome_test.test(made)
    assert outcome.ratio[1] > 1
    bars = threshold_test.test(made, "who", "area")
    assert bars.difference_high[1] < 0
    assert bars.lower_probability[1] > 0.975
    truth = 1 / (1 + np.exp([0.2, 1.0]))
    assert bars.difference_low[1] < truth[1] - truth[0] < bars.difference_high[1]
    assert "less was needed to list people of this group" in bars.sentences[1]
    assert any("do not read one by itself" in one for one in bars.caveats)


# ProPublica's COMPAS file, counted: race, age, then not listed (score below 5) without and with a new crime within two
# years, listed without and with one.
COMPAS = (
    ("African-American", "25 - 45", 606, 307, 478, 803),
    ("African-American", "Greater than 45", 240, 95, 112, 135),
    ("African-American", "Less than 25", 144, 130, 215, 431),
    ("Asian", "25 - 45", 10, 1, 2, 1),
    ("Asian", "Greater than 45", 7, 2, 0, 2),
    ("Asian", "Less than 25", 4, 0, 0, 3),
    ("Caucasian", "25 - 45", 546, 266, 200, 300),
    ("Caucasian", "Greater than 45", 491, 144, 52, 65),
    ("Caucasian", "Less than 25", 102, 51, 97, 140),
    ("Hispanic", "25 - 45", 189, 80, 43, 55),
    ("Hispanic", "Greater than 45", 97, 25, 15, 6),
    ("Hispanic", "Less than 25", 32, 24, 29, 42),
    ("Native American", "25 - 45", 4, 0, 3, 5),
    ("Native American", "Greater than 45", 1, 0, 0, 2),
    ("Native American", "Less than 25", 0, 1, 0, 2),
    ("Other", "25 - 45", 124, 52, 15, 19),
    ("Other", "Greater than 45", 61, 19, 2, 3),
    ("Other", "Less than 25", 23, 19, 19, 21),
)


@pytest.fixture(scope="module")
def compas() -> Extract:
    kinds = ((False, False), (False, True), (True, False), (True, True))
    rows = [(race, age, *kind, people) for race, age, *four in COMPAS for kind, people in zip(kinds, four, strict=True)]
    return extract(rows, "Caucasian", sorted({row[0] for row in COMPAS}))


def test_the_one_bar_of_compas_is_found_where_the_people_at_it_are_known_to_lie(compas: Extract) -> None:
    """Everybody from the fifth decile on was listed; of the people in it a new crime was found in 46 and 48 %."""
    bars = threshold_test.test(compas, "who", "area")
    black, white = bars.groups.index("African-American"), bars.groups.index("Caucasian")
    assert bars.bar[[black, white]] == pytest.approx([0.48, 0.46], abs=0.03)
    assert bars.difference_low[black] < 0 < bars.difference_high[black]
    assert np.isnan([bars.difference[white], bars.lower_probability[white]]).tolist() == [False, True]
    assert bars.difference[white] == 0
    for small in ("Asian", "Native American"):
        assert np.isnan(bars.bar[bars.groups.index(small)])
        assert f'Nothing is said of the group "{small}": too few people.' in bars.caveats
    assert not any(small in one for small in ("Asian", "Native American") for one in bars.sentences)


def test_the_same_counts_and_seed_give_the_same_draws() -> None:
    cells, _ = drawn(2, 3, 400, 0, 2)
    first, again, other = (threshold_test.estimate(cells, seed, draws=10, warm_up=10, patience=1) for seed in (9, 9, 8))
    assert np.array_equal(first.bars, again.bars)
    assert not np.array_equal(first.bars, other.bars)


def test_against_everybody_else_the_differences_are_from_the_mean_of_the_others_by_people() -> None:
    cells, bars = drawn(3, 4, 400, 0, 8)
    empty = threshold_test.test(extract([("A", "x", True, True, 1)], reference=""), "who", "area")
    others = threshold_test._compared_with(empty, np.array([True, True, True]), cells, bars.T)
    people = cells.eligible.sum(1)
    assert others[:, 0] == pytest.approx(np.average(bars.T[:, 1:], axis=1, weights=people[1:]))


def cell(group: str, area: str, eligible: int, listed: int, found: int) -> list[tuple[Any, ...]]:
    return [
        (group, area, True, True, found),
        (group, area, True, False, listed - found),
        (group, area, False, None, eligible - listed),
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (cell("A", "x", 100, 30, 10) + cell("B", "x", 100, 30, 10), "at least two strata"),
        ([row for g in "AB" for a in "xy" for row in cell(g, a, 30, 30, 10)], "Everybody in the file was listed"),
        (cell("A", "x", 99, 30, 9) + cell("A", "y", 99, 30, 9) + cell("B", "y", 99, 30, 4), "Fewer than two groups"),
        (
            cell("A", "x", 100, 30, 4) + cell("B", "y", 100, 30, 9) + cell("C", "y", 100, 30, 9),
            'too little about the group "A"',
        ),
    ],
)  # fmt: skip
def test_says_why_where_nothing_can_be_estimated(rows: list[tuple[Any, ...]], why: str) -> None:
    result = threshold_test.test(extract(rows), "who", "area")
    assert not result.usable
    assert why in result.why_not
    assert np.isnan(result.bar).all()
    assert result.sentences == ()
    assert set(threshold_test.CAVEATS) <= set(result.caveats)


def test_says_why_where_the_chains_do_not_agree(monkeypatch: pytest.MonkeyPatch, compas: Extract) -> None:
    apart = threshold_test.Bars(np.full((10, 4), 0.5), 1.3, 0.0, 1.0)
    monkeypatch.setattr(threshold_test, "estimate", lambda *_: apart)
    result = threshold_test.test(compas, "who", "area")
    assert (result.usable, result.rhat) == (False, 1.3)
    assert "do not agree (R-hat 1.30" in result.why_not
    assert np.isnan(result.bar).all()


def test_says_so_where_the_model_does_not_describe_the_counts(monkeypatch: pytest.MonkeyPatch, compas: Extract) -> None:
    monkeypatch.setattr(
        threshold_test, "estimate", lambda *_: threshold_test.Bars(np.full((10, 4), 0.5), 1.0, 9.0, 1.0)
    )
    assert threshold_test.MISFIT in threshold_test.test(compas, "who", "area").caveats


def test_how_far_the_counts_lie_from_the_model_grows_with_what_it_does_not_allow_for() -> None:
    cells, _ = drawn(2, 4, 1000, 0, 2)
    at_odds = cells.found.copy()
    at_odds[0, :2], at_odds[0, 2:] = at_odds[0, :2] // 6, cells.listed[0, 2:] - (cells.listed - at_odds)[0, 2:] // 6
    odd = Cells(cells.eligible, cells.listed, cells.known, at_odds, cells.missed, cells.cleared)
    plain, strange = (threshold_test.estimate(one, 1, draws=40, warm_up=40, patience=1) for one in (cells, odd))
    assert plain.distance < plain.too_far
    assert strange.distance > strange.too_far


def test_refuses_an_attribute_a_stage_or_a_column_that_is_not_there() -> None:
    made = extract(cell("A", "x", 100, 30, 10))
    with pytest.raises(CannotInspect, match='no attribute "sex"'):
        threshold_test.test(made, "sex", "area")
    with pytest.raises(CannotInspect, match='no stage "kept"'):
        threshold_test.test(made, "who", "area", stage="kept")
    with pytest.raises(CannotInspect, match='no column "ward"'):
        threshold_test.test(made, "who", "ward")
    with pytest.raises(CannotInspect, match="within itself"):
        threshold_test.test(made, "who", "who")


def test_without_an_outcome_it_says_so() -> None:
    columns = {name: kind for name, kind in COLUMNS.items() if name != "outcome"}
    made = extract_of(columns, [("A", "x", True, 3)], [Attribute("who", "who", ("A",))], [Stage("listed", "listed")])
    assert "does not say what was later found" in threshold_test.test(made, "who", "area").why_not


def counted(rows: list[tuple[Any, ...]]) -> tuple[Cells, tuple[str, ...], tuple[str, ...]]:
    made = extract(rows)
    return threshold_cells.count(made, made.attributes[0], made.stages[0], "area", ("A", "B", "C"))


def test_counts_everybody_once_and_says_who_is_left_out() -> None:
    rows = [
        ("A", "x", True, True, 11), ("A", "x", True, False, 7), ("A", "x", True, None, 5), ("A", "x", False, True, 6),
        ("A", "x", False, False, 20), ("A", "x", False, None, 3), ("A", "x", None, True, 100),
        ("B", "y", False, False, 4), ("B", None, True, True, 9),
        ("not recorded", "x", True, True, 50), ("C", "not recorded", False, None, 2),
    ]  # fmt: skip
    cells, strata, left_out = counted(rows)
    assert strata == ("x", "y")
    assert [int(one[0, 0]) for one in (cells.eligible, cells.listed, cells.known, cells.found)] == [52, 23, 18, 11]
    assert (int(cells.missed[0, 0]), int(cells.cleared[0, 0])) == (6, 20)
    assert int(cells.eligible.sum()) == 56
    assert left_out[0].startswith("11 people without")
    assert left_out[1].startswith("Of 5 people listed")


def test_where_it_was_found_in_nobody_not_listed_nobody_has_looked() -> None:
    cells, *_ = counted([("A", "x", True, True, 11), ("A", "x", False, False, 500), ("A", "x", False, True, 1)])
    assert (int(cells.missed.sum()), int(cells.cleared.sum())) == (0, 0)


def test_of_many_strata_the_small_ones_are_put_together_and_nobody_is_lost() -> None:
    cells, strata, left_out = counted([("A", f"ward {k:02}", False, None, 100 - k) for k in range(30)])
    assert len(strata) == 12
    assert strata[-1] == "all others"
    assert cells.eligible[0].tolist() == [100 - k for k in range(11)] + [sum(100 - k for k in range(11, 30))]
    assert "Of 30 values" in left_out[0]


REGISTERS = 24


@pytest.mark.long
@pytest.mark.parametrize("looked", [False, True])
@pytest.mark.parametrize("gap", [0.0, -1.0])
def test_over_many_invented_registers_the_intervals_hold_the_truth_about_as_often_as_they_say(
    gap: float, looked: bool
) -> None:
    """Of 48 intervals of 95 % (two a register) fewer than 39 would hold the truth by chance in 1 of 5,000."""
    held, lower = [], []
    for seed in range(REGISTERS):
        cells, bars = drawn(3, 6, 400, gap, 100 + seed, looked)
        if not threshold_cells.large_enough(cells).all():
            continue  # nothing would be estimated
        found = threshold_test.estimate(cells, seed)
        truth = bars @ (cells.eligible.sum(0) / cells.eligible.sum())
        low, high = np.quantile(found.bars[:, 1:] - found.bars[:, :1], [0.025, 0.975], axis=0)
        held.append((low <= truth[1:] - truth[0]) & (truth[1:] - truth[0] <= high))
        lower.append(high[0] < 0)
    assert np.mean(held) > 0.8
    assert np.mean(lower) > 0.6 if gap else np.mean(lower) < 0.2
