"""What decides a run of the 2-D lab, as controls: data and loss in sight, the rest in two popovers."""

from dataclasses import replace

import streamlit as st

from explorer import names
from explorer.chapters.mode_collapse.choose_loss import choose_loss
from explorer.chapters.mode_collapse.own_points import choose_points
from explorer.chapters.mode_collapse.smoothness import choose_smoothness
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.ui.controls import Controls

DEFAULT = Gan2dSettings()
WIDTHS = (2, 4, 8, 16, 32, 64)
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 1e-1)
BATCH_SIZES = (10, 50, 150, 500)
N_ITERATIONS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
NOISE_DIMS = {"2": "2-D", "1": "1-D"}
WHAT_THE_POINTS_ARE = (
    "What G is to learn to draw. The ring of 8, the grid of 25 and the two Gaussians have separate modes, which are "
    "counted; the others are curves. Your own are drawn, or come from a table."
)
NOISES = {"uniform": "uniform", "gaussian": "Gaussian"}


def choose(controls: Controls) -> Gan2dSettings:
    """Draw the controls and return the settings that they stand for."""
    data = controls.choice("data", "Real points", names.POINTS, DEFAULT.data, help=WHAT_THE_POINTS_ARE)
    data = choose_points(controls, data)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        loss = choose_loss(controls, DEFAULT.loss)
        with st.popover("Networks", icon=":material/tune:"):
            settings = replace(_choose_rest(controls), data=data, loss=loss)
        with st.popover("A smoother D", icon=":material/airwave:"):
            settings = choose_smoothness(controls, settings)
    return settings


def _choose_rest(controls: Controls) -> Gan2dSettings:
    of_D, of_G, run = st.columns(3, gap="medium")
    with of_D:
        D = _choose_player(controls, "D", "D, the discriminator", DEFAULT.D)
    with of_G:
        G = _choose_player(controls, "G", "G, the generator", DEFAULT.G)
    with run:
        settings = _choose_run(controls)
        st.caption(
            "A run under way takes over at once what is moved here. Only networks, noise z, iterations and seed, like "
            "other real points, need a new start."
        )
    return replace(settings, D=D, G=G)


def _choose_player(controls: Controls, who: str, title: str, default: Player) -> Player:
    st.markdown(f"**{title}**")
    return Player(
        n_layers=controls.slider(
            f"{who}_n_layers",
            "Hidden layers",
            0,
            5,
            default.n_layers,
            1,
            help=f"Without any {who} is a linear map.",
        ),
        width=controls.steps(
            f"{who}_width", "Units in each", WIDTHS, default.width, help="More units can bend more, and cost more time."
        ),
        activation=controls.choice(
            f"{who}_activation",
            "Activation",
            names.ACTIVATIONS,
            default.activation,
            help="What each hidden unit makes of its sum. tanh is smooth. ReLU, max(0, x), has a corner and is flat "
            "below 0; leaky ReLU has a slope of 0.2 there.",
        ),
        optimizer=controls.choice(
            f"{who}_optimizer",
            "Optimizer",
            names.OPTIMIZERS,
            default.optimizer,
            help="Adam moves every parameter by about the learning rate, however small its gradient is. SGD moves "
            "straight down the gradient, its length times the learning rate.",
        ),
        learning_rate=controls.steps(
            f"{who}_learning_rate",
            "Learning rate",
            LEARNING_RATES,
            default.learning_rate,
            help="How far a step goes. Who has the larger one is the faster of the two.",
        ),
        momentum=_hundredths(
            controls.slider(
                f"{who}_momentum",
                "Momentum",
                0.0,
                0.95,
                default.momentum,
                0.05,
                help="How much of the last steps' direction is kept: Adam's β₁, or SGD's momentum.",
            )
        ),
        n_steps=controls.slider(
            f"{who}_n_steps",
            f"k: steps of {who} in an iteration",
            0,
            10,
            default.n_steps,
            1,
            help=f"0 freezes {who}.",
        ),
    )


def _choose_run(controls: Controls) -> Gan2dSettings:
    st.markdown("**Both**")
    dim = controls.choice("noise_dim", "Noise z", NOISE_DIMS, "2", help="How many numbers G is given.")
    return Gan2dSettings(
        noise_dim=int(dim),
        noise=controls.choice(
            "noise", "Distribution of z", NOISES, DEFAULT.noise, help="Uniform in [−1, 1], or Gaussian N(0, 1)."
        ),
        batch_size=controls.steps(
            "batch_size", "Batch", BATCH_SIZES, DEFAULT.batch_size, help="Points of either kind in a step."
        ),
        n_iterations=controls.steps(
            "n_iterations",
            "Iterations",
            N_ITERATIONS,
            DEFAULT.n_iterations,
            help="The length of a run; each iteration is the steps of D, then those of G.",
        ),
        decay=controls.toggle(
            "decay",
            "Rates fall to 0",
            DEFAULT.decay,
            help="In the second half of the run both learning rates fall to 0, in a straight line. A GAN circles "
            "around its goal; shorter steps make the circle smaller.",
        ),
        seed=controls.seed(),
    )


def _hundredths(value: float) -> float:
    # A browser's slider says 0.9000000000000001, which would be another run than 0.9.
    return round(value, 2)
