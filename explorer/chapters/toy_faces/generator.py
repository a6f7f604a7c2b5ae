"""Chapter 3: the generator by hand. One number z becomes four pixels."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import (
    HAND_WEIGHTS,
    HAND_Z,
    generator_settings,
    generator_sliders,
    trained,
)
from explorer.chapters.toy_faces.written_out import pixel_computation
from explorer.figures.style import GENERATOR
from explorer.figures.toy_faces import tiles_figure
from explorer.figures.toy_faces_network import generator_network_figure
from explorer.models.toy_faces import Generator
from explorer.training.toy_faces import ARTICLE
from explorer.ui import charts
from explorer.ui.controls import Controls

STRIP = np.linspace(0.0, 1.0, 6)


def show(controls: Controls) -> None:
    """Let the reader set G and see it draw."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        z = controls.slider("z", "z, a random number from 0 to 1", 0.0, 1.0, HAND_Z, 0.01)
        _presets(controls)
        G = generator_sliders(controls)
    with right:
        _network(G, z)
        _computation(G, z)
    st.markdown("#### The same G, for z from 0 to 1")
    figure = tiles_figure(
        G.pixels(STRIP),
        [f"z = {z:.1f}" for z in STRIP],
        per_row=3,
        height=310,
        borders=[GENERATOR] * len(STRIP),
    )
    charts.show(figure, "toy_chart_strip", "What G draws for six values of z from 0 to 1.")
    charts.notice(
        "With the weights (1, −1, −1, 1) and the same biases **every** z gives a face: z only decides how bold. "
        "Set all weights to 0 and z has no say at all; set the biases to 0 and small z gives four greys."
    )


def _presets(controls: Controls) -> None:
    final = trained(ARTICLE).final.G
    zero = (0.0,) * 4
    with st.container(horizontal=True, gap="small"):
        controls.preset("The article's hand", generator_settings(HAND_WEIGHTS, HAND_WEIGHTS) | {"z": HAND_Z})
        controls.preset("No weights, no biases", generator_settings(zero, zero), help="Every pixel is σ(0) = ½.")
        controls.preset("No biases", generator_settings((4.0, -4.0, -4.0, 4.0), zero), help="z alone must do it.")
        controls.preset(
            "Trained G",
            generator_settings(final.weights, final.biases),
            help="Where the article's training run leaves G.",
        )


def _network(G: Generator, z: float) -> None:
    pixels = G.pixels(z)
    figure = generator_network_figure(G.weights, G.biases, z, pixels)
    charts.show(
        figure, "toy_chart_g_network", f"The generator as a network: z = {z:.2f} becomes {np.round(pixels, 2)}."
    )
    st.caption(
        "Long lines: weights on z. Short lines with a dot: biases. Thick is large, green positive, magenta negative."
    )


def _computation(G: Generator, z: float) -> None:
    scores, pixels = G.scores(z), G.pixels(z)
    left, right = st.columns([2, 1], vertical_alignment="center")
    lines = [
        pixel_computation(i + 1, float(G.weights[i]), z, float(G.biases[i]), float(scores[i]), float(pixels[i]))
        for i in range(4)
    ]
    left.markdown(r"Pixel $i$ is $x_i=\sigma(v_i z+c_i)$:" + "".join(f"\n\n${line}$" for line in lines))
    with right:
        figure = tiles_figure(pixels, height=150, borders=[GENERATOR])
        charts.show(figure, "toy_chart_g_tile", "The picture that G draws for the chosen z.")
