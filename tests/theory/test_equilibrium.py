"""The losses at the equilibrium, against the published values."""

import numpy as np
import pytest

from explorer.theory.equilibrium import equilibrium_losses


def test_cross_entropy_of_a_guessing_d_is_twice_ln_2() -> None:
    assert equilibrium_losses("non-saturating") == pytest.approx((1.386294361, 0.693147181))
    assert equilibrium_losses("saturating") == pytest.approx((2 * np.log(2), np.log(0.5)))


def test_least_squares_of_a_guessing_d() -> None:
    assert equilibrium_losses("LSGAN") == pytest.approx((0.5 * 0.25 + 0.5 * 0.25, 0.5 * 0.25))
