"""Chapter "Eigenvalues": whether the equilibrium is found, seen in the complex plane."""

import numpy as np
import streamlit as st

from explorer.chapters.dynamics.choose import choose_method, choose_schedule, choose_step_size, choose_strength
from explorer.chapters.dynamics.say import NO_EIGENVALUES, VERDICTS, flow_verdict, half_life, pair, turning
from explorer.figures.dynamics.eigenvalues import flow_plane_figure, sizes_figure, step_plane_figure, strengths_figure
from explorer.names import METHODS
from explorer.numbers import number
from explorer.quiz.dynamics import fast_home
from explorer.theory.dynamics.dirac_gan import Method
from explorer.theory.dynamics.eigenvalues import (
    LONGEST,
    Eigenvalues,
    Local,
    critical_strength,
    largest_step,
    local,
    locus,
    sizes,
    step_locus,
)
from explorer.theory.dynamics.steps import SCHEDULES
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

H = np.linspace(0.0, 5.0, 201)
N_STRENGTHS = 201
NONE = np.empty(0, dtype=complex)
MATRICES = r"""Near the equilibrium the velocity is linear: $\dot u=Ju$, where $u=(\theta,\psi)$ and J is the Jacobian
at (0, 0). Along an eigenvector the flow is $e^{\lambda t}$: the **real part** of λ says how fast it comes nearer (left
half-plane) or moves away, the **imaginary part** how fast it turns.

A step is $u\mapsto Mu$, and each eigenvalue μ of M multiplies its eigenvector: nearer inside the **unit circle**. With
both players at once $M=I+hJ$, so that $\mu=1+h\lambda$; $\lambda=\pm\tfrac i2$ gives $|\mu|=\sqrt{1+h^2/4}>1$ for
**every** h. With alternating steps $M=M_GM_D$, each a row of $I+hJ$ and a row of the identity; for the GAN its
determinant is 1, and the circle is not left until h = 4.

For R1 $J=\begin{pmatrix}0&-\tfrac12\\\tfrac12&-\gamma\end{pmatrix}$ and
$\lambda=-\tfrac\gamma2\pm\sqrt{\tfrac{\gamma^2}4-\tfrac14}$. Below γ = 1 both have the real part −γ/2: more friction,
more speed. At γ = 1 they **meet**. Above, one runs on to the left and the other comes back towards 0, and the slower
one decides. A door closer shows it: with too little damping the door swings, with too much it creeps.

*Mescheder et al. 2018, Propositions A.1, A.2, Lemmas 2.3, 2.5, 3.2, 4.1.*"""


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        method = choose_method(controls)
        schedule = choose_schedule(controls)
    _play(controls, method, schedule)
    with st.expander("How a matrix tells, and why γ = 1 is critical for R1"):
        st.markdown(MATRICES)


@st.fragment
def _play(controls: Controls, method: Method, schedule: str) -> None:
    with controls.together("h_and_strength", columns=None):
        step_size = choose_step_size(controls)
        strength = choose_strength(controls, method)
    here = local(method, strength, schedule, step_size)
    flow_side, step_side = charts.group("dynamics_eigenvalue_planes").columns(2, gap="medium")
    with flow_side:
        alt = f"Complex plane: eigenvalues of the flow, {pair(here.flow) if here else NO_EIGENVALUES}."
        roots = _roots(method)
        charts.show(flow_plane_figure(here.flow if here else NONE, roots, method.id), "dynamics_flow_plane", alt)
    with step_side:
        alt = (
            f"Complex plane with the unit circle: eigenvalues of a step, {pair(here.step) if here else NO_EIGENVALUES}."
        )
        path = step_locus(method, strength, schedule, H)
        charts.show(step_plane_figure(here.step if here else NONE, path, schedule), "dynamics_step_plane", alt)
    st.markdown(_table(here, method, strength, schedule))
    charts.notice(
        "**Left**: the flow; pink are its eigenvalues λ, the line is where they go as the method's strength changes. "
        "**Right**: one step; the line is where its eigenvalues μ go as h grows from 0, where they start at 1. **Try** "
        "the GAN: its line leaves the disc at once. Then alternating steps: it runs along the circle, as far as h = 4. "
        "Then R1, and move its weight γ through 1."
    )
    _curves(method, strength, schedule, step_size)
    show_challenge(controls, "fast_home", fast_home(here))


def _roots(method: Method) -> Eigenvalues:
    if method.strength is None:
        return locus(method, np.zeros(1))
    return locus(method, np.linspace(method.strength.low, method.strength.high, N_STRENGTHS))


def _table(here: Local | None, method: Method, strength: float, schedule: str) -> str:
    if here is None:
        return (
            f"**{METHODS[method.id]}** has no eigenvalues here: {NO_EIGENVALUES.removeprefix('none: ')}, by "
            f"2γ = {number(2 * strength)}. No step size and no schedule lets D rest there."
        )
    rows = (
        ("flow, λ", pair(here.flow), flow_verdict(here)),
        ("one step, μ", pair(here.step), f"{turning(here)}; {_limit(largest_step(method, strength, schedule))}"),
        ("larger \\|μ\\|", number(here.size, ".6f"), f"{VERDICTS[here.verdict]}; {half_life(here)}"),
    )
    lines = [f"| {name} | **{value}** | {meaning} |" for name, value, meaning in rows]
    return "\n".join(["| at (0, 0) | now | so it |", "|:--|:--|:--|", *lines])


def _limit(largest: float | None) -> str:
    """Say up to which step size the steps converge."""
    if largest is None:
        return "no step size converges"
    return (
        f"converges for h below {number(largest)}"
        if largest < LONGEST
        else f"converges for every h up to {number(LONGEST)}"
    )


def _curves(method: Method, strength: float, schedule: str, step_size: float) -> None:
    by_step, by_strength = st.columns(2, gap="medium")
    with by_step:
        curves = {name: sizes(method, strength, name, H) for name in SCHEDULES}
        limit = largest_step(method, strength, schedule)
        alt = (
            "The larger modulus of the step's eigenvalues against the step size, for each schedule; below 1 converges."
        )
        charts.show(sizes_figure(H, curves, schedule, step_size, limit), "dynamics_sizes", alt)
        charts.notice("**Why large steps fail**: however good the flow, some h carries μ out of the disc.")
    with by_strength:
        _by_strength(method, strength)


def _by_strength(method: Method, strength: float) -> None:
    if method.strength is None or method.jacobian is None:
        st.info(
            f"{METHODS[method.id]}: no strength moves its eigenvalues. Choose R1, noise or consensus to see them move."
        )
        return
    strengths = np.linspace(method.strength.low, method.strength.high, N_STRENGTHS)
    critical = critical_strength(method)
    charts.show(
        strengths_figure(strengths, _roots(method), method.strength.symbol, strength, critical),
        "dynamics_strengths",
        f"Real and imaginary parts of the flow's eigenvalues against {method.strength.symbol}.",
    )
    if critical is None:
        charts.notice(_never_meet(method.strength.symbol, _roots(method)))
    else:
        charts.notice(
            f"**Critical at {method.strength.symbol} = {number(critical)}**, computed: there the imaginary parts reach "
            "0, the turning ends, and the slower real part is as far down as it can get."
        )


def _never_meet(symbol: str, roots: Eigenvalues) -> str:
    """Say why no strength is critical; `roots` are both λ for each strength, from the lowest on."""
    if roots[0, 0] == roots[0, 1]:
        return f"The two eigenvalues meet at {symbol} = 0 alone, where both are {number(roots[0, 0].real)}."
    return "No strength on this slider lets the two eigenvalues meet: there is no critical one."
