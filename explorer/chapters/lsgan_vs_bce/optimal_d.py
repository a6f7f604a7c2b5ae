"""Chapter "Optimal D": LSGAN's best discriminator on the line, and when its criterion is the Pearson χ²."""

import numpy as np
import streamlit as st

from explorer.arrays import Array
from explorer.figures.lsgan_vs_bce.optimal_d import criterion_figure, densities_figure, optimal_D_figure
from explorer.numbers import INTEGRATED, ROUNDING, number
from explorer.quiz.lsgan_vs_bce import other_coding
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import pearson_chi2_to_generator
from explorer.theory.lsgan import (
    Coding,
    agrees_with_chi2,
    cost_as_chi2,
    least_squares_D_star,
    least_squares_generator_cost,
)
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

MISPRINT = Coding(1.0, 1.0, 0.0)
P_DATA = Gaussian(0.0, 1.0)
MU_MAX = 8.0
MUS = np.linspace(-MU_MAX, MU_MAX, 65)
X = np.linspace(-10.0, 10.0, 241)
PRESETS = {
    "pearson": ("Pearson (−1, 1, 0)", {"label_a": -1.0, "label_b": 1.0, "label_c": 0.0}),
    "binary": ("0-1 coding (0, 1, 1)", {"label_a": 0.0, "label_b": 1.0, "label_c": 1.0}),
    "misprint": ("A misprint (1, 1, 0)", {"label_a": 1.0, "label_b": 1.0, "label_c": 0.0}),
    "on_the_data": ("On the data", {"mu": 0.0, "sigma": 1.0}),
    "far_away": ("Far away", {"mu": 6.0, "sigma": 1.0}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    controls.preset_row(PRESETS)
    _play(controls)
    charts.notice(
        "D* goes from b where only data lie to a where only fakes lie; where the densities cross it is half way. "
        "Press *On the data*: D* turns into the flat line (a + b)/2."
    )
    charts.notice(
        "C(G) is what G makes small against that best D; Pearson's χ² says how far $p_g$ is from $p_{data}$, from 0 to "
        "2. **Try** both codings of a, b, c: the curves coincide, or one is the other times a number and shifted. "
        "**Notice** that χ² flattens towards 2 when $p_g$ is far: with the best D, LSGAN's pull fades with distance, "
        "too."
    )
    _formulas()


@st.fragment
def _play(controls: Controls) -> None:
    left, densities, criterion = st.columns([1, 1.2, 1.2], gap="medium")
    with left, controls.together("coding_and_p_g"):
        a = controls.drag_slider("label_a", "a: D's target on fakes", -2.0, 2.0, -1.0, 0.1)
        b = controls.drag_slider("label_b", "b: D's target on real samples", -2.0, 2.0, 1.0, 0.1)
        c = controls.drag_slider("label_c", "c: what G wants D to say", -2.0, 2.0, 0.0, 0.1)
        mu = controls.drag_slider("mu", "Mean μ of $p_g$", -MU_MAX, MU_MAX, 2.0, 0.25)
        sigma = controls.drag_slider("sigma", "Spread of $p_g$", 0.5, 3.0, 1.0, 0.1)
    coding, p_g = Coding(a, b, c), Gaussian(mu, sigma)
    criteria = 2 * least_squares_generator_cost(P_DATA, p_g, coding), pearson_chi2_to_generator(P_DATA, p_g)
    with densities:
        _draw_densities(coding, p_g)
    with criterion:
        _draw_criterion(coding, p_g, criteria)
    with left:
        _verdict(coding, *criteria)
    show_challenge(controls, "other_coding", other_coding(coding))


def _draw_densities(coding: Coding, p_g: Gaussian) -> None:
    a, b, c = coding.a, coding.b, coding.c
    alt = "The densities of the data and of the fakes."
    charts.show(densities_figure(X, P_DATA.pdf(X), p_g.pdf(X)), "optimal_densities", alt)
    alt = "LSGAN's optimal discriminator between the targets a and b, and the level c."
    charts.show(optimal_D_figure(X, least_squares_D_star(X, P_DATA, p_g, a, b), a, b, c), "optimal_D", alt)


def _draw_criterion(coding: Coding, p_g: Gaussian, criteria: tuple[float, float]) -> None:
    curves = _cost_curve(p_g.sigma, coding.a, coding.b, coding.c), _chi2_curve(p_g.sigma)
    alt = "Twice LSGAN's criterion and the Pearson chi-squared against the mean of the fakes."
    charts.show(criterion_figure(MUS, *curves, p_g.mu, criteria), "criterion", alt)


def _verdict(coding: Coding, twice_cost: float, chi2: float) -> None:
    slope, offset = cost_as_chi2(coding)
    numbers = (
        f"\n\n| 2 C(G), by quadrature | **{number(twice_cost, '.6f', INTEGRATED)}** |\n|:--|--:|\n"
        f"| Pearson χ² | **{number(chi2, '.6f', INTEGRATED)}** |\n"
        f"| b − c, should be 1 | {_mark(bool(np.isclose(coding.b_minus_c, 1.0)))} **{number(coding.b_minus_c)}** |\n"
        f"| b − a, should be 2 | {_mark(bool(np.isclose(coding.b_minus_a, 2.0)))} **{number(coding.b_minus_a)}** |\n"
        f"\nHere 2 C(G) = {number(slope)} · χ² + {number(offset)}."
    )
    if agrees_with_chi2(coding):
        st.success("2 C(G) **is** the Pearson χ²." + numbers, icon=":material/check_circle:")
    elif slope > ROUNDING:
        text = "2 C(G) is not the χ² itself, but has its minimum in the same place."
        st.info(text + numbers, icon=":material/straighten:")
    else:
        text = (
            "2 C(G) does not depend on G at all. **a = b: D has the same target for real and fake**, so the best D "
            "is a constant. It tells G nothing."
        )
        if coding == MISPRINT:
            text += " One tutorial prints this coding; the paper's is a = −1."
        st.warning(text + numbers, icon=":material/block:")


def _mark(holds: bool) -> str:
    return "✓" if holds else "✗"


@st.cache_data(max_entries=64, show_spinner=False)
def _chi2_curve(sigma: float) -> Array:
    return np.array([pearson_chi2_to_generator(P_DATA, Gaussian(mu, sigma)) for mu in MUS])


@st.cache_data(max_entries=256, show_spinner=False)
def _cost_curve(sigma: float, a: float, b: float, c: float) -> Array:
    coding = Coding(a, b, c)
    return np.array([2 * least_squares_generator_cost(P_DATA, Gaussian(mu, sigma), coding) for mu in MUS])


def _formulas() -> None:
    st.latex(r"D^*(x)=\frac{b\,p_{data}(x)+a\,p_g(x)}{p_{data}(x)+p_g(x)}")
    st.latex(
        r"C(G)=\tfrac12\,\mathbb E_{p_{data}}\!\left[(D^*-c)^2\right]+\tfrac12\,\mathbb E_{p_g}\!\left[(D^*-c)^2\right]"
    )
    st.latex(r"2\,C(G)=\tfrac{(b-a)^2}{4}\,\chi^2+\tfrac12\bigl(2(b-c)-(b-a)\bigr)^2")
    st.markdown(
        "The third line holds for **any** a, b, c, and says more than the paper's two conditions: with b − c = 1 and "
        "b − a = 2 it is χ² itself; every other coding with a ≠ b multiplies it by a positive number and adds one, so "
        "that "
        "$p_g = p_{data}$ stays the best answer. The 0-1 coding gives ¼χ² + ½."
    )
    st.caption(
        "χ² is Pearson's, χ²($p_{data}+p_g$ ‖ $2p_g$) in the paper, where the first argument divides: "
        "$\\int(p_{data}-p_g)^2/(p_{data}+p_g)\\,dx$, between 0 and 2. Mao et al. 2017, eq. 4 to 9; "
        "the last line is worked out from them and checked against quadrature in the tests. $p_{data}$ = N(0, 1), "
        "and $p_g$ is Gaussian, too."
    )
