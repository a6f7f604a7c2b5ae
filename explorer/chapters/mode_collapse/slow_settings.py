"""What decides a run in slow motion: few points, so that each can be followed, and steps that can be seen."""

from dataclasses import replace

import streamlit as st

from explorer.training.gan_2d_settings import Gan2dSettings, Player
from explorer.ui.controls import Controls

DATA_NAMES = ("Ring", "Two Gaussians", "Ring of 8", "Line")
LOSS_NAMES = ("non-saturating", "saturating", "LSGAN", "hinge", "WGAN")
BATCH_SIZES = (8, 12, 16, 24)
RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
MOMENTUM = {"Adam": 0.5, "SGD": 0.0}  # plain gradient descent: the move is the gradient, η times as long
DEFAULT = Gan2dSettings(batch_size=16, D=Player(learning_rate=0.01), G=Player(learning_rate=0.005))


def choose(controls: Controls) -> Gan2dSettings:
    """Draw the controls and return the settings that they stand for."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        controls.choice("slow_data", "Real points", DATA_NAMES, DEFAULT.data)
        controls.choice("slow_loss", "Loss", LOSS_NAMES, DEFAULT.loss)
        with st.popover("Batch, rates, seed", icon=":material/tune:"):
            controls.steps("slow_batch", "Batch", BATCH_SIZES, DEFAULT.batch_size)
            controls.choice(
                "slow_optimizer",
                "Optimizer of both",
                tuple(MOMENTUM),
                DEFAULT.D.optimizer,
                help="SGD without momentum moves straight down the gradient, its length times the learning rate. Adam "
                "(β₁ = 0.5) moves every parameter by about the learning rate, however small its gradient is.",
            )
            controls.steps("slow_rate_D", "Learning rate of D", RATES, DEFAULT.D.learning_rate)
            controls.steps("slow_rate_G", "Learning rate of G", RATES, DEFAULT.G.learning_rate)
            controls.seed("slow_seed")
    return current_settings(controls)


def current_settings(controls: Controls) -> Gan2dSettings:
    """Return the settings as the controls stand."""
    optimizer = controls.value("slow_optimizer", DEFAULT.D.optimizer)
    D, G = (
        replace(
            player,
            optimizer=optimizer,
            momentum=MOMENTUM[optimizer],
            learning_rate=controls.value(f"slow_rate_{who}", player.learning_rate),
        )
        for who, player in (("D", DEFAULT.D), ("G", DEFAULT.G))
    )
    return replace(
        DEFAULT,
        data=controls.value("slow_data", DEFAULT.data),
        loss=controls.value("slow_loss", DEFAULT.loss),
        batch_size=controls.value("slow_batch", DEFAULT.batch_size),
        seed=int(controls.value("slow_seed", 0.0)),
        D=D,
        G=G,
    )
