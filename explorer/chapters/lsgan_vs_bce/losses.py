"""Chapter "Losses and gradients": each loss and its gradient against D's logit, with a cursor."""

import numpy as np
import streamlit as st

from explorer.chapters.common_mistakes import show_sigmoid_in_LSGAN
from explorer.figures.lsgan_vs_bce.losses import NAMES, Curve, gradient_figure, gradient_strength_figure, loss_figure
from explorer.numbers import number
from explorer.quiz.lsgan_vs_bce import hundred_times
from explorer.theory.losses import (
    CROSS_ENTROPY,
    HINGE_DISCRIMINATOR,
    WASSERSTEIN_CRITIC,
    DiscriminatorLoss,
    Loss,
    generator_losses,
    least_squares_behind_sigmoid,
    least_squares_discriminator,
)
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

T_MAX = 10.0
LOGITS = np.linspace(-T_MAX, T_MAX, 201)
ALWAYS = ("saturating", "non_saturating", "lsgan")
CODING = "A coding is LSGAN's three targets: a for fakes, b for real samples, and c, what G wants D to say."
CODINGS = {
    "pearson": ("Paper's coding (−1, 1, 0)", {"a": -1.0, "b": 1.0, "c": 0.0}, CODING),
    "binary": ("0-1 coding (0, 1, 1)", {"a": 0.0, "b": 1.0, "c": 1.0}, CODING),
}
CURSORS = {
    "t_minus_10": ("t = −10", {"t": -10.0}),
    "t_minus_5": ("t = −5", {"t": -5.0}),
    "t_0": ("t = 0", {"t": 0.0}),
    "t_5": ("t = 5", {"t": 5.0}),
}
Targets = tuple[float, ...]  # LSGAN's: c of a generator, a and b of a discriminator
USUAL_TARGETS: dict[str, Targets] = {"generator": (1.0,), "discriminator": (0.0, 1.0)}
PLAYERS = {"generator": "Generator", "discriminator": "Discriminator"}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    left, right = st.columns([1, 3], gap="medium")
    with left:
        player = controls.choice("player", "Whose loss", PLAYERS, "generator")
        controls.preset_row({**CURSORS, **CODINGS})
        log_axis = controls.toggle("log", "Gradient on a log axis", False)
        more = controls.toggle("more", "Hinge and WGAN too", False)
        mistake = player == "generator" and controls.toggle(
            "sigmoid",
            "With a sigmoid (a mistake)",
            False,
            help="LSGAN with a sigmoid left at the end of D: ½(σ(t) − c)².",
        )
    with right:
        _play(controls, player, log_axis, more, mistake)
    charts.notice(_what_to_notice(player, mistake))
    # The formulas name the targets, wherever these stand.
    st.markdown(_formulas(_losses(player, USUAL_TARGETS[player], more, mistake)))
    st.caption(
        "t is D's output before any sigmoid; with a logarithm D says “real” with probability σ(t) = 1/(1+e^−t), under "
        "LSGAN, hinge and WGAN t itself is the answer. LSGAN's targets a, b, c are its coding. Logarithms are natural. "
        "Goodfellow et al. 2014, eq. 1 and section 3; Mao et al. 2017, eq. 2; Lim & Ye 2017 (hinge); Arjovsky et al. "
        "2017 (WGAN)."
    )


