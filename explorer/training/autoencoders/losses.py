"""The losses of `explorer.theory.autoencoders.losses` as torch computes them, from what the decoder puts out.

Each comes with its gradient, written out.
"""

import torch
import torch.nn.functional as F
from torch import Tensor


def reconstruction_loss(x: Tensor, logits: Tensor, x_hat: Tensor, loss: str) -> Tensor:
    """Return the loss of pictures, summed over the pixels and averaged over the batch.

    Parameters
    ----------
    x, x_hat : pixels in [0, 1] and what comes out for them, (batch, 784)
    logits : what the decoder puts out: the logits of x_hat, or of a linear one x_hat itself
    """
    if loss == "cross_entropy":  # −x ln σ(t) − (1 − x) ln(1 − σ(t)) = ln(1 + eᵗ) − x t
        return (F.softplus(logits).sum() - torch.dot(x.view(-1), logits.view(-1))) / len(x)
    distance = F.mse_loss if loss == "squared" else F.l1_loss
    return distance(x_hat, x, reduction="sum") / len(x)


def reconstruction_slope(x: Tensor, x_hat: Tensor, loss: str, is_linear: bool) -> Tensor:
    """Return the gradient of `reconstruction_loss` by the logits, (batch, 784).

    By x̂ it is 2(x̂ − x), or the sign of x̂ − x; the sigmoid adds its slope x̂(1 − x̂), which cross-entropy's cancels.
    """
    difference = x_hat - x
    if loss == "cross_entropy":
        return difference.div_(len(x))
    slope = difference.mul_(2.0 / len(x)) if loss == "squared" else difference.sign_().div_(len(x))
    return slope if is_linear else slope.mul_(x_hat).mul_(1.0 - x_hat)


def kl_to_prior(mu: Tensor, log_variance: Tensor) -> Tensor:
    """Return KL(N(μ, σ²) ‖ N(0, 1)) of each coordinate, (batch, k)."""
    return 0.5 * (mu.square() + log_variance.exp() - log_variance - 1.0)


def sampled(mu: Tensor, log_variance: Tensor, epsilon: Tensor) -> Tensor:
    """Return z = μ + σ ε, (batch, k)."""
    return torch.addcmul(mu, log_variance.mul(0.5).exp(), epsilon)


def posterior_slope(mu: Tensor, log_variance: Tensor, epsilon: Tensor, slope_z: Tensor, beta: float) -> Tensor:
    """Return the gradient by μ and ln σ², (batch, 2k), of the reconstruction plus β KL, averaged over the batch.

    z = μ + σ ε passes the reconstruction's slope on to μ as it is and to ln σ² times ½ σ ε; the KL's are μ and
    ½(σ² − 1).
    """
    sigma, share = log_variance.mul(0.5).exp(), beta / len(mu)
    by_mu = slope_z + share * mu
    by_log_variance = 0.5 * (slope_z * sigma * epsilon + share * (sigma.square() - 1.0))
    return torch.cat([by_mu, by_log_variance], dim=1)
