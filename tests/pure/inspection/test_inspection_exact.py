"""Fisher's test and Holm's correction, beside scipy, statsmodels and whole-number arithmetic."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

from evenhand.inspection.exact import fisher, holm

ROW = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(ROW, ROW)
def test_p_is_that_of_scipy(one: tuple[int, int], other: tuple[int, int]) -> None:
    (a, n), (b, m) = one, other
    assert fisher(a, n, b, m)[0] == pytest.approx(fisher_exact([[a, n - a], [b, m - b]]).pvalue, rel=1e-11)


@given(st.lists(st.tuples(ROW, ROW), min_size=2, max_size=20))
def test_many_tables_at_once_give_what_each_gives_alone(tables: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    a, n, b, m = (np.array([row[place][part] for row in tables]) for place in (0, 1) for part in (0, 1))
    alone = [fisher(*each)[0] for each in zip(a, n, b, m, strict=True)]
    assert fisher(a, n, b, m).tolist() == alone


@given(ROW, ROW)
def test_p_does_not_depend_on_which_row_or_column_is_first(one: tuple[int, int], other: tuple[int, int]) -> None:
    (a, n), (b, m) = one, other
    p = fisher(a, n, b, m)[0]
    assert fisher(b, m, a, n)[0] == pytest.approx(p, rel=1e-11)
    assert fisher(n - a, n, m - b, m)[0] == pytest.approx(p, rel=1e-11)


def exactly(a: int, n: int, b: int, m: int) -> float:
    """The definition in whole numbers: terms follow from each other by a ratio, so one big binomial is enough."""
    k = a + b
    term = {max(0, k - m): comb(n, max(0, k - m)) * comb(m, k - max(0, k - m))}
    for x in range(max(0, k - m), min(n, k)):
        term[x + 1] = term[x] * (n - x) * (k - x) // ((x + 1) * (m - k + x + 1))
    limit = term[a] * (10**7 + 1)
    return float(Fraction(sum(one for one in term.values() if one * 10**7 <= limit), comb(n + m, k)))


@pytest.mark.parametrize(
    ("a", "n", "b", "m"),
    [(300, 1_000_000, 220, 900_000), (40, 10_000, 961_000, 990_000), (700, 900_000, 1_100, 1_000_000), (3, 3, 0, 997)],
)
def test_p_is_exact_for_counts_up_to_a_million(a: int, n: int, b: int, m: int) -> None:
    assert fisher(a, n, b, m)[0] == pytest.approx(exactly(a, n, b, m), rel=1e-11)


def test_halves_of_a_million_agree_with_scipy() -> None:
    a, n, b, m = 500_000, 1_000_000, 451_000, 900_000
    p = fisher_exact([[a, n - a], [b, m - b]]).pvalue
    assert 0.01 < p < 0.99
    assert fisher(a, n, b, m)[0] == pytest.approx(p, rel=1e-9)


def test_what_could_hardly_be_rarer_is_zero_or_nearly() -> None:
    assert 0 <= fisher(1_000_000, 1_000_000, 0, 1_000_000)[0] < 1e-300


def test_nothing_is_compared_with_an_empty_row_or_a_part_larger_than_its_whole() -> None:
    assert np.isnan(fisher([0, 1, 5, -1], [0, 3, 4, 4], [1, 0, 1, 1], [3, 0, 4, 4])).all()


def test_equal_rows_are_as_probable_as_any() -> None:
    assert fisher([0, 5, 10], 10, [0, 5, 10], 10).tolist() == [1.0, 1.0, 1.0]


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_is_that_of_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], rel=1e-12, abs=1e-15)


def test_what_was_not_compared_does_not_count_as_a_comparison() -> None:
    assert holm([0.01, np.nan, 0.04]) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert holm([]).size == 0


def test_thousands_of_tables_are_worked_out_in_parts_that_join() -> None:
    a = np.arange(9_000) % 11
    assert np.array_equal(fisher(a, 10, 5, 10), np.tile(fisher(np.arange(11), 10, 5, 10), 819)[:9_000])
