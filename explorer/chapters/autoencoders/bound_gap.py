"""The gap: a q moved by hand under the posterior, and what it lacks to ln p(x)."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders.line_model import Line, as_set, line_by_sliders, q_by_sliders
from explorer.figures.autoencoders.line import Z_RANGE, bound_figure
from explorer.numbers import INTEGRATED, number
from explorer.quiz.autoencoders_variational import nothing_to_say
from explorer.theory.autoencoders.linear_gaussian import PRIOR, Bound, bound
from explorer.theory.densities import Gaussian
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

Z = np.linspace(*Z_RANGE, 241)


def show(controls: Controls) -> None:
    """Draw the view."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Set q to the posterior",
            key=f"_{controls.page}_set_posterior",
            type="primary",
            on_click=_set_posterior,
            args=(controls,),
        )
        controls.preset("prior", "Set q to the prior", {"q_mu": PRIOR.mu, "q_sigma": PRIOR.sigma})
    _play(controls)
    _explain()


def _set_posterior(controls: Controls) -> None:
    model, x = line_by_sliders(as_set(controls))
    posterior = model.posterior(x)
    controls.set(q_mu=posterior.mu, q_sigma=posterior.sigma)


@st.fragment
def _play(controls: Controls) -> None:
    left, right = st.columns([1, 2], gap="large")
    with left, controls.together("q_of_line"):
        q = q_by_sliders(controls.drag_slider)
    with left, controls.together("line", columns=2):
        line = line_by_sliders(controls.drag_slider)
    parts = bound(line.model, q, line.x)
    with right:
        _draw(parts, q, line)
    st.markdown(_said(parts, line))
    charts.notice(
        "Move **μ** and **σ** of q until the pink bar, the **gap**, is gone: then q is the posterior, and the ELBO is "
        "ln p(x) itself. Nothing lifts it higher. **Then** move x or s²: the posterior goes, q stays, and the gap "
        "opens. That is why a variational autoencoder has an encoder: it says μ and σ anew for every x. **Notice** at "
        "a = 0 that x says nothing about z: the posterior is the prior."
    )
    show_challenge(controls, "nothing_to_say", nothing_to_say(q, line.model, parts.gap))


def _said(parts: Bound, line: Line) -> str:
    elbo, evidence, gap = (number(value, ".4f", INTEGRATED) for value in (parts.elbo, parts.log_evidence, parts.gap))
    posterior = line.model.posterior(line.x)
    return (
        "**z ~ N(0, 1), and x ~ N(az + b, s²)**: x is seen, z is not. Its posterior is "
        f"N({number(posterior.mu, '.3f')}, {number(posterior.sigma, '.3f')}²). In nats, **ELBO {elbo} + gap {gap} = "
        f"ln p(x) {evidence}**."
    )


def _draw(parts: Bound, q: Gaussian, line: Line) -> None:
    posterior = line.model.posterior(line.x)
    charts.show(
        bound_figure(
            Z,
            PRIOR.pdf(Z),
            posterior.pdf(Z),
            q.pdf(Z),
            parts.reconstruction,
            parts.elbo,
            parts.log_evidence,
        ),
        "autoencoders_bound",
        f"Prior, posterior and q over z. Below: the ELBO is {number(parts.elbo, '.3f')}, ln p(x) is "
        f"{number(parts.log_evidence, '.3f')}, the gap {number(parts.gap, '.3f', INTEGRATED)} nats.",
    )


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""ELBO is the *evidence lower bound*; KL is the Kullback–Leibler divergence; nats are natural logarithms.

$$\ln p(x)=\underbrace{\mathbb E_q[\ln p(x|z)]-\mathrm{KL}(q\,\|\,p(z))}_{\text{ELBO}}+\mathrm{KL}(q\,\|\,p(z|x))$$

The first two terms need no posterior, and the last is never negative: so a network that cannot compute $p(x)$ can
still push its lower bound up. Here, where all is Gaussian, each term is closed form:

$$p(z|x)=\mathcal N\!\left(\frac{a(x-b)}{a^2+s^2},\ \frac{s^2}{a^2+s^2}\right),\qquad p(x)=\mathcal N(b,\ a^2+s^2)$$

$$\mathrm{KL}(\mathcal N(\mu,\sigma^2)\,\|\,\mathcal N(0,1))=\tfrac12(\mu^2+\sigma^2-\ln\sigma^2-1)$$

*Kingma & Welling 2014, [arXiv 1312.6114](https://arxiv.org/abs/1312.6114), equations 1 to 3; Bishop 2006, section
2.3.3.*"""
        )
