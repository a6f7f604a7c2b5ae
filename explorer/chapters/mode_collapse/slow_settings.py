"""What decides a run in slow motion: few points, so that each can be followed, and steps that can be seen."""

from dataclasses import replace

import streamlit as st

from explorer import names
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.training.mode_collapse.slow_motion import STAGES
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

DATA = ("ring", "two_gaussians", "ring_of_8", "line")
LOSSES = ("non_saturating", "saturating", "lsgan", "hinge", "wgan")
BATCH_SIZES = (8, 12, 16, 24)
RATES = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
MOMENTUM = {"adam": 0.5, "sgd": 0.0}  # plain gradient descent: the move is the gradient, η times as long
DEFAULT = Gan2dSettings(batch_size=16, D=Player(learning_rate=0.01), G=Player(learning_rate=0.005))
AS_IT_OPENS: dict[str, object] = {
    "slow_data": DEFAULT.data,
    "slow_loss": DEFAULT.loss,
    "slow_batch": DEFAULT.batch_size,
    "slow_optimizer": DEFAULT.D.optimizer,
    "slow_rate_D": DEFAULT.D.learning_rate,
    "slow_rate_G": DEFAULT.G.learning_rate,
    "slow_seed": 0.0,
    "slow_stage": STAGES[0],
    "slow_before": 0,
}
SURE_D = {"slow_rate_D": 0.05, "slow_rate_G": 0.001, "slow_seed": 2.0, "slow_before": 50}
PLAIN_DESCENT = {"slow_optimizer": "sgd", "slow_rate_D": 0.2, "slow_rate_G": 0.1, "slow_before": 20}
# id: what its button says, what differs from how the chapter opens, and what will be seen (which is tested)
PRESETS: dict[str, tuple[str, dict[str, object], str]] = {
    "first": (
        "The first update",
        {},
        "Two networks that know nothing: D says 50 % everywhere, nearly, and G's fakes lie in a heap.",
    ),
    "sure_d": (
        "A sure D",
        {**SURE_D, "slow_loss": "saturating", "slow_stage": STAGES[3]},
        "D has seen through all fakes, and the saturating loss is flat there: hardly an arrow is left. Set the loss to "
        "non-saturating: as sure a D, and long arrows.",
    ),
    "long_step": (
        "A long step",
        {"slow_rate_D": 0.1, "slow_before": 13, "slow_stage": STAGES[2]},
        "D goes ten times as far: its loss on its own batch rises, though its slope predicted a fall.",
    ),
    "plain_descent": (
        "Plain descent",
        {**PLAIN_DESCENT, "slow_stage": STAGES[2]},
        "SGD without momentum: every move is exactly the learning rate times the gradient.",
    ),
}


def choose(controls: Controls) -> Gan2dSettings:
    """Draw the controls and return the settings that they stand for."""
    presets = {id: (text, {**AS_IT_OPENS, **settings}, help) for id, (text, settings, help) in PRESETS.items()}
    controls.preset_row(presets, "Try these")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        controls.choice(
            "slow_data",
            "Real points",
            {id: names.POINTS[id] for id in DATA},
            DEFAULT.data,
            help="What G is to learn to draw.",
        )
        controls.choice(
            "slow_loss",
            "Loss",
            {id: names.LOSSES[id] for id in LOSSES},
            DEFAULT.loss,
            help="What both make small; its curves stand beside the plane, its formulas in the words of a stage.",
        )
        with st.popover("Batch, rates, seed", icon=":material/tune:"):
            controls.steps(
                "slow_batch", "Batch", BATCH_SIZES, DEFAULT.batch_size, help="Points of either kind in an update."
            )
            controls.choice(
                "slow_optimizer",
                "Optimizer of both",
                names.OPTIMIZERS,
                DEFAULT.D.optimizer,
                help="SGD without momentum moves straight down the gradient, its length times the learning rate. Adam "
                "(β₁ = 0.5) moves every parameter by about the learning rate, however small its gradient is.",
            )
            controls.steps(
                "slow_rate_D", "Learning rate of D", RATES, DEFAULT.D.learning_rate, help="How far D goes at stage 3."
            )
            controls.steps(
                "slow_rate_G", "Learning rate of G", RATES, DEFAULT.G.learning_rate, help="How far G goes at stage 5."
            )
            controls.seed("slow_seed")
    return current_settings(controls)


def current_settings(controls: Readings) -> Gan2dSettings:
    """Return the settings as the controls stand."""
    optimizer = controls.value("slow_optimizer")
    D, G = (
        replace(
            player,
            optimizer=optimizer,
            momentum=MOMENTUM[optimizer],
            learning_rate=controls.value(f"slow_rate_{who}"),
        )
        for who, player in (("D", DEFAULT.D), ("G", DEFAULT.G))
    )
    return replace(
        DEFAULT,
        data=controls.value("slow_data"),
        loss=controls.value("slow_loss"),
        batch_size=controls.value("slow_batch"),
        seed=int(controls.value("slow_seed")),
        D=D,
        G=G,
    )
