"""The game: two densities, the best discriminator between them, and every distance that the theory speaks of."""

import numpy as np
import streamlit as st

from explorer.chapters.common_mistakes import show_js_and_root
from explorer.chapters.gaussian_1d.choose_densities import Slider, choose_kind, p_data_by_sliders, p_g_by_sliders
from explorer.chapters.gaussian_1d.distances import in_short, show_numbers
from explorer.chapters.gaussian_1d.five_moves import show_five_moves
from explorer.figures.gaussian_1d.game import X_RANGE, Spot, game_figure
from explorer.numbers import number
from explorer.theory.densities import Density, Gaussian, display_grid, equally_likely_z
from explorer.theory.divergences import UNITS, js_integrand
from explorer.theory.minimax import D_star, compare
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.indices import show_indexed

N_POINTS = 241
N_LINES = 21
UNITS_HELP = "V: the value of the game, what D earns; C: what the best D earns. Nats: natural logarithms; bits: base 2."

_SAME_DATA = {"data": "gaussian", "mu_data": 0.0, "sigma_data": 1.0}
# The four panels of Goodfellow et al. 2014, Figure 1: p_g comes nearer until D* is one half everywhere.
PANELS = {
    "far": ("Far", {**_SAME_DATA, "mu_g": 4.0, "sigma_g": 1.0}),
    "nearer": ("Nearer", {**_SAME_DATA, "mu_g": 2.0, "sigma_g": 0.8}),
    "near": ("Near", {**_SAME_DATA, "mu_g": 0.7, "sigma_g": 0.9}),
    "equal": ("Equal", {**_SAME_DATA, "mu_g": 0.0, "sigma_g": 1.0}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        kind = choose_kind(controls, "")
        unit = controls.choice("unit", "KL, JSD, V and C in", list(UNITS), "nats", help=UNITS_HELP)
    controls.preset_row(PANELS, "Goodfellow's four moments")
    _play(controls, kind, unit)
    _explain()


@st.fragment
def _play(controls: Controls, kind: str, unit: str) -> None:
    left, right = charts.group("gaussian_1d_game").columns([1, 2], gap="large")
    with left, controls.together("densities"):
        p_data, p_g = densities(kind, controls.drag_slider)
        at = controls.drag_slider("x", "Look at x =", *X_RANGE, 1.0, 0.1)
    spot = _spot(p_data, p_g, at)
    with right:
        _draw(p_data, p_g, unit, spot)
    numbers = compare(p_data, p_g)
    with left:
        show_indexed(f"{in_short(numbers, unit)}\n\n{_at_x(spot)}")
    charts.notice(
        "Press the four moments in turn. As $p_g$ slides onto $p_{data}$, the pink area, the JSD, shrinks and $D^*$ "
        "flattens to ½: in the end the best detective in the world can only flip a coin. Where $D^*$ is grey almost no "
        "sample falls ($p_{data}$ + $p_g$ below 10⁻³), and what it says there counts for nothing. At the bottom, each "
        "line carries one **z**, all of them equally likely, to **x = G(z) = μ + σz**; where the lines crowd, $p_g$ is "
        "high."
    )
    show_numbers(numbers, unit)
    show_js_and_root(numbers.js)
    show_five_moves(controls, p_data, p_g, numbers.js)


def densities(kind: str, slider: Slider) -> tuple[Density, Gaussian]:
    """Return p_data and p_g as the sliders say."""
    p_g = p_g_by_sliders(slider, "", 5.0, (0.6, 3.0), Gaussian(2.0, 1.0))
    return p_data_by_sliders(kind, slider, "", 5.0, (0.6, 3.0)), p_g


def _spot(p_data: Density, p_g: Gaussian, at: float) -> Spot:
    x = np.array([at])
    return Spot(at, *(float(values[0]) for values in (p_data.pdf(x), p_g.pdf(x), D_star(x, p_data, p_g))))


def _at_x(spot: Spot) -> str:
    """Return the division that makes D* at one x."""
    real, fake, best = (number(value, ".3f") for value in spot[1:])
    if real == fake == "0":
        return f"At **x = {number(spot.x)}** both densities are too small for this computer's numbers."
    return (
        f"At **x = {number(spot.x)}**: D\\* = p_data / (p_data + p_g) = {real} / ({real} + {fake}) = **{best}**, the "
        "share of real samples among all that fall there."
    )


def _draw(p_data: Density, p_g: Gaussian, unit: str, spot: Spot) -> None:
    x = display_grid(*X_RANGE, N_POINTS, p_data)
    real, fake = p_data.pdf(x), p_g.pdf(x)
    z = equally_likely_z(N_LINES)
    pointwise = js_integrand(real, fake) * UNITS[unit]
    figure = game_figure(x, real, fake, pointwise, D_star(x, p_data, p_g), z, p_g.generate(z), spot)
    charts.show(
        figure,
        "gaussian_1d_game_figure",
        "The densities of real and generated samples, the best discriminator D* under them, and lines that show where "
        "the generator puts each z.",
    )


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""D sees a sample **x** and says how probable it is that x is real. The two play for the value **V**: D
wants it large, G wants it small.

$$V(D,G)=\mathbb E_{x\sim p_{data}}[\ln D(x)]+\mathbb E_{x\sim p_g}[\ln(1-D(x))]$$

For a fixed G, V is largest at every x on its own when D is the share of real samples there:

$$D^*(x)=\frac{p_{data}(x)}{p_{data}(x)+p_g(x)},\qquad C(G)=V(D^*,G)=-\ln4+2\,\mathrm{JSD}(p_{data}\|p_g)$$

JSD is the Jensen–Shannon divergence: ½ KL($p_{data}$ ‖ m) + ½ KL($p_g$ ‖ m), where m is the mean of the two densities
and KL(p ‖ q) = ∫ p ln(p/q).
χ² is Pearson's: Mao et al. write it χ²($p_{data}$ + $p_g$ ‖ 2$p_g$), and its **first** argument divides,
∫ ($p_{data}$ + $p_g$ − 2$p_g$)²/($p_{data}$ + $p_g$).
*Goodfellow et al. 2014, Proposition 1, Theorem 1 and Figure 1; χ²: Mao et al. 2017, eq. 8.*"""
        )
