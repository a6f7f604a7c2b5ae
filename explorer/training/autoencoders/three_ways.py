"""One decoder learned three ways, as an autoencoder, a variational one and a GAN, in equal seconds of computing."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import thread_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array, Images
from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.mnist_trainer.digits import Digits
from explorer.models.autoencoders.decoder import Decoder
from explorer.theory.autoencoders.codes import drawn_from, gaussian_of
from explorer.theory.autoencoders.sharpness import sharpness
from explorer.training.autoencoders.gan import DecoderGan, found_by_descent
from explorer.training.autoencoders.run import AutoencoderTraining
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.three_ways_settings import (
    N_DRAWN,
    N_SHOWN,
    ROUNDS_A_SECOND,
    ThreeWaysSettings,
    ThreeWaysSnapshot,
    WaySnapshot,
)
from explorer.training.classifier.judge import judge
from explorer.training.live.plan import TrainingDiverged

LOSSES = {"autoencoder": "squared", "variational": "cross_entropy"}
N_FITTED = 2_000


class Way:
    """One of the three: its run, how many steps it has made, and how long it has computed.

    Parameters
    ----------
    name : one of `WAYS`
    digits : what is learned from
    k, seed : numbers in a z, and what decides everything random
    """

    def __init__(self, name: str, digits: Digits, k: int, seed: int) -> None:
        self.name, self.n, self.seconds = name, 0, 0.0
        self._k, self._seed, self._images = k, seed, digits.images
        self._run: DecoderGan | AutoencoderTraining
        if name == "gan":
            self._run = DecoderGan(digits.images, k, seed)
        else:
            settings = AutoencoderSettings(
                name, k, LOSSES[name], n_iterations=1_000_000, images_every=10_000, seed=seed
            )
            self._run = AutoencoderTraining(digits.images, measured_pictures(digits), settings)

    def train_until(self, seconds: float) -> None:
        """Make steps until it has computed for so many seconds of this thread's own time; at least one in all.

        Raises
        ------
        TrainingDiverged
            When a loss is no longer a finite number.
        """
        while self.seconds < seconds or not self.n:
            begun = thread_time()
            said = next(self._run)
            self.seconds += thread_time() - begun
            self.n += 1
            if isinstance(said, tuple) and not all(math.isfinite(loss) for loss in said):
                raise TrainingDiverged(f"A loss of the GAN is no longer a finite number at its iteration {self.n:,}.")

    def decoder(self) -> Decoder:
        """Return the decoder as it stands."""
        return self._run.decoder()

    def random_codes(self, n: int, n_fitted: int = N_FITTED) -> Array:
        """Return random z, (n, k), the same ε ~ N(0, I) for all three.

        Codes of a plain autoencoder are no N(0, I): its z are drawn from the Gaussian that fits the codes of the first
        `n_fitted` pictures that are learned from.
        """
        rng = np.random.default_rng(self._seed)
        if self.name != "autoencoder":
            return rng.standard_normal((n, self._k))
        codes = self._codes_of(self._images[:n_fitted])
        if not np.isfinite(codes).all():
            raise TrainingDiverged(f"The codes are no longer finite numbers at the autoencoder's iteration {self.n:,}.")
        return drawn_from(*gaussian_of(codes), n, rng)

    def codes_of(self, images: Images) -> Array:
        """Return the codes of pictures, (n, k): the encoder's, or where there is none z found by descent."""
        return self._codes_of(images).astype(np.float64)

    def _codes_of(self, images: Images) -> NDArray[np.float32]:
        if isinstance(self._run, DecoderGan):
            return found_by_descent(self._run.decoder(), images)
        return self._run.codes_of(images)


def measured(images: Images, *, are_digits: bool = True) -> dict[str, float]:
    """Return measures of pictures, uint8 (n, 28, 28), by the names of `WaySnapshot`.

    They are the share of which the classifier is sure and how evenly it finds the ten digits, both in [0, 1], the
    Fréchet distance in its features, and the mean variance of the Laplacian. The classifier knows digits only.
    """
    by_eye = {"sharpness": float(sharpness(images).mean())}
    if not are_digits:
        return by_eye
    judgement = judge(images)
    evenness = judgement.entropy / math.log(10.0)
    return {"sure": judgement.sure, "evenness": evenness, "frechet": judgement.frechet, **by_eye}


class ThreeWaysTraining(Iterator[ThreeWaysSnapshot]):
    """A live run. Each `next` is a round: every one of the three catches up with the same number of seconds.

    Parameters
    ----------
    digits : what is learned from
    are_digits : whether the classifier knows what they show
    """

    def __init__(self, digits: Digits, settings: ThreeWaysSettings, *, are_digits: bool = True) -> None:
        self.settings = settings
        self.iteration = 0
        self.ways = [Way(name, digits, settings.latent_dim, settings.seed) for name in WAYS]
        self._are_digits = are_digits
        self._real = self._measured(0, measured_pictures(digits).images[:N_DRAWN])

    def __next__(self) -> ThreeWaysSnapshot:
        """Do one round."""
        s = self.settings
        if self.iteration >= s.n_iterations:
            raise StopIteration
        self.iteration += 1
        for way in self.ways:
            way.train_until(self.iteration / ROUNDS_A_SECOND)
        is_looked_at = self.iteration in (1, s.n_iterations) or self.iteration % s.looks_every == 0
        return self.look() if is_looked_at else self._snapshot([WaySnapshot(way.n) for way in self.ways])

    def look(self) -> ThreeWaysSnapshot:
        """Return what the three draw now, measured."""
        return self._snapshot([self._looked_at(way) for way in self.ways])

    def _snapshot(self, ways: Sequence[WaySnapshot]) -> ThreeWaysSnapshot:
        autoencoder, variational, gan = ways
        return ThreeWaysSnapshot(self.iteration, autoencoder, variational, gan, self._real)

    def _looked_at(self, way: Way) -> WaySnapshot:
        images = way.decoder().pictures(way.random_codes(N_DRAWN))
        return replace(self._measured(way.n, images), pictures=images[:N_SHOWN].copy())

    def _measured(self, n: int, images: Images) -> WaySnapshot:
        numbers: dict[str, Any] = measured(images, are_digits=self._are_digits)
        return WaySnapshot(n, **numbers)
