"""Probabilistic PCA, whose likelihood is exact, and the linear VAE, whose ELBO comes up to it.

Both have one decoder: z ~ N(0, I) of k numbers, x | z ~ N(W z + m, σ² I) of d, with m the mean of the data. The linear
VAE's encoder is q(z | x) = N(V (x − m), diag(δ)), the same δ for every x. With S the data's covariance all of it is
closed form, in nats a picture:

    ln p = −½ (d ln 2π + ln det C + tr(C⁻¹ S)),   C = W Wᵀ + σ² I
    ELBO = −½ (d ln 2πσ² + [tr((I − W V) S (I − W V)ᵀ) + Σ δ_i ‖w_i‖²] / σ²)
           − ½ (Σ (δ_i − ln δ_i − 1) + tr(V S Vᵀ))

Their difference is the mean of KL(q ‖ p(z | x)). It is 0 only where q can be the posterior, whose covariance
σ² (Wᵀ W + σ² I)⁻¹ has to be diagonal: where W's columns are orthogonal, as the principal axes are.

References
----------
Tipping & Bishop 1999, "Probabilistic principal component analysis", equations 4, 7 and 8; Lucas et al. 2019 (arXiv
1911.02469), section 4, for the linear VAE.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from explorer.arrays import Array

LN_2PI = float(np.log(2 * np.pi))
FIRST_SCALE = 0.1  # standard deviation of the weights that a run begins with


@dataclass(frozen=True)
class Decoder:
    """Weights W, shape (d, k), and the variance σ² of the pixels around W z + m."""

    W: Array
    variance: float


class Encoder(NamedTuple):
    """Weights V, shape (k, d), and the variances δ of q, shape (k,)."""

    V: Array
    variances: Array


def covariance(data: Array) -> Array:
    """Return the covariance S of pictures (n, d), with 1/n; shape (d, d)."""
    centred = data - data.mean(axis=0)
    return np.asarray(centred.T @ centred / len(data))


def greatest_log_likelihoods(S: Array, k: int) -> Array:
    """Return the most that ln p a picture can be with 1, 2, ..., k < d coordinates; shape (k,).

    −½ (d ln 2π + Σ_{i ≤ k} ln λ_i + (d − k) ln σ² + d), λ the eigenvalues of S from the largest down, σ² the mean of
    those left out.
    """
    eigenvalues = np.linalg.eigvalsh(S)[::-1]
    d, n_kept = len(eigenvalues), np.arange(1, k + 1)
    left_out = (eigenvalues.sum() - np.cumsum(eigenvalues)[:k]) / (d - n_kept)
    kept = np.cumsum(np.log(eigenvalues[:k]))
    return np.asarray(-0.5 * (d * LN_2PI + kept + (d - n_kept) * np.log(left_out) + d))


def log_likelihood(decoder: Decoder, S: Array) -> float:
    """Return ln p a picture of the decoder with z summed out."""
    C = decoder.W @ decoder.W.T + decoder.variance * np.eye(len(S))
    _, log_determinant = np.linalg.slogdet(C)
    return float(-0.5 * (len(S) * LN_2PI + log_determinant + np.trace(np.linalg.solve(C, S))))


def elbo(decoder: Decoder, encoder: Encoder, S: Array) -> float:
    """Return the ELBO a picture."""
    W, (V, variances) = decoder.W, encoder
    lost = np.eye(len(S)) - W @ V
    error = np.sum((lost @ S) * lost) + variances @ (W**2).sum(axis=0)
    reconstruction = -0.5 * (len(S) * (LN_2PI + np.log(decoder.variance)) + error / decoder.variance)
    kl = 0.5 * (np.sum(variances - np.log(variances) - 1.0) + np.sum((V @ S) * V))
    return float(reconstruction - kl)


def best_encoder(decoder: Decoder) -> Encoder:
    """Return the encoder with the largest ELBO for this decoder: V = (Wᵀ W + σ² I)⁻¹ Wᵀ, δ_i = σ²/(‖w_i‖² + σ²)."""
    inner = decoder.W.T @ decoder.W + decoder.variance * np.eye(decoder.W.shape[1])
    return Encoder(np.asarray(np.linalg.solve(inner, decoder.W.T)), decoder.variance / np.diag(inner))


def best_decoder(encoder: Encoder, S: Array) -> Decoder:
    """Return the decoder with the largest ELBO for this encoder: a regression of the pictures on their z.

    W = S Vᵀ (V S Vᵀ + diag(δ))⁻¹, and σ² the mean square of what it misses.
    """
    SV = S @ encoder.V.T
    of_z = encoder.V @ SV + np.diag(encoder.variances)
    W = np.asarray(np.linalg.solve(of_z, SV.T).T)
    return Decoder(W, float((np.trace(S) - np.sum(W * SV)) / len(S)))


class Trained(NamedTuple):
    """A linear VAE after some steps: ELBO and its decoder's own ln p, in nats a picture; shape (n,) each."""

    elbo: Array
    log_likelihood: Array


def train(S: Array, k: int, looked_at: Sequence[int], rng: np.random.Generator) -> Trained:
    """Train a linear VAE with k coordinates from random weights, and look at it after so many steps.

    A step is the best decoder for the encoder, then the best encoder for that decoder: so the ELBO never falls (Neal &
    Hinton 1998).

    Parameters
    ----------
    looked_at : numbers of steps, in order; the last one ends the run
    """
    W = FIRST_SCALE * rng.standard_normal((len(S), k))
    decoder = Decoder(W, float(np.trace(S) / len(S)))
    encoder = best_encoder(decoder)
    values = []
    for step in range(looked_at[-1] + 1):
        if step in looked_at:
            values.append((elbo(decoder, encoder, S), log_likelihood(decoder, S)))
        decoder = best_decoder(encoder, S)
        encoder = best_encoder(decoder)
    return Trained(*np.array(values).T)
