"""A GAN in the plane, in NumPy: one update of D, one of G, and all the chance they need.

Goodfellow et al. 2014, Algorithm 1. Both networks and their gradients are written out in
`explorer/models/mode_collapse/mlp.py`, the losses by D's logit in `explorer/theory/losses.py`; here they meet.
"""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from explorer.data.mode_collapse.points import distribution
from explorer.models.mode_collapse.mlp import Mlp
from explorer.models.mode_collapse.mlp_slopes import SlopePass
from explorer.models.mode_collapse.spectral_norm import SpectralNorm
from explorer.theory.losses import DISCRIMINATOR_LOSSES, WASSERSTEIN, generator_losses
from explorer.training.descent import Optimizer, optimizer_named
from explorer.training.mode_collapse.batches import batches
from explorer.training.mode_collapse.penalties import between, gradient_penalty_by_slopes, r1_by_slopes
from explorer.training.mode_collapse.settings import Gan2dSettings, Player

Array = NDArray[Any]  # of the run's precision: float32, in some tests float64

GENERATOR_LOSSES = {**generator_losses(), "wgan_gp": WASSERSTEIN}
BATCHES_AT_ONCE = 64  # batches drawn together


class Gan2d:
    """Both networks of a run, their optimizers, and the rooms for a batch.

    Everything random follows from `settings.seed`. The weights are drawn first, so that they are the same whatever the
    data, the loss, the optimizers and the batch; what only some settings need has a stream of its own.
    Points and z are columns, (2, batch) and (noise_dim, batch).
    """

    def __init__(self, settings: Gan2dSettings, dtype: DTypeLike = np.float32) -> None:
        s = settings
        self._dtype = dtype
        self._rng = np.random.default_rng(s.seed)
        self._rng_between, self._rng_norm = (np.random.default_rng([s.seed, stream]) for stream in (2, 3))
        self.G = Mlp(s.G.sizes(s.noise_dim, 2), s.G.activation, self._rng, dtype)
        self.D = Mlp(s.D.sizes(2, 1), s.D.activation, self._rng, dtype)
        self._norm: SpectralNorm | None = None
        self._optimizer_G, self._optimizer_D = _optimizer(s.G, self.G.parameters), _optimizer(s.D, self.D.parameters)
        self.settings = s
        self._make_rooms(s.batch_size)
        self._take_over(s)

    def change(self, settings: Gan2dSettings) -> None:
        """Go on with other settings, those that make no other networks, data or noise.

        An optimizer of another kind begins with nothing gathered; otherwise it keeps what it has.
        """
        before, self.settings = self.settings, settings
        if settings.batch_size != before.batch_size:
            self._make_rooms(settings.batch_size)
        if settings.G.optimizer != before.G.optimizer:
            self._optimizer_G = _optimizer(settings.G, self._optimizer_G.parameters)
        if settings.D.optimizer != before.D.optimizer:
            self._optimizer_D = _optimizer(settings.D, self._optimizer_D.parameters)
        self._take_over(settings)

    def _make_rooms(self, batch_size: int) -> None:
        self._on_G = self.G.tape(batch_size)
        self._on_D = self.D.tape(2 * batch_size)  # real and fake side by side
        self._fakes_on_D = self.D.tape(batch_size)
        self._slopes_of_D = SlopePass(self.D, batch_size)
        self._slopes: Array = np.empty((1, 2 * batch_size), self._dtype)
        self._reals, self._zs = batches(self._draw_reals), batches(self._draw_z)

    def _take_over(self, s: Gan2dSettings) -> None:
        """Set what follows from the settings and needs no new arrays."""
        self._loss_D, self._loss_G = DISCRIMINATOR_LOSSES[s.loss], GENERATOR_LOSSES[s.loss]
        self.tune(1.0)
        if s.spectral_norm != (self._norm is not None):
            self._norm = SpectralNorm(self.D, self._rng_norm) if s.spectral_norm else None
            self._optimizer_D.parameters = self._norm.parameters if self._norm else self.D.parameters

    def tune(self, share: float) -> None:
        """Let both players go on with this share of their learning rates."""
        s = self.settings
        self._optimizer_D.tune(share * s.D.learning_rate, s.D.momentum)
        self._optimizer_G.tune(share * s.G.learning_rate, s.G.momentum)

    def _draw_reals(self) -> list[Array]:
        n = BATCHES_AT_ONCE * self.settings.batch_size
        return self._cut(distribution(self.settings.data).sample(n, self._rng).T)

    def _draw_z(self) -> list[Array]:
        return self._cut(draw_z(self.settings, BATCHES_AT_ONCE * self.settings.batch_size, self._rng))

    def _cut(self, drawn: Array) -> list[Array]:
        return np.split(np.ascontiguousarray(drawn, self._dtype), BATCHES_AT_ONCE, axis=1)

    def next_real(self) -> Array:
        """Return the real points of the run's next step, (2, batch); each is handed out once."""
        return next(self._reals)

    def next_z(self) -> Array:
        """Return the z of the run's next step, (noise_dim, batch); each is handed out once."""
        return next(self._zs)

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
        self._add_penalties(x[:, :n], x[:, n:])
        self._move_D()
        return logits[:n], logits[n:]

    def _add_penalties(self, x_real: Array, x_fake: Array) -> None:
        """Add the penalties' gradients to D's, at the points as D sees them."""
        s, of_D = self.settings, self._slopes_of_D
        if s.r1:
            of_D.x[:] = x_real
            of_D.add_gradient(r1_by_slopes(of_D.slopes(), s.r1))
        if s.loss == "wgan_gp":
            of_D.x[:] = between(x_real, x_fake, self._rng_between.random(s.batch_size, np.float32))
            of_D.add_gradient(gradient_penalty_by_slopes(of_D.slopes(), s.gradient_penalty))

    def _move_D(self) -> None:
        if self._norm:
            self._optimizer_D.step(self._norm.back())
            self._norm.normalise()
        else:
            self._optimizer_D.step(self.D.gradient)
        if self.settings.is_clipped:
            np.clip(self.D.parameters, -self.settings.clip, self.settings.clip, out=self.D.parameters)

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

    def iterate(self, steps: tuple[int, int] | None = None) -> tuple[float, float]:
        """Make an iteration's steps of D and of G, as many as the settings say or `steps`; return their last losses.

        They come without a penalty; nan for a player that has made no step.
        """
        n_D, n_G = steps or (self.settings.D.n_steps, self.settings.G.n_steps)
        loss_D = loss_G = float("nan")
        for _ in range(n_D):
            logits_real, logits_fake = self.discriminator_step()
        if n_D:
            of_D = self._loss_D
            loss_D = _mean(of_D.on_real.value(logits_real)) + _mean(of_D.on_fake.value(logits_fake))
        for _ in range(n_G):
            logits = self.generator_step()
        if n_G:
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


def _optimizer(player: Player, parameters: Array) -> Optimizer:
    return optimizer_named(player.optimizer, parameters, player.learning_rate, player.momentum)


def draw_z(settings: Gan2dSettings, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw n z; shape (noise_dim, n)."""
    shape = (settings.noise_dim, n)
    return rng.uniform(-1.0, 1.0, shape) if settings.noise == "uniform" else rng.standard_normal(shape)


def _mean(values: Array) -> float:
    # ndarray.mean spends four times as long on its way to the same addition.
    return float(np.add.reduce(values)) / len(values)
