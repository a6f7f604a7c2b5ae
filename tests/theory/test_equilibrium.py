"""The losses at the equilibrium, against the published values."""

import numpy as np
import pytest

from explorer.theory.equilibrium import equilibrium_losses


def test_cross_entropy_of_a_guessing_d_is_twice_ln_2() -> None:
    assert equilibrium_losses("non_saturating") == pytest.approx((1.386294361, 0.693147181))
    assert equilibrium_losses("saturating") == pytest.approx((2 * np.log(2), np.log(0.5)))


def test_least_squares_of_a_guessing_d() -> None:
    assert equilibrium_losses("lsgan") == pytest.approx((0.5 * 0.25 + 0.5 * 0.25, 0.5 * 0.25))


def test_hinge_of_an_undecided_d_is_both_margins_and_a_constant_critic_earns_nothing() -> None:
    assert equilibrium_losses("hinge") == (2.0, 0.0)
    for loss in ("wgan", "wgan_gp"):
        of_critic, of_G = equilibrium_losses(loss)
        assert of_critic == 0.0 and np.isnan(of_G)
