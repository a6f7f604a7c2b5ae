"""Two parallel lines at distance theta: what each divergence says, and what it tells a generator to do.

The data lie evenly on the line {0} × [0, 1], the generated samples on {theta} × [0, 1]. Noise N(0, σ²) across the
lines, on both, makes the two supports one. The coordinate along the lines is the same for both and changes no
divergence, so that this is a comparison of the points 0 and theta, or of N(0, σ²) and N(theta, σ²):

- σ = 0: JSD = ln 2, KL = ∞ wherever theta ≠ 0, and both 0 at theta = 0; W1 = |theta|;
- σ > 0: KL = theta²/2σ², W1 = |theta| still, the JSD by quadrature.

References
----------
Arjovsky, Chintala & Bottou 2017 (arXiv 1701.07875), Example 1; Arjovsky & Bottou 2017 (arXiv 1701.04862) for the noise.
"""

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import LN2
from explorer.theory.gaussian_pairs import js_divergences
from explorer.theory.gradient_flow import gradient

DIVERGENCES = ("jsd", "kl", "w1")


def divergence(name: str, theta: ArrayLike, sigma: float = 0.0) -> Array:
    """Return the divergence called `name`, one of DIVERGENCES, at each theta; in nats, W1 in units of theta."""
    theta = np.asarray(theta, dtype=float)
    if name == "w1":
        return np.asarray(np.abs(theta))
    if sigma == 0.0:
        return np.where(theta == 0.0, 0.0, LN2 if name == "jsd" else np.inf)
    if name == "kl":
        return np.asarray(theta**2 / (2.0 * sigma**2))
    return js_divergences(Gaussian(0.0, sigma), theta, sigma)


def slope(name: str, theta: ArrayLike, sigma: float = 0.0) -> Array:
    """Return d divergence/d theta; nan where there is none: at a jump, between infinities, at W1's corner."""
    theta = np.asarray(theta, dtype=float)
    if name == "w1":
        return np.where(theta == 0.0, np.nan, np.sign(theta))
    if sigma == 0.0:
        return np.where(theta == 0.0, np.nan, 0.0) if name == "jsd" else np.full_like(theta, np.nan)
    if name == "kl":
        return np.asarray(theta / sigma**2)
    # Against the best D the saturating loss descends 2 JSD.
    return gradient("saturating", theta, sigma, Gaussian(0.0, sigma))[0] / 2.0


def descend(name: str, theta: float, step_size: float, n_steps: int, sigma: float = 0.0) -> Array:
    """Follow gradient descent on the divergence from `theta`; no slope, no step. Shape (n_steps + 1,)."""
    path = [theta]
    for _ in range(n_steps):
        path.append(path[-1] - step_size * float(np.nan_to_num(slope(name, path[-1], sigma))))
    return np.array(path)
