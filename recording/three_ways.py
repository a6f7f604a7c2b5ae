"""Record the three ways to learn one decoder: `python -m recording.three_ways`.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and four minutes of one core.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from explorer.arrays import Images
from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.autoencoders.three_ways import FILE, N_SAMPLES, REAL, WAYS, ThreeWays, save_three_ways
from explorer.data.mnist_trainer.digits import Digits, load_digits, load_test_digits
from explorer.data.mnist_trainer.nearest import nearest
from explorer.training.autoencoders.three_ways import Way, measured

COMMAND = "python -m recording.three_ways"
K, SECONDS, SEED = 20, 60.0, 0
N_MEASURED, N_SEARCHED, N_FITTED = 2_000, 200, 10_000


def measured_with_distance(images: Images, digits: Digits) -> dict[str, float]:
    """Return the measures of pictures, with how far the nearest picture that is learned from lies from them."""
    _, distances = nearest(images[:N_SEARCHED], digits.images)
    return {**measured(images), "distance": float(np.median(distances))}


def record(source: str, k: int = K, seconds: float = SECONDS, seed: int = SEED) -> ThreeWays:
    """Train the three, and measure what they draw of random z."""
    digits, on = load_digits(source), measured_pictures(load_digits(source))
    samples, rows, iterations = {}, {REAL: on.row}, {}
    for name in WAYS:
        way = Way(name, digits, k, seed)
        way.train_until(seconds)
        decoder, iterations[name] = way.decoder(), way.n
        samples[name] = decoder.pictures(way.random_codes(N_MEASURED, N_FITTED))
        rows[name] = decoder.pictures(way.codes_of(on.row))
        sys.stdout.write(f"{name}: {way.n:,} iterations\n")
    unseen = load_test_digits(source) or digits
    samples[REAL] = unseen.images[-N_MEASURED:]
    measures = {name: measured_with_distance(images, digits) for name, images in samples.items()}
    about = {"k": k, "seconds": seconds, "seed": seed, "source": source, "command": COMMAND, "n": N_MEASURED}
    return ThreeWays(about, iterations, measures, {name: images[:N_SAMPLES] for name, images in samples.items()}, rows)


def main(path: Path = FILE, source: str = "mnist", k: int = K, seconds: float = SECONDS) -> None:
    """Record the three, and write them."""
    recorded = record(source, k, seconds)  # first: what breaks it off leaves the file as it is
    with path.open("wb") as file:
        save_three_ways(file, recorded)
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
