"""The trainer's further settings: steps, the run's length, and what helps D."""

import streamlit as st

from explorer.chapters.mnist_trainer.offered import AVERAGES, BATCH_SIZES, LEARNING_RATES, N_ITERATIONS, R1_WEIGHTS
from explorer.training.mnist_trainer.settings import DEFAULTS, WITH_LABELS
from explorer.ui.controls import Controls

FIRST = DEFAULTS["compact"]
_RATE = (
    "How far Adam moves each of {}'s weights at a step. Too small: hardly anything happens; too large: it jumps about."
)


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
    for player in "DG":
        name = f"learning_rate_{player}"
        controls.steps(
            name, f"Learning rate of {player}", LEARNING_RATES, getattr(FIRST, name), help=_RATE.format(player)
        )
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
    controls.slider(
        "n_discriminator_steps",
        "Steps of D per step of G",
        1,
        10,
        FIRST.n_discriminator_steps,
        1,
        help="More steps make a better D before G answers, and each iteration slower.",
    )
    controls.steps(
        "batch_size",
        "Batch",
        BATCH_SIZES,
        FIRST.batch_size,
        help="How many real pictures, and as many fakes, D sees at a step.",
    )
    controls.steps(
        "n_iterations",
        "Iterations",
        N_ITERATIONS,
        FIRST.n_iterations,
        help="How long the run is; *Go on* makes a run that is done longer.",
    )
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
        "Instance noise",
        0.0,
        1.0,
        FIRST.instance_noise,
        0.1,
        help="Spread of Gaussian noise on every picture that D sees, real and fake; pixels go from −1 to 1.",
    )
    controls.toggle(
        "minibatch_stddev",
        "D sees the spread",
        FIRST.minibatch_stddev,
        help="Minibatch standard deviation: D is told how much the pictures of its batch differ. Fakes that are all "
        "alike give themselves away.",
    )
