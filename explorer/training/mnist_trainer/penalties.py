"""Penalties on D's slope, with respect to the picture that it looks at: WGAN-GP's and R1's.

Both are means over the batch of a function of |∇ₓt(x)|, the length over all pixels of the gradient of D's output. They
are differentiated once more, by D's weights, when they are part of D's loss.
"""

import torch
from torch import Tensor

from explorer.models.mnist_trainer.gan import Discriminator

GRADIENT_PENALTY_WEIGHT = 10.0  # λ of WGAN-GP, the paper's


def squared_slopes(D: Discriminator, x: Tensor, labels: Tensor | None = None) -> Tensor:
    """Return |∇ₓt(x)|² for each picture, shape (batch,), as a differentiable function of D's weights."""
    x = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(D(x, labels).sum(), x, create_graph=True)
    return slope.flatten(1).square().sum(dim=1)


def r1_penalty(D: Discriminator, x_real: Tensor, gamma: float, labels: Tensor | None = None) -> Tensor:
    """γ/2 E[|∇ₓt(x)|²] on real samples, (batch, 1, 28, 28): D is to be flat where the data are.

    References
    ----------
    Mescheder et al. 2018, eq. 9.
    """
    return 0.5 * gamma * squared_slopes(D, x_real, labels).mean()


def gradient_penalty(
    D: Discriminator, x_real: Tensor, x_fake: Tensor, torch_rng: torch.Generator, labels: Tensor | None = None
) -> Tensor:
    """λ E[(|∇ₓt(x̂)| − 1)²], λ = 10, at random places x̂ between a real and a fake sample each, (batch, 1, 28, 28).

    References
    ----------
    Gulrajani et al. 2017, eq. 3.
    """
    share = torch.rand(len(x_real), 1, 1, 1, generator=torch_rng).to(x_real.device)
    between = share * x_real + (1.0 - share) * x_fake
    # The tiny number keeps the root's derivative finite where D is quite flat.
    slopes = (squared_slopes(D, between, labels) + 1e-12).sqrt()
    return GRADIENT_PENALTY_WEIGHT * (slopes - 1.0).square().mean()