@st.fragment
def _play(controls: Controls, player: str, log_axis: bool, more: bool, mistake: bool) -> None:
    with controls.together("cursor_and_coding", columns=None):
        t = controls.drag_slider("t", "Cursor: D's output t on one sample", -T_MAX, T_MAX, 5.0, 0.1)
        targets = _targets(controls, player)
    losses, at = _losses(player, targets, more, mistake), np.array([t])
    values = {id: Curve(loss.value(LOGITS), float(loss.value(at)[0])) for id, loss in losses.items()}
    gradients = {id: Curve(loss.gradient(LOGITS), float(loss.gradient(at)[0])) for id, loss in losses.items()}
    one, other = st.columns(2, gap="small")
    with one:
        charts.show(loss_figure(LOGITS, values, t), "losses_value", "Each loss against D's output t, with a cursor.")
    with other:
        figure = (gradient_strength_figure if log_axis else gradient_figure)(LOGITS, gradients, t)
        charts.show(figure, "losses_gradient", "The gradient of each loss against D's output t.")
    st.markdown(_table(values, gradients, t))
    if player == "generator":
        (c,) = targets
        show_sigmoid_in_LSGAN(t, c)
        show_challenge(controls, "hundred_times", hundred_times(t, c))


def _targets(controls: Controls, player: str) -> Targets:
    if player == "generator":
        (c,) = USUAL_TARGETS[player]
        return (controls.drag_slider("c", "c: what G wants D to say", -2.0, 2.0, c, 0.1),)
    a, b = USUAL_TARGETS[player]
    return (
        controls.drag_slider("a", "a: D's target on fakes", -2.0, 2.0, a, 0.1),
        controls.drag_slider("b", "b: D's target on real samples", -2.0, 2.0, b, 0.1),
    )


def _losses(player: str, targets: Targets, more: bool, mistake: bool) -> dict[str, Loss]:
    return _generator(targets, more, mistake) if player == "generator" else _discriminator(targets, more)


def _generator(targets: Targets, more: bool, mistake: bool) -> dict[str, Loss]:
    (c,) = targets
    losses = {id: loss for id, loss in generator_losses(c).items() if more or id in ALWAYS}
    if mistake:
        losses["lsgan_sigmoid"] = least_squares_behind_sigmoid(c)
    return losses


def _discriminator(targets: Targets, more: bool) -> dict[str, Loss]:
    a, b = targets
    shown: list[DiscriminatorLoss] = [CROSS_ENTROPY, least_squares_discriminator(a, b)]
    shown += [HINGE_DISCRIMINATOR, WASSERSTEIN_CRITIC] if more else []
    return {
        f"{loss.id}_{where}": part
        for loss in shown
        for where, part in (("real", loss.on_real), ("fakes", loss.on_fake))
    }


def _table(values: dict[str, Curve], gradients: dict[str, Curve], t: float) -> str:
    rows = [f"| at t = {number(t)} | gradient | loss |", "|:--|--:|--:|"]
    for id, value in values.items():
        gradient, loss = (number(curve.at_cursor, ".6f") for curve in (gradients[id], value))
        rows.append(f"| {NAMES[id]} | **{gradient}** | {loss} |")
    return "\n".join(rows)


def _formulas(losses: dict[str, Loss]) -> str:
    rows = ["| formulas | gradient | loss |", "|:--|:--|:--|"]
    rows += [f"| {NAMES[id]} | ${loss.gradient_formula}$ | ${loss.formula}$ |" for id, loss in losses.items()]
    return "\n".join(rows)


def _what_to_notice(player: str, mistake: bool) -> str:
    if player == "discriminator":
        return (
            "Here D learns. Cross-entropy is content once a sample is far on its right side; least squares wants "
            "**exactly** b on real samples and a on fakes, and pulls back a D that is too sure."
        )
    if mistake:
        return (
            "Leave a sigmoid in front of least squares and both tails go flat again: the gradient carries the factor "
            "σ(t)(1−σ(t)), σ being the sigmoid. That is worse than the non-saturating loss, which at least pulls a "
            "rejected fake at full strength. An LSGAN's D ends in a linear layer."
        )
    return (
        "**Try** t = 5: a fake that D takes for real. The non-saturating gradient is −0.0067, so this fake hardly "
        "moves; LSGAN pulls it **back** with t − c. **Then** t = −5: now the saturating loss is the one that sleeps, "
        "just when D rejects the fake and G most needs help."
    )
