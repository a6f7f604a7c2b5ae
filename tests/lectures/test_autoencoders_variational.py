"""What the walkthrough says about the recorded variational autoencoder is true."""

import numpy as np
import pytest

from explorer.data.autoencoders.variational_recording import LIVE, load_variational
from explorer.lectures.autoencoders_variational import VARIATIONAL_STEPS
from explorer.quiz.autoencoders_variational import live_at_beta

SAID = {step.id: step for step in VARIATIONAL_STEPS}


def n_live(beta: float) -> np.ndarray:
    sweep = load_variational().sweep
    return (sweep.kl_by_coordinate[sweep.betas.tolist().index(beta)] > LIVE).sum(axis=1)  # (n_seeds,)


def test_live_coordinates() -> None:
    step = SAID["coordinates_that_die"]
    assert (n_live(1.0) == 20).all() and "all twenty" in step.predict.question
    assert (n_live(4.0) == 10).all() and "10 of 20" in step.say
    assert set(n_live(10.0)) == {4, 5} and "only 4 or 5" in step.say
    assert live_at_beta(step.settings).option == "half"


def test_the_kl_rises_and_is_six_nats() -> None:
    kept = load_variational()
    kl, reconstruction = kept.curves["measured_kl"], kept.curves["measured_reconstruction"]
    assert f"grows, to {kl[-1]:.1f} nats" in SAID["a_good_picture_and_a_cheap_code"].say
    lowest = int(kl[1:].argmin()) + 1  # after the first moments
    assert kl[lowest] < kl[-1] and lowest < len(kl) / 10
    assert reconstruction[-1] < reconstruction[0] / 2
    assert round(float(kl[-1])) == 6 and round(float(kl[-1] / np.log(2))) == 9
    assert "6 nats are 9 bits" in SAID["a_good_picture_and_a_cheap_code"].note


@pytest.mark.parametrize("step", VARIATIONAL_STEPS, ids=lambda step: step.id)
def test_steps_are_about_the_recorded_run(step) -> None:
    if "betas" not in step.figure:
        kept = load_variational().settings
        assert (step.settings["vae_k"], step.settings["beta"]) == (kept["latent_dim"], kept["beta"])
