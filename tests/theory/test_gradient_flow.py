"""Gradients in (mu, sigma) against finite differences of objectives that scipy integrates, and against autograd."""

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.stats import norm

from explorer.theory.densities import Gaussian
from explorer.theory.gradient_flow import FLOW_LOSSES, flow, follow, gradient, gradient_length, gradient_lengths

P_DATA = Gaussian(0.3, 1.1)
STATES = ((2.0, 0.8), (-1.5, 1.6), (0.3, 1.1), (4.0, 1.0))


def divergence(f, mu: float, sigma: float) -> float:
    """∫ p_data f(p_g/p_data) written as ∫ h(p, q), by adaptive quadrature on pieces."""
    p, q = norm(P_DATA.mu, P_DATA.sigma), norm(mu, sigma)
    edges = np.arange(-14.0, 15.0, 2.0)

    def integrand(x: float) -> float:
        return f(p.pdf(x), q.pdf(x), p.logpdf(x), q.logpdf(x))

    return sum(quad(integrand, a, b, epsabs=1e-12, epsrel=1e-11)[0] for a, b in zip(edges[:-1], edges[1:], strict=True))


def two_jsd(p: float, q: float, log_p: float, log_q: float) -> float:
    log_m = np.logaddexp(log_p, log_q) - np.log(2)
    return p * (log_p - log_m) + q * (log_q - log_m)


def reverse_kl(p: float, q: float, log_p: float, log_q: float) -> float:
    return q * (log_q - log_p)


# What p_g descends while D is optimal and held still, in terms of the two densities.
DESCENDED = {
    "saturating": two_jsd,
    "non_saturating": lambda *a: reverse_kl(*a) - two_jsd(*a),
    # p f(q/p) with f(u) = ½ (u − 1/(1+u)) − ln(1 + u)
    "lsgan": lambda p, q, log_p, log_q: 0.5 * (q - p * p / (p + q)) - p * (np.logaddexp(log_p, log_q) - log_p),
    "kl": reverse_kl,
}


def wasserstein_by_quantiles(mu: float, sigma: float) -> float:
    d, e = mu - P_DATA.mu, sigma - P_DATA.sigma
    root = -d / e if e else 0.0
    parts = ((-12.0, np.clip(root, -12, 12)), (np.clip(root, -12, 12), 12.0))
    return sum(quad(lambda z: abs(d + e * z) * norm.pdf(z), a, b, epsabs=1e-13)[0] for a, b in parts)


@pytest.mark.parametrize("loss", DESCENDED)
@pytest.mark.parametrize(("mu", "sigma"), STATES)
def test_gradient_is_that_of_the_divergence_it_is_said_to_descend(loss: str, mu: float, sigma: float) -> None:
    h = 1e-3
    objective = DESCENDED[loss]
    by_mu = (divergence(objective, mu + h, sigma) - divergence(objective, mu - h, sigma)) / (2 * h)
    by_sigma = (divergence(objective, mu, sigma + h) - divergence(objective, mu, sigma - h)) / (2 * h)
    np.testing.assert_allclose(gradient(loss, mu, sigma, P_DATA), (by_mu, by_sigma), atol=1e-5)


@pytest.mark.parametrize(("mu", "sigma"), [(2.0, 0.8), (-1.5, 1.6), (0.9, 1.4)])
def test_gradient_of_w1(mu: float, sigma: float) -> None:
    h = 1e-4
    by_mu = (wasserstein_by_quantiles(mu + h, sigma) - wasserstein_by_quantiles(mu - h, sigma)) / (2 * h)
    by_sigma = (wasserstein_by_quantiles(mu, sigma + h) - wasserstein_by_quantiles(mu, sigma - h)) / (2 * h)
    np.testing.assert_allclose(gradient("w1", mu, sigma, P_DATA), (by_mu, by_sigma), atol=1e-6)


def test_w1_pulls_with_the_same_force_from_everywhere() -> None:
    mu = np.array([-7.0, -1.0, 0.2, 3.0, 9.0])
    d_mu, d_sigma = gradient("w1", mu, P_DATA.sigma, P_DATA)
    np.testing.assert_array_equal(d_mu, np.sign(mu - P_DATA.mu))
    np.testing.assert_array_equal(d_sigma, 0.0)
    assert gradient("w1", P_DATA.mu, P_DATA.sigma, P_DATA) == (0.0, 0.0)


