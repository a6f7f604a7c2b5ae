"""A GAN learns handwritten digits: one update of D, one of G, and the loop as a generator of snapshots.

Goodfellow et al. 2014, Algorithm 1, with Adam in place of plain gradient steps.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.optim import Adam, Optimizer

from explorer.models.gan import Discriminator, Generator, networks
from explorer.training.gan_losses import generator_loss, loss_on_fake, loss_on_real, probability
from explorer.training.gan_settings import DEFAULTS, GanSettings
from explorer.training.runner import TrainingDiverged

__all__ = ["DEFAULTS", "GanSettings", "GanSnapshot", "TrainingDiverged", "train_gan"]

N_GRID = 64


@dataclass(frozen=True)
class GanSnapshot:
    """The state of a run after one iteration; numbers are means over the iteration's (last) batch.

    Attributes
    ----------
    iteration : int, from 1
    loss_D : D's loss on real plus on fake samples, in nats for the losses with logarithms (2 ln 2 at equilibrium)
    loss_G : the chosen generator loss
    D_real, D_fake : D(x) and D(G(z)) before D's update, in [0, 1]; under LSGAN D's raw output, any real number
    accuracy : the fraction of real samples with D > ½ and of fakes with D < ½, averaged, in [0, 1]
    images : uint8, shape (64, 28, 28), G's pictures of 64 values of z that stay the same through the run;
        None in iterations without a picture
    """

    iteration: int
    loss_D: float
    loss_G: float
    D_real: float
    D_fake: float
    accuracy: float
    images: NDArray[np.uint8] | None


@dataclass(frozen=True)
class DiscriminatorStep:
    """What D said before its update: the loss, a scalar, and the logits, shape (batch,) each."""

    loss: Tensor
    logits_real: Tensor
    logits_fake: Tensor


def discriminator_step(
    D: Discriminator,
    optimizer: Optimizer,
    x_real: Tensor,
    x_fake: Tensor,
    loss: str,
    label_smoothing: float = 0.0,
    separate_batches: bool = False,
) -> DiscriminatorStep:
    """Move D down its loss on a real and a fake batch, each (batch, 1, 28, 28) in [−1, 1].

    One update on the sum of the two losses, or with `separate_batches` two: on the real batch, then on the fakes. Adam
    scales an update to the learning rate whatever the gradient's length, so that two move D about twice as far.

    No discriminator here has batch normalisation, so one pass over both batches gives the logits that two would.
    """
    if separate_batches:
        logits_real = D(x_real)
        on_real = loss_on_real(logits_real, loss, label_smoothing)
        _update(optimizer, on_real)
        logits_fake = D(x_fake)
        on_fake = loss_on_fake(logits_fake, loss)
        _update(optimizer, on_fake)
    else:
        logits_real, logits_fake = D(torch.cat([x_real, x_fake])).split([len(x_real), len(x_fake)])
        on_real, on_fake = loss_on_real(logits_real, loss, label_smoothing), loss_on_fake(logits_fake, loss)
        _update(optimizer, on_real + on_fake)
    return DiscriminatorStep((on_real + on_fake).detach(), logits_real.detach(), logits_fake.detach())


def _update(optimizer: Optimizer, value: Tensor) -> None:
    optimizer.zero_grad()
    value.backward()  # type: ignore[no-untyped-call]
    optimizer.step()


def generator_step(G: Generator, D: Discriminator, optimizer: Optimizer, z: Tensor, loss: str) -> Tensor:
    """Move G once, down its loss on G(z), z (batch, latent_dim); return the loss before the move. D stays as it is."""
    value = generator_loss(D(G(z)), loss)
    optimizer.zero_grad()
    value.backward(inputs=list(G.parameters()))  # type: ignore[no-untyped-call]
    optimizer.step()
    return value.detach()


def to_pixels(images: NDArray[np.uint8]) -> Tensor:
    """Return uint8 images (n, 28, 28) as float32 (n, 1, 28, 28) in [−1, 1]."""
    return torch.from_numpy(images).unsqueeze(1).float().div_(127.5).sub_(1.0)


def to_uint8(x: Tensor) -> NDArray[np.uint8]:
    """Return pixels (n, 1, 28, 28) in [−1, 1] as uint8 images (n, 28, 28)."""
    pixels: NDArray[np.uint8] = ((x.squeeze(1) + 1.0) * 127.5).round().to(torch.uint8).numpy()
    return pixels


@torch.no_grad()
def fakes(G: Generator, z: Tensor) -> Tensor:
    """Return G(z), (n, 1, 28, 28) in [−1, 1], with no graph behind it."""
    x: Tensor = G(z)
    return x


def train_gan(images: NDArray[np.uint8], settings: GanSettings) -> Iterator[GanSnapshot]:
    """Train a GAN from scratch and yield one snapshot an iteration.

    An iteration: `n_discriminator_steps` times a step of D on a fresh real and a fresh fake batch, then a step of G on
    a new z. Real batches are drawn with replacement. All chance comes from `settings.seed`.

    Parameters
    ----------
    images : uint8, shape (n, 28, 28), the real digits, 0 the background

    Raises
    ------
    TrainingDiverged
        When a loss or a pixel is no longer a finite number.
    """
    torch_rng = torch.Generator().manual_seed(settings.seed)
    G, D = networks(settings.network, torch_rng)
    for network in (G, D):  # channels last: on a CPU the convolutions' backward pass is up to twice as fast
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    betas = (settings.beta1, 0.999)
    optimizer_D = Adam(D.parameters(), lr=settings.learning_rate_D, betas=betas, fused=True)
    optimizer_G = Adam(G.parameters(), lr=settings.learning_rate_G, betas=betas, fused=True)

    def draw_z(n: int) -> Tensor:
        return torch.randn(n, G.latent_dim, generator=torch_rng)

    def draw_real() -> Tensor:
        chosen = torch.randint(len(images), (settings.batch_size,), generator=torch_rng)
        return to_pixels(images[chosen.numpy()])

    fixed_z = draw_z(N_GRID)
    for iteration in range(1, settings.n_iterations + 1):
        for _ in range(settings.n_discriminator_steps):
            x_fake = fakes(G, draw_z(settings.batch_size))
            said = discriminator_step(
                D,
                optimizer_D,
                draw_real(),
                x_fake,
                settings.loss,
                settings.label_smoothing,
                settings.separate_batches,
            )
        loss_G = generator_step(G, D, optimizer_G, draw_z(settings.batch_size), settings.loss)

        snapshot = _snapshot(iteration, said, loss_G, settings.loss)
        if iteration == 1 or iteration % settings.images_every == 0 or iteration == settings.n_iterations:
            snapshot = replace(snapshot, images=_picture(G, fixed_z, iteration))
        yield snapshot


def _snapshot(iteration: int, said: DiscriminatorStep, loss_G: Tensor, loss: str) -> GanSnapshot:
    D_real, D_fake = probability(said.logits_real, loss), probability(said.logits_fake, loss)
    right = 0.5 * ((D_real > 0.5).float().mean() + (D_fake < 0.5).float().mean())
    # one list, so that five numbers cost one synchronisation
    numbers = torch.stack([said.loss, loss_G, D_real.mean(), D_fake.mean(), right]).tolist()
    if not all(map(math.isfinite, numbers)):
        raise TrainingDiverged(f"A loss is no longer a finite number at iteration {iteration}: {_ADVICE}")
    value_D, value_G, mean_real, mean_fake, accuracy = numbers
    return GanSnapshot(iteration, value_D, value_G, mean_real, mean_fake, accuracy, images=None)


def _picture(G: Generator, z: Tensor, iteration: int) -> NDArray[np.uint8]:
    x = fakes(G, z)
    if not x.isfinite().all():
        raise TrainingDiverged(
            f"The generator's pixels are no longer finite numbers at iteration {iteration}: {_ADVICE}"
        )
    return to_uint8(x)


_ADVICE = "the run stops here. A smaller learning rate usually helps."
