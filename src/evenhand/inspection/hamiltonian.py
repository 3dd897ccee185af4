"""Draws from a posterior distribution by Hamiltonian Monte Carlo, several chains at once, the same for the same seed.

The rule is Neal's (MCMC using Hamiltonian dynamics, 2011) with steps of an adapted size. The chains start around the
mode, in the metric of the curvature there; while warming up, the metric becomes the covariance of the draws so far.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evenhand.inspection.intervals import Floats

Density = Callable[[Floats], tuple[Floats, Floats]]  # points (k x n) -> log density (k), its gradient (k x n)
WANTED = 0.88  # the share of proposals accepted that the size of a step is adapted to
LENGTH = 6.0  # how far a trajectory goes, in standard deviations: up to a whole turn, half of one on average
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Draws:
    """`points` is chains x draws x dimensions; `accepted` the share of proposals accepted after warming up."""

    points: Floats
    accepted: float


def sample(
    density: Density, middle: Floats, spread: Floats, seed: int, chains: int = 8, warm_up: int = 100, draws: int = 400
) -> Draws:
    """Draw so often in every chain. The chains start around `middle` (n), half as far again as `spread` says, which is
    a square root (n x n) of the covariance."""
    rng = np.random.default_rng(seed)
    points, step = middle + 1.5 * rng.standard_normal((chains, len(middle))) @ spread.T, 0.5
    for length in (warm_up // 2, warm_up, 2 * warm_up):
        kept, step, _ = _run(density, points, spread, step, length, rng, adapt=True)
        points, spread = kept[:, -1], _spread_of(kept[:, length // 4 :], spread)
    kept, step, _ = _run(density, points, spread, step, warm_up // 2, rng, adapt=True)
    kept, _, accepted = _run(density, kept[:, -1], spread, step, draws, rng, adapt=False)
    return Draws(kept, accepted)


def mode(density: Density, size: int, rounds: int = 200) -> Floats:
    """A point of the highest density: Newton's method, damped as Levenberg and Marquardt do, from zero."""
    point, damping = np.zeros(size), 1.0
    value, gradient = (one[0] for one in density(point[None]))
    curvature = _curvature(density, point)
    for _ in range(rounds):
        move = np.linalg.solve(_positive(curvature) + damping * np.eye(size), gradient)
        there, slope = (one[0] for one in density((point + move)[None]))
        if there > value:
            gained, point, value, gradient, damping = there - value, point + move, there, slope, damping / 4
            if gained < 1e-6:
                break
            curvature = _curvature(density, point)
        else:
            damping = max(damping, 1e-4) * 4
            if damping > 1e12:
                break
    return point


def split_rhat(points: Floats) -> Floats:
    """Gelman and Rubin's R-hat of each dimension, every chain cut into two: near 1 where the chains agree."""
    half = points.shape[1] // 2
    parts = np.concatenate([points[:, :half], points[:, half : 2 * half]])
    within, between = parts.var(1, ddof=1).mean(0), parts.mean(1).var(0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rhat: Floats = np.sqrt((half - 1) / half + between / within)
    return rhat


def _run(
    density: Density, points: Floats, spread: Floats, step: float, length: int, rng: np.random.Generator, *, adapt: bool
) -> tuple[Floats, float, float]:
    """So many draws of every chain; the size of a step adapted by dual averaging (Hoffman and Gelman 2014)."""
    value, gradient = density(points)
    kept, chances = np.empty((points.shape[0], length, points.shape[1])), np.empty(length)
    centre, lag, log_mean = np.log(4 * step), 0.0, np.log(step)
    for turn in range(length):
        steps = int(rng.integers(1, 1 + min(MOST_STEPS, max(2, round(LENGTH / step)))))
        push = rng.standard_normal(points.shape)
        there, height, slope, after = _trajectory(density, points, gradient, push, spread, step, steps)
        with np.errstate(over="ignore"):
            gain = height - value - ((after**2).sum(1) - (push**2).sum(1)) / 2
            chance = np.where(np.isfinite(gain), np.minimum(1, np.exp(np.minimum(gain, 0))), 0.0)
        taken = rng.random(len(points)) < chance
        points, gradient = np.where(taken[:, None], there, points), np.where(taken[:, None], slope, gradient)
        value = np.where(taken, height, value)
        kept[:, turn], chances[turn] = points, chance.mean()
        if adapt:
            lag += (WANTED - chances[turn] - lag) / (turn + 11)
            step = float(np.exp(centre - np.sqrt(turn + 1) / 0.05 * lag))
            step = min(step, LENGTH)
            log_mean += (np.log(step) - log_mean) * (turn + 1) ** -0.75
    return kept, float(np.exp(log_mean)) if adapt else step, float(chances.mean())


def _trajectory(
    density: Density, points: Floats, gradient: Floats, push: Floats, spread: Floats, step: float, steps: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Leapfrog: where the chains are after so many steps, the density and slope there, and their push."""
    height = np.empty(len(points))
    for _ in range(steps):
        push = push + step / 2 * gradient @ spread
        points = points + step * push @ spread.T
        height, gradient = density(points)
        push = push + step / 2 * gradient @ spread
    return points, height, gradient, push


def _curvature(density: Density, point: Floats, width: float = 1e-4) -> Floats:
    """Minus the second derivatives at a point, by central differences of the gradient."""
    moves = width * np.eye(len(point))
    curvature: Floats = -(density(point + moves)[1] - density(point - moves)[1]) / (2 * width)
    return (curvature + curvature.T) / 2


def _positive(curvature: Floats, least: float = 0.3) -> Floats:
    """The nearest matrix without directions in which the density does not fall."""
    values, vectors = np.linalg.eigh(curvature)
    positive: Floats = (vectors * np.maximum(values, least)) @ vectors.T
    return positive


def spread_at(density: Density, point: Floats) -> Floats:
    """A square root of the covariance that a normal density as curved as this one at a point would have."""
    return np.linalg.cholesky(np.linalg.inv(_positive(_curvature(density, point))))


def _spread_of(kept: Floats, before: Floats) -> Floats:
    """The square root of the draws' covariance, held to what was used before where they are few."""
    draws = kept.reshape(-1, kept.shape[2])
    prior = 2 * kept.shape[2]
    weight = len(draws) / (len(draws) + prior)
    return np.linalg.cholesky(weight * np.cov(draws.T) + (1 - weight) * before @ before.T)
