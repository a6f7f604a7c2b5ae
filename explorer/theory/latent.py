"""The space of z: walks from one z to another, how long a z usually is, and strips along one coordinate."""

import numpy as np
from scipy.special import gammaincinv

from explorer.arrays import Array

PARALLEL = 1e-7  # an angle, in radians, below which two directions count as one


def angle_between(z0: Array, z1: Array) -> float:
    """Return the angle ω between two z, in radians, 0 to π: cos ω = z0·z1 / (|z0||z1|).

    Computed by 2 atan2(|u0 − u1|, |u0 + u1|) of the unit vectors, which keeps small angles exact.
    """
    u0, u1 = z0 / np.linalg.norm(z0), z1 / np.linalg.norm(z1)
    return float(2.0 * np.arctan2(np.linalg.norm(u0 - u1), np.linalg.norm(u0 + u1)))


def straight_walk(z0: Array, z1: Array, n: int) -> Array:
    """Return n evenly spaced z on the straight line from z0 to z1: z(s) = (1 − s) z0 + s z1, 0 ≤ s ≤ 1.

    Parameters
    ----------
    z0, z1 : shape (latent_dim,)

    Returns
    -------
    Shape (n, latent_dim); the first is z0 and the last is z1, exactly.
    """
    s = np.linspace(0.0, 1.0, n)[:, None]  # (n, 1)
    return _ending_at(z1, (1.0 - s) * z0 + s * z1)


def sphere_walk(z0: Array, z1: Array, n: int) -> Array:
    """Return n z from z0 to z1 around the origin, in equal steps of angle, the length going evenly from |z0| to |z1|.

    z(s) = ((1 − s)|z0| + s|z1|) · (sin((1 − s)ω) u0 + sin(sω) u1) / sin ω, with the unit vectors u and the angle ω
    between them.

    Parameters
    ----------
    z0, z1 : shape (latent_dim,), neither zero nor opposite to each other

    Returns
    -------
    Shape (n, latent_dim); the first is z0 and the last is z1, exactly.

    Raises
    ------
    ValueError
        When z0 and z1 are opposite: then no way around the origin is the shortest.

    References
    ----------
    Shoemake 1985, "Animating rotation with quaternion curves", section 3.3 (slerp); White 2016, "Sampling generative
    networks", section 2.1.
    """
    omega = angle_between(z0, z1)
    if omega < PARALLEL:
        return straight_walk(z0, z1, n)
    if omega > np.pi - PARALLEL:
        raise ValueError("z0 and z1 are opposite: there is no one way around.")
    s = np.linspace(0.0, 1.0, n)[:, None]  # (n, 1)
    length0, length1 = np.linalg.norm(z0), np.linalg.norm(z1)
    turned = np.sin((1.0 - s) * omega) * z0 / length0 + np.sin(s * omega) * z1 / length1
    walk = ((1.0 - s) * length0 + s * length1) * turned / np.sin(omega)
    walk[0] = z0
    return _ending_at(z1, walk)


def _ending_at(z1: Array, walk: Array) -> Array:
    walk[-1] = z1
    return walk


def length_quantile(share: float, latent_dim: int) -> float:
    """Return the length |z| that a share of all z ~ N(0, I) stays below.

    |z|² is χ² distributed with latent_dim degrees of freedom, P(|z| ≤ r) = P(latent_dim/2, r²/2) with the regularised
    incomplete gamma function P, so r = √(2 P⁻¹(latent_dim/2, share)).

    References
    ----------
    Abramowitz & Stegun 1964, 26.4.19.
    """
    return float(np.sqrt(2.0 * gammaincinv(latent_dim / 2.0, share)))


def along_coordinate(z: Array, coordinate: int, values: Array) -> Array:
    """Return copies of z, (latent_dim,), in which one coordinate takes each of the values: (n_values, latent_dim)."""
    strip = np.tile(z, (len(values), 1))
    strip[:, coordinate] = values
    return strip
