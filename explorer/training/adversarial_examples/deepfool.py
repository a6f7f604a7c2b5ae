"""DeepFool: nearly the smallest noise, by L2, that changes what a network sees.

On a linear classifier the nearest other answer lies |f|/‖w‖ away, with f the difference of two scores and w that of
their weights. A network is taken for linear where the picture is, step by step, until its answer changes.
"""

import torch
from torch import Tensor

from explorer.training.adversarial_examples.attacks import Network, clipped, norm_of
from explorer.training.adversarial_examples.settings import MOST_STEPS, OVERSHOOT


def deepfool(network: Network, x: Tensor, most_steps: int = MOST_STEPS, overshoot: float = OVERSHOOT) -> Tensor:
    """Return the noise for each picture of (batch, 1, 28, 28); pixels stay in [0, 1].

    References
    ----------
    Moosavi-Dezfooli, Fawzi & Frossard 2016, arXiv 1511.04599, Algorithm 2.
    """
    before = network(x).argmax(dim=1)
    delta = torch.zeros_like(x)
    for _ in range(most_steps):
        moved = x + clipped(x, (1.0 + overshoot) * delta)
        logits, slopes = logits_and_slopes(network, moved)
        is_same = logits.argmax(dim=1) == before
        if not is_same.any():
            break
        step = to_nearest_boundary(logits, slopes, before, moved)
        delta = torch.where(is_same.reshape(-1, 1, 1, 1), clipped(x, delta + step), delta)
    return clipped(x, (1.0 + overshoot) * delta)


def to_nearest_boundary(logits: Tensor, slopes: Tensor, answers: Tensor, x: Tensor) -> Tensor:
    """Return |f|/‖w‖² · w for the answer whose boundary is the nearest, if the network were linear.

    A pixel of x that is 0 or 1 and would have to go on stays where it is: its w counts as 0.

    Parameters
    ----------
    logits : (batch, n_answers)
    slopes : (batch, n_answers, 1, 28, 28), their gradients in the pixels
    answers : (batch,), from which to come away
    """
    i = torch.arange(len(logits))
    f = logits - logits[i, answers].unsqueeze(1)
    w = slopes - slopes[i, answers].unsqueeze(1)
    at = x.unsqueeze(1)
    w = torch.where(((at <= 0.0) & (w < 0.0)) | ((at >= 1.0) & (w > 0.0)), 0.0, w)
    length = w.flatten(2).norm(dim=2).clamp_min(torch.finfo(w.dtype).tiny)
    distance = f.abs() / length
    distance[i, answers] = torch.inf
    nearest = distance.argmin(dim=1)
    share = distance[i, nearest] / length[i, nearest]
    step: Tensor = share.reshape(-1, 1, 1, 1) * w[i, nearest]
    return step


def logits_and_slopes(network: Network, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return logits (batch, n_answers) and the gradient of each in the pixels, (batch, n_answers, *x.shape[1:])."""
    x = x.detach().requires_grad_(True)
    logits = network(x)
    slopes = [torch.autograd.grad(logit.sum(), x, retain_graph=True)[0] for logit in logits.unbind(dim=1)]
    return logits.detach(), torch.stack(slopes, dim=1)


def distances(network: Network, x: Tensor) -> Tensor:
    """Return the L2 norm of DeepFool's noise for each picture, (batch,); ∞ where the answer did not change."""
    delta = deepfool(network, x)
    is_fooled = network(x + delta).argmax(dim=1) != network(x).argmax(dim=1)
    return torch.where(is_fooled, norm_of(delta, "l2"), torch.inf)
