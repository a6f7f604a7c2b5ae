"""What an autoencoder makes small: the reconstruction's losses, and the terms of the variational bound, in NumPy.

The training loop computes the same with torch (`explorer.training.autoencoders.losses`); a test holds them together.
"""

import numpy as np

from explorer.arrays import Array

SMALLEST = 1e-12  # a pixel's distance from 0 and 1 under a logarithm


def squared_error(x: Array, x_hat: Array) -> Array:
    """Return Σ (x − x̂)² over the pixels, shape (n,), for x and x̂ of shape (n, n_pixels)."""
    return np.asarray(np.square(x - x_hat).sum(axis=1))


def absolute_error(x: Array, x_hat: Array) -> Array:
    """Return Σ |x − x̂| over the pixels, shape (n,)."""
    return np.asarray(np.abs(x - x_hat).sum(axis=1))


def cross_entropy(x: Array, x_hat: Array) -> Array:
    """Return −Σ x ln x̂ + (1 − x) ln(1 − x̂) over the pixels, in nats, shape (n,).

    −ln p(x) where each pixel is black or white with probability x̂ of white. Of grey pixels it is no likelihood: they
    are no outcome of such a coin, and even x̂ = x leaves their entropy.
    """
    x_hat = np.clip(x_hat, SMALLEST, 1.0 - SMALLEST)
    return np.asarray(-(x * np.log(x_hat) + (1.0 - x) * np.log1p(-x_hat)).sum(axis=1))


LOSSES = {"squared": squared_error, "absolute": absolute_error, "cross_entropy": cross_entropy}


def kl_to_prior(mu: Array, log_variance: Array) -> Array:
    """Return KL(N(μ, σ²) ‖ N(0, 1)) = ½(μ² + σ² − ln σ² − 1) of each coordinate, in nats, of the shape of μ.

    The KL of the whole q, whose coordinates are independent, is their sum.

    References
    ----------
    Kingma & Welling 2014, "Auto-encoding variational Bayes", appendix B.
    """
    return np.asarray(0.5 * (np.square(mu) + np.exp(log_variance) - log_variance - 1.0))


def negative_elbo(x: Array, x_hat: Array, mu: Array, log_variance: Array, beta: float = 1.0) -> Array:
    """Return −ELBO of each picture by one sample: cross-entropy of x̂ = decoder(z), z ~ q, plus β KL(q ‖ p(z)), (n,).

    References
    ----------
    Kingma & Welling 2014, eq. 10; β: Higgins et al. 2017.
    """
    return np.asarray(cross_entropy(x, x_hat) + beta * kl_to_prior(mu, log_variance).sum(axis=1))
