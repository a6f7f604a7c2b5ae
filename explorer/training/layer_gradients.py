"""What reaches each layer of a frozen deep generator while the discriminator becomes too good.

The generator is never updated: D alone trains against it, and at chosen moments the gradient of each generator loss
is taken back through D and through every layer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.deep_generator import LATENT_DIM, DeepGenerator, ParallelDiscriminators
from explorer.training.gan_losses import discriminator_loss, generator_loss

BATCH = 64
N_MEASURE = 256
LEARNING_RATE = 5e-3
BETAS = (0.5, 0.999)
# WGAN's bound on the critic's weights (Arjovsky et al. 2017, Algorithm 1; wider than there: this critic is small).
CLIP = 0.1
DATA_CENTRE = (3.0, 0.0)
DATA_SIGMA = 0.5

BCE, LSGAN, WGAN = 0, 1, 2
# Generator loss -> the discriminator that belongs to it.
LOSSES = {"saturating": BCE, "non-saturating": BCE, "LSGAN": LSGAN, "WGAN": WGAN}


@dataclass(frozen=True)
class LayerGradients:
    """One moment of D's training; every dictionary is keyed by the generator loss.

    `norms` holds ‖∂L_G/∂W‖ (Frobenius) for each weight matrix, the one next to z first; shape (depth + 1,).
    `accuracy` is D's share of right answers, `gap` its mean output on real minus its mean output on fakes.
    """

    n_steps: int
    norms: dict[str, NDArray[np.float64]]
    accuracy: dict[str, float]
    gap: dict[str, float]

    def total_norm(self, loss: str) -> float:
        """Return the norm of the gradient by all weight matrices together."""
        return float(np.linalg.norm(self.norms[loss]))


def real_points(n: int, torch_rng: torch.Generator) -> Tensor:
    """Draw n points of N((3, 0), 0.5² I), beside what an untrained generator makes; shape (n, 2)."""
    return torch.tensor(DATA_CENTRE) + DATA_SIGMA * torch.randn(n, 2, generator=torch_rng)


def discriminator_losses(real: Tensor, fake: Tensor) -> Tensor:
    """Return each discriminator's loss from logits of shape (3, batch): BCE, LSGAN with a = 0 and b = 1, WGAN."""
    return torch.stack(
        [
            discriminator_loss(real[BCE], fake[BCE], "non-saturating"),
            discriminator_loss(real[LSGAN], fake[LSGAN], "LSGAN"),
            fake[WGAN].mean() - real[WGAN].mean(),
        ]
    )


def generator_loss_on(loss: str, t: Tensor) -> Tensor:
    """Return the generator's loss from D's logits on fakes, shape (batch,); least squares has c = 1."""
    return -t.mean() if loss == "WGAN" else generator_loss(t, loss)


def discriminator_step(D: ParallelDiscriminators, optimizer: torch.optim.Optimizer, real: Tensor, fake: Tensor) -> None:
    """Make one Adam step of every discriminator on a batch of real and fake points, each (batch, 2)."""
    logits = D(torch.cat([real, fake]))
    optimizer.zero_grad()
    # The discriminators share no parameter, so the sum's gradient is each one's own.
    discriminator_losses(logits[:, : len(real)], logits[:, len(real) :]).sum().backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    with torch.no_grad():
        for parameter in D.parameters():
            parameter[WGAN].clamp_(-CLIP, CLIP)


def layer_norms(G: DeepGenerator, D: ParallelDiscriminators, z: Tensor, loss: str) -> NDArray[np.float64]:
    """Return ‖∂L_G/∂W‖ for every weight matrix of G; shape (depth + 1,)."""
    weights = [parameter for name, parameter in G.named_parameters() if name.endswith("weight")]
    gradients = torch.autograd.grad(generator_loss_on(loss, D(G(z))[LOSSES[loss]]), weights)
    return np.array([gradient.norm().item() for gradient in gradients])


def _measure(n_steps: int, G: DeepGenerator, D: ParallelDiscriminators, z: Tensor, real: Tensor) -> LayerGradients:
    with torch.no_grad():
        on_real, on_fake = D(real), D(G(z))
    gap = on_real.mean(1) - on_fake.mean(1)
    # A critic has no natural threshold: half way between its two means. BCE decides at 0, least squares at 1/2.
    threshold = torch.stack([torch.zeros(()), torch.tensor(0.5), (on_real[WGAN].mean() + on_fake[WGAN].mean()) / 2])
    right = (on_real > threshold[:, None]).float().mean(1) + (on_fake <= threshold[:, None]).float().mean(1)
    return LayerGradients(
        n_steps,
        norms={loss: layer_norms(G, D, z, loss) for loss in LOSSES},
        accuracy={loss: right[which].item() / 2 for loss, which in LOSSES.items()},
        gap={loss: gap[which].item() for loss, which in LOSSES.items()},
    )


def layer_gradients(depth: int, activation: str, seed: int, moments: Sequence[int]) -> Iterator[LayerGradients]:
    """Train D against a frozen generator and yield what each layer would receive at the given steps, in order."""
    torch_rng = torch.Generator().manual_seed(seed)
    G = DeepGenerator(depth, activation, torch_rng)
    D = ParallelDiscriminators(3, torch_rng)
    optimizer = torch.optim.Adam(D.parameters(), lr=LEARNING_RATE, betas=BETAS, fused=True)
    z_measure = torch.randn(N_MEASURE, LATENT_DIM, generator=torch_rng)
    real_measure = real_points(N_MEASURE, torch_rng)
    for n_steps in range(moments[-1] + 1):
        if n_steps in moments:
            yield _measure(n_steps, G, D, z_measure, real_measure)
        with torch.no_grad():
            fake = G(torch.randn(BATCH, LATENT_DIM, generator=torch_rng))
        discriminator_step(D, optimizer, real_points(BATCH, torch_rng), fake)
