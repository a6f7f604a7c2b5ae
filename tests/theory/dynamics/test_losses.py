"""The Dirac-GAN's losses against binary cross-entropy, and the step at which they deceive."""

import numpy as np
import pytest

from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.losses import EQUILIBRIUM_D, EQUILIBRIUM_G, deceptive_step, losses
from explorer.theory.dynamics.steps import Path, follow


@pytest.mark.parametrize("theta, psi", [(1.0, 1.0), (-2.0, 0.7), (0.5, 0.0)])
def test_losses_are_binary_cross_entropy(theta: float, psi: float) -> None:
    # D(x) = psi x says how fake x looks: the probability of "real" is σ(−psi x), at the data σ(0)
    real_at_data, real_at_fake = 0.5, 1 / (1 + np.exp(psi * theta))
    loss_D, loss_G = losses(theta, psi)
    assert loss_D == pytest.approx(-np.log(real_at_data) - np.log(1 - real_at_fake))
    assert loss_G == pytest.approx(-np.log(real_at_fake))


def test_the_gan_circles_and_its_losses_are_twice_a_turn_what_they_are_at_the_end() -> None:
    path = follow(METHODS["gan"], 0.0, "simultaneous", 0.2, (1.0, 1.0), 500)
    step = deceptive_step(path)
    assert step is not None
    loss_D, loss_G = losses(path.theta[step], path.psi[step])
    assert (loss_D, loss_G) == (pytest.approx(2 * np.log(2), abs=0.02), pytest.approx(np.log(2), abs=0.02))
    assert pytest.approx((1.386294361, 0.693147181)) == (EQUILIBRIUM_D, EQUILIBRIUM_G)
    assert abs(path.theta[step]) > 1
    assert np.hypot(path.theta[step], path.psi[step]) > np.sqrt(2)  # further out than at the start


def test_a_path_at_home_deceives_nobody() -> None:
    assert deceptive_step(Path(np.zeros(5), np.zeros(5))) is None
