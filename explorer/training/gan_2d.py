"""A GAN in the plane, in NumPy: one update of D, one of G, and all the chance they need.

Goodfellow et al. 2014, Algorithm 1. Both networks and their gradients are written out in `explorer/models/mlp.py`, the
losses by D's logit in `explorer/theory/losses.py`; here they meet.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from explorer.data.points import DISTRIBUTIONS
from explorer.models.mlp import Mlp
from explorer.theory.losses import (
    CROSS_ENTROPY,
    HINGE_DISCRIMINATOR,
    WASSERSTEIN_CRITIC,
    generator_losses,
    least_squares_discriminator,
)
from explorer.training.descent import optimizer_named
from explorer.training.gan_2d_settings import Gan2dSettings

Array = NDArray[Any]  # of the run's precision: float32, in some tests float64

GENERATOR_LOSSES = generator_losses()
DISCRIMINATOR_LOSSES = {
    "non-saturating": CROSS_ENTROPY,
    "saturating": CROSS_ENTROPY,
    "LSGAN": least_squares_discriminator(),
    "hinge": HINGE_DISCRIMINATOR,
    "WGAN": WASSERSTEIN_CRITIC,
}
BATCHES_AT_ONCE = 64  # batches drawn together: a call of the random generator costs as much as a layer


class Gan2d:
    """Both networks of a run, their optimizers, and the rooms for a batch.

    Everything random follows from `settings.seed`. Points and z are columns, (2, batch) and (noise_dim, batch).
    """

    def __init__(self, settings: Gan2dSettings, dtype: DTypeLike = np.float32) -> None:
        s = self.settings = settings
        self._rng = np.random.default_rng(s.seed)
        self._dtype = dtype
        self.G = Mlp(s.G.sizes(s.noise_dim, 2), s.G.activation, self._rng, dtype)
        self.D = Mlp(s.D.sizes(2, 1), s.D.activation, self._rng, dtype)
        self._optimizer_G, self._optimizer_D = (
            optimizer_named(player.optimizer, network.parameters, player.learning_rate, player.momentum)
            for player, network in ((s.G, self.G), (s.D, self.D))
        )
        self._on_G = self.G.tape(s.batch_size)
        self._on_D = self.D.tape(2 * s.batch_size)  # real and fake side by side
        self._fakes_on_D = self.D.tape(s.batch_size)
        self._slopes: Array = np.empty((1, 2 * s.batch_size), dtype)
        self._reals, self._zs = _Supply(self._draw_reals, s.batch_size), _Supply(self._draw_z, s.batch_size)
        self._loss_D, self._loss_G = DISCRIMINATOR_LOSSES[s.loss], GENERATOR_LOSSES[s.loss]

    def _draw_reals(self, n: int) -> Array:
        return np.ascontiguousarray(DISTRIBUTIONS[self.settings.data].sample(n, self._rng).T, self._dtype)

    def _draw_z(self, n: int) -> Array:
        return draw_z(self.settings, n, self._rng).astype(self._dtype)

    def next_real(self) -> Array:
        """Return the real points of the run's next step, (2, batch); each is handed out once."""
        return self._reals.next()

    def next_z(self) -> Array:
        """Return the z of the run's next step, (noise_dim, batch); each is handed out once."""
        return self._zs.next()

    def _add_instance_noise(self, x: Array) -> None:
        if self.settings.instance_noise:
            x += self.settings.instance_noise * self._rng.standard_normal(x.shape, np.float32)

    def discriminator_step(self) -> tuple[Array, Array]:
        """Move D once on a real and a fake batch; return its logits on both from before, each (batch,)."""
        self._on_G.x[:] = self.next_z()
        return self.discriminator_step_on(self.next_real(), self.G.forward(self._on_G))

    def discriminator_step_on(self, x_real: Array, x_fake: Array) -> tuple[Array, Array]:
        """Move D once, down the mean of its loss on the points given, each (2, batch)."""
        n, x, slopes = self.settings.batch_size, self._on_D.x, self._slopes
        x[:, :n], x[:, n:] = x_real, x_fake
        self._add_instance_noise(x)
        logits = self.D.forward(self._on_D)[0]
        slopes[0, :n] = self._loss_D.on_real.gradient(logits[:n])
        slopes[0, n:] = self._loss_D.on_fake.gradient(logits[n:])
        slopes /= n
        self.D.backward(self._on_D, slopes)
        self._optimizer_D.step(self.D.gradient)
        if self.settings.loss == "WGAN":
            np.clip(self.D.parameters, -self.settings.clip, self.settings.clip, out=self.D.parameters)
        return logits[:n], logits[n:]

    def generator_step(self) -> Array:
        """Move G once on new z; return D's logits on its fakes from before, (batch,). D stays as it is."""
        return self.generator_step_on(self.next_z())

    def generator_step_on(self, z: Array) -> Array:
        """Move G once, down the mean of its loss on G(z), z (noise_dim, batch)."""
        self._on_G.x[:] = z
        self._fakes_on_D.x[:] = self.G.forward(self._on_G)
        self._add_instance_noise(self._fakes_on_D.x)
        logits = self.D.forward(self._fakes_on_D)
        slopes = self._slopes[:, : self.settings.batch_size]
        slopes[:] = self._loss_G.gradient(logits)
        slopes /= self.settings.batch_size
        by_x = self.D.backward(self._fakes_on_D, slopes, by_parameters=False, by_input=True)
        self.G.backward(self._on_G, by_x)
        self._optimizer_G.step(self.G.gradient)
        return np.asarray(logits[0])

    def iterate(self) -> tuple[float, float]:
        """Make an iteration's steps of both and return the last losses of D and G; nan for a frozen player."""
        loss_D = loss_G = float("nan")
        for _ in range(self.settings.D.n_steps):
            logits_real, logits_fake = self.discriminator_step()
        if self.settings.D.n_steps:
            of_D = self._loss_D
            loss_D = _mean(of_D.on_real.value(logits_real)) + _mean(of_D.on_fake.value(logits_fake))
        for _ in range(self.settings.G.n_steps):
            logits = self.generator_step()
        if self.settings.G.n_steps:
            loss_G = _mean(self._loss_G.value(logits))
        return loss_D, loss_G

    def generator_gradient(self, x_fake: Array) -> Array:
        """Return the gradient of the generator's own loss by each fake, ℓ'(t(x)) ∇t(x); shape (2, n) as `x_fake`.

        Not ∇D: where the loss is flat (ℓ' = 0) a fake is not moved, however steep D may be there.
        """
        tape = self.D.tape(x_fake.shape[1])
        tape.x[:] = x_fake
        slopes = np.asarray(self._loss_G.gradient(self.D.forward(tape)), self._dtype)
        return self.D.backward(tape, slopes, by_parameters=False, by_input=True)


def draw_z(settings: Gan2dSettings, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw n z; shape (noise_dim, n)."""
    shape = (settings.noise_dim, n)
    return rng.uniform(-1.0, 1.0, shape) if settings.noise == "uniform" else rng.standard_normal(shape)


def _mean(values: Array) -> float:
    # ndarray.mean spends four times as long on its way to the same addition.
    return float(np.add.reduce(values)) / len(values)


class _Supply:
    """Batches cut from larger draws."""

    def __init__(self, draw: Callable[[int], Array], batch_size: int) -> None:
        self._draw, self._batch_size = draw, batch_size
        self._drawn: Array = np.empty((0, 0))
        self._at = 0

    def next(self) -> Array:
        if self._at >= self._drawn.shape[1]:
            self._drawn, self._at = self._draw(BATCHES_AT_ONCE * self._batch_size), 0
        self._at += self._batch_size
        return self._drawn[:, self._at - self._batch_size : self._at]
