"""Record the run that the home page shows: `python -m explorer.training.record explorer/recordings/mnist_compact.npz`.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and a minute or two.
"""

import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from explorer.data.digits import load_digits
from explorer.data.recordings import Recording, save_recording
from explorer.training.gan import train_gan
from explorer.training.gan_settings import DEFAULTS, GanSettings

SETTINGS = replace(DEFAULTS["compact"], n_iterations=3_000)
MOMENTS = (1, 50, 100, 150, 200, 300, 500, 1_000, 2_000, 3_000)
N_IMAGES = 24


def record(path: Path, settings: GanSettings = SETTINGS, moments: tuple[int, ...] = MOMENTS) -> Recording:
    """Train on MNIST, keep the first pictures of the fixed z at `moments` and write them to `path`."""
    frames = {
        snapshot.iteration: snapshot.images[:N_IMAGES]
        for snapshot in train_gan(load_digits("MNIST").images, settings)
        if snapshot.images is not None and snapshot.iteration in moments
    }
    recording = Recording(np.array(list(frames)), np.stack(list(frames.values())), asdict(settings))
    save_recording(path, recording)
    return recording


if __name__ == "__main__":
    record(Path(sys.argv[1]))
