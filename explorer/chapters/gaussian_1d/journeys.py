"""The journeys of p_g under each loss, kept once they are computed."""

import streamlit as st

from explorer.arrays import Array
from explorer.figures.gaussian_1d.flow import Journey
from explorer.figures.gaussian_1d.game import X_RANGE, signed
from explorer.numbers import INTEGRATED, number, percent
from explorer.theory.densities import Gaussian, display_grid
from explorer.theory.gaussian_pairs import densities_and_D_star
from explorer.theory.gradient_flow import DISTANCES, Path, follow, gradient_lengths

N_FRAMES = 41
X = display_grid(*X_RANGE, 121)


@st.cache_data(max_entries=256, show_spinner=False)
def path_of(loss: str, start: Gaussian, p_data: Gaussian, step_size: float, n_steps: int) -> Path:
    """Return the path of p_g under a loss, each step against the best D of its moment."""
    return follow(loss, start.mu, start.sigma, p_data, step_size, n_steps, N_FRAMES)


@st.cache_data(max_entries=64, show_spinner=False)
def gradient_lengths_of(sigma: float, p_data: Gaussian) -> dict[str, Array]:
    """Return how long each loss's gradient is at `DISTANCES` from p_data."""
    return gradient_lengths(DISTANCES, sigma, p_data)


def journey_of(path: Path, p_data: Gaussian) -> Journey:
    """Return what is drawn of a path, moment by moment."""
    p_g, D_star = densities_and_D_star(p_data, path.mu, path.sigma, X)
    said = [
        f"step {step} · JSD {number(js, '.3f', INTEGRATED)}<br>V {signed(value)} · D* right {percent(accuracy)}"
        for step, js, value, accuracy in zip(path.step, path.js, path.value, path.accuracy, strict=True)
    ]
    return Journey(path.mu, path.sigma, p_g, D_star, path.step, said)
