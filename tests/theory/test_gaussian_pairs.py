"""Many Gaussians at once must say what the general functions say for one."""

import numpy as np
import pytest

from explorer.theory.densities import Gaussian
from explorer.theory.divergences import js_divergence
from explorer.theory.gaussian_pairs import accuracies_of_D_star, densities_and_D_star, js_divergences, js_level_lines
from explorer.theory.minimax import D_star, accuracy_of_D_star

MU = np.array([0.5, 0.5, 0.5, -8.0, 9.0, 0.51, 3.0, -2.0])
SIGMA = np.array([1.2, 0.4, 5.0, 1.0, 0.25, 1.2, 1.2, 8.0])
P_DATA = Gaussian(0.5, 1.2)


def test_js_divergences() -> None:
    expected = [js_divergence(P_DATA, Gaussian(mu, sigma)) for mu, sigma in zip(MU, SIGMA, strict=True)]
    np.testing.assert_allclose(js_divergences(P_DATA, MU, SIGMA), expected, atol=2e-8)


def test_accuracies() -> None:
    expected = [accuracy_of_D_star(P_DATA, Gaussian(mu, sigma)) for mu, sigma in zip(MU, SIGMA, strict=True)]
    np.testing.assert_allclose(accuracies_of_D_star(P_DATA, MU, SIGMA), expected, atol=1e-11)


def test_densities_and_D_star() -> None:
    x = np.linspace(-9, 9, 31)
    p_g, D = densities_and_D_star(P_DATA, MU, SIGMA, x)
    for i, (mu, sigma) in enumerate(zip(MU, SIGMA, strict=True)):
        np.testing.assert_allclose(p_g[i], Gaussian(mu, sigma).pdf(x), rtol=1e-10, atol=1e-300)
        np.testing.assert_allclose(D[i], D_star(x, P_DATA, Gaussian(mu, sigma)), rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("p_data", [Gaussian(0, 1), Gaussian(-1.5, 0.8)])
@pytest.mark.parametrize("level", [0.05, 0.35, 0.65])
def test_the_jsd_is_the_same_all_along_a_level_line(p_data: Gaussian, level: float) -> None:
    ((mu, sigma),) = js_level_lines(p_data, [level])
    drawn = np.isfinite(mu) & np.isfinite(sigma)
    js = [js_divergence(p_data, Gaussian(m, s)) for m, s in zip(mu[drawn], sigma[drawn], strict=True)]
    np.testing.assert_allclose(js, level, atol=2e-3)
    assert drawn.sum() > 40
    if level < 0.5:  # a closed line around p_data
        assert drawn.all()
        assert mu.min() < p_data.mu < mu.max()
        assert sigma.min() < p_data.sigma < sigma.max()
