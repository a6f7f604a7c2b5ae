"""A real GAN on the line: one update of D, one of G, and the loop as a generator of snapshots.

Goodfellow et al. 2014, Algorithm 1, with Adam in place of plain gradient steps. Beside the two networks, which only see
samples, each frame has what they cannot know: p_g without sampling noise, and from it D* and the JSD.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.arrays import Array
from explorer.models.gaussian_1d import Discriminator1d, Generator1d
from explorer.theory.pushforward import (
    bin_masses,
    bin_masses_of_pushforward,
    js_divergence_of_masses,
    mean_gap_to_D_star,
)
from explorer.training.adam import Adam
from explorer.training.gaussian_1d.settings import CENTRES, EDGES, HISTOGRAM_EDGES, N_SAMPLES, Gan1dSettings, Z
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mnist_trainer.losses import generator_loss, loss_on_fake, loss_on_real, probability
from explorer.training.update import Optimizer, update


@dataclass(frozen=True)
class Gan1dSnapshot:
    """The state of a run after one iteration. Arrays come with frames only, else they are None and JSD and gap NaN.

    Attributes
    ----------
    iteration : int, from 1
    loss_D : D's loss on its last real and fake batch, before its update; 2 ln 2 at equilibrium, under LSGAN ¼
    loss_G : the chosen generator loss; ln 2 (non-saturating), −ln 2 (saturating), ⅛ (LSGAN) at equilibrium
    js_divergence : JSD of the binned p_data and p_g, in nats, 0 to ln 2
    gap : mean |D − D*| over real and fake samples
    p_g : shape (182,), exact masses of the present p_g between EDGES, and outside of them at either end
    D : shape (180,), D at CENTRES: a probability, under LSGAN D's raw output
    G : shape (361,), G(z) at Z
    histogram : shape (60,), how many of 1000 samples G(z) fall between HISTOGRAM_EDGES; the same z all through
    """

    iteration: int
    loss_D: float
    loss_G: float
    js_divergence: float
    gap: float
    p_g: Array | None = None
    D: Array | None = None
    G: Array | None = None
    histogram: NDArray[np.int64] | None = None


def discriminator_step(D: Discriminator1d, optimizer: Optimizer, x_real: Tensor, x_fake: Tensor, loss: str) -> Tensor:
    """Move D once, down its loss on a real and a fake batch, each (batch, 1); return the loss before the move."""
    logits_real, logits_fake = D(torch.cat([x_real, x_fake])).split([len(x_real), len(x_fake)])
    value = loss_on_real(logits_real, loss) + loss_on_fake(logits_fake, loss)
    update(optimizer, value)
    return value.detach()


def generator_step(G: Generator1d, D: Discriminator1d, optimizer: Optimizer, z: Tensor, loss: str) -> Tensor:
    """Move G once, down its loss on G(z), z (batch, 1); return the loss before the move. D stays as it is."""
    value = generator_loss(D(G(z)), loss)
    update(optimizer, value)
    return value.detach()


def train_gan_1d(settings: Gan1dSettings) -> Iterator[Gan1dSnapshot]:
    """Train a GAN on samples of `settings.p_data` from scratch and yield one snapshot an iteration.

    An iteration: `n_discriminator_steps` times a step of D on a fresh real and a fresh fake batch, then a step of G on
    a new z. All chance comes from `settings.seed`.

    Raises
    ------
    TrainingDiverged
        When a loss or a sample is no longer a finite number.
    """
    rng = np.random.default_rng(settings.seed)
    torch_rng = torch.Generator().manual_seed(settings.seed)
    G = Generator1d(settings.n_hidden, settings.start, torch_rng)
    D = Discriminator1d(settings.n_hidden, torch_rng)
    betas = (settings.beta1, 0.999)
    optimizer_D = Adam(D.parameters(), lr=settings.learning_rate_D, betas=betas)
    optimizer_G = Adam(G.parameters(), lr=settings.learning_rate_G, betas=betas)
    camera = _Camera(settings, G, D, torch.randn(N_SAMPLES, 1, generator=torch_rng))

    def draw_z() -> Tensor:
        return torch.randn(settings.batch_size, 1, generator=torch_rng)

    def draw_real() -> Tensor:
        return torch.from_numpy(settings.p_data.sample(settings.batch_size, rng)).float().unsqueeze(1)

    for iteration in range(1, settings.n_iterations + 1):
        for _ in range(settings.n_discriminator_steps):
            with torch.no_grad():
                x_fake = G(draw_z())
            loss_D = discriminator_step(D, optimizer_D, draw_real(), x_fake, settings.loss)
        loss_G = generator_step(G, D, optimizer_G, draw_z(), settings.loss)

        numbers = (float(loss_D), float(loss_G))
        if not all(map(math.isfinite, numbers)):
            raise TrainingDiverged(
                f"A loss is no longer a finite number at iteration {iteration}: the run stops here. A smaller "
                "learning rate usually helps."
            )
        if iteration == 1 or iteration % settings.frame_every == 0 or iteration == settings.n_iterations:
            yield camera.frame(iteration, *numbers)
        else:
            yield Gan1dSnapshot(iteration, *numbers, js_divergence=math.nan, gap=math.nan)


class _Camera:
    """Takes the frames of one run: what both networks do on fixed axes, and what the theory says about it."""

    def __init__(self, settings: Gan1dSettings, G: Generator1d, D: Discriminator1d, samples_z: Tensor) -> None:
        self.settings, self.G, self.D = settings, G, D
        self.p_data = bin_masses(settings.p_data, EDGES)
        self.x = torch.from_numpy(CENTRES).float().unsqueeze(1)
        # One batch for the grid and the fixed samples; every z goes through G once a frame.
        self.z = torch.cat([torch.from_numpy(Z).float().unsqueeze(1), samples_z])

    @torch.no_grad()
    def frame(self, iteration: int, loss_D: float, loss_G: float) -> Gan1dSnapshot:
        """Return a snapshot with everything in it; its arrays are copies."""
        x_fake = self.G(self.z).squeeze(1).double().numpy()
        G_of_z, samples = x_fake[: len(Z)].copy(), x_fake[len(Z) :]
        D = probability(self.D(self.x), self.settings.loss).double().numpy()
        p_g = bin_masses_of_pushforward(Z, G_of_z, EDGES)
        return Gan1dSnapshot(
            iteration,
            loss_D,
            loss_G,
            js_divergence=js_divergence_of_masses(self.p_data, p_g),
            gap=mean_gap_to_D_star(D, self.p_data[1:-1], p_g[1:-1]),
            p_g=p_g,
            D=D,
            G=G_of_z,
            histogram=np.histogram(samples, HISTOGRAM_EDGES)[0],
        )
