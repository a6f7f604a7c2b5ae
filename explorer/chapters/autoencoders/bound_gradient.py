"""Two gradients: one slope, estimated through the sample and from the score, and how far each estimate scatters."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders.line_model import q_by_sliders
from explorer.figures.autoencoders.gradients import Drawn, gradients_figure
from explorer.numbers import INTEGRATED, counted, number
from explorer.theory.autoencoders.estimators import FREQUENCY, INTEGRANDS, Estimates, Moments, estimate
from explorer.theory.densities import Gaussian
from explorer.ui import charts
from explorer.ui.controls import Controls

N = 1_000
FUNCTIONS = {"square": "z²", "wave": f"sin {number(FREQUENCY)}z", "step": "1 where z > 0"}


def show(controls: Controls) -> None:
    """Draw the view."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = controls.choice("f", "f(z)", FUNCTIONS, "square")
        seed = controls.seed("draws_seed", "Seed of the draws")
    _play(controls, name, seed)
    _explain()


@st.fragment
def _play(controls: Controls, name: str, seed: int) -> None:
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.markdown(f"**How fast does the mean of f(z) = {FUNCTIONS[name]} grow with μ**, for z ~ N(μ, σ²)?")
        with controls.together("q_of_gradient"):
            q = q_by_sliders(controls.drag_slider)
        f = INTEGRANDS[name]
        drawn, exact = estimate(f, q, N, np.random.default_rng(seed)), (f.reparameterised(q), f.score_function(q))
        st.markdown(_said(name, q, *exact))
    with right:
        through, score = (Drawn(values, *known) for values, known in zip(drawn, exact, strict=True))
        charts.show(
            gradients_figure(through, score, name),
            "autoencoders_gradients",
            f"Histograms of {N:,} estimates of the gradient in μ, by reparameterisation and by the score function.",
        )
    st.markdown(_table(drawn, exact))
    charts.notice(
        "**z²**: both histograms have one mean, and the score function's is far wider: its outermost bars hold all "
        "that lies beyond. **Then** sin 4z with σ = 2: now "
        "it is the narrower one, for f is never beyond ±1 and its slope is 4 times as steep. **Then** the step: a "
        "sample nearly never stands at the jump, so its slope is 0 for every draw, and only the score function has the "
        "right mean. A network's decoder is smooth: a variational autoencoder goes through the sample."
    )


def _table(drawn: Estimates, exact: tuple[Moments, Moments]) -> str:
    rows = [f"| from one draw | mean | of these {N:,} | variance | of these {N:,} |", "|:--|--:|--:|--:|--:|"]
    for text, moments, values in zip(("reparameterisation", "score function"), exact, drawn, strict=True):
        error = (moments.variance / N) ** 0.5  # of their mean
        mean = f"{_number(float(values.mean()))}, give or take {number(error, '.2f', INTEGRATED)}"
        variance = _number(float(values.var()))
        rows.append(f"| {text} | **{_number(moments.mean)}** | {mean} | **{_number(moments.variance)}** | {variance} |")
    return "\n".join(rows)


def _number(value: float) -> str:
    return number(value, ".3f", INTEGRATED)


def _said(name: str, q: Gaussian, through: Moments, score: Moments) -> str:
    """Say which of the two is more precise, and by how much."""
    if name == "step":
        return (
            f"The mean of f is the share of q above 0, and it grows by **{_number(score.mean)}**: q's density there. "
            "Reparameterisation says 0 every time."
        )
    better, worse = sorted((through, score), key=lambda moments: moments.variance)
    which = "the score function" if better is through else "reparameterisation"
    if better.variance < INTEGRATED:
        return f"One draw says it exactly; {which} has to average."
    ratio = worse.variance / better.variance
    return f"To be as precise as one draw of the other, {which} needs **{counted(ratio, 'draw', '.3g')}**."


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""With $z=\mu+\sigma\varepsilon$ and $\varepsilon\sim\mathcal N(0,1)$, both of these have the gradient as
their mean:

$$\frac d{d\mu}\mathbb E_q[f(z)]=\mathbb E[f'(\mu+\sigma\varepsilon)]=\mathbb E[f(z)\,\varepsilon/\sigma]$$

The first is *reparameterisation*: the sample is a function of μ, and the derivative goes through it. The second is the
*score function*, known as REINFORCE: $\varepsilon/\sigma$ is the slope of $\ln q(z)$ in μ, and f needs none.
For $f=z^2$ the variances are $4\sigma^2$ and $\mu^4/\sigma^2+14\mu^2+15\sigma^2$: 4 and 30 at μ = σ = 1.

*Kingma & Welling 2014, section 2.3; Williams 1992; Mohamed et al. 2020,
[arXiv 1906.10652](https://arxiv.org/abs/1906.10652), also for functions that turn the tables.*"""
        )
