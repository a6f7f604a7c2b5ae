"""Fitting D on the plane and moving fakes: against SciPy's optimiser, least squares' normal equations, differences."""

import numpy as np
import pytest
from scipy.optimize import minimize

from explorer.data.far_fakes import far_fakes, is_home, sigmas_from_data
from explorer.models.lsgan_vs_bce.linear_discriminator import LinearDiscriminator
from explorer.theory.losses import NON_SATURATING, SATURATING, Loss, least_squares_generator
from explorer.theory.lsgan import BINARY_CODING, PEARSON_CODING
from explorer.training.lsgan_vs_bce.far_fakes import (
    L2,
    Snapshot,
    fit_cross_entropy,
    fit_least_squares,
    move_fakes,
    sample_gradient,
)

N_STEPS = 30


def run(loss: Loss, coding: object, seed: int = 0, distance: float = 5.0, **settings: float) -> list[Snapshot]:
    points = far_fakes(distance, settings.pop("height", 0.0), 2.0, seed)
    step_size, refit = settings.pop("step_size", 0.5), bool(settings.pop("refit", False))
    return list(move_fakes(points, loss, N_STEPS, step_size, refit, coding))


@pytest.mark.parametrize("seed", range(4))
def test_logistic_fit_against_scipy(seed: int) -> None:
    points = far_fakes(5.0, 0.0, 2.0, seed)

    def objective(theta: np.ndarray) -> float:
        real, fake = points.real @ theta[:2] + theta[2], points.fake @ theta[:2] + theta[2]
        return np.log1p(np.exp(-real)).mean() + np.log1p(np.exp(fake)).mean() + L2 / 2 * (theta[:2] ** 2).sum()

    best = minimize(objective, np.zeros(3), method="BFGS", options={"gtol": 1e-9})
    D = fit_cross_entropy(points.real, points.fake)
    np.testing.assert_allclose([*D.w, D.bias], best.x, atol=1e-4)


def test_logistic_fit_converges_on_separable_and_on_far_points() -> None:
    for distance, gap in ((8.0, 4.0), (-4.0, 4.0), (8.0, 0.0)):
        points = far_fakes(distance, 2.5, gap, 0)
        everything = np.concatenate([points.fake, points.far])
        D = fit_cross_entropy(points.real, everything)
        real, fake = D.logit(points.real), D.logit(everything)
        slope = -(points.real / (1 + np.exp(real))[:, None]).mean(0) + (everything / (1 + np.exp(-fake))[:, None]).mean(
            0
        )
        np.testing.assert_allclose(slope + L2 * D.w, 0.0, atol=1e-8)


@pytest.mark.parametrize(("a", "b"), [(-1.0, 1.0), (0.0, 1.0)])
def test_least_squares_fit_has_no_slope_left(a: float, b: float) -> None:
    points = far_fakes(5.0, 0.0, 2.0, 1)
    D = fit_least_squares(points.real, points.fake, a, b)
    on_real, on_fake = D.logit(points.real) - b, D.logit(points.fake) - a
    np.testing.assert_allclose(on_real.mean() + on_fake.mean(), 0.0, atol=1e-12)
    by_w = (on_real[:, None] * points.real).mean(0) + (on_fake[:, None] * points.fake).mean(0)
    np.testing.assert_allclose(by_w, 0.0, atol=1e-12)


@pytest.mark.parametrize("loss", [SATURATING, NON_SATURATING, least_squares_generator(0.0)], ids=lambda loss: loss.id)
def test_gradient_in_sample_space_against_differences(loss: Loss) -> None:
    D = LinearDiscriminator(np.array([0.8, -0.3]), 0.2)
    x = np.random.default_rng(0).normal(size=(6, 2))
    h = 1e-6
    for axis in (0, 1):
        shift = np.zeros(2)
        shift[axis] = h
        slope = (loss.value(D.logit(x + shift)) - loss.value(D.logit(x - shift))) / (2 * h)
        np.testing.assert_allclose(sample_gradient(x, D, loss)[:, axis], slope, atol=1e-8)


def test_a_step_goes_down_the_gradient_and_leaves_the_points_given_alone() -> None:
    points = far_fakes(5.0, 0.0, 2.0, 0)
    far = points.far.copy()
    first, second, *_ = run(least_squares_generator(0.0), PEARSON_CODING)
    np.testing.assert_allclose(second.far, first.far - 0.5 * first.gradient_far)
    np.testing.assert_allclose(second.fake, first.fake - 0.5 * first.gradient_fake)
    np.testing.assert_array_equal(points.far, far)


@pytest.mark.parametrize("seed", range(6))
def test_the_papers_point(seed: int) -> None:
    """BCE leaves the far fakes where they are and least squares bring all of them home, whatever the seed."""
    bce, least_squares = run(NON_SATURATING, None, seed), run(least_squares_generator(0.0), PEARSON_CODING, seed)
    np.testing.assert_allclose(bce[-1].far, bce[0].far, atol=0.01)
    assert is_home(bce[-1].far).sum() == 0
    assert is_home(least_squares[-1].far).all()
    assert np.linalg.norm(bce[0].gradient_far, axis=1).max() < 1e-3
    assert np.linalg.norm(least_squares[0].gradient_far, axis=1).min() > 1
    # BCE is good for the ordinary fakes
    assert is_home(bce[-1].fake).mean() > 0.85


def test_least_squares_stop_where_t_is_c() -> None:
    for loss, coding, step_size in (
        (least_squares_generator(0.0), PEARSON_CODING, 0.5),
        (least_squares_generator(1.0), BINARY_CODING, 2.0),
    ):
        last = run(loss, coding, step_size=step_size)[-1]
        np.testing.assert_allclose(last.discriminator.logit(last.far), coding.c, atol=0.05)


@pytest.mark.parametrize("seed", range(3))
def test_what_the_page_says_beyond_the_paper(seed: int) -> None:
    far_away = run(SATURATING, None, seed)
    assert sigmas_from_data(far_away[-1].far).mean() > 3 * sigmas_from_data(far_away[0].far).mean()
    aside = run(least_squares_generator(0.0), PEARSON_CODING, seed, height=2.5)
    assert is_home(aside[-1].far).sum() <= 2
    held, refitted = (run(least_squares_generator(0.0), PEARSON_CODING, seed, refit=refit) for refit in (0, 1))
    assert sigmas_from_data(refitted[-1].far).mean() > 2 * sigmas_from_data(held[-1].far).mean()
    # with the 0-1 coding and larger steps, BCE throws the ordinary fakes out of the data
    thrown = run(NON_SATURATING, None, seed, step_size=2.0)
    assert is_home(thrown[-1].fake).mean() < 0.2
