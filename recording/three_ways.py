"""Record the three ways to learn one decoder: `python -m recording.three_ways`.

Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and two minutes of one core.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import thread_time
from typing import TypeVar

import numpy as np
import torch

from explorer.arrays import Array, Images
from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.autoencoders.three_ways import FILE, N_SAMPLES, REAL, WAYS, ThreeWays, save_three_ways
from explorer.data.mnist_trainer.digits import Digits, load_digits, load_test_digits
from explorer.data.mnist_trainer.nearest import nearest
from explorer.models.autoencoders.decoder import Decoder
from explorer.theory.autoencoders.codes import drawn_from, gaussian_of
from explorer.theory.autoencoders.sharpness import sharpness
from explorer.training.autoencoders.gan import DecoderGan, found_by_descent
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.classifier.judge import judge

COMMAND = "python -m recording.three_ways"
K, SECONDS, SEED = 20, 30.0, 0
N_MEASURED, N_SEARCHED, N_FITTED = 2_000, 200, 10_000
LOSSES = {"autoencoder": "squared", "variational": "cross_entropy"}

T = TypeVar("T")


def for_seconds(run: Iterator[T], seconds: float) -> int:
    """Train for so many seconds of this thread's own time; return how many iterations that were."""
    begun, n = thread_time(), 0
    while n == 0 or thread_time() - begun < seconds:
        next(run)
        n += 1
    return n


def measured(images: Images, digits: Digits) -> dict[str, float]:
    """Return the measures of a set of pictures."""
    judgement = judge(images)
    _, distances = nearest(images[:N_SEARCHED], digits.images)
    return {
        "sure": judgement.sure,
        "evenness": judgement.entropy / float(np.log(10.0)),
        "frechet": judgement.frechet,
        "distance": float(np.median(distances)),
        "sharpness": float(sharpness(images).mean()),
    }


def record(source: str, k: int = K, seconds: float = SECONDS, seed: int = SEED) -> ThreeWays:
    """Train the three, and measure what they draw of random z."""
    digits, on = load_digits(source), measured_pictures(load_digits(source))
    rng = np.random.default_rng(seed)
    epsilon: Array = rng.standard_normal((N_MEASURED, k))
    samples, rows, iterations = {}, {REAL: on.row}, {}
    for way in WAYS:
        decoder, z, codes, iterations[way] = _trained(way, digits, on.row, k, seconds, seed, epsilon)
        samples[way] = decoder.pictures(z)
        rows[way] = decoder.pictures(codes)
        sys.stdout.write(f"{way}: {iterations[way]:,} iterations\n")
    unseen = load_test_digits(source) or digits
    samples[REAL] = unseen.images[-N_MEASURED:]
    measures = {name: measured(images, digits) for name, images in samples.items()}
    about = {"k": k, "seconds": seconds, "seed": seed, "source": source, "command": COMMAND, "n": N_MEASURED}
    return ThreeWays(about, iterations, measures, {name: images[:N_SAMPLES] for name, images in samples.items()}, rows)


def _trained(
    way: str, digits: Digits, row: Images, k: int, seconds: float, seed: int, epsilon: Array
) -> tuple[Decoder, Array, Array, int]:
    """Return a way's decoder, random z and the codes of the row for it, and how many iterations there was time for."""
    if way == "gan":
        gan = DecoderGan(digits.images, k, seed)
        n = for_seconds(gan, seconds)
        decoder = gan.decoder()
        return decoder, epsilon, found_by_descent(decoder, row).astype(np.float64), n
    settings = AutoencoderSettings(way, k, LOSSES[way], n_iterations=1_000_000, images_every=10_000, seed=seed)
    run = AutoencoderTraining(digits.images, measured_pictures(digits), settings)
    n = for_seconds(run, seconds)
    z = epsilon
    if way == "autoencoder":  # its codes are no N(0, I): the Gaussian that fits them is drawn from
        mean, covariance = gaussian_of(run.codes_of(digits.images[:N_FITTED]))
        z = drawn_from(mean, covariance, len(epsilon), np.random.default_rng(seed))
    return run.decoder(), z, run.codes_of(row).astype(np.float64), n


def main(path: Path = FILE, source: str = "mnist", k: int = K, seconds: float = SECONDS) -> None:
    """Record the three, and write them."""
    with path.open("wb") as file:
        save_three_ways(file, record(source, k, seconds))
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
