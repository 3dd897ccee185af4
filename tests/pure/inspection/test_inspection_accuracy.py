"""Error rates and calibration: the published figures of COMPAS, and properties over random tables."""

from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inspection_extracts import extract_of
from sklearn.metrics import confusion_matrix

from evenhand.inspection import accuracy
from evenhand.inspection.extract import Attribute, Extract, Role, Stage

# ProPublica's COMPAS file (compas-scores-two-years.csv), counted: people without, then with, a new crime within two
# years, by decile of the score from 1 to 10. Medium and High are the deciles from 5.
COMPAS = {
    "African-American": (
        (307, 274, 201, 208, 189, 169, 163, 114, 111, 59),
        (91, 119, 145, 177, 176, 215, 237, 245, 269, 227),
    ),
    "Asian": ((14, 4, 3, 0, 0, 1, 0, 1, 0, 0), (1, 0, 2, 0, 1, 2, 1, 1, 0, 1)),
    "Caucasian": ((539, 248, 180, 172, 130, 83, 55, 32, 30, 19), (142, 113, 93, 113, 111, 111, 88, 82, 68, 45)),
    "Hispanic": ((148, 77, 59, 34, 24, 16, 18, 13, 9, 7), (48, 36, 27, 18, 28, 21, 16, 13, 11, 14)),
    "Native American": ((0, 4, 1, 0, 0, 1, 1, 0, 1, 0), (0, 0, 0, 1, 0, 1, 3, 1, 1, 3)),
    "Other": ((124, 41, 22, 21, 12, 13, 5, 2, 2, 2), (26, 25, 14, 25, 10, 8, 5, 8, 6, 6)),
}
GROUPS = tuple(COMPAS)


@pytest.fixture(scope="module")
def compas() -> Extract:
    rows = [
        (group, float(decile), decile >= 5, bool(again), people)
        for group, both in COMPAS.items()
        for again, deciles in enumerate(both)
        for decile, people in enumerate(deciles, start=1)
    ]
    columns = {"race": "VARCHAR", "score": "DOUBLE", "high": "BOOLEAN", "outcome": "BOOLEAN", "people": "BIGINT"}
    return extract_of(columns, rows, [Attribute("race", "race", GROUPS)], [Stage("high", "high")], [Role.SCORE])


def test_the_published_rates_of_compas_come_out_exactly(compas: Extract) -> None:
    (rates,) = accuracy.error_rates(compas)
    black, white = GROUPS.index("African-American"), GROUPS.index("Caucasian")
    assert (rates.false_positives[black], rates.negatives[black]) == (805, 1795)
    assert (rates.false_positives[white], rates.negatives[white]) == (349, 1488)
    assert np.round(100 * rates.fpr[[black, white]], 2).tolist() == [44.85, 23.45]
    assert np.round(100 * rates.fnr[[black, white]], 2).tolist() == [27.99, 47.72]
    assert int(rates.negatives.sum() + rates.positives.sum()) == 7214


def test_a_score_of_few_values_is_calibrated_value_by_value(compas: Extract) -> None:
    (calibration,) = accuracy.calibration(compas)
    assert calibration.bins == tuple(str(decile) for decile in range(1, 11))
    black = GROUPS.index("African-American")
    assert calibration.found[:, black].tolist() == list(COMPAS["African-American"][1])
    assert calibration.of.sum() == 7214
    assert calibration.share[9, black] == pytest.approx(calibration.found[9, black] / calibration.of[9, black])
    somebody = calibration.of > 0
    assert (calibration.low[somebody] <= calibration.share[somebody]).all()
    assert (calibration.share[somebody] <= calibration.high[somebody]).all()
    assert np.isnan(calibration.share[~somebody]).all()


columns = {"g": "VARCHAR", "before": "BOOLEAN", "yes": "BOOLEAN", "outcome": "BOOLEAN", "people": "BIGINT"}
maybe = st.sampled_from([True, False, None])
cells = st.lists(st.tuples(st.sampled_from("AB"), maybe, maybe, maybe, st.integers(0, 30)), min_size=1, max_size=20)


