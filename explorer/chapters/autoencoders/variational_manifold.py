"""All that it draws: 15 × 15 pictures of z through the quantiles of the prior, and a window into them."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders.variational_shown import Shown
from explorer.figures.autoencoders.posterior_map import reach_of, window_figure
from explorer.figures.montage import montage
from explorer.theory.autoencoders.quantile_grid import codes_of, quantile_grid
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.pictures import show_picture

N = 15
REACH = 2.5


def choose(controls: Controls) -> None:
    """Draw nothing: this view has no choices."""


def show(controls: Controls, network: Shown, options: None) -> None:
    """Draw the view."""
    st.fragment(_window)(controls, network)
    charts.notice(
        "Each of the 225 codes stands for the same share of the prior: this is all that the decoder draws when z is "
        "random, with nothing left out. **Drag over the map**, or move the sliders: the window follows. Between two "
        "digits there is no edge, only pictures that are both and neither: a variational autoencoder fills the room "
        "between its codes, and pays with smooth pictures."
    )


def _window(controls: Controls, network: Shown) -> None:
    with controls.together("window", columns=None):
        zoom = controls.drag_slider("zoom", "Zoom", 1.0, 16.0, 1.0, 0.5)
        first = controls.drag_slider("window_1", "Middle, across", -REACH, REACH, 0.0, 0.05)
        second = controls.drag_slider("window_2", "Middle, upwards", -REACH, REACH, 0.0, 0.05)
    coordinates = shown_coordinates(network)
    grid = quantile_grid((first, second), zoom, N)
    left, right = st.columns(2, gap="medium")
    with left:
        is_one = network.latent_dim == 1  # whose codes lie on a line
        codes = network.mapped[:, coordinates] * (1.0, 0.0 if is_one else 1.0)
        titles = f"z, coordinate {coordinates[0] + 1}", "" if is_one else f"z, coordinate {coordinates[1] + 1}"
        ends = grid.first_ends, grid.second_ends
        charts.show(
            window_figure(codes, network.labels.tolist(), ends, titles, reach_of(codes)),
            "autoencoders_window",
            "Codes of 500 pictures, the prior's circles, and the window that the grid beside it shows.",
            on_pick=lambda x, y: controls.set(window_1=round(x, 2), window_2=round(y, 2)),
        )
    with right, charts.group("autoencoders_manifold"):
        z = codes_of(grid, coordinates, network.latent_dim)
        show_picture(
            montage(network.decoder.pictures(z), n_columns=N, scale=2),
            alt="What the decoder draws of 15 by 15 codes, laid out as the window on the map.",
        )


def shown_coordinates(network: Shown) -> tuple[int, int]:
    """Return the two coordinates that the grid is about: those with the largest KL, or both the only one."""
    most = np.sort(np.argsort(-network.kl, kind="stable")[:2])
    return int(most[0]), int(most[-1])


def explain() -> None:
    """Draw the formulas."""
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""$$z_i=\Phi^{-1}\!\left(u_0+\frac{i+\frac12}{15\,\mathrm{zoom}}\right),\qquad i=0,\dots,14$$

for either coordinate, where $\Phi^{-1}$ is the quantile function of the prior N(0, 1) and $u_0$ the window's lower end.
Of a code of more than two numbers the two with the largest KL (Kullback–Leibler divergence from the prior) are turned,
and the others stay 0. *Kingma & Welling 2014, [arXiv 1312.6114](https://arxiv.org/abs/1312.6114), figure 4.*"""
        )
