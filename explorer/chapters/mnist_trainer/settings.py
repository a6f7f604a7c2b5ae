"""The trainer's settings: networks, loss and what else decides a run, with the recommended ones for each network."""

from collections.abc import Mapping
from dataclasses import asdict, replace

import streamlit as st

from explorer import names
from explorer.lectures.mnist_trainer import EXPERIMENTS
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, WITH_LABELS, GanSettings, check
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

FIRST = DEFAULTS["compact"]
BATCH_SIZES = (16, 32, 64, 128, 256)
LEARNING_RATES = (5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
N_ITERATIONS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
R1_WEIGHTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
AVERAGES = (0.0, 0.9, 0.99, 0.995, 0.999)
NOT_SHOWN = ("beta2", "images_every", "separate_batches", "shared_fakes")  # they follow from the network


def recommended(network: str) -> dict[str, object]:
    """Return the recommended value of every control for a network."""
    return {name: value for name, value in asdict(DEFAULTS[network]).items() if name not in NOT_SHOWN}


def current_settings(controls: Readings) -> GanSettings:
    """Return the settings as the controls stand, also while the chapter that holds them is closed."""
    plain = recommended("compact")
    shown = {name: controls.value(name, value) for name, value in plain.items()}
    try:
        settings = settings_of({**shown, "network": shown["network"] or FIRST.network})
        check(settings)
    except (KeyError, ValueError):  # a broken link to a chapter without these controls
        return settings_of(plain)
    return settings


def settings_of(shown: Mapping[str, object]) -> GanSettings:
    """Return the settings for the values of all controls, by their names."""
    typed = {name: type(getattr(FIRST, name))(value) for name, value in shown.items()}
    default = DEFAULTS[typed["network"]]
    every = min(default.images_every, max(10, typed["n_iterations"] // 50))  # a short run is still to have pictures
    settings = replace(default, **typed, images_every=every)
    return settings if settings.loss in WITH_LABELS else replace(settings, label_smoothing=0.0)


def choose_network(controls: Controls) -> str:
    """Draw the choice of networks, which brings the settings that suit them."""
    return controls.choice(
        "network",
        "Networks",
        tuple(DEFAULTS),
        FIRST.network,
        help="compact: digits within seconds. dense: two layers each, 784 pixels. convolutional: the full-size one, "
        "slow without a strong machine. Choosing one brings the settings that suit it.",
        on_change=lambda: controls.set(**recommended(controls.value("network") or FIRST.network)),
    )


def choose_loss(controls: Controls) -> str:
    """Draw the choice of the loss."""
    return controls.choice(
        "loss",
        "Loss",
        {id: names.LOSSES[id] for id in LOSSES},
        FIRST.loss,
        help="What G makes small, and D with it. saturating: ln(1 − D(G(z))). non-saturating: −ln D(G(z)). LSGAN: "
        "½(t − 1)². hinge and WGAN-GP: −t, D's raw output; D by margins, or by a slope that is kept near 1.",
    )


def show_experiments(controls: Controls) -> None:
    """Draw the buttons that set up an experiment worth seeing."""
    for id, (text, help, changes) in EXPERIMENTS.items():
        controls.preset(id, text, {**recommended("compact"), **changes}, help=help)


def show_rest(controls: Controls, loss: str) -> None:
    """Draw the other settings."""
    steps, run, help_for_D = st.columns(3, gap="medium")
    with steps:
        _show_steps(controls)
    with run:
        _show_run(controls)
    with help_for_D:
        _show_help_for_D(controls, loss)


def _show_steps(controls: Controls) -> None:
    controls.steps("learning_rate_D", "Learning rate of D", LEARNING_RATES, FIRST.learning_rate_D)
    controls.steps("learning_rate_G", "Learning rate of G", LEARNING_RATES, FIRST.learning_rate_G)
    controls.slider(
        "beta1",
        "Adam's β₁",
        0.0,
        0.95,
        FIRST.beta1,
        0.05,
        help="How much of the last steps' direction Adam keeps. 0.9 is its default; GANs like 0.5.",
    )
    controls.steps(
        "averaging",
        "Averaging of G's weights",
        AVERAGES,
        FIRST.averaging,
        help="The pictures are drawn with a moving average of G's weights: each iteration keeps this share of the "
        "average. Training itself is not touched. 0: G as it is.",
    )


def _show_run(controls: Controls) -> None:
    controls.slider("n_discriminator_steps", "Steps of D per step of G", 1, 10, FIRST.n_discriminator_steps, 1)
    controls.steps("batch_size", "Batch", BATCH_SIZES, FIRST.batch_size, help="Digits a step.")
    controls.steps("n_iterations", "Iterations", N_ITERATIONS, FIRST.n_iterations)
    controls.seed()
    controls.toggle(
        "conditional",
        "Tell both the digit",
        FIRST.conditional,
        help="A conditional GAN: G is told which digit to draw, and D which digit it should be looking at.",
    )


def _show_help_for_D(controls: Controls, loss: str) -> None:
    controls.slider(
        "label_smoothing",
        "Label smoothing",
        0.0,
        0.3,
        FIRST.label_smoothing,
        0.05,
        help="Real digits aim at 1 minus this, so that D never becomes too sure. Hinge and WGAN-GP have no label.",
        disabled=loss not in WITH_LABELS,
    )
    controls.steps(
        "r1",
        "R1 penalty γ",
        R1_WEIGHTS,
        FIRST.r1,
        help="D pays γ/2 times its squared slope at real digits: it is to be flat where the data are.",
    )
    controls.slider(
        "instance_noise",
        "Instance noise σ",
        0.0,
        1.0,
        FIRST.instance_noise,
        0.1,
        help="Gaussian noise on every picture that D sees, real and fake; pixels go from −1 to 1.",
    )
    controls.toggle(
        "minibatch_stddev",
        "D sees its batch's spread",
        FIRST.minibatch_stddev,
        help="Minibatch standard deviation: D is told how much the pictures of its batch differ. Fakes that are all "
        "alike give themselves away.",
    )
