"""What decides a run of the 2-D lab, as controls: data and loss in sight, the rest in two popovers."""

from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.chapters.mode_collapse.own_points import choose_points
from explorer.data.own_points import NAME, text_in
from explorer.data.points import DISTRIBUTIONS
from explorer.models.mlp import ACTIVATIONS
from explorer.training.descent import OPTIMIZERS
from explorer.training.gan_2d_settings import LOSSES, NOISES, Gan2dSettings, Player
from explorer.ui.controls import Controls

DEFAULT = Gan2dSettings()
WIDTHS = (2, 4, 8, 16, 32, 64)
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 1e-1)
BATCH_SIZES = (10, 50, 150, 500)
N_ITERATIONS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
CLIPS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
GRADIENT_PENALTIES = (0.01, 0.1, 1.0, 10.0)
GAMMAS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
# The settings that are a control of the same name, for whoever reads or sets all of them.
PLAIN = (
    *("data", "loss", "noise", "batch_size", "instance_noise", "clip", "gradient_penalty", "r1", "spectral_norm"),
    "n_iterations",
)
NOISE_DIMS = {"2-D": 2, "1-D": 1}


def values_of(settings: Gan2dSettings) -> dict[str, Any]:
    """Return the value of every control for these settings."""
    dims = {number: name for name, number in NOISE_DIMS.items()}
    shown = {name: getattr(settings, name) for name in PLAIN}
    for who, player in (("D", settings.D), ("G", settings.G)):
        shown |= {f"{who}_{name}": value for name, value in vars(player).items()}
    if own := text_in(settings.data):
        shown |= {"data": NAME, "points": own}
    return {**shown, "noise_dim": dims[settings.noise_dim], "seed": float(settings.seed)}


def choose(controls: Controls) -> Gan2dSettings:
    """Draw the controls and return the settings that they stand for."""
    with st.container(horizontal=True, gap="medium"):
        data = controls.choice("data", "Real points", (*DISTRIBUTIONS, NAME), DEFAULT.data)
    data = choose_points(controls, data)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        loss = controls.choice(
            "loss",
            "Loss",
            LOSSES,
            DEFAULT.loss,
            help="What G makes small, and D with it. non-saturating: −ln D(G(z)). saturating: ln(1 − D(G(z))). LSGAN: "
            "½(t − 1)², t being D's raw output. hinge, WGAN, WGAN-GP: −t; WGAN holds D's weights within ±c, WGAN-GP "
            "D's slope near 1.",
        )
        with st.popover("Networks, steps, noise", icon=":material/tune:"):
            settings = _choose_rest(controls)
        with st.popover("A smoother D", icon=":material/airwave:"):
            smooth = _choose_smoothness(controls, loss)
    return replace(settings, data=data, loss=loss, **smooth)


def _choose_rest(controls: Controls) -> Gan2dSettings:
    of_D, of_G, run = st.columns(3, gap="medium")
    with of_D:
        D = _choose_player(controls, "D", "D, the discriminator", DEFAULT.D)
    with of_G:
        G = _choose_player(controls, "G", "G, the generator", DEFAULT.G)
    with run:
        return replace(_choose_run(controls), D=D, G=G)


def _choose_player(controls: Controls, who: str, title: str, default: Player) -> Player:
    st.markdown(f"**{title}**")
    return Player(
        n_layers=controls.slider(f"{who}_n_layers", "Hidden layers", 0, 5, default.n_layers, 1),
        width=controls.steps(f"{who}_width", "Units in each", WIDTHS, default.width),
        activation=controls.choice(f"{who}_activation", "Activation", ACTIVATIONS, default.activation),
        optimizer=controls.choice(f"{who}_optimizer", "Optimizer", OPTIMIZERS, default.optimizer),
        learning_rate=controls.steps(f"{who}_learning_rate", "Learning rate", LEARNING_RATES, default.learning_rate),
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
            f"$k_{who}$: steps in an iteration",
            0,
            10,
            default.n_steps,
            1,
            help=f"0 freezes {who}.",
        ),
    )


def _choose_run(controls: Controls) -> Gan2dSettings:
    st.markdown("**Both**")
    dim = controls.choice("noise_dim", "Noise z", tuple(NOISE_DIMS), "2-D", help="How many numbers G is given.")
    return Gan2dSettings(
        noise_dim=NOISE_DIMS[dim],
        noise=controls.choice("noise", "Distribution of z", NOISES, DEFAULT.noise),
        batch_size=controls.steps("batch_size", "Batch", BATCH_SIZES, DEFAULT.batch_size),
        n_iterations=controls.steps("n_iterations", "Iterations", N_ITERATIONS, DEFAULT.n_iterations),
        seed=controls.seed(),
    )


def _choose_smoothness(controls: Controls, loss: str) -> dict[str, Any]:
    """Draw what keeps D from becoming steep; what the loss has no use for cannot be moved."""
    st.markdown("D may be good, but not **steep**. Each of these bounds the slope ∇ₓt of its raw output t:")
    any_loss, of_wgan = st.columns(2, gap="medium")
    with any_loss:
        st.markdown("**Under any loss**")
        r1 = controls.steps(
            "r1",
            "R1: its weight γ",
            GAMMAS,
            DEFAULT.r1,
            help="Adds γ/2 · |∇ₓt|² on the real points to D's loss: D becomes flat where the data are. 0 is without.",
        )
        instance_noise = controls.slider(
            "instance_noise",
            "Instance noise σ",
            0.0,
            0.5,
            DEFAULT.instance_noise,
            0.05,
            help="Gaussian noise added to every point that D sees, real or fake.",
        )
        spectral_norm = controls.toggle(
            "spectral_norm",
            "Spectral normalisation",
            DEFAULT.spectral_norm,
            help="D's weights, layer by layer, are divided by their largest singular value: no layer stretches more "
            "than 1 : 1, and D's slope is at most 1.",
        )
    with of_wgan:
        st.markdown("**For a critic without a sigmoid**")
        clip = controls.steps(
            "clip",
            "WGAN: weights of D within ±c",
            CLIPS,
            DEFAULT.clip,
            help="A small c makes D flat, and G hardly learns; a large one lets D become steep. Spectral normalisation "
            "takes its place.",
            disabled=loss != "WGAN" or spectral_norm,
        )
        gradient_penalty = controls.steps(
            "gradient_penalty",
            "WGAN-GP: its weight λ",
            GRADIENT_PENALTIES,
            DEFAULT.gradient_penalty,
            help="Adds λ · (|∇ₓt| − 1)² between real points and fakes to D's loss: D's slope is to be 1 there.",
            disabled=loss != "WGAN-GP",
        )
    return {
        "r1": r1,
        "instance_noise": _hundredths(instance_noise),
        "spectral_norm": spectral_norm,
        "clip": clip,
        "gradient_penalty": gradient_penalty,
    }


def _hundredths(value: float) -> float:
    # A browser's slider says 0.9000000000000001, which would be another run than 0.9.
    return round(value, 2)
