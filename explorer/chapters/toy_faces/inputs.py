"""Controls and results that several chapters of the toy share. A control drawn in two chapters is the same control."""

from collections.abc import Iterable, Sequence

import numpy as np
import streamlit as st

from explorer.arrays import Array
from explorer.chapters.toy_faces.written_out import SUBSCRIPTS
from explorer.data.toy_faces import PIXELS, PRESETS, random_images
from explorer.models.toy_faces import Discriminator, Generator
from explorer.training.toy_faces.gan import ARTICLE, History, Settings, train
from explorer.ui.controls import Controls

Four = tuple[float, float, float, float]

N_NOISE = 20
WEIGHT_LIMIT = 4.0
HAND_WEIGHTS: Four = (1.0, -1.0, -1.0, 1.0)
HAND_BIAS = -1.0
HAND_Z = 0.7
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 10.0, 100.0)
EPOCHS_LIMIT = 3000
OWN = "yours"
PICTURES = {
    **{f"face_{i}": f"Face {i}" for i in range(1, 6)},
    "non_face": "Non-face",
    "noise": "Noise",
    "slash": "Slash",
    "all_dark": "All dark",
    "all_light": "All light",
    OWN: "Yours",
}


def square_of_sliders(
    controls: Controls, name: str, labels: Sequence[str], defaults: Four, low: float, high: float
) -> Array:
    """Draw four sliders, called `name` 1 to 4; drawn together two abreast they lie where the pixels are."""
    four = zip(labels, defaults, strict=True)
    return np.array(
        [controls.drag_slider(f"{name}{i}", label, low, high, usual, 0.05) for i, (label, usual) in enumerate(four, 1)]
    )


def picture_editor(controls: Controls) -> Array:
    """Draw the four pixel sliders, and return the picture that they make."""
    with controls.together("picture", columns=2):
        return square_of_sliders(controls, "x", PIXELS, PRESETS["face_1"], 0.0, 1.0)


def discriminator_sliders(controls: Controls) -> Discriminator:
    """Draw D's four weights and its bias."""
    labels = [f"w{SUBSCRIPTS[i]} {pixel}" for i, pixel in enumerate(PIXELS)]
    with controls.together("D", columns=2):
        weights = square_of_sliders(controls, "dw", labels, HAND_WEIGHTS, -WEIGHT_LIMIT, WEIGHT_LIMIT)
        bias = controls.drag_slider("db", "bias b", -WEIGHT_LIMIT, WEIGHT_LIMIT, HAND_BIAS, 0.05)
    return Discriminator(weights, bias)


def generator_sliders(controls: Controls) -> Generator:
    """Draw G's four weights and its four biases."""
    with controls.together("G", columns=2):
        weights, biases = (
            square_of_sliders(
                controls, name, [f"{label}{i}" for i in SUBSCRIPTS], HAND_WEIGHTS, -WEIGHT_LIMIT, WEIGHT_LIMIT
            )
            for name, label in (("gw", "weight v"), ("gb", "bias c"))
        )
    return Generator(weights, biases)


def discriminator_settings(weights: Iterable[float], bias: float) -> dict[str, float]:
    """Return what sets D's sliders to these parameters."""
    return {**{f"dw{i}": float(w) for i, w in enumerate(weights, start=1)}, "db": float(bias)}


def generator_settings(weights: Iterable[float], biases: Iterable[float]) -> dict[str, float]:
    """Return what sets G's sliders to these parameters."""
    of_weights = {f"gw{i}": float(w) for i, w in enumerate(weights, start=1)}
    return of_weights | {f"gb{i}": float(b) for i, b in enumerate(biases, start=1)}


def training_sliders(controls: Controls, seed: int) -> Settings:
    """Draw the sliders of a training run; its seed is drawn by `training_seed`, which need not rerun with them."""
    with controls.together("run"):
        epochs = controls.drag_slider("epochs", "epochs", 50, EPOCHS_LIMIT, ARTICLE.epochs, 50)
        rate = controls.drag_steps("rate", "Learning rate", RATES, ARTICLE.learning_rate)
        k = controls.drag_slider("k", "k: D's turns for each of G's", 1, 5, ARTICLE.discriminator_steps, 1)
    return Settings(epochs, rate, seed, k)


def training_seed(controls: Controls) -> int:
    """Draw the seed of a training run."""
    return controls.seed("seed", "Seed of the run", ARTICLE.seed)


@st.cache_data(max_entries=64, show_spinner=False)
def trained(settings: Settings) -> History:
    """Train, once for each settings that anyone asks for."""
    return train(settings)


def noise_images(controls: Controls) -> Array:
    """Draw the seed of the 20 random non-faces and return them."""
    return random_images(N_NOISE, controls.seed("noise", "Seed of the non-faces", 0))
