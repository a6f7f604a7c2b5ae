"""Six cures for mode collapse: one update of D and one of G, in which each of them changes a line.

Goodfellow et al. 2014, Algorithm 1, with the non-saturating loss and Adam. More steps of D, minibatch discrimination
(Salimans et al. 2016), packing (Lin et al. 2018) and R1 (Mescheder et al. 2018) change D's update; unrolling (Metz et
al. 2017) changes G's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.models.mode_collapse.cures import Discriminator, Generator
from explorer.training.mode_collapse.batches import batches
from explorer.training.mode_collapse.cures_settings import BATCHES_AT_ONCE, CURES, CureSettings

BETA2 = 0.999
EPSILON = 1e-8
TINY = 1e-24  # far below EPSILON²: keeps the root's slope finite where a gradient has always been 0


@dataclass(frozen=True)
class Adam:
    """Adam's memory: running means of the gradient and of its square, and the steps so far."""

    m: Tensor
    v: Tensor
    t: int = 0

    def step(self, theta: Tensor, gradient: Tensor, learning_rate: float, beta1: float) -> tuple[Tensor, "Adam"]:
        """Return the parameters and the memory after a step, differentiable by all that is given.

        m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂/(√v̂ + ε), where m̂ = m/(1 − β₁ᵗ),
        v̂ = v/(1 − β₂ᵗ). Kingma & Ba 2015, Algorithm 1.
        """
        t = self.t + 1
        m = self.m.lerp(gradient, 1.0 - beta1)
        v = self.v.lerp(gradient * gradient, 1.0 - BETA2)
        # both corrections drawn out of the vectors, as in `explorer/training/descent.py`
        correction = (1.0 - BETA2**t) ** 0.5
        root = (v + TINY).sqrt() + EPSILON * correction
        return theta.addcdiv(m, root, value=-learning_rate * correction / (1.0 - beta1**t)), Adam(m, v, t)


def discriminator_loss(D: Discriminator, theta: Tensor, x_real: Tensor, x_fake: Tensor, r1: float = 0.0) -> Tensor:
    """E[−ln σ(t)] on real points + E[−ln(1 − σ(t))] on fakes + γ/2 E[|∇ₓ t|²] on real ones, for each run.

    Goodfellow et al. 2014, eq. 1; the penalty: Mescheder et al. 2018, eq. 9.

    Parameters
    ----------
    x_real, x_fake : shape (runs, batch, 2); with a D that packs, each pack is one of the inputs that are averaged
    r1 : γ; 0 is no penalty

    Returns
    -------
    shape (runs,)
    """
    n = x_real.shape[1]
    x = torch.cat([x_real, x_fake], dim=1)  # (runs, 2 batch, 2)
    if r1:
        x = x.detach().requires_grad_()
    t_real, t_fake = D(theta, x, n_batches=2).chunk(2, dim=1)
    loss = (F.softplus(-t_real) + F.softplus(t_fake)).mean(dim=1)
    if r1:
        (slopes,) = torch.autograd.grad(t_real.sum(), x, create_graph=True)
        loss = loss + 0.5 * r1 * slopes[:, :n].square().sum(dim=2).mean(dim=1)
    return loss


