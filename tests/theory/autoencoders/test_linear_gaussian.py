"""The bound on the line, against quadrature, the field's worked example, and its own two definitions."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from explorer.theory.autoencoders.linear_gaussian import PRIOR, LinearGaussian, bound, kl_gaussians
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import kl_divergence

EXAMPLE, X = LinearGaussian(1.5, 0.3, 0.5), 1.2
MODELS = [EXAMPLE, LinearGaussian(-2.0, 1.0, 0.25), LinearGaussian(0.0, -0.4, 2.0), LinearGaussian(0.7, 0.0, 1.0)]
QS = [Gaussian(0.0, 1.0), Gaussian(1.3, 0.2), Gaussian(-2.0, 1.7)]


def joint(model: LinearGaussian, z: float, x: float) -> float:
    return norm.pdf(z) * norm.pdf(x, model.a * z + model.b, np.sqrt(model.variance))


def integrated(f) -> float:
    return quad(f, -14, 14, points=[-2, 0, 2], limit=400, epsabs=1e-12)[0]


def test_the_worked_example() -> None:
    posterior = EXAMPLE.posterior(X)
    assert posterior.mu == pytest.approx(0.490909, abs=5e-7)
    assert posterior.sigma**2 == pytest.approx(0.181818, abs=5e-7)
    at_posterior, at_prior = bound(EXAMPLE, posterior, X), bound(EXAMPLE, PRIOR, X)
    assert at_posterior.log_evidence == pytest.approx(-1.572012, abs=5e-7)
    assert at_posterior.elbo == pytest.approx(-1.572012, abs=5e-7)
    assert at_posterior.gap == pytest.approx(0.0, abs=1e-12)
    assert at_prior.elbo == pytest.approx(-3.632365, abs=5e-7)
    assert at_prior.gap == pytest.approx(2.060353, abs=5e-7)
    assert at_prior.kl_prior == 0


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("x", [-2.5, 0.0, 1.2])
def test_evidence_and_posterior_are_the_integrals_of_the_joint_density(model: LinearGaussian, x: float) -> None:
    evidence = integrated(lambda z: joint(model, z, x))
    assert float(model.evidence.pdf(x)) == pytest.approx(evidence, rel=1e-9)
    z = np.linspace(-3, 3, 13)
    expected = [joint(model, each, x) / evidence for each in z]
    np.testing.assert_allclose(model.posterior(x).pdf(z), expected, rtol=1e-8)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("q", QS)
def test_the_bound_is_its_integral_and_lies_below_by_the_gap(model: LinearGaussian, q: Gaussian) -> None:
    found = bound(model, q, X)
    quadrature = integrated(
        lambda z: norm.pdf(z, q.mu, q.sigma) * norm.logpdf(X, model.a * z + model.b, np.sqrt(model.variance))
    )
    assert found.reconstruction == pytest.approx(quadrature, abs=1e-8)
    assert found.kl_prior == pytest.approx(kl_divergence(q, PRIOR), abs=1e-8)
    assert found.gap == pytest.approx(kl_divergence(q, model.posterior(X)), rel=1e-8, abs=1e-8)
    assert found.log_evidence - found.elbo == pytest.approx(found.gap, abs=1e-9)


def test_kl_of_two_gaussians() -> None:
    for q in QS:
        for p in QS:
            assert kl_gaussians(q, p) == pytest.approx(kl_divergence(q, p), rel=1e-9, abs=1e-9)
    assert kl_gaussians(Gaussian(0.3, 0.5), PRIOR) == pytest.approx(0.5 * (0.09 + 0.25 - np.log(0.25) - 1))
