"""The threshold test's model and the draws from it: slopes, likelihood, a distribution that is known, the same seed."""

import numpy as np
import pytest
from invented_decisions import drawn
from scipy.stats import binom, norm

from evenhand.inspection import hamiltonian, threshold_model
from evenhand.inspection.intervals import Floats
from evenhand.inspection.threshold_model import Cells

GROUPS, STRATA = 3, 4


def points(cells: Cells, number: int, seed: int = 5) -> Floats:
    return 0.5 * np.random.default_rng(seed).standard_normal((number, threshold_model.size(*cells.shape)))


def some_unknown(cells: Cells) -> Cells:
    """The same, where of a few listed people it is not known what was found."""
    known = cells.known - np.minimum(7, cells.known - cells.found)
    return Cells(cells.eligible, cells.listed, known, cells.found, cells.missed, cells.cleared)


@pytest.mark.parametrize("looked", [False, True])
@pytest.mark.parametrize("climbing", [False, True])
def test_the_gradient_is_that_of_the_density(looked: bool, climbing: bool) -> None:
    cells = some_unknown(drawn(GROUPS, STRATA, 200, -0.5, 1, looked)[0])
    at = points(cells, 3)
    width, moves = 1e-5, np.eye(at.shape[1])
    for point in at:
        more = threshold_model.density(cells, point + width * moves, climbing=climbing)[0]
        less = threshold_model.density(cells, point - width * moves, climbing=climbing)[0]
        gradient = threshold_model.density(cells, point[None], climbing=climbing)[1][0]
        assert gradient == pytest.approx((more - less) / (2 * width), rel=1e-6, abs=1e-3)


def test_the_upper_tail_is_right_to_twelve_digits_also_far_out() -> None:
    x = np.linspace(-30, 30, 4001)
    assert threshold_model.tail(x) == pytest.approx(norm.sf(x), rel=1e-12, abs=0)


def test_the_likelihood_is_binomial_in_the_listed_and_in_the_found() -> None:
    cells, _ = drawn(GROUPS, STRATA, 200, 0, 2)
    one, other = points(cells, 2)
    told = []
    for point in (one, other):
        at = threshold_model.unfold(point[None], GROUPS, STRATA)
        phi = 1 / (1 + np.exp(-at.base[0]))
        right, wrong = phi * norm.sf(at.at[0] - at.delta[0]), (1 - phi) * norm.sf(at.at[0])
        told.append(
            binom.logpmf(cells.listed, cells.eligible, right + wrong).sum()
            + binom.logpmf(cells.found, cells.listed, right / (right + wrong)).sum()
        )
    empty = Cells(*(np.zeros_like(cells.eligible),) * 6)
    ours = [
        threshold_model.density(cells, point[None])[0][0] - threshold_model.density(empty, point[None])[0][0]
        for point in (one, other)
    ]
    assert ours[0] - ours[1] == pytest.approx(told[0] - told[1], rel=1e-9)


def test_the_bar_is_the_probability_of_somebody_whose_signal_is_at_the_bar() -> None:
    cells, _ = drawn(GROUPS, STRATA, 200, 0, 2)
    at = threshold_model.unfold(points(cells, 1), GROUPS, STRATA)
    phi = 1 / (1 + np.exp(-at.base))
    guilty, innocent = phi * norm.pdf(at.at - at.delta), (1 - phi) * norm.pdf(at.at)
    assert 1 / (1 + np.exp(-at.log_bars)) == pytest.approx(guilty / (guilty + innocent), rel=1e-12)


def test_a_point_at_which_the_counts_could_not_be_has_no_density() -> None:
    cells, _ = drawn(GROUPS, STRATA, 200, 0, 2)
    far = points(cells, 2)
    far[0] = 1e3
    value, gradient = threshold_model.density(cells, far)
    assert value[0] == -np.inf
    assert np.isfinite(value[1])
    assert np.isfinite(gradient).all()


def test_without_any_people_the_draws_are_what_is_held_before_the_data() -> None:
    empty = Cells(*(np.zeros((2, 3), np.int64),) * 6)
    size = threshold_model.size(2, 3)
    draws = hamiltonian.sample(
        lambda at: threshold_model.density(empty, at), np.zeros(size), np.eye(size), 3, draws=1000
    )
    at = threshold_model.unfold(draws.points.reshape(-1, size), 2, 3)
    prior = threshold_model.BASE_RATE
    assert at.base.mean() == pytest.approx(prior.middle, abs=0.2)
    assert at.base.std() == pytest.approx(np.sqrt(prior.common**2 + prior.groups**2 + prior.strata**2), rel=0.08)
    assert at.own.std() == pytest.approx(threshold_model.BAR_SPREAD, rel=0.08)
    away = (at.log_bars - at.own[:, :, None]) / at.size[:, :, None]
    assert away.mean() == pytest.approx(0, abs=0.05)
    assert away.std() == pytest.approx(1, rel=0.05)
    assert np.log(at.size).std() == pytest.approx(threshold_model.STRATA_SPREAD, rel=0.1)


COVARIANCE = np.array([[4.0, 1.8, 0.0], [1.8, 1.0, 0.0], [0.0, 0.0, 0.01]])
MIDDLE = np.array([3.0, -1.0, 0.5])


def normal(at: Floats) -> tuple[Floats, Floats]:
    slope = -(at - MIDDLE) @ np.linalg.inv(COVARIANCE)
    return ((at - MIDDLE) * slope).sum(1) / 2, slope


def test_draws_from_a_known_distribution_have_its_middle_spread_and_quantiles() -> None:
    middle = hamiltonian.mode(normal, 3)
    assert middle == pytest.approx(MIDDLE, abs=1e-3)
    drawn_points = hamiltonian.sample(normal, middle, hamiltonian.spread_at(normal, middle), seed=4).points
    assert hamiltonian.split_rhat(drawn_points).max() < 1.02
    flat = drawn_points.reshape(-1, 3)
    assert np.abs(flat.mean(0) - MIDDLE) == pytest.approx(0, abs=0.1)
    assert np.cov(flat.T) == pytest.approx(COVARIANCE, rel=0.15, abs=0.02)
    outside = np.abs(flat - MIDDLE) > 1.959964 * np.sqrt(np.diag(COVARIANCE))
    assert outside.mean(0) == pytest.approx(0.05, abs=0.015)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    spread = np.linalg.cholesky(COVARIANCE)
    first, again, other = (hamiltonian.sample(normal, MIDDLE, spread, seed, draws=20).points for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_chains_that_do_not_agree_have_a_large_rhat() -> None:
    rng = np.random.default_rng(1)
    together = rng.standard_normal((4, 200, 1))
    assert hamiltonian.split_rhat(together)[0] < 1.02
    assert hamiltonian.split_rhat(together + np.arange(4)[:, None, None])[0] > 1.5
    assert hamiltonian.split_rhat(together + np.linspace(0, 3, 200)[:, None])[0] > 1.2