class CuredGan:
    """Runs of one cure side by side, which may differ in data and seed and know nothing of each other.

    All chance of a run follows from its seed; with the same one G begins the same, whatever the cure.
    """

    def __init__(self, runs: Sequence[CureSettings]) -> None:
        s = self.settings = runs[0]
        self.cure = CURES[s.cure]
        self.G, self.D = (
            Generator(s.n_layers, s.width),
            Discriminator(s.n_layers, s.width, self.cure.pack, self.cure.n_kernels),
        )
        self._runs = runs
        self._rngs = [np.random.default_rng(run.seed) for run in runs]
        self.theta_G, self.theta_D = (
            torch.stack([network.initial(rng) for rng in self._rngs]) for network in (self.G, self.D)
        )
        self._adam_G, self._adam_D = (
            Adam(torch.zeros_like(theta), torch.zeros_like(theta)) for theta in (self.theta_G, self.theta_D)
        )
        self._reals, self._zs = batches(self._draw_reals), batches(self._draw_z)
        self._learning_rate, self._iteration = s.learning_rate, 0

    def _draw_reals(self) -> list[Tensor]:
        n = BATCHES_AT_ONCE * self.settings.batch_size
        return _cut([DISTRIBUTIONS[run.data].sample(n, rng) for run, rng in zip(self._runs, self._rngs, strict=True)])

    def _draw_z(self) -> list[Tensor]:
        n = BATCHES_AT_ONCE * self.settings.batch_size
        return _cut([rng.standard_normal((n, 2)) for rng in self._rngs])

    def discriminator_step(self, x_real: Tensor, z: Tensor) -> Tensor:
        """Move D once; return its loss from before the move, (runs,)."""
        s = self.settings
        with torch.no_grad():
            x_fake = self.G(self.theta_G, z)
        theta = self.theta_D.requires_grad_()
        loss = discriminator_loss(self.D, theta, x_real, x_fake, self.cure.r1)
        (gradient,) = torch.autograd.grad(loss.sum(), theta)
        with torch.no_grad():
            self.theta_D, self._adam_D = self._adam_D.step(theta, gradient, self._learning_rate, s.beta1)
        return loss.detach()

    def generator_loss(self, theta_G: Tensor, x_real: Tensor, z: Tensor) -> Tensor:
        """E[−ln σ(t)] on the fakes, (runs,): t by the D that k steps on these very points would make of the present D.

        L(θ_G) = E[−ln σ(D(θ_D⁽ᵏ⁾, G(z)))], where θ_D⁽ᵏ⁾ depends on θ_G: so the gradient knows how D would answer. k = 0
        is the plain loss. Metz et al. 2017, section 2.2; the steps are Adam's, D's own, as there.
        """
        x_fake, s = self.G(theta_G, z), self.settings
        theta, adam = self.theta_D.detach().requires_grad_(self.cure.unrolled > 0), self._adam_D
        for _ in range(self.cure.unrolled):
            loss = discriminator_loss(self.D, theta, x_real, x_fake)
            (gradient,) = torch.autograd.grad(loss.sum(), theta, create_graph=True)
            theta, adam = adam.step(theta, gradient, self._learning_rate, s.beta1)
        return F.softplus(-self.D(theta, x_fake)).mean(dim=1)

    def generator_step(self, x_real: Tensor, z: Tensor) -> Tensor:
        """Move G once; return its loss from before the move, (runs,). D stays as it is."""
        s = self.settings
        theta = self.theta_G.requires_grad_()
        loss = self.generator_loss(theta, x_real, z)
        (gradient,) = torch.autograd.grad(loss.sum(), theta)
        with torch.no_grad():
            self.theta_G, self._adam_G = self._adam_G.step(theta, gradient, self._learning_rate, s.beta1)
        return loss.detach()

    def iterate(self) -> tuple[Tensor, Tensor]:
        """Move D as often as the cure says, each time on new points, then G once; return their last losses, (runs,)."""
        self._iteration += 1
        self._learning_rate = self.settings.learning_rate_at(self._iteration)
        for _ in range(self.cure.steps_of_D):
            x_real = next(self._reals)
            loss_D = self.discriminator_step(x_real, next(self._zs))
        return loss_D, self.generator_step(x_real, next(self._zs))

    def samples(self, z: Tensor) -> Tensor:
        """Return G(z), (runs, n, 2), for z (runs, n, 2)."""
        with torch.no_grad():
            return self.G(self.theta_G, z)


def _cut(of_runs: Sequence[NDArray[np.float64]]) -> list[Tensor]:
    """Return points, shape (n, 2) for each run, as batches of all runs, (runs, batch, 2)."""
    drawn = torch.from_numpy(np.stack(of_runs)).float()
    return [batch.contiguous() for batch in drawn.chunk(BATCHES_AT_ONCE, dim=1)]
