"""The 1-D page's scripts, whose integrals are QUADPACK's, against the page's own functions."""

import math

import numpy as np
import pytest
import torch
from numpy.polynomial.polynomial import polyval

from explorer.figures.gaussian_1d.flow import NAMES
from explorer.theory import minimax
from explorer.theory.densities import Gaussian, Mixture, Uniform
from explorer.theory.gradient_flow import FLOW_LOSSES, follow
from explorer.training.gaussian_1d.real_gan import train_gan_1d
from explorer.training.gaussian_1d.settings import Gan1dSettings
from tests.scripts.running import Stand, code_of, run

torch.set_num_threads(1)

TWO = Mixture((Gaussian(-1.5, 0.7), Gaussian(1.5, 0.7)), (0.3, 0.7))
DATA = {
    "gaussian": ({"mu_data": -0.5, "sigma_data": 1.25}, Gaussian(-0.5, 1.25)),
    "two_gaussians": ({"apart": 3.0, "bump_sigma": 0.7, "left": 0.3}, TWO),
    "uniform": ({"middle": 0.5, "length": 3.0}, Uniform(-1.0, 2.0)),
}


def said_by(chapter, **settings):
    return run(code_of(Stand("gaussian_1d", chapter=chapter, **settings)))


def prefixed(prefix, settings):
    return {f"{prefix}{name}": value for name, value in settings.items()}


def close(said, expected, decimals=6):
    np.testing.assert_allclose(said, np.ravel(expected), atol=0.6 * 10.0**-decimals, rtol=0)


@pytest.mark.parametrize("kind", DATA)
@pytest.mark.parametrize("unit", ["nats", "bits"])
def test_the_game(kind, unit):
    of_data, p_data = DATA[kind]
    said = said_by("game", data=kind, unit=unit, **of_data, mu_g=2.5, sigma_g=0.8)
    numbers = minimax.compare(p_data, Gaussian(2.5, 0.8))
    share = 1 / math.log(2) if unit == "bits" else 1
    for label, nats in (
        ("V(D*, G), integrated", numbers.value_at_D_star),
        ("C(G) = -ln 4 + 2 JSD", numbers.generator_cost),
        ("JSD", numbers.js),
        ("KL(p_data || p_g)", numbers.kl_data_to_g),
        ("KL(p_g || p_data)", numbers.kl_g_to_data),
    ):
        close(said[label][:1], nats * share)
    for label, number in (
        ("D* is right", numbers.accuracy),
        ("total variation", numbers.total_variation),
        ("Wasserstein W1", numbers.wasserstein_1),
        ("Pearson chi^2(p_data + p_g || 2 p_g)", numbers.pearson_chi2),
    ):
        close(said[label], number)


@pytest.mark.parametrize("kind", DATA)
def test_your_own_D(kind):
    of_data, p_data = DATA[kind]
    c = {"c0": 0.4, "c1": -1.2, "c2": 0.15}
    settings = {"own_data": kind, **prefixed("own_", of_data), "own_mu_g": 1.5, "own_sigma_g": 1.1}
    said, p_g = said_by("your_own_d", **settings, **c), Gaussian(1.5, 1.1)
    value = minimax.value_function(lambda x: polyval(x, tuple(c.values())), p_data, p_g)
    cost = minimax.generator_cost(p_data, p_g)
    close(said["your V"], value)
    close(said["C(G), what D* earns"], cost)
    close(said["you miss the ceiling by"], cost - value)
    close(said["which is the area of what your D loses at each x"], cost - value)
    if kind == "gaussian":
        close(said["c0, c1, c2 of D*"], minimax.quadratic_logit_of_D_star(p_data, p_g))


@pytest.mark.parametrize("start, goal, step_size", [((6.0, 1.0), (0.0, 1.0), 0.1), ((-2.0, 0.6), (1.0, 1.5), 0.2)])
def test_convergence(start, goal, step_size):
    names = ("start_mu", "start_sigma", "goal_mu", "goal_sigma")
    settings = dict(zip(names, (*start, *goal), strict=True))
    said = said_by("convergence", **settings, step_size=step_size, n_steps=80)
    for loss in FLOW_LOSSES:
        path = follow(loss, *start, Gaussian(*goal), step_size, 80, 2)
        end = [path.mu[-1], path.sigma[-1], path.js[-1], path.value[-1], path.accuracy[-1]]
        close(said[f"{NAMES[loss]}, at the end mu, sigma, JSD, V(D*, G), share that D* gets right"], end)


@pytest.mark.parametrize(
    "kind, settings",
    [
        ("gaussian", Gan1dSettings(DATA["gaussian"][1], n_iterations=120)),
        ("two_gaussians", Gan1dSettings(TWO, 2.0, "saturating", 3, 1e-2, 5e-3, 0.0, 32, seed=5, n_iterations=20)),
        ("uniform", Gan1dSettings(DATA["uniform"][1], -1.0, "lsgan", beta1=0.9, seed=2, n_iterations=20)),
    ],
)
def test_real_gan(kind, settings):
    s = settings
    controls = {
        **{"gan_data": kind, "gan_start": s.start, "gan_loss": s.loss, "gan_k": s.n_discriminator_steps},
        **{"gan_lr_D": s.learning_rate_D, "gan_lr_G": s.learning_rate_G, "gan_beta1": s.beta1},
        **{"gan_batch": s.batch_size, "gan_n": s.n_iterations, "gan_seed": float(s.seed)},
    }
    said = said_by("real_gan", **controls, **prefixed("gan_", DATA[kind][0]))
    shown = [x for x in train_gan_1d(s) if x.iteration in (1, 100, s.n_iterations)]
    assert len(shown) == len(said)
    for x in shown:
        close(said[f"iteration {x.iteration}, losses of D and G, JSD"], [x.loss_D, x.loss_G, x.js_divergence], 5)
