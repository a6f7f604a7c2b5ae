"""The terms of the variational bound against quadrature, and the losses against scikit-learn's and SciPy's."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit, log_expit
from scipy.stats import norm
from sklearn.metrics import log_loss, mean_absolute_error, mean_squared_error

from explorer.theory.autoencoders.losses import LOSSES, cross_entropy, kl_to_prior, negative_elbo


@pytest.mark.parametrize(("mu", "sigma"), [(0.0, 1.0), (1.3, 0.4), (-2.0, 2.5), (0.49, 0.05)])
def test_the_kl_is_the_integral_that_defines_it(mu: float, sigma: float) -> None:
    q, prior = norm(mu, sigma), norm(0, 1)
    integral, _ = quad(lambda z: q.pdf(z) * (q.logpdf(z) - prior.logpdf(z)), mu - 12 * sigma, mu + 12 * sigma)
    assert kl_to_prior(np.array(mu), np.array(2 * np.log(sigma))) == pytest.approx(integral, abs=1e-8)


def test_losses_are_sums_over_the_pixels_of_what_scikit_learn_averages():
    rng = np.random.default_rng(0)
    x, x_hat = rng.uniform(size=(2, 3, 20))
    for i in range(3):
        assert LOSSES["squared"](x, x_hat)[i] / 20 == pytest.approx(mean_squared_error(x[i], x_hat[i]))
        assert LOSSES["absolute"](x, x_hat)[i] / 20 == pytest.approx(mean_absolute_error(x[i], x_hat[i]))
    black_or_white = (x > 0.5).astype(float)
    for i in range(3):
        of_coin = log_loss(black_or_white[i], x_hat[i], normalize=False, labels=[0, 1])
        assert cross_entropy(black_or_white, x_hat)[i] == pytest.approx(of_coin)


def test_the_bound_lies_below_the_likelihood_of_black_and_white_pixels_by_the_kl_to_the_posterior():
    """A decoder of one number and three pixels, z on a fine grid: E over q of −ELBO is −ln p(x) + KL(q ‖ p(z|x))."""
    w, b = np.array([2.0, -1.0, 0.5]), np.array([0.1, 0.4, -1.0])
    x, mu, sigma = np.array([1.0, 0.0, 1.0]), 0.7, 0.6
    z = np.linspace(-9, 9, 20_001)
    logits = z[:, None] * w + b
    log_p_x_z = (x * log_expit(logits) + (1 - x) * log_expit(-logits)).sum(axis=1)
    joint = np.exp(log_p_x_z + norm.logpdf(z))
    p_x = np.trapezoid(joint, z)
    q = norm.pdf(z, mu, sigma)
    gap = np.trapezoid(q * (norm.logpdf(z, mu, sigma) - np.log(joint / p_x)), z)
    of_z = negative_elbo(
        np.tile(x, (len(z), 1)),
        expit(logits),
        np.full((len(z), 1), mu),
        np.full((len(z), 1), 2 * np.log(sigma)),
    )
    assert np.trapezoid(q * of_z, z) == pytest.approx(-np.log(p_x) + gap, abs=1e-6)
    assert gap > 0.01


def test_beta_weighs_the_kl():
    x, x_hat = np.full((1, 4), 0.3), np.full((1, 4), 0.6)
    mu, log_variance = np.array([[1.0, -2.0]]), np.array([[0.5, -1.0]])
    by_beta = [negative_elbo(x, x_hat, mu, log_variance, beta)[0] for beta in (0.0, 1.0, 4.0)]
    kl = kl_to_prior(mu, log_variance).sum()
    np.testing.assert_allclose(np.diff(by_beta), [kl, 3 * kl])
