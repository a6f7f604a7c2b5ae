"""Chapter 2: the discriminator by hand. Four weights and a bias decide what a face is."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import (
    HAND_BIAS,
    HAND_WEIGHTS,
    OWN,
    PICTURES,
    discriminator_settings,
    discriminator_sliders,
    noise_images,
    picture_editor,
    trained,
)
from explorer.chapters.toy_faces.written_out import number, score_sum, verdict
from explorer.data.toy_faces import FACES, PRESETS
from explorer.figures.style import HIGHLIGHT, NEUTRAL
from explorer.figures.toy_faces.by_hand import sigmoid_figure
from explorer.figures.toy_faces.network import discriminator_network_figure
from explorer.figures.toy_faces.tiles import tiles_figure
from explorer.models.toy_faces import Discriminator
from explorer.numbers import percent
from explorer.numbers import probability as in_words
from explorer.quiz.toy_faces import sure_of_all
from explorer.training.toy_faces.gan import ARTICLE
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

PER_ROW = 5  # the five faces on top


def show(controls: Controls) -> None:
    """Let the reader set D and see it judge."""
    name = controls.choice("picture", "Picture to judge", PICTURES, "face_1")
    _presets(controls)
    place = st.container()
    noise = noise_images(controls)
    with place:
        _play(controls, name, noise)
    charts.notice(
        "Larger weights, all in the same proportion, push the scores apart along σ; the bias slides all of them left "
        "or right."
    )


@st.fragment
def _play(controls: Controls, name: str, noise: np.ndarray) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        D = discriminator_sliders(controls)
        x = picture_editor(controls) if name == OWN else np.array(PRESETS[name])
    with right:
        _network(D, x)
        _judgement(D, x)
        _on_the_sigmoid(D, noise, x)
    with left:
        _judge_all(D, noise)
        charts.show(tiles_figure(x, height=130), "toy_chart_picture", f"The picture to judge: {PICTURES[name]}.")
    show_challenge(controls, "sure_of_all", sure_of_all(D, FACES, noise))


def _presets(controls: Controls) -> None:
    final = trained(ARTICLE).final.D
    zero, at_the_end = discriminator_settings((0.0,) * 4, 0.0), discriminator_settings(final.weights, final.bias)
    presets = {
        "article": ("The article's", discriminator_settings(HAND_WEIGHTS, HAND_BIAS)),
        "all_zero": ("All zero", zero, "D knows nothing: ½ for everything."),
        "trained": ("Trained", at_the_end, "Where the article's training run leaves D."),
    }
    controls.preset_row(presets)


def _network(D: Discriminator, x: np.ndarray) -> None:
    score, probability = float(D.score(x)), float(D.probability(x))
    figure = discriminator_network_figure(D.weights, D.bias, x, score, probability)
    alt = f"The discriminator as a network: score {number(score, 3)}, probability {in_words(probability)}."
    charts.show(figure, "toy_chart_d_network", alt)


def _judgement(D: Discriminator, x: np.ndarray) -> None:
    score, probability = float(D.score(x)), float(D.probability(x))
    comparison = ">" if probability > 0.5 else "≤"
    st.markdown(
        "Thick line: large weight. Green: positive, magenta: negative. Point at a weight or a node for its value.\n\n"
        f"score = w₁x₁ + w₂x₂ + w₃x₃ + w₄x₄ + b = {score_sum(D.weights.tolist(), x.tolist(), D.bias, score)}\n\n"
        f"D(x) = σ({number(score)}) = 1/(1 + exp({number(-score)})) = {in_words(probability)} {comparison} 0.5, so "
        f"**D says: {verdict(probability)}.** The sigmoid σ squeezes any score between 0 and 1. The threshold is the "
        f"bias: w·x must exceed −b = {number(-D.bias)}, the score 0."
    )
    if np.allclose(x, PRESETS["non_face"]) and score == -0.5:
        charts.notice(
            "The article has this case too, rounds 0.3775 down to 0.37, and then prints the verdict “face”. "
            "That is a misprint: 0.3775 < 0.5, so **not a face**."
        )


def _judge_all(D: Discriminator, noise: np.ndarray) -> None:
    images = np.concatenate([FACES, noise])
    probabilities = D.probability(images)
    right = (probabilities > 0.5) == (np.arange(len(images)) < len(FACES))
    faces, others = int(right[: len(FACES)].sum()), int(right[len(FACES) :].sum())
    charts.notice(
        f"**The five faces and {len(noise)} random non-faces at once: {faces + others} of {len(right)} right "
        f"({percent(right.mean())})**, {faces} of {len(FACES)} faces (top row) and {others} of {len(noise)} "
        "non-faces. Under each tile D's answer; a framed tile is a mistake. Which slider costs you a face first?"
    )
    figure = tiles_figure(
        images,
        [f"{in_words(float(p), 2, 3)} {'✓' if ok else '✗'}" for p, ok in zip(probabilities, right, strict=True)],
        rows=[PER_ROW] * (len(images) // PER_ROW),
        height=480,
        numbers=False,
        font_size=12,
        borders=[NEUTRAL if ok else HIGHLIGHT for ok in right],
    )
    charts.show(
        figure, "toy_chart_strip", "The faces, then the non-faces, each with D's answer and whether it is right."
    )


def _on_the_sigmoid(D: Discriminator, noise: np.ndarray, x: np.ndarray) -> None:
    figure = sigmoid_figure(
        D.score(FACES),
        D.probability(FACES),
        D.score(noise),
        D.probability(noise),
        float(D.score(x)),
        float(D.probability(x)),
    )
    charts.show(
        figure, "toy_chart_sigmoid", "The sigmoid with the scores of faces, non-faces and the chosen picture on it."
    )
