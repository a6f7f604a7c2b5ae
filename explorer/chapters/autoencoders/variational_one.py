"""One picture: where the encoder puts it and how sure it is, and a z that is drawn from that."""

from typing import NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.autoencoders.variational_shown import Shown
from explorer.figures.autoencoders.line import Q_COLOR
from explorer.figures.autoencoders.posterior_map import Posterior, near_figure, posterior_figure, reach_of
from explorer.figures.style import DATA, HIGHLIGHT
from explorer.numbers import number
from explorer.theory.autoencoders.losses import kl_to_prior
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.tiles import Tile, show_tiles

Floats = NDArray[np.floating]

N_MORE = 3  # z that are drawn besides
MOST_COORDINATES = 4  # in the table
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Options(NamedTuple):
    """Which picture, and the seed of ε."""

    picture: int
    seed: int


def choose(controls: Controls) -> Options:
    """Draw the choice of the picture and the die."""
    picture = controls.choice("vae_picture", "Picture", tuple("0123456789"), "1")
    return Options(int(picture), controls.seed("epsilon_seed", "ε", 5))


def show(controls: Controls, network: Shown, options: Options) -> None:
    """Draw the view."""
    mu, log_variance = network.mu[options.picture], network.log_variance[options.picture]
    sigma = np.exp(0.5 * log_variance)
    epsilon = np.random.default_rng(options.seed).standard_normal((1 + N_MORE, network.latent_dim))
    z = mu + sigma * epsilon
    axes = on_plane(network)
    posterior = Posterior(axes @ mu, (axes * sigma**2) @ axes.T, axes @ z[0])
    left, right = st.columns([1.35, 1.7], gap="small")
    with left:
        _map(network, axes, posterior)
    with right:
        near, pictures = st.columns([1, 0.6], gap="small")
        with near:
            charts.show(near_figure(posterior), "autoencoders_near", "q alone, its middle μ, and the z that was drawn.")
        with pictures:
            _pictures(network, options.picture, mu, z)
        st.markdown(_table(mu, sigma, epsilon[0], z[0], kl_to_prior(mu, log_variance)))
    charts.notice(
        "The encoder does not say *the* code of a picture but a cloud, q: its middle **μ** and, for each coordinate, "
        "its width **σ**. **Roll the die** beside ε: z falls somewhere in the ellipse, and the decoder has to draw the "
        "picture from there. So codes near each other must mean pictures like each other. **Then** press *No price* "
        "and Start: without the KL (Kullback–Leibler divergence) the ellipses shrink, and the codes leave the circles."
    )


def on_plane(network: Shown) -> Floats:
    """Return two directions of the codes, (2, k), onto which the map projects; the prior's middle stays at 0."""
    _, axes = network.plane
    return axes if len(axes) == 2 else np.concatenate([axes, np.zeros_like(axes)])


def _map(network: Shown, axes: Floats, posterior: Posterior) -> None:
    codes = network.mapped @ axes.T
    titles = ("z₁", "z₂" if network.latent_dim == 2 else "")
    if network.latent_dim > 2:
        titles = ("z along the codes' first principal axis", "along the second")
    charts.show(
        posterior_figure(codes, network.labels.tolist(), posterior, titles, reach_of(codes)),
        "autoencoders_posterior",
        "Codes of 500 pictures as their digits, the circles of the prior, and one picture's q as an ellipse.",
    )


def _pictures(network: Shown, picture: int, mu: Floats, z: Floats) -> None:
    drawn = network.decoder.pictures(np.concatenate([mu[None], z]))
    tiles = [
        Tile(network.row[picture], "the picture", "x", DATA),
        Tile(drawn[0], "what the decoder draws of μ", "of μ", Q_COLOR),
        Tile(drawn[1], "what it draws of z", "of this z", HIGHLIGHT),
        *(Tile(each, "what it draws of another z", "another ε") for each in drawn[2:]),
    ]
    show_tiles(tiles, n_columns=2)


def _table(mu: Floats, sigma: Floats, epsilon: Floats, z: Floats, kl: Floats) -> str:
    """Write z = μ + σε, a row a coordinate; of many those in which q differs most from the prior."""
    rows = ["| | μ | + σ | · ε | = z | KL, nats |", "|:--|--:|--:|--:|--:|--:|"]
    for i in np.sort(np.argsort(-kl)[:MOST_COORDINATES]):
        numbers = (number(each[i], ".3f") for each in (mu, sigma, epsilon, z, kl))
        rows.append(f"| {f'z{i + 1}'.translate(LOWERED)} | {' | '.join(numbers)} |")
    rest = "" if len(mu) <= MOST_COORDINATES else f"\n\nThe {MOST_COORDINATES} of {len(mu)} with the largest KL."
    return "\n".join(rows) + rest


def explain() -> None:
    """Draw the formulas."""
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""
$$q(z|x)=\mathcal N(\mu,\mathrm{diag}\,\sigma^2),\quad z=\mu+\sigma\varepsilon,\quad\varepsilon\sim\mathcal N(0,I)$$

The encoder 784-256-2k says μ and $\ln\sigma^2$ of a picture, the decoder k-256-784 pixels between 0 and 1. All chance
is in ε, so that gradients pass through z to μ and σ (*The bound, exactly* compares this with the other way). KL is the
divergence of q from the prior N(0, 1), of each coordinate $\tfrac12(\mu^2+\sigma^2-\ln\sigma^2-1)$, in nats:
natural logarithms.

*Kingma & Welling 2014, [arXiv 1312.6114](https://arxiv.org/abs/1312.6114), section 2.4 and appendix B.*"""
        )
