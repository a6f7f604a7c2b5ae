"""Chapter 1: what is a face, what is not, and one number that tells them apart."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import HAND_WEIGHTS, PICTURES, noise_images, picture_editor
from explorer.chapters.toy_faces.whole_gan import show_whole_gan
from explorer.chapters.toy_faces.written_out import number, score_sum
from explorer.data.toy_faces import FACES, PRESETS
from explorer.figures.style import DATA
from explorer.figures.toy_faces.tiles import tiles_figure
from explorer.models.toy_faces import Discriminator
from explorer.ui import charts
from explorer.ui.controls import Controls

RULE = Discriminator(np.array(HAND_WEIGHTS), 0.0)
THRESHOLD = 1.0
WHERE_THIS_LEADS = """
**The whole GAN**: the generator **G** turns a random number **z** into four pixels, the discriminator **D** says how
likely a picture is to be real, and G follows the gradient through D.

Here you build it: what is real, then **D** and **G** by hand, one step of both, and all their training.
"""
AN_EPOCH = (
    "Trained on this server. In an epoch D and G learn once from each of the five faces; at 0 the fakes are noise."
)


def show(controls: Controls) -> None:
    """Show where the page leads, the faces, some noise, and an editor."""
    show_whole_gan(controls, "toy_chart_whole", WHERE_THIS_LEADS, AN_EPOCH)
    st.markdown(
        "On **Slanted Land** everybody leans, so a face is a **dark diagonal**. The camera has 2×2 pixels, "
        "each a number from **0 = light** to **1 = dark**."
    )
    _faces_and_noise(controls)
    st.markdown("#### Paint your own")
    pixels = {name: {f"x{i}": value for i, value in enumerate(x, start=1)} for name, x in PRESETS.items()}
    controls.preset_row({name: (PICTURES[name], settings) for name, settings in pixels.items()})
    _paint(controls)
    charts.notice("Can you paint something that passes for a face, and does not look like one to you?")


@st.fragment
def _paint(controls: Controls) -> None:
    left, right = st.columns([1, 1], gap="large")
    with left:
        x = picture_editor(controls)
    with right, charts.group("toy_faces_own"):
        figure = tiles_figure(x, height=190, font_size=18)
        charts.show(figure, "toy_chart_own", "The picture that the sliders make.")
        _judge_by_rule(x)


def _faces_and_noise(controls: Controls) -> None:
    left, right = charts.group("toy_faces_and_noise").columns(2, gap="large")
    with left:
        st.markdown("#### Faces")
        figure = tiles_figure(FACES, _scores(FACES), height=132, borders=[DATA] * len(FACES), digits=1)
        charts.show(figure, "toy_chart_five", "The five faces: dark diagonal, light off-diagonal.")
        charts.notice("Diagonal large, off-diagonal small: all five sums are above 1.")
    with right:
        st.markdown("#### Not faces: every pixel drawn at random")
        place = st.container()
        noise = noise_images(controls)[:5]
        with place:
            figure = tiles_figure(noise, _scores(noise), height=132)
            charts.show(figure, "toy_chart_noise", "Five pictures of random pixels.")
        charts.notice("Roll the dice: now and then chance draws something that passes for a face.")


def _judge_by_rule(x: np.ndarray) -> None:
    score = float(RULE.score(x))
    word = "above the threshold 1: **a face**" if score > THRESHOLD else "not above the threshold 1: **not a face**"
    st.markdown(
        "One number that tells them apart: **add** the diagonal, **subtract** the rest.\n\n"
        f"sum = {score_sum(HAND_WEIGHTS, x.tolist(), 0.0, score).replace(' + 0 =', ' =')}, {word}."
    )


def _scores(images: np.ndarray) -> list[str]:
    return [f"sum {number(float(score), 2)}" for score in RULE.score(images)]
