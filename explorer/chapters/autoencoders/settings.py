"""The settings of a run of an autoencoder, as the page's controls offer and say them."""

import streamlit as st

from explorer.names import AUTOENCODERS, DIGITS, PIXEL_LOSSES
from explorer.numbers import number
from explorer.training.autoencoders.settings import AutoencoderSettings, check
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

FIRST = AutoencoderSettings()
CODE_SIZES = (1, 2, 3, 5, 10, 16, 32, 64)
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2)
BATCH_SIZES = (16, 32, 64, 128, 256)
N_ITERATIONS = (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
OFFERED = ("latent_dim", "loss", "linear", "noise", "learning_rate", "batch_size", "n_iterations", "seed")
NO_CROSS_ENTROPY = (
    "Cross-entropy needs pixels between 0 and 1, to which a linear network does not keep: it takes the squared error."
)
# what two runs may differ in: as the controls call it
LABELS = {
    "model": "",
    "latent_dim": "k",
    "loss": "",
    "linear": "linear",
    "noise": "noise",
    "beta": "β",
    "learning_rate": "learning rate",
    "batch_size": "batch",
    "seed": "seed",
}


def current_settings(controls: Readings, model: str = FIRST.model) -> AutoencoderSettings:
    """Return the settings as the controls stand, also while the chapter that holds them is closed."""
    shown = {name: type(getattr(FIRST, name))(controls.value(name, getattr(FIRST, name))) for name in OFFERED}
    shown["loss"] = _possible_loss(shown["loss"], shown["linear"])
    every = min(FIRST.images_every, max(10, shown["n_iterations"] // 50))  # a short run is still to have pictures
    settings = AutoencoderSettings(model=model, images_every=every, **shown)
    try:
        check(settings)
    except ValueError:  # a broken link to a chapter without these controls
        return AutoencoderSettings(model=model)
    return settings


def _possible_loss(loss: str, linear: bool) -> str:
    return FIRST.loss if linear and loss == "cross_entropy" else loss


def choose_code_size(controls: Controls) -> None:
    """Draw the choice of k."""
    controls.choice(
        "latent_dim",
        "k, numbers in a code",
        tuple(f"{k}" for k in CODE_SIZES),
        f"{FIRST.latent_dim}",
        help="The bottleneck: all that the decoder is told of a picture of 784 pixels.",
    )


def choose_loss(controls: Controls) -> None:
    """Draw the choice of the loss, and whether the network may bend."""
    controls.choice(
        "loss",
        "Error of a pixel",
        PIXEL_LOSSES,
        FIRST.loss,
        help="What is made small, summed over the pixels x and what comes out for them, x̂: (x − x̂)², |x − x̂|, or "
        "−x ln x̂ − (1 − x) ln(1 − x̂).",
    )
    controls.toggle(
        "linear",
        "Linear",
        FIRST.linear,
        help="No ReLU between the layers, no sigmoid at the end: what comes out is a weighted sum of what goes in.",
    )


def choose_more(controls: Controls) -> None:
    """Draw the other settings."""
    controls.slider(
        "noise",
        "Noise on what goes in",
        0.0,
        1.0,
        FIRST.noise,
        0.1,
        help="Standard deviation of Gaussian noise on every pixel that the encoder sees, pixels going from 0 to 1. "
        "What is to come out has none: a denoising autoencoder.",
    )
    controls.steps(
        "learning_rate",
        "Learning rate",
        LEARNING_RATES,
        FIRST.learning_rate,
        help="How far Adam moves each weight at a step. Too large: it jumps about.",
    )
    controls.steps("batch_size", "Batch", BATCH_SIZES, FIRST.batch_size, help="Pictures that a step looks at.")
    controls.steps(
        "n_iterations",
        "Iterations",
        N_ITERATIONS,
        FIRST.n_iterations,
        help="How long the run is; *Go on* makes a run that is done longer.",
    )
    controls.seed()


def say_what_is_not_possible(controls: Readings) -> None:
    """Say in a sentence which of the choices do not go together, if any."""
    if controls.value("linear", FIRST.linear) and controls.value("loss", FIRST.loss) == "cross_entropy":
        st.caption(NO_CROSS_ENTROPY)


def settings_in_words(s: AutoencoderSettings, source: str) -> str:
    """Say what decides a run in one line."""
    words = (
        f"{'linear ' if s.linear else ''}{AUTOENCODERS[s.model]}",
        f"k = {s.latent_dim}",
        PIXEL_LOSSES[s.loss] + ("" if s.loss == "cross_entropy" else " error"),
        *([f"β {number(s.beta)}"] if s.model == "variational" else []),
        *([f"noise {number(s.noise)}"] if s.noise else []),
        DIGITS[source],
        f"batch {s.batch_size}",
        f"learning rate {number(s.learning_rate)}",
        f"seed {s.seed}",
    )
    return " · ".join(words)


def differences(settings: AutoencoderSettings, other: AutoencoderSettings) -> str:
    """Say what `settings` has that `other` has not; empty where it is the same."""
    changed = [name for name in LABELS if getattr(settings, name) != getattr(other, name)]
    return ", ".join(f"{LABELS[name]} {_value_in_words(getattr(settings, name))}".strip() for name in changed)


def _value_in_words(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return number(value)
    return {**AUTOENCODERS, **PIXEL_LOSSES}.get(str(value), str(value))
