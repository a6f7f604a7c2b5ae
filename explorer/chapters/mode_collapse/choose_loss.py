"""The choice of a loss, which brings the settings that suit it, and takes them back."""

import streamlit as st

from explorer import names
from explorer.chapters.mode_collapse.values import values_of
from explorer.training.mode_collapse.settings import LOSSES
from explorer.training.mode_collapse.suited import SUITED
from explorer.ui.controls import Controls

NOT_BROUGHT = ("data", "points", "loss", "seed")
BRINGS = "brings_settings"
BEFORE = "before_settings_were_brought"  # in the session: what the visitor had set before


def choose_loss(controls: Controls, default: str) -> str:
    """Draw the choice of the loss, and whether it brings settings; return the loss."""
    loss = controls.choice(
        "loss",
        "Loss",
        {id: names.LOSSES[id] for id in LOSSES},
        default,
        help="What G makes small, and D with it. non-saturating: −ln D(G(z)). saturating: ln(1 − D(G(z))). LSGAN: "
        "½(t − 1)², t being D's raw output. hinge, WGAN, WGAN-GP: −t; WGAN holds D's weights within ±c, WGAN-GP "
        "D's slope near 1.",
        on_change=lambda: _bring(controls, default),
    )
    controls.toggle(
        BRINGS,
        "Suited settings",
        True,
        help="Choosing a loss also sets networks, rates, steps, noise and batch, so that a run of it ends well. Off: "
        "your own settings come back, and choosing a loss changes nothing else.",
        on_change=lambda: _switch(controls, default),
    )
    return loss


def brought_by(loss: str) -> dict[str, object]:
    """Return the value of every control that a loss brings."""
    return {name: value for name, value in values_of(SUITED[loss]).items() if name not in NOT_BROUGHT}


def _bring(controls: Controls, default: str) -> None:
    if not controls.value(BRINGS, True):
        return
    brought = brought_by(controls.value("loss", default))
    now = {name: controls.value(name, value) for name, value in brought.items()}
    if now not in [brought_by(loss) for loss in LOSSES]:  # what a loss has brought is nobody's own
        st.session_state[controls.key(BEFORE)] = now
    controls.set(**brought)


def _switch(controls: Controls, default: str) -> None:
    if controls.value(BRINGS, True):
        _bring(controls, default)
    else:
        controls.set(**st.session_state.pop(controls.key(BEFORE), {}))
