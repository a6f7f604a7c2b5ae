"""The trainer's settings: networks, loss and what else decides a run, with the recommended ones for each network."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from explorer.lectures.mnist_trainer import EXPERIMENTS
from explorer.training.gan_settings import DEFAULTS, GanSettings
from explorer.ui.controls import Controls

FIRST = DEFAULTS["compact"]
LOSSES = ("saturating", "non-saturating", "LSGAN")
BATCH_SIZES = (16, 32, 64, 128, 256)
LEARNING_RATES = (5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
NOT_SHOWN = ("images_every", "separate_batches")  # they follow from the network
N_ITERATIONS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)


def recommended(network: str) -> dict[str, Any]:
    """Return the recommended value of every control for a network."""
    return {name: value for name, value in asdict(DEFAULTS[network]).items() if name not in NOT_SHOWN}


def choose_network(controls: Controls) -> str:
    """Draw the choice of networks, which brings the settings that suit them."""
    return controls.choice(
        "network",
        "Networks",
        tuple(DEFAULTS),
        FIRST.network,
        help="compact: small convolutions, digits within seconds. dense: two layers each, 784 pixels. convolutional: "
        "the full-size one, slow without a strong machine. Choosing one brings the settings that suit it.",
        on_change=lambda: controls.set(**recommended(controls.value("network") or FIRST.network)),
    )


def choose_loss(controls: Controls) -> str:
    """Draw the choice of G's loss."""
    return controls.choice(
        "loss",
        "Generator's loss",
        LOSSES,
        FIRST.loss,
        help="What G makes small. saturating: ln(1 − D(G(z))). non-saturating: −ln D(G(z)). LSGAN: ½(D(G(z)) − 1)², "
        "and squares for D, too.",
    )


def show_experiments(controls: Controls) -> None:
    """Draw the buttons that set up an experiment worth seeing."""
    for label, (help, changes) in EXPERIMENTS.items():
        controls.preset(label, {**recommended("compact"), **changes}, help=help)


def show_rest(controls: Controls, network: str, loss: str) -> GanSettings:
    """Draw the other settings and return them all."""
    left, middle, right = st.columns(3, gap="medium")
    with left:
        learning_rate_D = controls.steps("learning_rate_D", "Learning rate of D", LEARNING_RATES, FIRST.learning_rate_D)
        learning_rate_G = controls.steps("learning_rate_G", "Learning rate of G", LEARNING_RATES, FIRST.learning_rate_G)
    with middle:
        n_discriminator_steps = controls.slider(
            "n_discriminator_steps", "Steps of D per step of G", 1, 10, FIRST.n_discriminator_steps, 1
        )
        batch_size = controls.steps("batch_size", "Batch", BATCH_SIZES, FIRST.batch_size, help="Digits a step.")
        label_smoothing = controls.slider(
            "label_smoothing",
            "Label smoothing",
            0.0,
            0.3,
            FIRST.label_smoothing,
            0.05,
            help="Real digits are to score 1 minus this, so that D never becomes too sure.",
        )
    with right:
        n_iterations = controls.steps("n_iterations", "Iterations", N_ITERATIONS, FIRST.n_iterations)
        seed = controls.seed()
    with left:
        beta1 = controls.slider(
            "beta1",
            "Adam's β₁",
            0.0,
            0.95,
            FIRST.beta1,
            0.05,
            help="How much of the last steps' direction Adam keeps. 0.9 is its default; GANs like 0.5.",
        )
    return GanSettings(
        network=network,
        loss=loss,
        batch_size=batch_size,
        learning_rate_D=learning_rate_D,
        learning_rate_G=learning_rate_G,
        beta1=beta1,
        n_discriminator_steps=n_discriminator_steps,
        label_smoothing=label_smoothing,
        seed=seed,
        n_iterations=n_iterations,
        images_every=DEFAULTS[network].images_every,
        separate_batches=DEFAULTS[network].separate_batches,
    )
