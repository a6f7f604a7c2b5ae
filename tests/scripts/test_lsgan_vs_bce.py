"""The scripts of LSGAN against BCE, held against the functions that the page shows."""

import numpy as np
import pytest

from explorer.chapters.lsgan_vs_bce import losses as losses_chapter
from explorer.chapters.lsgan_vs_bce.both_runs import N_STEPS, Setting, both_runs
from explorer.names import LOSSES
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import pearson_chi2_to_generator
from explorer.theory.lsgan import Coding, cost_as_chi2, least_squares_D_star, least_squares_generator_cost
from explorer.training.lsgan_vs_bce.layer_gradients import layer_gradients
from tests.scripts.running import Stand, code_of, run


def said_by(chapter, **settings):
    return run(code_of(Stand("lsgan_vs_bce", chapter=chapter, **settings)))


@pytest.mark.parametrize("player", ["generator", "discriminator"])
@pytest.mark.parametrize("t, more", [(5.0, False), (-3.5, True)])
def test_losses_and_gradients(player, t, more):
    settings = {"player": player, "t": t, "more": more, "sigmoid": more, "a": -0.5, "b": 1.25, "c": 0.75}
    said = said_by("losses", **settings)
    targets = (0.75,) if player == "generator" else (-0.5, 1.25)
    losses = losses_chapter._losses(player, targets, more, more)
    expected = [[float(loss.gradient(np.array(t))), float(loss.value(np.array(t)))] for loss in losses.values()]
    *rows, differences = said.values()
    np.testing.assert_allclose(rows, expected, atol=6e-7)
    np.testing.assert_allclose(differences, np.array(expected)[:, 0], atol=2e-6)


@pytest.mark.parametrize(
    "setting, steps, coding",
    [
        (Setting(5.0, 0.0, 2.0, 0, "non_saturating", "pearson", 0.5, False), 10, "pearson"),
        (Setting(-4.0, 1.5, 3.0, 8, "saturating", "binary", 2.0, True), 4, "binary"),
    ],
)
def test_far_fakes(setting, steps, coding):
    controls = {**setting._asdict(), "steps": steps, "points_seed": float(setting.seed)}
    said = said_by("far_fakes", **controls)
    for name, panel in zip((f"BCE, {LOSSES[setting.bce]}", "LSGAN"), both_runs(setting), strict=True):
        first = np.linalg.norm(panel.move_far[0], axis=1).mean()
        np.testing.assert_allclose(said[f"{name}, length of the far fakes' first step"], first, rtol=1e-4)
        for step in (steps, N_STEPS):
            distance, n_home = said[f"{name}, after {step} steps, mean distance in sigmas and how many of 8 are home"]
            np.testing.assert_allclose(distance, panel.distance[step], atol=1e-4)
            assert n_home == panel.n_home[step]


@pytest.mark.parametrize(
    "coding, p_g", [((-1.0, 1.0, 0.0), Gaussian(2.0, 1.0)), ((0.3, -1.2, 0.5), Gaussian(-7.5, 0.5))]
)
def test_optimal_D(coding, p_g):
    names = ("label_a", "label_b", "label_c")
    said = said_by("optimal_d", **dict(zip(names, coding, strict=True)), mu=p_g.mu, sigma=p_g.sigma)
    p_data, targets = Gaussian(), Coding(*coding)
    twice_cost = 2 * least_squares_generator_cost(p_data, p_g, targets)
    D = least_squares_D_star([-3.0, -1.0, 0.0, 1.0, 3.0], p_data, p_g, targets.a, targets.b)
    np.testing.assert_allclose(said["D* at -3, -1, 0, 1 and 3"], D, atol=6e-7)
    np.testing.assert_allclose(said["2 C(G), by quadrature"], twice_cost, atol=6e-7)
    np.testing.assert_allclose(said["which gives"], twice_cost, atol=6e-7)
    np.testing.assert_allclose(said["Pearson chi^2"], pearson_chi2_to_generator(p_data, p_g), atol=6e-7)
    label = "2 C(G) = slope chi^2 + offset, whatever the densities, slope and offset"
    np.testing.assert_allclose(said[label], cost_as_chi2(targets), atol=6e-7)


@pytest.mark.parametrize(
    "depth, activation, seed, n_steps, wgan",
    [(5, "sigmoid", 0, 50, False), (2, "tanh", 3, 10, True), (1, "leaky_relu", 4, 0, True)],
)
def test_vanishing_layers(depth, activation, seed, n_steps, wgan):
    settings = {"depth": depth, "activation": activation, "layer_seed": float(seed), "d_steps": n_steps, "wgan": wgan}
    said = said_by("vanishing_layers", **settings)
    for moment in layer_gradients(depth, activation, seed, sorted({0, n_steps})):
        for loss in ("saturating", "non_saturating", "lsgan", *(["wgan"] if wgan else [])):
            of = f"{moment.n_steps} steps, {LOSSES[loss]}"
            norms = moment.norms[loss]
            np.testing.assert_allclose(said[f"{of}, norm by layer, the first next to z"], norms, rtol=1e-4)
            ratio, total = said[f"{of}, first over last, and all together"]
            np.testing.assert_allclose([ratio, total], [norms[0] / norms[-1], moment.total_norm(loss)], rtol=1e-4)
            judged = said[f"{of}, accuracy of D, real less fake output"]
            np.testing.assert_allclose(judged, [moment.accuracy[loss], moment.gap[loss]], atol=1e-4)
