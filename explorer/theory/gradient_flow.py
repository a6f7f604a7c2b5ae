"""p_g = N(mu, sigma²) moved by the exact gradient of each generator loss, against the best D of the moment.

G(z) = mu + sigma z with z from N(0, 1). At every step D is made optimal for the present p_g and then held still while
the generator's loss E_z[l(D(G(z)))] is differentiated: d/dmu = E[l'(x)] and d/dsigma = E[l'(x) z], where l'(x) is the
slope of l(D(x)) in x. That is what backpropagation through a fixed, perfectly trained D would give.

Held still, D makes the gradient that of a divergence, not of the loss's own value:

- saturating: 2 JSD(p_data‖p_g), because D* maximises the same V (Goodfellow et al. 2014, Theorem 1);
- non-saturating: KL(p_g‖p_data) − 2 JSD (Arjovsky & Bottou 2017, Theorem 2.5);
- LSGAN, a = 0, b = c = 1: the f-divergence ∫ p_data f(p_g/p_data) with f(u) = ½ (u − 1/(1+u)) − ln(1+u), up to a
  constant (from f'(u) = ½ (D*(u) − 1)², D*(u) = 1/(1+u); derived here, tested by finite differences);
- KL: KL(p_g‖p_data), what the generator loss −ln(D/(1−D)) descends;
- W1: the Wasserstein-1 distance, whose critic is the steepest 1-Lipschitz function (Arjovsky et al. 2017).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import erf, expit

from explorer.arrays import Array
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import LN2
from explorer.theory.gaussian_pairs import Z_WEIGHTS, Z, accuracies_of_D_star, js_divergences, logit_at_fakes

SlopeByLogit = Callable[[Array], Array]


@dataclass(frozen=True)
class FlowLoss:
    """A generator loss: its formula, and the divergence whose gradient it has while D is optimal and held still."""

    id: str
    formula: str
    descends: str


FLOW_LOSSES = {
    loss.id: loss
    for loss in (
        FlowLoss("saturating", r"\mathbb E_z[\ln(1-D(G(z)))]", r"2\,\mathrm{JSD}(p_{data}\Vert p_g)"),
        FlowLoss(
            "non_saturating",
            r"\mathbb E_z[-\ln D(G(z))]",
            r"\mathrm{KL}(p_g\Vert p_{data})-2\,\mathrm{JSD}(p_{data}\Vert p_g)",
        ),
        FlowLoss(
            "lsgan",
            r"\tfrac12\,\mathbb E_z[(D(G(z))-1)^2]",
            r"\textstyle\int p_{data}\,f(p_g/p_{data}),\ f(u)=\tfrac12\left(u-\tfrac1{1+u}\right)-\ln(1+u)",
        ),
        FlowLoss("kl", r"\mathbb E_z\left[-\ln\tfrac{D(G(z))}{1-D(G(z))}\right]", r"\mathrm{KL}(p_g\Vert p_{data})"),
        FlowLoss("w1", r"-\mathbb E_z[D(G(z))],\ \lvert D'\rvert\le1", r"W_1(p_{data},p_g)"),
    )
}

# d loss/d logit of D*, for the losses that look at D* = sigmoid(t). LSGAN's best D is the same function of x,
# p_data/(p_data + p_g), so that its slope in t is (D − 1) dD/dt = −D (1 − D)².
_SLOPES: dict[str, SlopeByLogit] = {
    "saturating": lambda t: -expit(t),
    "non_saturating": lambda t: -expit(-t),
    "lsgan": lambda t: -expit(t) * expit(-t) ** 2,
}


# Where the length of the gradient is shown: as far as the page lets p_g stand from p_data.
DISTANCES = np.linspace(0.0, 10.0, 101)


def gradient(loss: str, mu: ArrayLike, sigma: ArrayLike, p_data: Gaussian) -> tuple[Array, Array]:
    """Gradient of the generator's loss in (mu, sigma), D optimal and held still.

    Parameters
    ----------
    loss : an id in FLOW_LOSSES.
    mu, sigma : the generator's parameters, sigma > 0; broadcast against each other.
    p_data : the Gaussian to be learnt.

    Returns
    -------
    d_mu, d_sigma : arrays of the broadcast shape, per unit of x.
    """
    mus, sigmas = np.broadcast_arrays(np.asarray(mu, dtype=float), np.asarray(sigma, dtype=float))
    if loss == "kl":
        return (mus - p_data.mu) / p_data.sigma**2, sigmas / p_data.sigma**2 - 1.0 / sigmas
    if loss == "w1":
        return _wasserstein_gradient(mus - p_data.mu, sigmas - p_data.sigma)
    return _gradient_through_D_star(_SLOPES[loss], mus, sigmas, p_data)


def _wasserstein_gradient(shift: Array, widening: Array) -> tuple[Array, Array]:
    """Gradient of W1 = E|shift + widening · z|, the distance between two Gaussians moved quantile by quantile."""
    # Equal widths: every quantile moves the same way, erf → ±1. The subgradient 0 is taken where nothing has to move.
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(widening == 0, np.sign(shift) * np.inf, shift / np.abs(widening))
    ratio = np.where((widening == 0) & (shift == 0), 0.0, ratio)
    return erf(ratio / np.sqrt(2)), np.sign(widening) * np.sqrt(2 / np.pi) * np.exp(-0.5 * ratio**2)


def _gradient_through_D_star(slope: SlopeByLogit, mu: Array, sigma: Array, p_data: Gaussian) -> tuple[Array, Array]:
    logit, logit_slope = logit_at_fakes(p_data, mu, sigma)
    along_x = slope(logit) * logit_slope
    return along_x @ Z_WEIGHTS, along_x @ (Z_WEIGHTS * Z)


def gradient_length(loss: str, mu: ArrayLike, sigma: ArrayLike, p_data: Gaussian) -> Array:
    """Length of the gradient in (mu, ln sigma), the coordinates in which `flow` steps."""
    d_mu, d_sigma = gradient(loss, mu, sigma, p_data)
    return np.hypot(d_mu, np.asarray(sigma) * d_sigma)


def gradient_lengths(distance: Array, sigma: float, p_data: Gaussian) -> dict[str, Array]:
    """Return `gradient_length` of every loss for a p_g of width sigma at these distances from p_data's mean."""
    return {loss: gradient_length(loss, p_data.mu + distance, sigma, p_data) for loss in FLOW_LOSSES}


