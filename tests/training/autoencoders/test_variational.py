"""What the chapter says of β holds for runs on the built-in digits, over seeds."""

import numpy as np
import pytest

from explorer.data.autoencoders.measured import N_MAPPED, Measured, measured_pictures
from explorer.data.autoencoders.variational_recording import LIVE
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings


@pytest.fixture(scope="module", name="digits")
def digits_fixture() -> Measured:
    return measured_pictures(load_built_in())


def kl_and_run(digits: Measured, k: int, beta: float, seed: int) -> tuple[np.ndarray, AutoencoderTraining]:
    settings = AutoencoderSettings(
        model="variational",
        loss="cross_entropy",
        latent_dim=k,
        beta=beta,
        n_iterations=400,
        images_every=400,
        seed=seed,
    )
    run = AutoencoderTraining(digits.images, digits, settings)
    *_, last = run
    return last.kl_by_coordinate, run


@pytest.mark.parametrize("seed", range(3))
def test_with_beta_4_fewer_coordinates_live_than_with_beta_one_half(digits: Measured, seed: int) -> None:
    dear, cheap = (kl_and_run(digits, 20, beta, seed)[0] for beta in (4.0, 0.5))
    assert (dear > LIVE).sum() < (cheap > LIVE).sum()
    assert dear.sum() < 0.5 * cheap.sum()


@pytest.mark.parametrize("seed", range(3))
def test_without_a_price_the_ellipses_shrink_and_the_codes_leave_the_circles(digits: Measured, seed: int) -> None:
    def spread(beta: float) -> tuple[float, float]:
        mu, log_variance = kl_and_run(digits, 2, beta, seed)[1].posterior_of(digits.images[:N_MAPPED])
        return float(np.median(np.exp(0.5 * log_variance))), float(np.quantile(np.abs(mu), 0.9))

    (sigma, far), (usual_sigma, usual_far) = spread(0.0), spread(1.0)
    assert sigma < 0.3 * usual_sigma
    assert far > 3.0 > usual_far  # the third circle