@settings(max_examples=30)
@given(cells)
def test_rates_agree_with_a_slow_count_of_the_people_who_could_have_come_to_the_stage(rows: list[Any]) -> None:
    stages = [Stage("before", "before"), Stage("yes", "yes", among="before")]
    rates = accuracy.error_rates(extract_of(columns, rows, [Attribute("g", "g", ("A", "B"))], stages))[1]
    for r, group in enumerate("AB"):
        told = [row for row in rows if row[0] == group and row[1] and row[2] is not None and row[3] is not None]
        truth = [row[3] for row in told for _ in range(row[4])]
        said = [row[2] for row in told for _ in range(row[4])]
        table = confusion_matrix(truth, said, labels=[False, True]) if truth else np.zeros((2, 2), int)
        assert [rates.negatives[r], rates.false_positives[r]] == [table[0].sum(), table[0, 1]]
        assert [rates.positives[r], rates.false_negatives[r]] == [table[1].sum(), table[1, 0]]
        assert [rates.selected[r], rates.true_positives[r]] == [table[:, 1].sum(), table[1, 1]]


def test_a_rate_of_nobody_is_no_figure() -> None:
    rows = [("A", True, True, True, 5)]
    (rates,) = accuracy.error_rates(extract_of(columns, rows, [Attribute("g", "g", ("A", "B"))], [Stage("yes", "yes")]))
    assert np.isnan([rates.fpr[0], rates.fpr_low[0], rates.fpr_high[0], rates.fnr[1], rates.ppv[1]]).all()
    assert rates.ppv[0] == 1


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), min_size=1, max_size=300))
def test_a_score_of_many_values_is_cut_into_at_most_ten_bins_and_nobody_is_lost(people: list[tuple[int, bool]]) -> None:
    rows = [("A", score / 7, outcome, 1) for score, outcome in people]
    made = {"g": "VARCHAR", "score": "DOUBLE", "outcome": "BOOLEAN", "people": "BIGINT"}
    (calibration,) = accuracy.calibration(extract_of(made, rows, [Attribute("g", "g", ("A",))], [], [Role.SCORE]))
    distinct = len({score for score, _ in people})
    assert len(calibration.bins) == distinct if distinct <= 20 else len(calibration.bins) <= 10
    assert calibration.of.sum() == len(people)
    assert calibration.found.sum() == sum(outcome for _, outcome in people)


def test_bins_hold_about_as_many_people_each_and_are_named_by_their_scores() -> None:
    rows = [("A", float(score), score % 2 == 0, 1) for score in range(100)]
    made = {"g": "VARCHAR", "score": "DOUBLE", "outcome": "BOOLEAN", "people": "BIGINT"}
    (calibration,) = accuracy.calibration(extract_of(made, rows, [Attribute("g", "g", ("A",))], [], [Role.SCORE]))
    assert calibration.of.ravel().tolist() == [10] * 10
    assert calibration.bins[:2] == ("0 to 9", "10 to 19")


def test_without_an_outcome_or_a_score_nothing_is_said(compas: Extract) -> None:
    rows = [("A", 1.0, 3)]
    made = {"g": "VARCHAR", "score": "DOUBLE", "people": "BIGINT"}
    without = extract_of(made, rows, [Attribute("g", "g", ("A",))], [], [Role.SCORE])
    assert accuracy.error_rates(without) == accuracy.calibration(without) == ()
    assert accuracy.calibration(extract_of(columns, [("A", True, True, True, 1)], [], [])) == ()


def test_a_heading_with_quotes_in_it_is_a_heading() -> None:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE people AS SELECT \'A\' AS "g""; --", true AS "s""", true AS outcome, 1 AS people')
    plain = extract_of(columns, [("A", True, True, True, 1)], [], [])
    made = Extract(
        **{name: getattr(plain, name) for name in plain.__slots__}
        | {"connection": connection, "attributes": (Attribute("g", 'g"; --', ("A",)),), "stages": (Stage("s", 's"'),)}
    )
    assert accuracy.error_rates(made)[0].selected.tolist() == [1]
