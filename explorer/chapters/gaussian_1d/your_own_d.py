"""Your own D: a discriminator set by hand can come up to C(G), and never above it."""

import streamlit as st
from numpy.polynomial.polynomial import polyval
from scipy.special import expit

from explorer.chapters.common_mistakes import show_dead_D
from explorer.chapters.gaussian_1d.choose_densities import (
    Slider,
    as_set,
    choose_kind,
    p_data_by_sliders,
    p_g_by_sliders,
)
from explorer.figures.gaussian_1d.game import X_RANGE, own_discriminator_figure, signed, value_line_figure
from explorer.numbers import INTEGRATED, number
from explorer.quiz.gaussian_1d import near_D_star
from explorer.theory.densities import Density, Gaussian, display_grid
from explorer.theory.minimax import (
    MINIMUM_COST,
    D_star,
    best_quadratic_logit,
    generator_cost,
    quadratic_logit_of_D_star,
    shortfall_integrand,
    value_function,
)
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

N_POINTS = 241
Coefficients = tuple[float, float, float]
# They hold D* for every pair of Gaussians that the sliders of this chapter offer (a test goes through the corners).
MU, SIGMA = 3.0, (0.8, 2.0)
C0, C1, C2 = 8.5, 8.0, 1.5


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        kind = choose_kind(controls, "own_")
        coin_flip = {"c0": 0.0, "c1": 0.0, "c2": 0.0}
        controls.preset("coin_flip", "Coin flip", coin_flip, help="D = ½ everywhere: V is −ln 4.")
        st.button(
            "Set D to D*" if kind == "gaussian" else "Set D to the best quadratic",
            key=f"_{controls.page}_set_best",
            type="primary",
            on_click=_set_best,
            args=(controls, kind),
        )
    _play(controls, kind)
    _explain()


@st.fragment
def _play(controls: Controls, kind: str) -> None:
    left, right = st.columns([1, 2], gap="large")
    left.markdown("**Your D: sigmoid(c₀ + c₁ x + c₂ x²)**")
    with left, controls.together("own"):
        coefficients = _choose_D(controls)
        p_data, p_g = densities(kind, controls.drag_slider)
    value = value_function(lambda x: polyval(x, coefficients), p_data, p_g)
    cost = generator_cost(p_data, p_g)
    with right:
        _draw(coefficients, p_data, p_g, value, cost)
        _say_gap(value, cost, kind)
    show_dead_D(coefficients, p_data, p_g)
    show_challenge(controls, "near_D_star", near_D_star(value, cost, coefficients, p_data, p_g))


def _choose_D(controls: Controls) -> Coefficients:
    return (
        controls.drag_slider("c0", "c₀: leans to real (+) or fake (−) everywhere", -C0, C0, 0.0, 0.05),
        controls.drag_slider("c1", "c₁: real to the right (+) or left (−)", -C1, C1, 0.0, 0.05),
        controls.drag_slider("c2", "c₂: real far out (+) or in the middle (−)", -C2, C2, 0.0, 0.01),
    )


def densities(kind: str, slider: Slider) -> tuple[Density, Gaussian]:
    """Return p_data and p_g as the sliders say."""
    p_g = p_g_by_sliders(slider, "own_", MU, SIGMA, Gaussian(1.5, 1.0))
    return p_data_by_sliders(kind, slider, "own_", 2.0, SIGMA), p_g


def _set_best(controls: Controls, kind: str) -> None:
    p_data, p_g = densities(kind, as_set(controls))
    if isinstance(p_data, Gaussian):
        c0, c1, c2 = quadratic_logit_of_D_star(p_data, p_g)
    else:
        c0, c1, c2 = best_quadratic_logit(p_data, p_g)
    controls.set(c0=c0, c1=c1, c2=c2)


def _say_gap(value: float, cost: float, kind: str) -> None:
    said = f"Your D earns **C(G) − V = {number(cost - value, accuracy=INTEGRATED)} nats** less than the best one."
    if kind != "gaussian":
        said += " What stands in the sigmoid of D\\* is no quadratic here, so no setting of c₀, c₁, c₂ reaches C(G)."
    charts.notice(
        f"{said} V is what your D earns, the mean of ln D on real samples plus that of ln(1 − D) on fakes; C(G) is the "
        "most that any D can. Move **c₀** and watch the pink area, what your D loses at each x: it fills the gap "
        "between the two. A D that is sure and wrong pays without limit: try c₁ with the wrong sign."
    )


def _draw(coefficients: Coefficients, p_data: Density, p_g: Gaussian, value: float, cost: float) -> None:
    charts.show(
        value_line_figure(value, cost, MINIMUM_COST),
        "gaussian_1d_value_line",
        f"Number line: your V is {signed(value)}, the ceiling C(G) is {signed(cost)}.",
    )
    x = display_grid(*X_RANGE, N_POINTS, p_data)
    logit = polyval(x, coefficients)
    figure = own_discriminator_figure(
        x,
        p_data.pdf(x),
        p_g.pdf(x),
        expit(logit),
        D_star(x, p_data, p_g),
        shortfall_integrand(logit, x, p_data, p_g),
    )
    charts.show(
        figure,
        "gaussian_1d_own_D_figure",
        "Your discriminator beside the best one, under the two densities, and what yours loses at each x.",
    )


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""$$D(x)=\mathrm{sigmoid}(c_0+c_1x+c_2x^2),\qquad\mathrm{sigmoid}(t)=\frac1{1+e^{-t}}$$

$$C(G)-V(D,G)=\int(p_{data}+p_g)\left[D^*\ln\frac{D^*}{D}+(1-D^*)\ln\frac{1-D^*}{1-D}\right]dx\ge0$$

The bracket is a Kullback–Leibler divergence (KL) between two coins, never negative: so **no D earns more than $D^*$**.
For two Gaussians the logit of $D^*$, what stands in its sigmoid, $\ln p_{data}-\ln p_g$, is itself a quadratic, and the
button sets it exactly. Otherwise the button finds the quadratic with the largest V by Newton's method and keeps it
within the sliders. *Goodfellow et al. 2014, eq. 1 and Proposition 1.*"""
        )
