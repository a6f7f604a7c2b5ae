"""A plane through a picture: along the loss's gradient and another way; what the network sees at each of its points."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.arrays import Images
from explorer.training.adversarial_examples.attacks import Goal, uphill
from explorer.training.adversarial_examples.deepfool import deepfool, logits_and_slopes
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels

Floats = NDArray[np.float32]

N_GRID = 61


@dataclass(frozen=True)
class Plane:
    """The points x + a·u + b·v, with u and v of length 1 and at right angles.

    Attributes
    ----------
    x : float32, shape (28, 28)
    axes : shape (2, 28, 28): u, up the gradient of the loss, and v
    target : shape (2,), a and b of what v was made from: DeepFool's end or another picture; 0 where it was drawn
    ends : the largest a and b
    seen : int, shape (n, n), the answer at each point, rows along b
    linear : the same, if the network were linear as it is at x
    """

    x: Floats
    axes: Floats
    target: Floats
    ends: float
    seen: NDArray[np.int64]
    linear: NDArray[np.int64]

    @property
    def grid(self) -> NDArray[np.float64]:
        """The values of a, and of b, of the points, shape (n,)."""
        return np.linspace(-self.ends, self.ends, N_GRID)

    @property
    def as_linear(self) -> float:
        """The share of the points at which the linear network says the same."""
        return float((self.seen == self.linear).mean())

    def picture(self, a: float, b: float) -> Floats:
        """Return a point; its pixels may lie beyond 0 and 1."""
        point: Floats = self.x + np.float32(a) * self.axes[0] + np.float32(b) * self.axes[1]
        return point

    def said(self, a: float, b: float) -> Floats:
        """Return the probabilities of the answers at a point, (11,)."""
        with torch.no_grad():
            said: Floats = classifier_of()(_tensor(self.picture(a, b))).softmax(dim=1)[0].numpy()
        return said


def plane_through(picture: Images, other: Images | None, seed: int | None, ends: float) -> Plane:
    """Return the plane through a picture, uint8 (28, 28).

    v leads to the `other` picture; without one it is drawn from the seed; without that it leads where DeepFool ends.
    """
    network, x = classifier_of(), pixels(torch.tensor(picture[None]))
    u = uphill(network, x, Goal(network(x).argmax(dim=1))).flatten()
    if other is not None:
        way = (pixels(torch.tensor(other[None])) - x).flatten()
    elif seed is not None:
        way = torch.randn(u.shape, generator=torch.Generator().manual_seed(seed))
    else:
        way = deepfool(network, x).flatten()
    u = u / u.norm()
    v = way - (way @ u) * u
    v = v / v.norm().clamp_min(1e-12)
    target = torch.zeros(2) if seed is not None else torch.stack([way @ u, way @ v])
    grid = torch.linspace(-ends, ends, N_GRID)
    a, b = grid.repeat(N_GRID), grid.repeat_interleave(N_GRID)
    logits, slopes = logits_and_slopes(network, x)
    slopes = slopes[0].flatten(1)
    with torch.no_grad():
        points = x + (a[:, None] * u + b[:, None] * v).reshape(-1, 1, 28, 28)
        seen = network(points).argmax(dim=1)
        linear = (logits + a[:, None] * (slopes @ u) + b[:, None] * (slopes @ v)).argmax(dim=1)
    axes = torch.stack([u, v]).reshape(2, 28, 28).numpy()
    square = (N_GRID, N_GRID)
    return Plane(x[0, 0].numpy(), axes, target.numpy(), ends, _square(seen, square), _square(linear, square))


def _square(answers: Tensor, shape: tuple[int, int]) -> NDArray[np.int64]:
    square: NDArray[np.int64] = answers.numpy().reshape(shape)
    return square


def _tensor(picture: Floats) -> Tensor:
    return torch.from_numpy(picture).reshape(1, 1, 28, 28)
