"""Chapter "Vanishing layers": what LSGAN does not solve, a D that has become too good in front of a deep G."""

import numpy as np
import streamlit as st

from explorer.figures.lsgan_vs_bce.layers import accuracy_figure, layers_figure, total_norm_figure
from explorer.figures.lsgan_vs_bce.losses import NAMES
from explorer.numbers import number, percent
from explorer.training.lsgan_vs_bce.layer_gradients import LayerGradients, layer_gradients
from explorer.ui import charts
from explorer.ui.controls import Controls

MOMENTS = (0, 5, 10, 20, 50, 100, 200)
ACTIVATIONS = {"sigmoid": "sigmoid", "tanh": "tanh", "leaky_relu": "LeakyReLU"}
PARALLEL = 1.5  # factors that differ by less than this count as the same
LOSSES = ("saturating", "non_saturating", "lsgan")
PRESETS: dict[str, tuple[str, dict[str, object]]] = {
    "deep_sigmoid": ("Deep, sigmoid", {"depth": 6, "activation": "sigmoid", "d_steps": 200}),
    "deep_leaky_relu": ("Deep, LeakyReLU", {"depth": 6, "activation": "leaky_relu", "d_steps": 200}),
    "d_untrained": ("D untrained", {"activation": "sigmoid", "d_steps": 0}),
    "d_too_good": ("D too good", {"activation": "sigmoid", "d_steps": 200}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    controls.preset_row(PRESETS)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        activation = controls.choice("activation", "Activation in G", ACTIVATIONS, "sigmoid")
        with_wgan = controls.toggle("wgan", "WGAN too", False)
        seed = controls.seed("layer_seed")
    _play(controls, activation, (*LOSSES, "wgan") if with_wgan else LOSSES, seed)
    _explain()


@st.fragment
def _play(controls: Controls, activation: str, losses: tuple[str, ...], seed: int) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with left:
        d_steps = controls.drag_steps("d_steps", "Training steps of D against the frozen G", MOMENTS, 200)
        depth = controls.slider("depth", "Hidden layers of G", 1, 8, 5, 1)
    history = _history(depth, activation, seed)
    now = history[MOMENTS.index(d_steps)]
    with right:
        charts.show(
            layers_figure({loss: now.norms[loss] for loss in losses}),
            "layers",
            "The gradient norm of each of the generator's layers under each loss, on a logarithmic axis.",
        )
    with left:
        charts.notice(_layers_text(now, activation))
    _over_training(history, losses, d_steps)


@st.cache_data(max_entries=128, show_spinner="Training three discriminators")
def _history(depth: int, activation: str, seed: int) -> list[LayerGradients]:
    return list(layer_gradients(depth, activation, seed, MOMENTS))


def _layers_text(now: LayerGradients, activation: str) -> str:
    ratios = {loss: float(now.norms[loss][0] / now.norms[loss][-1]) for loss in LOSSES}
    shares = ", ".join(f"{NAMES[loss]} **{number(ratio, '.2g')}**" for loss, ratio in ratios.items())
    try_next = (
        "Change the activation to tanh or LeakyReLU and the tilt is less, for all losses at once."
        if activation == "sigmoid"
        else "Change the activation to sigmoid and all lines tilt more."
    )
    apart = max(ratios.values()) / min(ratios.values())
    meaning = (
        "The lines are nearly **parallel**: going down through G's layers every loss loses about the same factor. A "
        "loss moves its line up or down and hardly tilts it."
        if apart < PARALLEL
        else f"The largest of these is {number(apart, '.2g')} times the smallest: D's own slope tilts the lines a "
        "little. The more layers of sigmoids, the less that counts."
    )
    return f"First layer's gradient over the last layer's: {shares}. {meaning} {try_next}"


def _over_training(history: list[LayerGradients], losses: tuple[str, ...], d_steps: int) -> None:
    left, right = st.columns(2, gap="medium")
    totals = {loss: np.array([moment.total_norm(loss) for moment in history]) for loss in losses}
    accuracies = {_judge(loss): np.array([moment.accuracy[loss] for moment in history]) for loss in losses}
    with left:
        charts.show(
            total_norm_figure(MOMENTS, totals, d_steps),
            "total_norm",
            "The norm of the generator's whole gradient under each loss while D trains.",
        )
    with right:
        charts.show(
            accuracy_figure(MOMENTS, accuracies, d_steps), "accuracy", "D's accuracy under each loss while it trains."
        )
    at = MOMENTS.index(d_steps)
    now = history[at]
    fade = ", ".join(f"{NAMES[loss]} **×{number(total[at] / total[0], '.2g')}**" for loss, total in totals.items())
    charts.notice(
        f"Since D began training, G's whole gradient has changed by: {fade}. D is right on "
        f"{percent(now.accuracy['non_saturating'])} (BCE) and {percent(now.accuracy['lsgan'])} (LSGAN) of the samples; "
        f"its mean output on real and on fake is {number(now.gap['non_saturating'], '.1f')} apart under BCE, "
        f"{number(now.gap['lsgan'], '.2f')} under LSGAN."
    )


def _judge(loss: str) -> str:
    # Both cross-entropies of G play against one and the same D.
    return {"saturating": "bce", "non_saturating": "bce"}.get(loss, loss)


def _explain() -> None:
    st.latex(
        r"\frac{\partial L_G}{\partial W_\ell}=\underbrace{L_G'(t)}_{\text{the loss}}\;"
        r"\underbrace{\frac{\partial t}{\partial x}}_{\text{D's slope}}\;"
        r"\underbrace{\frac{\partial x}{\partial h_\ell}\,\frac{\partial h_\ell}{\partial W_\ell}}_{\text{G's layers}}"
    )
    st.markdown(
        "- **What LSGAN does solve:** L′(t) = t − c stays near −1 however sure D becomes. The saturating loss has "
        "−σ(t) there, which fades as soon as D rejects every fake.\n"
        "- **D's slope:** a least squares D that has reached a on all fakes is flat around them, so with tanh or "
        "LeakyReLU its gradient shrinks with most seeds while D trains. The non-saturating one grows instead, because "
        "a logit that is never sure enough becomes ever steeper.\n"
        "- **G's layers:** no loss stands in this product. A sigmoid's slope is at most ¼, and every layer multiplies "
        "by it once more: the first layers stay almost as they were drawn, and depth gains G nothing. "
        "Better activations, normalisation and shortcuts help here; another loss does not."
    )
    st.caption(
        "G: z of 8 numbers, hidden layers of 32, Glorot weights, no batch normalisation, never updated. D: 2-32-32-1, "
        "LeakyReLU, one copy a loss from the same start, Adam at 0.005, batch 64; WGAN's weights clipped to ±0.1. "
        "Data: N((3, 0), 0.5² I). LSGAN with a, b, c = 0, 1, 1. W_ℓ are the weights of layer ℓ, h_ℓ is its output; its "
        "norm is $\\lVert\\partial L_G/\\partial W_\\ell\\rVert$ (Frobenius)."
    )
