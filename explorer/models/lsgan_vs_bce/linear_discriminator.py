"""A discriminator that is a straight line: D's logit t(x) = w·x + bias, on points of the plane."""

from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array


@dataclass(frozen=True)
class LinearDiscriminator:
    """t(x) = w·x + bias with `w` of shape (2,)."""

    w: Array
    bias: float

    def logit(self, x: Array) -> Array:
        """Return t for points (n, 2); shape (n,)."""
        return np.asarray(x @ self.w + self.bias)

    def line_at(self, level: float) -> Array:
        """Return (w1, w2, bias − level): the points where these make w·x + bias zero have t = level; shape (3,)."""
        return np.append(self.w, self.bias - level)