GENERATOR_LOSSES = {
    "saturating": lambda t: torch.nn.functional.logsigmoid(-t),
    "non_saturating": lambda t: -torch.nn.functional.logsigmoid(t),
    "lsgan": lambda t: 0.5 * (torch.sigmoid(t) - 1) ** 2,
    "kl": lambda t: -t,
}


@pytest.mark.parametrize("loss", GENERATOR_LOSSES)
@pytest.mark.parametrize(("mu", "sigma"), STATES)
def test_gradient_is_backpropagation_through_a_D_that_is_held_still(loss: str, mu: float, sigma: float) -> None:
    z = torch.linspace(-10, 10, 4001, dtype=torch.float64)
    weights = torch.exp(-0.5 * z**2)
    weights /= weights.sum()
    parameters = torch.tensor([mu, sigma], dtype=torch.float64, requires_grad=True)
    x = parameters[0] + parameters[1] * z

    def log_prob(mean: float, spread: float) -> torch.Tensor:
        # From numbers, not from the parameters: D is that of this moment, and held still.
        return -0.5 * ((x - mean) / spread) ** 2 - np.log(spread)

    logit = log_prob(P_DATA.mu, P_DATA.sigma) - log_prob(mu, sigma)
    (weights * GENERATOR_LOSSES[loss](logit)).sum().backward()
    np.testing.assert_allclose(gradient(loss, mu, sigma, P_DATA), parameters.grad, atol=1e-8)


@pytest.mark.parametrize("loss", FLOW_LOSSES)
def test_home_is_a_place_of_rest(loss: str) -> None:
    np.testing.assert_allclose(gradient(loss, P_DATA.mu, P_DATA.sigma, P_DATA), (0.0, 0.0), atol=1e-9)


def test_from_far_away_some_gradients_vanish_and_others_do_not() -> None:
    distance = np.array([2.0, 8.0])
    lengths = gradient_lengths(distance, 1.0, Gaussian())
    assert lengths["saturating"][1] < 0.003 * lengths["saturating"][0]
    assert lengths["lsgan"][1] < 0.005 * lengths["lsgan"][0]
    assert lengths["non_saturating"][1] > 4 * lengths["non_saturating"][0]
    np.testing.assert_allclose(lengths["kl"], distance)
    np.testing.assert_allclose(lengths["w1"], 1.0)


def test_the_page_shows_its_effect_with_its_defaults() -> None:
    ends = {loss: flow(loss, 6.0, 1.0, Gaussian(), 0.1, 120) for loss in FLOW_LOSSES}
    for loss in ("non_saturating", "kl", "w1"):
        assert abs(ends[loss][0][-1]) < 0.02, loss
        assert abs(ends[loss][1][-1] - 1) < 0.02, loss
    for loss in ("saturating", "lsgan"):
        assert ends[loss][0][-1] > 5.0, loss
    np.testing.assert_allclose(np.diff(ends["w1"][0][:50]), -0.1, atol=1e-12)


@pytest.mark.parametrize("loss", FLOW_LOSSES)
@pytest.mark.parametrize("start", [(-8.0, 0.5), (-8.0, 2.5), (8.0, 0.5), (8.0, 2.5)])
def test_the_corners_of_the_sliders_stay_finite(loss: str, start: tuple[float, float]) -> None:
    for p_data in (Gaussian(-2, 0.8), Gaussian(2, 2.0)):
        mu, sigma = flow(loss, *start, p_data, 0.2, 60)
        assert np.isfinite(mu).all()
        assert np.isfinite(sigma).all()
        assert (sigma > 0.1).all()
        assert np.isfinite(gradient_length(loss, mu, sigma, p_data)).all()


def test_follow_keeps_the_start_the_end_and_what_is_true_there() -> None:
    path = follow("non_saturating", 3.0, 0.7, P_DATA, 0.1, 100, 41)
    mu, sigma = flow("non_saturating", 3.0, 0.7, P_DATA, 0.1, 100)
    assert path.step[0] == 0
    assert path.step[-1] == 100
    assert len(path.step) == 41
    np.testing.assert_array_equal(path.mu, mu[path.step])
    np.testing.assert_array_equal(path.sigma, sigma[path.step])
    np.testing.assert_allclose(path.value, -np.log(4) + 2 * path.js)
