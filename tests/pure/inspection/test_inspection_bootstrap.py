"""Intervals by resampling: what drawing the rows themselves gives, holding what they promise, the same for a seed."""

from dataclasses import replace

import numpy as np
import pytest
from rated_people import benchmark_of, cube_of, extract_of

from evenhand.inspection.bootstrap import spreads
from evenhand.inspection.cube import Cube, build
from evenhand.inspection.disparity import tables
from evenhand.inspection.extract import Attribute, Stage

COUNTS = {"a": (45, 130), "b": (60, 240), "c": (20, 90)}


def by_drawing_rows(rows: np.ndarray, draws: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw the rows (group, mark) with replacement and count anew: rates, and ratios to everybody else."""
    drawn = rows[rng.integers(0, len(rows), (draws, len(rows)))]
    of = np.stack([(drawn[:, :, 0] == group).sum(axis=1) for group in range(3)], axis=1)
    counted = np.stack([((drawn[:, :, 0] == group) & (drawn[:, :, 1] == 1)).sum(axis=1) for group in range(3)], axis=1)
    others = (counted.sum(axis=1, keepdims=True) - counted) / (of.sum(axis=1, keepdims=True) - of)
    return counted / of, counted / of / others


def test_bounds_are_those_of_drawing_the_rows() -> None:
    cube = cube_of(COUNTS)
    (got,) = spreads(cube, tables(cube), draws=20_000)
    rows = np.array(
        [(group, place < counted) for group, (counted, of) in enumerate(COUNTS.values()) for place in range(of)]
    )
    rates, ratios = by_drawing_rows(rows, 20_000, np.random.default_rng(3))
    for low, high, drawn in ((got.rate_low, got.rate_high, rates), (got.ratio_low, got.ratio_high, ratios)):
        expected = np.quantile(drawn, [0.025, 0.975], axis=0)
        width = expected[1] - expected[0]
        assert (np.abs(low - expected[0]) < 0.03 * width).all()
        assert (np.abs(high - expected[1]) < 0.03 * width).all()


def test_the_interval_of_a_ratio_covers_the_true_one_about_as_often_as_it_says() -> None:
    rng, covered, runs = np.random.default_rng(8), 0, 300
    cells = Cube(
        attributes=(Attribute("kind", "kind", ("a", "b"), reference="b"),),
        stages=(Stage("entered", "entered"),),
        codes=np.array([[0], [0], [1], [1]], np.uint16),
        marks=np.array([[1], [0], [1], [0]], np.int8),
        people=np.zeros(4, np.int64),
    )
    for run in range(runs):
        found = rng.binomial([200, 300], [0.3, 0.2])
        people = np.array([found[0], 200 - found[0], found[1], 300 - found[1]])
        cube = replace(cells, people=people)
        (got,) = spreads(cube, tables(cube), draws=400, seed=run)
        covered += bool(got.ratio_low[0] <= 1.5 <= got.ratio_high[0])
    assert 0.91 < covered / runs < 0.98


def test_residents_are_not_drawn() -> None:
    cube = cube_of(COUNTS)
    table = tables(cube, [benchmark_of({"a": 10_000, "b": 30_000, "d": 500})])[2]
    assert (table.stage, table.benchmark) == ("entered", "town")
    got = spreads(cube, [table])[0]
    assert got.groups == table.groups
    assert (got.rate_low < table.rate)[:2].all()
    assert (got.rate_high > table.rate)[:2].all()
    # 45 counted of 10,000: the count is spread like a Poisson count, give or take.
    assert (got.rate_high - got.rate_low)[0] * 10_000 == pytest.approx(2 * 1.96 * np.sqrt(45), rel=0.15)
    assert np.isnan(got.rate_low[2])
    assert (got.rate_low[3], got.rate_high[3]) == (0, 0)


def test_another_stage_is_drawn_with_those_who_are_set_against_it() -> None:
    rng = np.random.default_rng(1)
    extract = extract_of(
        {"sex": rng.choice(["F", "M"], 300).tolist()},
        {"entered": (rng.random(300) < 0.3).tolist(), "suspected": (rng.random(300) < 0.8).tolist()},
    )
    cube = build(extract)
    table = next(one for one in tables(cube, ["suspected"]) if (one.stage, one.benchmark) == ("entered", "suspected"))
    got = spreads(cube, [table])[0]
    assert (got.ratio_low < table.ratio).all()
    assert (got.ratio_high > table.ratio).all()


def test_what_is_not_compared_has_no_bounds_of_a_ratio() -> None:
    cube = cube_of({"a": (9, 40), "b": (3, 50), "not recorded": (2, 30)}, reference={"ethnicity": "a"})
    got = spreads(cube, tables(cube))[0]
    assert np.isnan(got.ratio_low).tolist() == [True, False, True]
    assert np.isfinite(got.rate_low).all()


def test_a_seed_gives_the_same_bounds_whatever_else_is_drawn() -> None:
    cube = cube_of(COUNTS)
    made = tables(cube, [benchmark_of({"a": 10_000, "b": 30_000, "c": 500})])
    together, alone = spreads(cube, made), spreads(cube, made[1:2])
    again = spreads(cube, made)
    assert alone[0].ratio_low.tolist() == together[1].ratio_low.tolist()
    assert [one.ratio_high.tolist() for one in again] == [one.ratio_high.tolist() for one in together]
    assert spreads(cube, made, seed=5)[0].ratio_low.tolist() != together[0].ratio_low.tolist()
