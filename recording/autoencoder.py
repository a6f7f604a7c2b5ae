"""Record the autoencoders that the page shows before anything was trained: `python -m recording.autoencoder`.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and half a minute of one core.
"""

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from explorer.data.autoencoders.measured import N_MAPPED, measured_pictures
from explorer.data.autoencoders.recorded import SIZES, RecordedAutoencoder, file_name, save_recorded
from explorer.data.mnist_trainer.digits import load_digits
from explorer.data.recordings import FOLDER
from explorer.models.autoencoders.decoder import as_images
from explorer.theory.autoencoders.pca import principal_axes
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings

DEFAULT = AutoencoderSettings()
COMMAND = "python -m recording.autoencoder"


def record(settings: AutoencoderSettings, source: str) -> RecordedAutoencoder:
    """Train on the pictures called `source`, and return what came of it."""
    digits = load_digits(source)
    measured = measured_pictures(digits)
    run = AutoencoderTraining(digits.images, measured, settings)
    looks = [snapshot for snapshot in run if snapshot.codes is not None]
    last, k = looks[-1], settings.latent_dim
    assert last.reconstructions is not None
    x = measured.images.reshape(len(measured.images), -1) / 255.0
    axes = principal_axes(digits.images, k)
    errors, by_pca = axes.squared_errors(x), axes.reconstructed(x, k)
    measures = {
        **{name: getattr(last, name) for name in ("error", "absolute_error", "grey")},
        "pca_error": float(errors[k]),
        "pca_absolute_error": float(np.abs(by_pca - x).mean()),
        "pca_grey": grey_share(by_pca),
        "real_grey": grey_share(x),
        "variance": float(errors[0]),
    }
    decoder = run.decoder()
    return RecordedAutoencoder(
        settings=asdict(settings),
        source=source,
        command=COMMAND,
        measures=measures,
        row=measured.row,
        labels=measured.labels[:N_MAPPED],
        codes=run.codes_of(measured.images[:N_MAPPED]),
        row_codes=run.codes_of(measured.row),
        reconstructions=last.reconstructions,
        iterations=np.array([look.iteration for look in looks], np.float32),
        errors=np.array([look.error for look in looks], np.float32),
        pca_row=as_images(by_pca[measured.places]),
        weights={name: getattr(decoder, name) for name in ("weight_1", "bias_1", "weight_2", "bias_2")},
    )


def main(
    folder: Path = FOLDER, settings: AutoencoderSettings = DEFAULT, source: str = "mnist", sizes: Sequence[int] = SIZES
) -> None:
    """Record a run for each size of the code, and write them."""
    for k in sizes:
        path = folder / file_name(k)
        with path.open("wb") as file:
            save_recorded(file, record(replace(settings, latent_dim=k), source))
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
