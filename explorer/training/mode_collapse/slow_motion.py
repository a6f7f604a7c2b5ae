"""One update of a GAN in the plane, taken apart: what is known after each of its five stages.

G makes fakes; D judges a real and a fake batch; D moves; D judges new fakes; G moves. Goodfellow et al. 2014,
Algorithm 1, by the steps of `Gan2d`, in double precision: these numbers are there to be calculated again.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.models.mode_collapse.mlp import Mlp
from explorer.theory.losses import DISCRIMINATOR_LOSSES, Loss
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.gan import GENERATOR_LOSSES, Gan2d
from explorer.training.mode_collapse.run import heat_axis
from explorer.training.mode_collapse.settings import Gan2dSettings

STAGES = ("fakes", "d_judges", "d_moves", "d_judges_new", "g_moves")


@dataclass(frozen=True)
class Judged:
    """D's outputs t on some points, and for each its loss ℓ(t) and slope ℓ'(t); shape (n,) each."""

    t: Array
    loss: Array
    slope: Array

    @property
    def mean(self) -> float:
        """The mean loss."""
        return float(self.loss.mean())


@dataclass(frozen=True)
class Move:
    """One step of a network.

    Attributes
    ----------
    gradient, size : lengths of the gradient g by all parameters, and of the move Δ that the optimizer made of it
    promised : g · Δ, the change of the loss if the loss were straight
    """

    gradient: float
    size: float
    promised: float


@dataclass(frozen=True)
class SlowUpdate:
    """Update number `number`, from 1, stage by stage. Points are rows, (n, 2); `D` and `D_after` are maps, (33, 33).

    Attributes
    ----------
    x_real, x_fake : the batch for D's step, x_fake = G(z)
    real, fake : D's verdict on both, before its step
    move_D, real_after, fake_after : D's step, and its verdict on the same batch after it
    D, D_after : D's output t on the square that is shown, the first axis along y, before and after its step
    x_new, new, push : G(z_new), the moved D's verdict for G's loss, and −ℓ'(t)∇t, which every fake would follow
    move_G, x_moved, moved : G's step, G(z_new) after it, and the same D's verdict on that
    """

    number: int
    z: Array
    x_real: Array
    x_fake: Array
    real: Judged
    fake: Judged
    D: Array
    move_D: Move
    real_after: Judged
    fake_after: Judged
    D_after: Array
    z_new: Array
    x_new: Array
    new: Judged
    push: Array
    move_G: Move
    x_moved: Array
    moved: Judged

    @property
    def loss_D(self) -> float:
        """D's loss on its batch: the mean on real points plus the mean on fakes."""
        return self.real.mean + self.fake.mean

    @property
    def loss_D_after(self) -> float:
        """The same on the same batch, after D's step."""
        return self.real_after.mean + self.fake_after.mean

    @property
    def outputs(self) -> Array:
        """All outputs t of D on points, before and after: what an axis has to hold."""
        verdicts = (self.real, self.fake, self.real_after, self.fake_after, self.new, self.moved)
        return np.concatenate([verdict.t for verdict in verdicts])

    @property
    def losses(self) -> Array:
        """All losses of points, before and after."""
        verdicts = (self.real, self.fake, self.real_after, self.fake_after, self.new, self.moved)
        return np.concatenate([verdict.loss for verdict in verdicts])


def slow_update(settings: Gan2dSettings, before: int) -> SlowUpdate:
    """Make `before` updates at full speed and take the next one apart.

    Raises
    ------
    TrainingDiverged
        When a number of it is no longer finite.
    """
    gan = Gan2d(settings, np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # said in words below
        for _ in range(before):
            gan.iterate()
        seen = _watch(gan, before + 1)
    if not all(map(math.isfinite, (seen.loss_D, seen.loss_D_after, seen.moved.mean, seen.move_D.size))):
        raise TrainingDiverged(
            f"A number of update {before + 1:,} is no longer finite: the networks have left every scale. Smaller "
            "learning rates, or fewer updates before this one, bring them back."
        )
    return seen


def losses_of_D_around_its_steps(settings: Gan2dSettings, n_updates: int) -> Iterator[tuple[float, float]]:
    """Yield, for each of the first updates, D's loss on its batch before and after the step made for that batch."""
    gan = Gan2d(settings, np.float64)
    for _ in range(n_updates):
        x_fake, x_real = gan.G(gan.next_z()), gan.next_real()
        before = sum(verdict.mean for verdict in _both(gan, x_real, x_fake))
        gan.discriminator_step_on(x_real, x_fake)
        yield before, sum(verdict.mean for verdict in _both(gan, x_real, x_fake))
        gan.generator_step()


def _watch(gan: Gan2d, number: int) -> SlowUpdate:
    of_G = GENERATOR_LOSSES[gan.settings.loss]
    z, x_real = gan.next_z(), gan.next_real()
    x_fake = gan.G(z)
    real, fake = _both(gan, x_real, x_fake)
    D, parameters = _map(gan), gan.D.parameters.copy()
    gan.discriminator_step_on(x_real, x_fake)
    move_D = _move(gan.D, parameters)
    real_after, fake_after = _both(gan, x_real, x_fake)

    z_new = gan.next_z()
    x_new, parameters = gan.G(z_new), gan.G.parameters.copy()
    new, push = _judge(gan.D, x_new, of_G), -gan.generator_gradient(x_new)
    gan.generator_step_on(z_new)
    move_G, x_moved = _move(gan.G, parameters), gan.G(z_new)
    return SlowUpdate(
        number,
        z.T,
        x_real.T,
        x_fake.T,
        real,
        fake,
        D,
        move_D,
        real_after,
        fake_after,
        _map(gan),
        z_new.T,
        x_new.T,
        new,
        push.T.copy(),
        move_G,
        x_moved.T,
        _judge(gan.D, x_moved, of_G),
    )


def _both(gan: Gan2d, x_real: Array, x_fake: Array) -> tuple[Judged, Judged]:
    of_D = DISCRIMINATOR_LOSSES[gan.settings.loss]
    return _judge(gan.D, x_real, of_D.on_real), _judge(gan.D, x_fake, of_D.on_fake)


def _judge(D: Mlp, x: Array, loss: Loss) -> Judged:
    t = D(x)[0]
    return Judged(t, loss.value(t), loss.gradient(t))


def _move(network: Mlp, before: Array) -> Move:
    gradient, move = network.gradient, network.parameters - before
    return Move(float(np.linalg.norm(gradient)), float(np.linalg.norm(move)), float(gradient @ move))


def _map(gan: Gan2d) -> Array:
    axis = heat_axis(DISTRIBUTIONS[gan.settings.data].extent)
    return np.asarray(gan.D(np.stack(np.meshgrid(axis, axis)).reshape(2, -1)).reshape(len(axis), len(axis)))
