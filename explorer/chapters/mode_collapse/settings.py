"""What decides a run of the 2-D lab, as controls: data and loss in sight, the rest in two popovers."""

from dataclasses import replace

import streamlit as st

from explorer import names
from explorer.chapters.mode_collapse.own_points import choose_points
from explorer.chapters.mode_collapse.smoothness import SMOOTHER, choose_smoothness
from explorer.data.mode_collapse.own_points import ID, text_in
from explorer.training.mode_collapse.settings import LOSSES, Gan2dSettings, Player
from explorer.ui.controls import Controls

DEFAULT = Gan2dSettings()
WIDTHS = (2, 4, 8, 16, 32, 64)
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 1e-1)
BATCH_SIZES = (10, 50, 150, 500)
N_ITERATIONS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
NOISE_DIMS = {"2": "2-D", "1": "1-D"}
NOISES = {"uniform": "uniform", "gaussian": "Gaussian"}


def values_of(settings: Gan2dSettings) -> dict[str, object]:
    """Return the value of every control for these settings."""
    plain = ("data", "loss", "noise", "batch_size", "instance_noise", "clip", "n_iterations")
    shown = {name: getattr(settings, name) for name in (*plain, *SMOOTHER)}
    for who, player in (("D", settings.D), ("G", settings.G)):
        shown |= {f"{who}_{name}": value for name, value in vars(player).items()}
    if own := text_in(settings.data):
        shown |= {"data": ID, "points": own}
    return {**shown, "noise_dim": str(settings.noise_dim), "seed": float(settings.seed)}


def choose(controls: Controls) -> Gan2dSettings:
    """Draw the controls and return the settings that they stand for."""
    with st.container(horizontal=True, gap="medium"):
        data = controls.choice("data", "Real points", names.POINTS, DEFAULT.data)
    data = choose_points(controls, data)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        loss = controls.choice(
            "loss",
            "Loss",
            {id: names.LOSSES[id] for id in LOSSES},
            DEFAULT.loss,
            help="What G makes small, and D with it. non-saturating: −ln D(G(z)). saturating: ln(1 − D(G(z))). LSGAN: "
            "½(t − 1)², t being D's raw output. hinge, WGAN, WGAN-GP: −t; WGAN holds D's weights within ±c, WGAN-GP "
            "D's slope near 1.",
        )
        with st.popover("Networks, steps, noise", icon=":material/tune:"):
            settings = replace(_choose_rest(controls), data=data, loss=loss)
        with st.popover("A smoother D", icon=":material/airwave:"):
            return choose_smoothness(controls, settings)


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
        n_layers=controls.slider(f"{who}_n_layers", "Hidden layers", 0, 5, default.n_layers, 1),
        width=controls.steps(f"{who}_width", "Units in each", WIDTHS, default.width),
        activation=controls.choice(f"{who}_activation", "Activation", names.ACTIVATIONS, default.activation),
        optimizer=controls.choice(f"{who}_optimizer", "Optimizer", names.OPTIMIZERS, default.optimizer),
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
    dim = controls.choice("noise_dim", "Noise z", NOISE_DIMS, "2", help="How many numbers G is given.")
    return Gan2dSettings(
        noise_dim=int(dim),
        noise=controls.choice("noise", "Distribution of z", NOISES, DEFAULT.noise),
        batch_size=controls.steps("batch_size", "Batch", BATCH_SIZES, DEFAULT.batch_size),
        n_iterations=controls.steps("n_iterations", "Iterations", N_ITERATIONS, DEFAULT.n_iterations),
        seed=controls.seed(),
    )


def _hundredths(value: float) -> float:
    # A browser's slider says 0.9000000000000001, which would be another run than 0.9.
    return round(value, 2)
