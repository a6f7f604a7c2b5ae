"""The three ways on the ring of 8, side by side and in step, as a generator of snapshots."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.mode_collapse.points import distribution
from explorer.theory.autoencoders.codes import drawn_from, gaussian_of
from explorer.theory.sample_metrics import count_modes
from explorer.training.autoencoders.plane import PlaneAutoencoder
from explorer.training.autoencoders.plane_settings import DATA, RingSettings
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.batches import batches
from explorer.training.mode_collapse.gan import BATCHES_AT_ONCE, Gan2d
from explorer.training.mode_collapse.measures import N_SAMPLES
from explorer.training.mode_collapse.run import FIRST_FRAMES

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class WaySnapshot:
    """One of the three after an iteration. Points come with frames only; counts are those of the last frame.

    Attributes
    ----------
    loss : of the last batch, before its update: −ELBO without its constant of the variational one, G's of the GAN
    n_modes, quality : modes captured by 1,000 points of random z, and their share of high quality
    x_fake : shape (1000, 2), the decoder of random z
    """

    iteration: int
    loss: float
    n_modes: int
    quality: float
    x_fake: Floats | None = None


@dataclass(frozen=True)
class RingSnapshot:
    """All three after the same iteration."""

    iteration: int
    autoencoder: WaySnapshot
    variational: WaySnapshot
    gan: WaySnapshot


class RingRun(Iterator[RingSnapshot]):
    """One run. Each `next` makes an update of each of the three; all chance follows from `settings.seed`.

    The autoencoders see the same batches. What is drawn of random z uses the same ε ~ N(0, I) all through, for all
    three: it is z itself but for the plain autoencoder, whose z have mean and covariance of its codes.

    Raises
    ------
    TrainingDiverged
        By `next`, when a loss is no longer a finite number.
    """

    def __init__(self, settings: RingSettings) -> None:
        s = self.settings = settings
        self.iteration = 0
        self.autoencoder = PlaneAutoencoder(s, is_variational=False)
        self.variational = PlaneAutoencoder(s, is_variational=True)
        self.gan = Gan2d(s.gan)
        self._rng = np.random.default_rng([s.seed, 4])
        self._batches = batches(self._draw)
        # of streams of their own, so that looks do not change the run
        self._epsilon = self._rng_of_looks().standard_normal((N_SAMPLES, 2))
        self._fitted = distribution(DATA).sample(N_SAMPLES, np.random.default_rng([s.seed, 5])).T
        self._frame: RingSnapshot | None = None

    def change(self, settings: RingSettings) -> None:
        """Go on with other settings; what needs a new start (`RingSettings.needs_new_start`) must be the same."""
        self.settings = settings
        self.variational.s = settings.s
        self.gan.change(settings.gan)

    def __next__(self) -> RingSnapshot:
        """Do one iteration."""
        s = self.settings
        if self.iteration >= s.n_iterations:
            raise StopIteration
        self.iteration += 1
        x, epsilon = next(self._batches)
        with np.errstate(over="ignore", invalid="ignore"):  # said in words below
            losses = self.autoencoder.step(x, epsilon), self.variational.step(x, epsilon), self.gan.iterate()[1]
        if not all(map(math.isfinite, losses)):
            raise TrainingDiverged(
                f"A loss is no longer a finite number at iteration {self.iteration:,}: the run stops here."
            )
        is_frame = self.iteration % s.frame_every == 0 or self.iteration in (*FIRST_FRAMES, s.n_iterations)
        if self._frame is None or is_frame:
            self._frame = self.look(losses)
            return self._frame
        ways = {
            name: replace(getattr(self._frame, name), iteration=self.iteration, loss=loss, x_fake=None)
            for name, loss in zip(WAYS, losses, strict=True)
        }
        return RingSnapshot(self.iteration, **ways)

    def look(self, losses: tuple[float, float, float] = (math.nan, math.nan, math.nan)) -> RingSnapshot:
        """Return a frame of the run as it stands, at first with the initial weights."""
        p = distribution(DATA)
        codes = self.autoencoder.codes(self._fitted).T
        if not np.isfinite(codes).all():
            raise TrainingDiverged(f"The codes are no longer finite numbers at iteration {self.iteration:,}.")
        mean, covariance = gaussian_of(codes)
        of_codes = drawn_from(mean, covariance, N_SAMPLES, self._rng_of_looks())  # of the same ε
        drawn = (
            self.autoencoder.decoder(of_codes.T),
            self.variational.decoder(self._epsilon.T),
            self.gan.G(self._epsilon.T),
        )
        ways = {}
        for name, loss, x_fake in zip(WAYS, losses, drawn, strict=True):
            found = count_modes(x_fake.T.astype(float), p.modes, p.sigma)
            ways[name] = WaySnapshot(self.iteration, loss, found.n_captured, found.quality, x_fake.T.copy())
        return RingSnapshot(self.iteration, **ways)

    def _rng_of_looks(self) -> np.random.Generator:
        return np.random.default_rng([self.settings.seed, 1])

    def _draw(self) -> list[tuple[Floats, Floats]]:
        """Draw real points and ε, (2, batch) each, for the next few steps of the autoencoders."""
        n, many = self.settings.batch_size, BATCHES_AT_ONCE
        real = distribution(DATA).sample(many * n, self._rng).T.astype(np.float32)
        epsilon = self._rng.standard_normal((2, many * n), np.float32)
        return list(zip(np.split(real, many, axis=1), np.split(epsilon, many, axis=1), strict=True))
