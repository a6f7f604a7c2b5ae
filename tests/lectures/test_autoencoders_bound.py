"""What the walkthrough says about the bound is true."""

import numpy as np
import pytest
from scipy.stats import norm

from explorer.chapters.autoencoders.bound_linear import LOOKED_AT, spectrum, trained
from explorer.lectures.autoencoders_bound import BOUND_STEPS
from explorer.lectures.formulas import FORMULAS
from explorer.theory.autoencoders.estimators import INTEGRANDS
from explorer.theory.autoencoders.linear_gaussian import LinearGaussian, bound
from explorer.theory.densities import Gaussian

SAID = {step.id: step for step in BOUND_STEPS}


def of_step(id: str):
    s = SAID[id].settings
    return LinearGaussian(s["line_a"], s["line_b"], s["line_s2"]), Gaussian(s["q_mu"], s["q_sigma"]), s["line_x"]


def test_the_prior_s_gap() -> None:
    parts = bound(*of_step("a_bound_that_can_be_seen"))
    for value in (parts.elbo, parts.log_evidence):
        assert f"−{-value:.3f}" in SAID["a_bound_that_can_be_seen"].say
    assert f"{parts.gap:.3f}" in SAID["a_bound_that_can_be_seen"].say


def test_q_is_the_posterior_to_two_digits() -> None:
    model, q, x = of_step("the_gap_is_gone")
    posterior = model.posterior(x)
    assert (q.mu, q.sigma) == (round(posterior.mu, 2), round(posterior.sigma, 2))
    parts = bound(model, q, x)
    assert f"{parts.elbo:.3f}" == f"{parts.log_evidence:.3f}"


def test_one_draw_against_many() -> None:
    s = SAID["through_the_sample_or_past_it"].settings
    q, f = Gaussian(s["q_mu"], s["q_sigma"]), INTEGRANDS[s["f"]]
    assert f.reparameterised(q) == pytest.approx((2, 4)) and f.score_function(q) == pytest.approx((2, 30))
    for mu in np.linspace(0.0, 3.0, 13):  # it grows wider
        assert f.score_function(Gaussian(mu + 0.1, 1.0)).variance > f.score_function(Gaussian(mu, 1.0)).variance
        assert f.reparameterised(Gaussian(mu, 1.0)).variance == pytest.approx(4.0)


def test_the_step_s_gradient() -> None:
    s = SAID["where_no_slope_leads"].settings
    q = Gaussian(s["q_mu"], s["q_sigma"])
    gradient = norm.pdf(0.0, q.mu, q.sigma)
    assert f"{gradient:.3f}" in SAID["where_no_slope_leads"].say
    assert f"{gradient:.3f}" in FORMULAS["autoencoders"]["where_no_slope_leads"]
    assert INTEGRANDS["step"].reparameterised(q) == (0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_linear_vae_comes_up_to_the_line(seed: int) -> None:
    s = SAID["linear_and_exact"].settings
    run, (_, greatest) = trained(s["linear_k"], seed), spectrum()
    assert LOOKED_AT[-1] == s["linear_step"]
    assert greatest[s["linear_k"] - 1] - run.elbo[-1] < 0.05  # nats, on an axis of 38
    assert (np.diff(run.elbo) > 0).all() and (run.elbo < run.log_likelihood).all()


@pytest.mark.parametrize("seed", range(5))
def test_at_k_20_and_step_10_the_gap_is_visible(seed: int) -> None:
    run, at = trained(20, seed), LOOKED_AT.index(10)
    assert run.log_likelihood[at] - run.elbo[at] > 0.7


@pytest.mark.parametrize("mu", np.linspace(-3, 3, 13))
def test_of_a_quick_wave_the_score_function_knows_more_at_sigma_2(mu: float) -> None:
    q = Gaussian(mu, 2.0)
    assert INTEGRANDS["wave"].score_function(q).variance < INTEGRANDS["wave"].reparameterised(q).variance
