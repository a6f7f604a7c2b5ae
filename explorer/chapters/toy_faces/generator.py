"""Chapter 3: the generator by hand. One number z becomes four pixels."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import HAND_WEIGHTS, HAND_Z, generator_settings, generator_sliders, trained
from explorer.chapters.toy_faces.written_out import pixel_computation
from explorer.figures.style import GENERATOR, HIGHLIGHT
from explorer.figures.toy_faces.network import generator_network_figure
from explorer.figures.toy_faces.tiles import tiles_figure
from explorer.models.toy_faces import Generator
from explorer.numbers import number
from explorer.quiz.toy_faces import fool_D
from explorer.training.toy_faces.gan import ARTICLE
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

STRIP = np.linspace(0.0, 1.0, 6).tolist()


def show(controls: Controls) -> None:
    """Let the reader set G and see it draw."""
    _presets(controls)
    _play(controls)
    st.caption(
        "Long lines: weights on z. Short lines with a dot: biases. Thick is large, green positive, magenta negative."
    )
    charts.notice(
        "With the weights (1, −1, −1, 1) and the same biases **every** z gives a face: z only decides how bold. "
        "Set all weights to 0 and z has no say at all; set the biases to 0 and small z gives four greys."
    )


@st.fragment
def _play(controls: Controls) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        z = controls.drag_slider("z", "z, a random number from 0 to 1", 0.0, 1.0, HAND_Z, 0.01)
        G = generator_sliders(controls)
    with right:
        _network(G, z)
        _drawn(G, z)
    with left:
        _computation(G, z)
    show_challenge(controls, "fool_D", fool_D(G, trained(ARTICLE).final.D))


def _presets(controls: Controls) -> None:
    final = trained(ARTICLE).final.G
    zero = (0.0,) * 4
    by_hand = generator_settings(HAND_WEIGHTS, HAND_WEIGHTS) | {"z": HAND_Z}
    only_weights = generator_settings((4.0, -4.0, -4.0, 4.0), zero)
    at_the_end = generator_settings(final.weights, final.biases)
    presets = {
        "article": ("The article's hand", by_hand),
        "all_zero": ("No weights, no biases", generator_settings(zero, zero), "Every pixel is σ(0) = ½."),
        "no_biases": ("No biases", only_weights, "z has to do it alone."),
        "trained": ("Trained G", at_the_end, "Where the article's training run leaves G."),
    }
    controls.preset_row(presets)


def _network(G: Generator, z: float) -> None:
    pixels = G.pixels(z)
    figure = generator_network_figure(G.weights, G.biases, z, pixels)
    charts.show(
        figure, "toy_chart_g_network", f"The generator as a network: z = {number(z)} becomes {np.round(pixels, 2)}."
    )


def _drawn(G: Generator, z: float) -> None:
    """Show the picture, and below it what the same G draws for z from 0 to 1."""
    every_z = [z, *STRIP]
    figure = tiles_figure(
        G.pixels(every_z),
        [f"z = {number(each, '.2f')}" for each in every_z],
        rows=(1, 3, 3),
        height=360,
        borders=[HIGHLIGHT] + [GENERATOR] * len(STRIP),
        font_size=13,
    )
    charts.show(figure, "toy_chart_strip", "What G draws for the chosen z, and for six values of z from 0 to 1.")


def _computation(G: Generator, z: float) -> None:
    """Write every pixel out, and say how to read the network."""
    scores, pixels = G.scores(z), G.pixels(z)
    lines = [
        pixel_computation(i + 1, float(G.weights[i]), z, float(G.biases[i]), float(scores[i]), float(pixels[i]))
        for i in range(4)
    ]
    st.markdown(
        "**Pixel i** is xᵢ = σ(vᵢz + cᵢ), where the sigmoid σ squeezes any number between 0 and 1:\n\n"
        + "  \n".join(lines)
    )
