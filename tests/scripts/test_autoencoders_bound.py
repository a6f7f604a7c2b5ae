"""The scripts of the bound against the functions that its page shows."""

import numpy as np
import pytest

from explorer.chapters.autoencoders.bound_gradient import N
from explorer.chapters.autoencoders.bound_linear import LOOKED_AT, spectrum, trained
from explorer.theory.autoencoders.estimators import INTEGRANDS, estimate
from explorer.theory.autoencoders.linear_gaussian import LinearGaussian, bound
from explorer.theory.densities import Gaussian
from tests.scripts.running import Stand, code_of, run


def said_by(**settings) -> dict[str, list[float]]:
    return run(code_of(Stand("autoencoders", chapter="bound", **settings)))


@pytest.mark.parametrize("a", [-1.5, 0.0, 0.8])
def test_the_gap(a: float) -> None:
    line = {"line_x": 0.7, "line_a": a, "line_b": -0.4, "line_s2": 0.35}
    said = said_by(bound_view="gap", **line, q_mu=-0.6, q_sigma=0.45)
    model, q = LinearGaussian(a, -0.4, 0.35), Gaussian(-0.6, 0.45)
    parts, posterior = bound(model, q, 0.7), model.posterior(0.7)
    np.testing.assert_allclose(said["posterior, mean and variance"], [posterior.mu, posterior.sigma**2], atol=1e-6)
    np.testing.assert_allclose(said["reconstruction and ELBO"], [parts.reconstruction, parts.elbo], atol=1e-6)
    np.testing.assert_allclose(said["gap, KL(q || posterior)"], parts.gap, atol=1e-6)
    np.testing.assert_allclose(said["ln p(x)"], parts.log_evidence, atol=1e-6)


@pytest.mark.parametrize("f", INTEGRANDS)
def test_two_gradients(f: str) -> None:
    said = said_by(bound_view="gradient", f=f, draws_seed=5.0, q_mu=0.4, q_sigma=0.7)
    q = Gaussian(0.4, 0.7)
    drawn = estimate(INTEGRANDS[f], q, N, np.random.default_rng(5))
    exact = (INTEGRANDS[f].reparameterised(q), INTEGRANDS[f].score_function(q))
    for name, values, moments in zip(("reparameterisation", "score function"), drawn, exact, strict=True):
        np.testing.assert_allclose(said[f"{name}, exact mean and variance"], moments, atol=2e-4)
        label = f"{name}, mean and variance of {N} draws"
        np.testing.assert_allclose(said[label], [values.mean(), values.var()], atol=1e-6)


@pytest.mark.parametrize("k, step", [(1, 1), (6, 100)])
def test_a_linear_vae(k: int, step: int) -> None:
    said = said_by(bound_view="linear", linear_k=k, linear_step=step, linear_seed=2.0)
    at, (_, greatest) = LOOKED_AT.index(step), spectrum()
    np.testing.assert_allclose(said[f"ELBO after {step} steps"], trained(k, 2).elbo[at], atol=2e-6)
    np.testing.assert_allclose(said["ln p of this decoder"], trained(k, 2).log_likelihood[at], atol=2e-6)
    np.testing.assert_allclose(said["probabilistic PCA, the most"], greatest[k - 1], atol=2e-6)
