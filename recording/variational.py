"""Record a variational autoencoder on MNIST, and its two terms for many β: `python -m recording.variational`.

One thread; some ten minutes of one core. MNIST is downloaded, or taken from `GAN_EXPLORER_DATA`.
"""

import sys
from dataclasses import asdict, replace

import numpy as np
import torch

from explorer.data.autoencoders import variational_recording as files
from explorer.data.autoencoders.measured import N_MAPPED, measured_pictures
from explorer.data.autoencoders.variational_recording import CURVES, DECODER, Sweep, VariationalRecording
from explorer.data.mnist_trainer.digits import Digits, load_digits
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot

COMMAND = "python -m recording.variational"
SETTINGS = AutoencoderSettings(model="variational", latent_dim=2, loss="cross_entropy", n_iterations=10_000)
BETAS = (0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
SEEDS = (0, 1, 2)
OF_A_SWEEP = replace(SETTINGS, latent_dim=20, n_iterations=3_000, images_every=3_000)


def sweep(digits: Digits) -> Sweep:
    """Train one run for each β and seed, and keep what its terms come to."""
    ends = []
    for beta in BETAS:
        for seed in SEEDS:
            settings = replace(OF_A_SWEEP, beta=beta, seed=seed)
            *_, last = AutoencoderTraining(digits.images, measured_pictures(digits), settings)
            ends.append(last)
            terms = f"{last.measured_reconstruction:.1f} + {last.measured_kl:.2f}"
            sys.stdout.write(f"β = {beta:g}, seed {seed}: {terms}\n")
            sys.stdout.flush()
    shape = len(BETAS), len(SEEDS)
    kl = np.array([last.kl_by_coordinate for last in ends], dtype=np.float32)
    return Sweep(
        np.array(BETAS),
        kl.reshape(*shape, -1),
        np.array([last.measured_reconstruction for last in ends], dtype=np.float32).reshape(shape),
        {name: value for name, value in asdict(OF_A_SWEEP).items() if name not in ("beta", "seed")},
    )


def record(digits: Digits, settings: AutoencoderSettings, of_many: Sweep) -> VariationalRecording:
    """Train one run and keep it as it stands at its end."""
    measured = measured_pictures(digits)
    run = AutoencoderTraining(digits.images, measured, settings)
    looks: list[AutoencoderSnapshot] = [snapshot for snapshot in run if snapshot.codes is not None]
    mu, log_variance = run.posterior_of(measured.row)
    kl = looks[-1].kl_by_coordinate
    assert kl is not None
    return VariationalRecording(
        digits.source,
        asdict(settings),
        COMMAND,
        measured.row,
        mu,
        log_variance,
        run.codes_of(measured.images[:N_MAPPED]),
        measured.labels[:N_MAPPED],
        kl,
        {name: np.array([getattr(look, name) for look in looks], dtype=float) for name in CURVES},
        {name: getattr(run.decoder(), name) for name in DECODER},
        of_many,
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    mnist = load_digits("mnist")
    files.save_variational(record(mnist, SETTINGS, sweep(mnist)))
