"""Each challenge: a setting that solves it is recognised, a near miss is not, and where it begins it is not solved."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.polynomial.polynomial import polyval
from scipy import stats
from scipy.integrate import quad

from explorer.chapters.autoencoders.code_space import recorded_space
from explorer.chapters.mode_collapse.settings import DEFAULT
from explorer.chapters.mode_collapse.values import values_of
from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.data.toy_faces import FACES, random_images
from explorer.models.toy_faces import Discriminator, Generator
from explorer.pages import LECTURES, page_named
from explorer.quiz import autoencoders, dynamics, gaussian_1d, lsgan_vs_bce, mode_collapse, toy_faces
from explorer.theory.autoencoders.linear_gaussian import LinearGaussian
from explorer.theory.autoencoders.linear_gaussian import bound as bound_on_line
from explorer.theory.autoencoders.pca import principal_axes
from explorer.theory.densities import Gaussian
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.steps import follow
from explorer.theory.gradient_flow import follow as follow_p_g
from explorer.theory.lsgan import Coding
from explorer.theory.minimax import (
    generator_cost,
    quadratic_logit_of_D_star,
    value_function,
)
from explorer.theory.sample_metrics import ModeCount, count_modes
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.classifier.judge import probabilities
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE, CURE
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.toy_faces.gan import ARTICLE, Settings, train

NOISE = random_images(20, 0)
SIGNS = np.array([1.0, -1.0, -1.0, 1.0])


def test_names_are_unique() -> None:
    names = [challenge.name for page in LECTURES for challenge in page.challenges]
    assert len(set(names)) == len(names) >= 8


@pytest.mark.parametrize("weight, bias, solved", [(4.0, -4.0, True), (4.0, -3.5, False), (1.0, -1.0, False)])
def test_sure_of_all(weight: float, bias: float, solved: bool) -> None:
    D = Discriminator(weight * SIGNS, bias)
    assert toy_faces.sure_of_all(D, FACES, NOISE).solved is solved
    scores = np.concatenate([FACES, NOISE]) @ (weight * SIGNS) + bias
    right = np.where(np.arange(25) < 5, scores, -scores)
    assert (right.min() > np.log(3)) == solved  # σ(t) > ¾ where t > ln 3


@pytest.mark.parametrize("weight, bias, solved", [(4.0, 4.0, True), (1.0, 2.9, False), (1.0, 1.0, False)])
def test_fool_D(weight: float, bias: float, solved: bool) -> None:
    judge = train(ARTICLE).final.D
    G = Generator(weight * SIGNS, bias * SIGNS)
    assert toy_faces.fool_D(G, judge).solved is solved
    answers = [float(G.pixels(z) @ judge.weights + judge.bias) for z in np.linspace(0, 1, 11)]
    assert (min(answers) > 0) == solved


def test_the_trained_G_does_not_fool_the_trained_D_every_time() -> None:
    run = train(ARTICLE).final
    assert not toy_faces.fool_D(run.G, run.D).solved


@pytest.mark.parametrize("rate, solved", [(0.01, False), (1.0, False), (10.0, True), (100.0, True)])
def test_fail_by_rate(rate: float, solved: bool) -> None:
    settings = Settings(learning_rate=rate)
    assert toy_faces.fail_by_rate(settings, train(settings)).solved is solved
    other = replace(settings, epochs=50)
    assert not toy_faces.fail_by_rate(other, train(other)).solved


@pytest.mark.parametrize(
    "js, n_moves, solved", [(0.009, 5, True), (0.009, 6, False), (0.011, 5, False), (0.0, 0, False), (0.0, None, False)]
)
def test_five_moves(js: float, n_moves: int | None, solved: bool) -> None:
    assert gaussian_1d.five_moves(js, n_moves).solved is solved


def test_five_moves_begins_far_away() -> None:
    start = page_named("gaussian_1d").challenge("five_moves").start
    p, q = stats.norm(start["mu_data"], start["sigma_data"]), stats.norm(start["mu_g"], start["sigma_g"])

    def total(x: float) -> float:  # ½|p − q|, which is at most √(2 JSD)
        return 0.5 * abs(p.pdf(x) - q.pdf(x))

    assert quad(total, -20, 20, limit=200)[0] > np.sqrt(2 * gaussian_1d.HOME_JS)


@pytest.mark.parametrize(
    "coefficients, solved", [((1.15, -1.5, 0.0), True), ((1.15, -1.4, 0.0), False), ((0.0, 0.0, 0.0), False)]
)
def test_near_D_star(coefficients: tuple[float, float, float], solved: bool) -> None:
    p_data, p_g = Gaussian(0.0, 1.0), Gaussian(1.5, 1.0)
    value, cost = value_function(lambda x: polyval(x, coefficients), p_data, p_g), generator_cost(p_data, p_g)
    assert (cost - value < 1e-3) == solved
    assert gaussian_1d.near_D_star(value, cost, coefficients, p_data, p_g).solved is solved


def test_neither_the_button_nor_equal_densities_solve_near_D_star() -> None:
    p_data = Gaussian(0.0, 1.0)
    for p_g, coefficients in (
        (Gaussian(1.5, 1.0), quadratic_logit_of_D_star(p_data, Gaussian(1.5, 1.0))),
        (Gaussian(0.1, 1.0), (0.0, 0.0, 0.0)),
    ):
        value = value_function(lambda x, c=coefficients: polyval(x, c), p_data, p_g)
        assert not gaussian_1d.near_D_star(value, generator_cost(p_data, p_g), coefficients, p_data, p_g).solved


@pytest.mark.parametrize(
    "loss, step_size, n_steps, solved",
    [("saturating", 0.2, 400, True), ("saturating", 0.2, 200, False), ("non_saturating", 0.1, 120, False)],
)
def test_patience(loss: str, step_size: float, n_steps: int, solved: bool) -> None:
    start, p_data = Gaussian(6.0, 1.0), Gaussian(0.0, 1.0)
    path = follow_p_g(loss, start.mu, start.sigma, p_data, step_size, n_steps, 41)
    assert gaussian_1d.patience(loss, start, p_data, float(path.js[-1])).solved is solved
    assert not gaussian_1d.patience(loss, Gaussian(2.0, 1.0), p_data, 0.0).solved


@pytest.mark.parametrize(
    "t, c, solved",
    [(3.7, 1.0, True), (3.65, 1.0, True), (3.6, 1.0, False), (3.9, 1.0, False), (4.0, 1.0, False), (3.7, 0.5, False)],
)
def test_hundred_times(t: float, c: float, solved: bool) -> None:
    assert lsgan_vs_bce.hundred_times(t, c).solved is solved
    assert ((t - 1) * (1 + np.exp(t)) >= 100) == (t > 3.61)
    assert not lsgan_vs_bce.hundred_times(page_named("lsgan_vs_bce").challenge("hundred_times").start["t"], c).solved


@pytest.mark.parametrize(
    "coding, solved", [((0, 2, 1), True), ((-0.5, 1.5, 0.5), True), ((-1, 1, 0), False), ((0, 1, 1), False)]
)
def test_other_coding(coding: tuple[float, float, float], solved: bool) -> None:
    a, b, c = coding
    assert lsgan_vs_bce.other_coding(Coding(a, b, c)).solved is solved
    assert (b - c == 1 and b - a == 2 and coding != (-1, 1, 0)) == solved


@pytest.mark.parametrize(
    "method, schedule, h, n_steps, solved",
    [
        ("gan", "alternating", 0.2, 500, True),
        ("gan", "simultaneous", 0.2, 500, False),
        ("gan", "simultaneous", 0.01, 500, False),
        ("gan", "alternating", 0.2, 400, False),
        ("wgan", "alternating", 0.2, 500, False),
    ],
)
def test_closed_circle(method: str, schedule: str, h: float, n_steps: int, solved: bool) -> None:
    path = follow(METHODS[method], METHODS[method].usual, schedule, h, (1.0, 1.0), n_steps)
    assert dynamics.closed_circle(method, h, path, n_steps).solved is solved


@pytest.mark.parametrize(
    "method, strength, h, solved", [("r1", 1.0, 0.5, True), ("r1", 1.0, 0.15, False), ("gan", 0.0, 0.2, False)]
)
def test_fast_home(method: str, strength: float, h: float, solved: bool) -> None:
    assert dynamics.fast_home(local(METHODS[method], strength, "simultaneous", h)).solved is solved
    J = np.array([[0, -0.5], [0.5, -strength]])
    assert (np.abs(np.linalg.eigvals(np.eye(2) + h * J)).max() < 0.9) == solved


def test_a_method_without_eigenvalues_is_not_fast() -> None:
    assert not dynamics.fast_home(None).solved


def found(n_modes: int) -> ModeCount:
    counts = np.array([100] * n_modes + [0] * (8 - n_modes))
    return ModeCount(counts, counts, 0.9)


def test_eight_modes() -> None:
    assert mode_collapse.n_changes(CURE, COLLAPSE) == 2
    assert mode_collapse.eight_modes(
        CURE, True, found(8)
    ).solved  # that this run keeps all eight: tests/training/mode_collapse/test_gan.py
    assert not mode_collapse.eight_modes(CURE, True, found(7)).solved
    assert not mode_collapse.eight_modes(CURE, False, found(8)).solved
    assert not mode_collapse.eight_modes(replace(CURE, batch_size=500), True, found(8)).solved
    assert not mode_collapse.eight_modes(CURE, False, None).solved


def test_make_it_collapse() -> None:
    """A frozen D: G goes where that D is highest."""
    frozen = replace(ALL_EIGHT, D=replace(ALL_EIGHT.D, n_steps=0))
    p = DISTRIBUTIONS[frozen.data]
    *_, last = Gan2dRun(replace(frozen, n_iterations=300))
    at_the_end = count_modes(last.x_fake.astype(float), p.modes, p.sigma)
    assert mode_collapse.make_it_collapse(frozen, True, at_the_end).solved
    assert not mode_collapse.make_it_collapse(frozen, True, found(5)).solved
    assert not mode_collapse.make_it_collapse(ALL_EIGHT, True, found(8)).solved
    assert not mode_collapse.make_it_collapse(replace(frozen, seed=1), True, at_the_end).solved


def test_the_labs_challenges_begin_at_its_presets() -> None:
    for name, preset in (("eight_modes", COLLAPSE), ("make_it_collapse", ALL_EIGHT)):
        assert {**values_of(DEFAULT), **page_named("mode_collapse").challenge(name).start} == values_of(preset), name


@pytest.mark.parametrize("a, solved", [(0.0, True), (0.5, False), (1.5, False)])
def test_nothing_to_say(a: float, solved: bool) -> None:
    model, x, q = LinearGaussian(a, 0.3, 0.5), 1.2, Gaussian(0.0, 1.0)
    assert autoencoders.nothing_to_say(q, model, bound_on_line(model, q, x).gap).solved is solved
    posterior = model.posterior(x)  # by the button the gap is 0 for every a, and q is another
    assert autoencoders.nothing_to_say(posterior, model, 0.0).solved is solved
    z = q.sample(100_000, np.random.default_rng(0))
    knows = abs(np.corrcoef(z, a * z + np.random.default_rng(1).normal(0.3, 0.5**0.5, z.size))[0, 1]) > 0.02
    assert knows is not solved


@pytest.mark.parametrize("share, solved", [(0.49, True), (0.51, False), (np.nan, False)])
def test_half_of_pca(share: float, solved: bool) -> None:
    assert autoencoders.half_of_pca(share * 0.03, 0.03).solved is solved


def test_half_of_pca_can_be_reached_and_is_not_where_it_begins() -> None:
    """Ten numbers on the built-in digits in 2,000 iterations, and not two."""
    digits = measured_pictures(load_built_in())
    errors = principal_axes(digits.images, 10).squared_errors(digits.images.reshape(1797, -1) / 255.0)
    for k, solved in ((10, True), (2, False)):
        settings = AutoencoderSettings(latent_dim=k, n_iterations=2_000, images_every=2_000)
        *_, last = AutoencoderTraining(digits.images, digits, settings)
        assert autoencoders.half_of_pca(last.error, errors[k]).solved is solved


def test_a_nine_can_be_found_on_the_map_and_not_where_the_challenge_begins() -> None:
    space = recorded_space(2)
    (left, right), (bottom, top) = space.ends()
    shares = np.linspace(0, 1, 101)  # the sliders' places
    places = np.stack(np.meshgrid(left + shares * (right - left), bottom + shares * (top - bottom)), -1).reshape(-1, 2)
    said = probabilities(space.decoder.pictures(space.code_at(places)))
    found = np.array([autoencoders.find_a_nine(row).solved for row in said])
    np.testing.assert_array_equal(found, said[:, 9] > 0.9)
    assert 0 < found.mean() < 0.03
    assert not found[50 * 101 + 50]
