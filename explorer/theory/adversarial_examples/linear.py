"""A linear classifier, on which everything about adversarial noise is known exactly.

Its score is f(x) = w·x + b, and its answer the sign of it. Noise δ moves the score by w·δ, wherever x is.
"""

from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array


@dataclass(frozen=True)
class LinearClassifier:
    """Weights w of shape (n,), and the bias b."""

    w: Array
    b: float

    def score(self, x: Array) -> Array:
        """Return f(x) for x of shape (m, n)."""
        return x @ self.w + self.b

    def distance(self, x: Array) -> Array:
        """Return the L2 distance |f|/‖w‖₂ of each point from the boundary."""
        distance: Array = np.abs(self.score(x)) / self.by_chance
        return distance

    @property
    def by_signs(self) -> float:
        """How far noise ε sign(w) moves the score, for each unit of ε: w·sign(w) = ‖w‖₁."""
        return float(np.abs(self.w).sum())

    @property
    def by_chance(self) -> float:
        """How far noise of random signs moves it, as a standard deviation for each unit of ε: √(Σ wᵢ²) = ‖w‖₂."""
        return float(np.linalg.norm(self.w))

    @property
    def ratio(self) -> float:
        """‖w‖₁/‖w‖₂: at most √n, where all weights are as large; √(2n/π) on average where they are normal."""
        return self.by_signs / self.by_chance


def fit(x: Array, t: Array, ridge: float) -> LinearClassifier:
    """Return the least-squares fit to t: the minimum of mean (w·x + b − t)² + ridge ‖w‖²."""
    mean = x.mean(axis=0)
    centred = x - mean
    covariance = centred.T @ centred / len(x)
    w = np.linalg.solve(covariance + ridge * np.eye(x.shape[1]), centred.T @ (t - t.mean()) / len(x))
    return LinearClassifier(w, float(t.mean() - w @ mean))
