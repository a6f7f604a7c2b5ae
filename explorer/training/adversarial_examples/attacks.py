"""Attacks: the small thing to add to a picture so that a classifier sees something else in it.

A network here is whatever returns logits (batch, n_answers) for pictures (batch, 1, 28, 28) with pixels in [0, 1],
where the attacks leave them. A size is that of the noise in the chosen norm: the L2 norm √(Σ δᵢ²), or L∞, the largest
|δᵢ|. Where a function takes a size it takes one for all pictures or one for each, shape (batch,).
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.training.adversarial_examples.settings import STEP_SHARE

Network = Callable[[Tensor], Tensor]
Size = float | Tensor


@dataclass(frozen=True)
class Goal:
    """What the attack wants: pictures taken for anything but these answers, or `towards` them.

    `answers` has the shape (batch,).
    """

    answers: Tensor
    towards: bool = False

    def score(self, logits: Tensor) -> Tensor:
        """Return what is to rise, (batch,): ± ln(p/(1 − p)), the log odds of the answers, for logits (batch, n).

        Its gradient points where that of the cross-entropy −ln p points, or against it, since each is a function of the
        other. But where the network is as good as sure, p = 1 in single precision, the cross-entropy has no gradient
        left.
        """
        at = self.answers.unsqueeze(1)
        others = logits.scatter(1, at, -torch.inf).logsumexp(dim=1)
        log_odds = logits.gather(1, at).squeeze(1) - others
        return log_odds if self.towards else -log_odds


def uphill(network: Network, x: Tensor, goal: Goal) -> Tensor:
    """Return the gradient of the goal's score in the pixels, in the shape of x."""
    x = x.detach().requires_grad_(True)
    (gradient,) = torch.autograd.grad(goal.score(network(x)).sum(), x)
    return gradient


def norm_of(delta: Tensor, norm: str) -> Tensor:
    """Return the size of each picture's noise, (batch,), in the norm `l2` or `linf`."""
    flat = delta.flatten(1)
    return flat.norm(dim=1) if norm == "l2" else flat.abs().amax(dim=1)


def steepest(gradient: Tensor, norm: str) -> Tensor:
    """Return the noise of size 1 that goes furthest up this gradient: g/‖g‖₂ under L2, the signs of g under L∞.

    References
    ----------
    Goodfellow, Shlens & Szegedy 2014, arXiv 1412.6572, section 4 (the signs).
    """
    if norm == "linf":
        return gradient.sign()
    return gradient / _for_each(norm_of(gradient, norm).clamp_min(torch.finfo(gradient.dtype).tiny), gradient)


def random_directions(shape: torch.Size, norm: str, torch_rng: torch.Generator) -> Tensor:
    """Return noise of size 1: evenly spread over all directions under L2, random signs under L∞."""
    drawn = torch.randn(shape, generator=torch_rng)
    return steepest(drawn, norm)


def clipped(x: Tensor, delta: Tensor) -> Tensor:
    """Return what is really added of a noise: pixels end at 0 and at 1."""
    return (x + delta).clamp(0.0, 1.0) - x


def one_step(x: Tensor, direction: Tensor, size: Size) -> Tensor:
    """Return the noise of one step of this size along directions of size 1, clipped, so that it may be smaller."""
    return clipped(x, _for_each(size, x) * direction)


def one_step_to(x: Tensor, direction: Tensor, size: Size, norm: str) -> Tensor:
    """Return noise along the directions that has the size after clipping; the largest that there is, if that is less.

    Pixel i can move by its room rᵢ, so that after a step of t the norm is √(Σ min(t|dᵢ|, rᵢ)²), which rises with t.
    Sorted by when they come to their ends, t is found between two of them: t² = (size² − Σ_ended rᵢ²)/Σ_free dᵢ².
    """
    wanted = _for_each(size, x).flatten(1).expand(len(x), 1)
    if norm == "linf":
        return one_step(x, direction, wanted.squeeze(1))
    speed, room = direction.abs().flatten(1), torch.where(direction > 0, 1.0 - x, x).flatten(1)
    ends_at = torch.where(speed > 0, room / speed, torch.inf)
    ends_at, order = ends_at.sort(dim=1)
    speed2, room2 = (each.gather(1, order).double().square() for each in (speed, room))
    room2 = torch.where(ends_at.isfinite(), room2, 0.0)
    ended = room2.cumsum(1) - room2  # before each end
    free = speed2.flip(1).cumsum(1).flip(1)  # at it, its own pixel still counted
    norm2 = ended + torch.where(ends_at.isfinite(), ends_at, 0.0).double().square() * free
    is_past = (norm2 >= wanted.double().square()) & ends_at.isfinite()
    first = is_past.int().argmax(dim=1, keepdim=True)
    t = ((wanted.double().square() - ended.gather(1, first)) / free.gather(1, first)).clamp_min(0.0).sqrt().float()
    furthest = torch.where(ends_at.isfinite(), ends_at, 0.0).amax(dim=1, keepdim=True)
    return one_step(x, direction, torch.where(is_past.any(dim=1, keepdim=True), t, furthest).squeeze(1))


def pgd(network: Network, x: Tensor, goal: Goal, size: Size, norm: str, n_steps: int) -> Tensor:
    """Return the noise of projected gradient descent: many small steps, each brought back into the ball of this size.

    References
    ----------
    Madry et al. 2017, arXiv 1706.06083.
    """
    step = _for_each(size, x).flatten() * (STEP_SHARE / n_steps)
    delta = torch.zeros_like(x)
    for _ in range(n_steps):
        direction = steepest(uphill(network, x + delta, goal), norm)
        delta = clipped(x, into_ball(delta + _for_each(step, x) * direction, size, norm))
    return delta


def into_ball(delta: Tensor, size: Size, norm: str) -> Tensor:
    """Return the nearest noise that is not larger than `size`."""
    most = _for_each(size, delta)
    if norm == "linf":
        return torch.maximum(torch.minimum(delta, most), -most)
    length = _for_each(norm_of(delta, norm), delta)
    return delta * (most / length.clamp_min(torch.finfo(delta.dtype).tiny)).clamp_max(1.0)


def _for_each(size: Size, x: Tensor) -> Tensor:
    """Return one number, or one for each picture, in a shape that multiplies pictures."""
    return torch.as_tensor(size, dtype=x.dtype).reshape(-1, *([1] * (x.dim() - 1)))
