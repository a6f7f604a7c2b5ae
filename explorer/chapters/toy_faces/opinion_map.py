"""Chapter 6: the map. Where D draws its line, and where G's pictures lie."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import (
    discriminator_sliders,
    generator_sliders,
    noise_images,
    trained,
    training_seed,
    training_sliders,
)
from explorer.chapters.toy_faces.written_out import term
from explorer.data.toy_faces import FACES, diagonal_means
from explorer.figures.toy_faces.map import map_figure
from explorer.numbers import probability
from explorer.training.toy_faces.gan import Gan
from explorer.ui import charts
from explorer.ui.controls import Controls

GRID = np.linspace(0.0, 1.0, 21)
DIAGONAL, OFF = np.meshgrid(GRID, GRID)
EQUAL_PIXELS = np.stack([DIAGONAL, OFF, OFF, DIAGONAL], axis=-1)  # (21, 21, 4)
Z = np.linspace(0.0, 1.0, 41)
MAPS = {"by_hand": "by hand", "trained": "trained"}


def show(controls: Controls) -> None:
    """Draw D's opinion of every pair of means."""
    by_hand = controls.choice("map_of", "Parameters", MAPS, "trained") == "by_hand"
    place = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        noise = noise_images(controls)
        seed = None if by_hand else training_seed(controls)
    with place:
        _play(controls, noise, seed)
    _explain()


@st.fragment
def _play(controls: Controls, noise: np.ndarray, seed: int | None) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        gan = _by_hand(controls) if seed is None else trained(training_sliders(controls, seed)).final
    with right:
        _map(gan, noise)
        _say(gan)


def _by_hand(controls: Controls) -> Gan:
    D = discriminator_sliders(controls)
    with st.expander("G's weights and biases"):
        G = generator_sliders(controls)
    return Gan(D, G)


def _map(gan: Gan, noise: np.ndarray) -> None:
    figure = map_figure(
        GRID,
        gan.D.score(EQUAL_PIXELS),
        gan.D.probability(EQUAL_PIXELS),
        diagonal_means(FACES),
        diagonal_means(noise),
        gan.D.score(noise) > 0,
        diagonal_means(gan.G.pixels(Z)),
    )
    charts.show(figure, "toy_chart_map", "D's opinion over the two means, with faces, non-faces and G's curve.")


def _say(gan: Gan) -> None:
    w, b = gan.D.weights, gan.D.bias
    first, last = (probability(float(gan.D.probability(gan.G.pixels(z))), 3) for z in (0.0, 1.0))
    st.markdown(
        "D's score of a picture with pixels d on the diagonal and o off it is (w₁+w₄)·d + (w₂+w₃)·o + b = "
        f"{term(float(w[0] + w[3]), 'd', first=True)}{term(float(w[1] + w[2]), 'o')}{term(b)}. At the ends of G's "
        f"curve, z = 0 (small square) and z = 1 (open square), D answers {first} and {last}."
    )


def _explain() -> None:
    charts.notice(
        "Faces lie in the lower right corner. Watch where the generator's curve ends up, and how D's dashed line "
        "(score 0, D = ½) lies to both. By hand, slide the bias; trained, take 50 epochs, then 1000."
    )
    st.markdown(
        "**What the map shows.** The colour is D's answer to pictures with *equal pixels on each diagonal*. Every "
        "picture is marked at its own two means (faces 2 to 5 share theirs). Where its pixels are not equal, its true "
        "score can differ from the colour beneath it: bold crosses are non-faces that D, seeing all four pixels, "
        "calls faces."
    )
