"""Train the networks with which *Make it fail* begins: `python -m recording.trained`.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and about two minutes of one core.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from explorer.data.array_file import write_arrays
from explorer.data.mnist_trainer.digits import load_digits
from explorer.data.recordings import FOLDER
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.settings import DEFAULTS, DENSE_WITH_R1, GanSettings
from explorer.training.mnist_trainer.trained import file_name
from explorer.training.state import network_arrays

PLANS: Mapping[str, GanSettings] = {
    "compact": replace(DEFAULTS["compact"], averaging=0.995, r1=0.0, n_iterations=3_000, images_every=3_000),
    "dense": replace(DENSE_WITH_R1, n_iterations=8_000, images_every=8_000),
}
SOURCES = ("mnist", "built_in")


def main(folder: Path = FOLDER, plans: Mapping[str, GanSettings] = PLANS, sources: Sequence[str] = SOURCES) -> None:
    """Train the networks on each set of digits, and write their weights in 16 bits."""
    for source in sources:
        digits = load_digits(source)
        for network, settings in plans.items():
            run = GanTraining(digits.images, settings)
            for _ in run:
                pass
            weights = {**network_arrays("G", run.averaged_G), **network_arrays("D", run.D)}
            path = folder / file_name(network, source)
            with path.open("wb") as file:
                write_arrays(file, {parameter: array.astype(np.float16) for parameter, array in weights.items()})
            sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
