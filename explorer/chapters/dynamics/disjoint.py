"""Chapter "Disjoint supports": two lines at a distance, and which divergence knows how far apart they are."""

import numpy as np
import streamlit as st

from explorer.figures.dynamics.disjoint import REACH, descent_figure, lines_figure, slopes_figure, values_figure
from explorer.names import DIVERGENCES
from explorer.numbers import INTEGRATED, number
from explorer.theory.dynamics.disjoint_supports import descend, divergence, slope
from explorer.ui import charts
from explorer.ui.controls import Controls

THETA = np.linspace(-2.2, 2.2, 177)
STEP_SIZES = (0.01, 0.02, 0.05, 0.1, 0.2)
N_STEPS = 60
PRESETS = {
    "arjovsky": ("Arjovsky's example", {"distance": 1.0, "noise_width": 0.0}),
    "almost": ("Almost touching", {"distance": 0.05, "noise_width": 0.0}),
    "little_noise": ("A little noise", {"distance": 1.0, "noise_width": 0.2}),
    "much_noise": ("Much noise", {"distance": 1.0, "noise_width": 0.8}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    controls.preset_row(PRESETS)
    _play(controls)
    _explain()


@st.fragment
def _play(controls: Controls) -> None:
    with controls.together("lines", columns=None):
        theta = controls.drag_slider("distance", "θ: where the fakes lie", -REACH, REACH, 1.0, 0.05)
        sigma = controls.drag_slider("noise_width", "σ: noise across the lines, on both", 0.0, 1.0, 0.0, 0.1)
        step_size = controls.drag_steps("descent_h", "Step size of gradient descent on θ", STEP_SIZES, 0.05)
    alt = f"The line of the data at x = 0, the line of the fakes at x = {number(theta)}."
    charts.show(lines_figure(theta, sigma), "dynamics_lines", alt)
    values, slopes, descent = st.columns(3, gap="small")
    with values:
        charts.show(
            values_figure(
                THETA,
                {name: divergence(name, THETA, sigma) for name in DIVERGENCES},
                {name: float(divergence(name, theta, sigma)) for name in DIVERGENCES},
                theta,
            ),
            "dynamics_values",
            "JSD, KL and W1 against the distance θ of the two lines.",
        )
    with slopes:
        charts.show(
            slopes_figure(
                THETA,
                {name: slope(name, THETA, sigma) for name in DIVERGENCES},
                {name: float(slope(name, theta, sigma)) for name in DIVERGENCES},
                theta,
            ),
            "dynamics_slopes",
            "The slopes of JSD, KL and W1 against the distance θ: what a generator could follow.",
        )
    with descent:
        paths = {name: descend(name, theta, step_size, N_STEPS, sigma) for name in DIVERGENCES}
        charts.show(descent_figure(paths), "dynamics_descent", "θ under gradient descent on JSD, KL and W1.")
    st.markdown(_table(theta, sigma, {name: float(path[-1]) for name, path in paths.items()}))
    charts.notice(
        "Move θ with σ = 0: the **JSD** (Jensen–Shannon divergence) is ln 2 at every distance, and 0 only when the "
        "lines meet. Its slope is 0, so a generator that follows it stands still, 2 away or 0.05 away. **KL** "
        "(Kullback–Leibler) is infinite and has no slope at all. **W1** (Wasserstein: how far earth must be carried) "
        "is the distance itself, with slope ±1 until they meet. **Then** raise σ: noise lets the two overlap, and JSD "
        "and KL get a slope. That is what instance noise is for. (Descent on W1 goes the step size at every step: "
        "once it is home it jumps back and forth over 0, unless it has landed there by chance.)"
    )


def _table(theta: float, sigma: float, ends: dict[str, float]) -> str:
    rows = [f"| at θ = {number(theta)} | value | slope | after {N_STEPS} steps θ is |", "|:--|--:|--:|--:|"]
    for name in DIVERGENCES:
        value, gradient = float(divergence(name, theta, sigma)), float(slope(name, theta, sigma))
        said = (f"**{number(each, '.4f', INTEGRATED)}**" for each in (value, gradient))
        rows.append(f"| {DIVERGENCES[name]} | {' | '.join(said)} | {number(ends[name], '.4f', INTEGRATED)} |")
    return "\n".join(rows)


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""The data lie evenly on the line $x=0,\ 0\le y\le1$, the fakes on $x=\theta$. For every $\theta\ne0$ no
point can come from both, so a best D is never wrong:

$$\mathrm{JSD}=\ln2,\qquad\mathrm{KL}=\infty,\qquad W_1=|\theta|$$

$$\frac{d}{d\theta}\mathrm{JSD}=0,\qquad\frac{d}{d\theta}W_1=\mathrm{sign}\,\theta$$

With noise N(0, σ²) across both lines they are two Gaussians: $\mathrm{KL}=\theta^2/2\sigma^2$, the JSD is integrated
numerically, and $W_1$ is $|\theta|$ as before. Even then the JSD is flat again beyond a few σ.
*Arjovsky, Chintala & Bottou 2017, Example 1; Arjovsky & Bottou 2017, section 3, for the noise.*"""
        )