@dataclass(frozen=True)
class Path:
    """Where p_g has been: (mu, sigma) at the listed steps, with the state of the game there; arrays of one shape."""

    step: NDArray[np.int_]
    mu: Array
    sigma: Array
    js: Array
    value: Array  # V(D*, G) in nats
    accuracy: Array


def follow(loss: str, mu: float, sigma: float, p_data: Gaussian, step_size: float, n_steps: int, n_kept: int) -> Path:
    """Run `flow` and keep `n_kept` of its moments, evenly spread, the start and the end among them."""
    mus, sigmas = flow(loss, mu, sigma, p_data, step_size, n_steps)
    kept = np.unique(np.linspace(0, n_steps, n_kept).round().astype(int))
    js = js_divergences(p_data, mus[kept], sigmas[kept])
    accuracy = accuracies_of_D_star(p_data, mus[kept], sigmas[kept])
    return Path(kept, mus[kept], sigmas[kept], js, 2.0 * js - 2.0 * LN2, accuracy)


def flow(loss: str, mu: float, sigma: float, p_data: Gaussian, step_size: float, n_steps: int) -> tuple[Array, Array]:
    """Gradient descent on a generator loss in (mu, ln sigma), D* made anew before every step.

    Steps are taken in ln sigma, so that sigma stays positive: d/d ln sigma = sigma · d/dsigma.

    Returns
    -------
    mu, sigma : arrays of shape (n_steps + 1,), the start first.
    """
    mus, sigmas = np.empty(n_steps + 1), np.empty(n_steps + 1)
    mus[0], sigmas[0] = mu, sigma
    for i in range(n_steps):
        d_mu, d_sigma = gradient(loss, mus[i], sigmas[i], p_data)
        mus[i + 1] = mus[i] - step_size * d_mu
        sigmas[i + 1] = sigmas[i] * np.exp(-step_size * sigmas[i] * d_sigma)
    return mus, sigmas
