"""The game: two densities, the best discriminator between them, and every distance that the theory speaks of."""

import streamlit as st

from explorer.chapters.common_mistakes import show_js_and_root
from explorer.chapters.gaussian_1d.choose_densities import Slider, choose_kind, p_data_by_sliders, p_g_by_sliders
from explorer.chapters.gaussian_1d.five_moves import show_five_moves
from explorer.figures.gaussian_1d.game import X_RANGE, game_figure
from explorer.numbers import INTEGRATED, number, percent
from explorer.theory.densities import Density, Gaussian, display_grid, equally_likely_z
from explorer.theory.divergences import UNITS, js_integrand
from explorer.theory.minimax import MINIMUM_COST, Comparison, D_star, compare
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.print_mode import more

N_POINTS = 241
N_LINES = 21
# What C(G) is at its lowest, by the unit: log 4 is two bits.
LOWEST = {"nats": "−ln 4", "bits": "−2"}

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
    with st.container(horizontal=True, gap="medium"):
        kind = choose_kind(controls, "")
        unit = controls.choice("unit", "KL, JSD, V and C in", list(UNITS), "nats")
    controls.preset_row(PANELS, "Goodfellow's four moments")
    charts.notice(
        "Press the four moments in turn. As $p_g$ slides onto $p_{data}$, the pink area shrinks and $D^*$ flattens "
        "to ½: in the end the best detective in the world can only flip a coin. Where $D^*$ is grey hardly a sample "
        "falls ($p_{data}$ + $p_g$ below 10⁻³), and what it says there counts for nothing. At the bottom, each line "
        "carries one **z**, all of them equally likely, to **x = G(z) = μ + σz**; where the lines crowd, $p_g$ is high."
    )
    _play(controls, kind, unit)
    _explain()


@st.fragment
def _play(controls: Controls, kind: str, unit: str) -> None:
    left, right = st.columns([1, 2], gap="large")
    with left, controls.together("densities"):
        p_data, p_g = densities(kind, controls.drag_slider)
    with right:
        _draw(p_data, p_g, unit)
    numbers = compare(p_data, p_g)
    _numbers(numbers, unit)
    show_js_and_root(numbers.js)
    show_five_moves(controls, p_data, p_g, numbers.js)


def densities(kind: str, slider: Slider) -> tuple[Density, Gaussian]:
    """Return p_data and p_g as the sliders say."""
    p_g = p_g_by_sliders(slider, "", 5.0, (0.6, 3.0), Gaussian(2.0, 1.0))
    return p_data_by_sliders(kind, slider, "", 5.0, (0.6, 3.0)), p_g


def _draw(p_data: Density, p_g: Gaussian, unit: str) -> None:
    x = display_grid(*X_RANGE, N_POINTS, p_data)
    real, fake = p_data.pdf(x), p_g.pdf(x)
    z = equally_likely_z(N_LINES)
    pointwise = js_integrand(real, fake) * UNITS[unit]
    figure = game_figure(x, real, fake, pointwise, D_star(x, p_data, p_g), z, p_g.generate(z))
    charts.show(
        figure,
        "gaussian_1d_game_figure",
        "The densities of real and generated samples, the best discriminator D* under them, and lines that show where "
        "the generator puts each z.",
    )


def _numbers(numbers: Comparison, unit: str) -> None:
    def amount(nats: float) -> str:
        return number(nats * UNITS[unit], ".4f", INTEGRATED)

    # Names in plain text: formulas are typeset anew whenever a number in the table changes.
    rows = (
        (
            "V(D\\*, G), integrated",
            amount(numbers.value_at_D_star),
            f"{amount(MINIMUM_COST)} to 0: what the best D earns",
        ),
        (
            f"C(G) = {LOWEST[unit]} + 2 JSD",
            amount(numbers.generator_cost),
            f"equal to the row above (Theorem 1); at its lowest {amount(MINIMUM_COST)}",
        ),
        ("JSD", amount(numbers.js), f"0 to {amount(_LARGEST_JSD)}: the pink area"),
        ("D\\* is right", percent(numbers.accuracy, 2), "50 % when it can only guess"),
        ("KL(p_data ‖ p_g)", amount(numbers.kl_data_to_g), "0 to ∞; huge where p_g misses real samples"),
        ("KL(p_g ‖ p_data)", amount(numbers.kl_g_to_data), "0 to ∞; ∞ if p_g goes where no data can be"),
        (
            "Total variation",
            number(numbers.total_variation, ".4f", INTEGRATED),
            "0 to 1: the probability that has to move",
        ),
        (
            "Wasserstein W1",
            number(numbers.wasserstein_1, ".4f", INTEGRATED),
            "0 to ∞: how far it has to move, on average",
        ),
        (
            "Pearson χ²",
            number(numbers.pearson_chi2, ".4f", INTEGRATED),
            "0 to 2: ∫ (p_data − p_g)²/(p_data + p_g), what LSGAN measures",
        ),
    )
    lines = [f"| {name} | **{value}** | {meaning} |" for name, value, meaning in rows]
    st.markdown("\n".join([f"| Number | now, {unit} | range and meaning |", "|:--|--:|:--|", *lines]))


_LARGEST_JSD = -MINIMUM_COST / 2


def _explain() -> None:
    with more("The formulas, and where they come from"):
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
