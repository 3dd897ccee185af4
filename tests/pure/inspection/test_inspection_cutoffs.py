"""Every cut-off: counts, error rates and shares as a plain count over the rows has them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate
from hypothesis import given, settings
from hypothesis import strategies as st
from rated_people import extract_of

from evenhand.inspection.cutoffs import over, over_all
from evenhand.inspection.intervals import katz
from evenhand.inspection.trouble import CannotInspect

PERSON = st.tuples(
    st.sampled_from(["a", "b", "not recorded"]),
    st.sampled_from([0.0, 1.5, 3.0, 7.0, None]),
    st.sampled_from([True, False]),
)


def share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


@settings(max_examples=40)
@given(st.lists(PERSON, min_size=1, max_size=40))
def test_every_figure_is_a_plain_count(people: list[tuple[str, float | None, bool]]) -> None:
    extract = extract_of(
        {"kind": [kind for kind, _, _ in people]}, {},
        score=[score for _, score, _ in people], outcome=[found for _, _, found in people],
    )  # fmt: skip
    got = over(extract, "kind")
    scored = [(kind, score, found) for kind, score, found in people if score is not None]
    assert got.cuts.tolist() == sorted({score for _, score, _ in scored})
    for group, name in enumerate(got.groups):
        of = [one for one in scored if one[0] == name]
        assert got.of[group] == len(of)
        for place, cut in enumerate(got.cuts):
            counts = [one for one in of if one[1] >= cut]
            assert got.counted[place, group] == len(counts)
            found, missed = [[one for one in of if one[2] is what] for what in (True, False)]
            expected = (
                share(sum(one[1] >= cut for one in missed), len(missed)),
                share(sum(one[1] < cut for one in found), len(found)),
                share(sum(one[2] for one in counts), len(counts)),
            )
            figures = (got.false_positive, got.false_negative, got.found_share)
            assert [one[place, group] for one in figures if one is not None] == pytest.approx(expected, nan_ok=True)


def test_rates_at_a_cut_are_those_of_fairlearn() -> None:
    rng = np.random.default_rng(4)
    kind, score, found = rng.choice(["a", "b", "c"], 900), rng.integers(1, 8, 900).astype(float), rng.random(900) < 0.4
    got = over(extract_of({"kind": kind.tolist()}, {}, score=score.tolist(), outcome=found.tolist()), "kind")
    for place, cut in enumerate(got.cuts):
        theirs = MetricFrame(
            metrics={"s": selection_rate, "p": false_positive_rate, "n": false_negative_rate},
            y_true=found.astype(int), y_pred=(score >= cut).astype(int), sensitive_features=kind,
        ).by_group  # fmt: skip
        assert (got.counted[place] / got.of).tolist() == pytest.approx(theirs["s"].tolist())
        assert got.false_positive is not None
        assert got.false_positive[place].tolist() == pytest.approx(theirs["p"].tolist())
        assert got.false_negative is not None
        assert got.false_negative[place].tolist() == pytest.approx(theirs["n"].tolist())


# ProPublica's counts of COMPAS, by group: people in whom it was not found, below the cut and not; in whom it was.
COMPAS = {"African-American": (990, 805, 532, 1369), "Caucasian": (1139, 349, 461, 505)}


def test_error_rates_of_compas_at_the_published_cut() -> None:
    rows = [
        (group, score, found)
        for group, counts in COMPAS.items()
        for (score, found), number in zip([(4.0, False), (5.0, False), (4.0, True), (5.0, True)], counts, strict=True)
        for _ in range(number)
    ]
    kind, score, found = zip(*rows, strict=True)
    got = over(extract_of({"race": kind}, {}, score=score, outcome=found, reference={"race": "Caucasian"}), "race")
    at = got.cuts.tolist().index(5.0)
    assert got.false_positive is not None
    assert got.false_negative is not None
    assert got.false_positive[at].tolist() == [805 / 1795, 349 / 1488]
    assert [round(100 * one, 2) for one in got.false_positive[at]] == [44.85, 23.45]
    assert [round(100 * one, 2) for one in got.false_negative[at]] == [27.99, 47.72]
    assert got.reference == "Caucasian"
    expected = katz(2174, 3696, 854, 2454)
    assert [got.ratio[at, 0], got.ratio_low[at, 0], got.ratio_high[at, 0]] == pytest.approx(
        [float(one) for one in expected]
    )
    assert got.ratio[at, 1] == 1.0


def test_many_scores_are_cut_at_even_steps_through_the_people_and_that_is_said() -> None:
    got = over(extract_of({"kind": ["a", "b"] * 500}, {}, score=[float(n) ** 2 for n in range(1000)]), "kind")
    assert got.cuts.tolist() == [float(n) ** 2 for n in range(0, 1000, 5)]
    assert got.counted.sum(axis=1).tolist() == [1000 - n for n in range(0, 1000, 5)]
    assert got.warnings[0].startswith("There are 1,000 different scores; they are cut at 200 of them")


def test_people_without_a_score_are_left_out_and_said() -> None:
    got = over(extract_of({"kind": ["a", "a", "b"]}, {}, score=[1.0, None, float("nan")]), "kind")
    assert got.of.tolist() == [1, 0]
    assert got.warnings == ("2 people have no score and are left out.",)


def test_without_an_outcome_there_are_no_error_rates() -> None:
    got = over(extract_of({"kind": ["a", "b"]}, {}, score=[1.0, 2.0]), "kind")
    assert (got.false_positive, got.false_negative, got.found_share) == (None, None, None)


def test_an_outcome_that_is_not_said_is_neither_found_nor_not_found() -> None:
    got = over(extract_of({"kind": ["a"] * 3}, {}, score=[1.0, 2.0, 2.0], outcome=[False, None, True]), "kind")
    assert got.false_positive is not None
    assert got.found_share is not None
    assert got.false_positive.tolist() == [[1.0], [0.0]]
    assert got.found_share.tolist() == [[0.5], [1.0]]


def test_a_row_counts_as_often_as_it_stands_for_people() -> None:
    extract = extract_of({"kind": ["a", "b"]}, {}, score=[1.0, 2.0], people=[3, 4])
    assert over(replace(extract, single=False), "kind").of.tolist() == [3, 4]


def test_all_attributes_at_once_are_each_alone() -> None:
    rng = np.random.default_rng(9)
    names = [f"kind {number}" for number in range(5)]
    extract = extract_of(
        {name: rng.choice(["a", "b", "not recorded"], 200).tolist() for name in names}, {},
        score=rng.integers(0, 5, 200).astype(float).tolist(), outcome=(rng.random(200) < 0.5).tolist(),
    )  # fmt: skip
    for together in over_all(extract):
        alone: Any = over(extract, together.attribute)
        for name in together.__dataclass_fields__:
            assert np.array_equal(
                np.asarray(getattr(together, name)),
                np.asarray(getattr(alone, name)),
                equal_nan=name not in ("attribute", "groups", "reference", "warnings"),
            )


def test_no_score_at_all() -> None:
    extract = extract_of({"kind": ["a"]}, {})
    assert over_all(extract) == ()
    with pytest.raises(CannotInspect, match="no score"):
        over(extract, "kind")


def test_a_column_of_scores_that_is_empty_has_no_cuts() -> None:
    got = over(extract_of({"kind": ["a", "b"]}, {}, score=[None, None]), "kind")
    assert got.cuts.tolist() == []
    assert got.of.tolist() == [0, 0]
    assert got.counted.shape == (0, 2)
