"""Chapter "The circle": the plane of (theta, psi) with its field, and one path through it."""

from functools import partial

import numpy as np
import streamlit as st

from explorer.chapters.common_mistakes import show_calm_losses
from explorer.chapters.dynamics.choose import (
    MAX_STEPS,
    choose_method,
    choose_n_steps,
    choose_schedule,
    choose_start,
    choose_step_size,
    choose_strength,
    flow_of,
    limit_of,
    path_of,
    set_start,
)
from explorer.chapters.dynamics.say import limit_said, verdict
from explorer.figures.dynamics.plane import (
    FIELD_X,
    FIELD_Y,
    LEGEND,
    Journey,
    film,
    plane_figure,
    radius_figure,
    world_figure,
)
from explorer.names import METHODS
from explorer.numbers import counted, number
from explorer.quiz.dynamics import closed_circle
from explorer.theory.dynamics.dirac_gan import Method
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.steps import Path, turns
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.film import play_button
from explorer.ui.legend import show_legend

PLANE, WORLD, DISTANCES = "dynamics_plane", "dynamics_world", "dynamics_distances"
N_FRAMES = 61
NOTICES = {
    "gan": "The flow (dotted) goes round in a **circle for ever**. A simultaneous step leaves the circle along its "
    "tangent, so every step ends further out. **Try** alternating steps, where G answers the *new* D: what becomes of "
    "the distance?",
    "non_saturating": "At the equilibrium it has the **same eigenvalues** as the GAN. Far out its flow comes nearer, "
    "for G and D do not push equally hard there; close in, simultaneous steps drive it out again. For small h the two "
    "balance on a circle of radius √(2h). **Try** a smaller h: a smaller circle.",
    "wgan": "D's pull never fades, so the path goes round faster than the GAN's. Clipping (dashed) stops ψ at ±c and "
    "brings nobody home: it only limits how far out the path can go. **Try** a small c.",
    "wgan_gp": "The penalty wants the slope |ψ| = 1, but at the equilibrium it must be 0. At ψ = 0 the arrows "
    "**jump**: D is pushed away from where it should rest, and a path does not come to rest there.",
    "lsgan": "With c = 1 each player wants an exact value of t = θψ, D's answer to the fake, G −1 and D 1, and not "
    "just a side. That is a friction which grows with t²: the flow comes nearer, ever more slowly. **Try** c = 0: G "
    "stops when D says 0 of the fake. Both λ are 0 and say nothing; in the flow θ comes home, and ψ stays behind.",
    "instance_noise": "Noise on data and fakes blurs them: D is content with a flatter line, and ψ is damped. "
    "**Try** σ = 0, which is the GAN again.",
    "r1": "R1, a penalty on D's slope, takes γψ from D's velocity: where the data are, D should be flat. That friction "
    "makes the flow's circle a **spiral that ends**. **Try** γ = 0, 0.3, 1 and 2: from 1 on the flow no longer turns "
    "about the equilibrium.",
    "consensus": "Both players also walk towards where the field is weak. That adds friction to θ *and* ψ. **Try** a "
    "start far out: away from the equilibrium the field can be weak too.",
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        method = choose_method(controls)
        schedule = choose_schedule(controls)
    _play(controls, method, schedule)
    _explain(method)


@st.fragment
def _play(controls: Controls, method: Method, schedule: str) -> None:
    plane, beside = st.columns(2, gap="medium")
    with beside:
        with controls.together("start_and_steps", columns=2):
            start = choose_start(controls)
            step_size = choose_step_size(controls)
            n_steps = choose_n_steps(controls)
        one, below_steps = st.columns(2, gap="small")
        with one:
            strength = choose_strength(controls, method)
    whole, ideal = path_of(method.id, strength, schedule, step_size, start), flow_of(method.id, strength, start)
    journey = Journey(method.id, whole.theta, whole.psi, ideal.theta, ideal.psi)
    path = whole.until(n_steps)
    now = len(path.theta) - 1
    with plane:
        along = method.field(FIELD_X, FIELD_Y, strength)
        charts.show(
            plane_figure(journey, along, now, strength if method.clips else None),
            PLANE,
            f"The plane of θ and ψ with the field of {METHODS[method.id]} as arrows, and the path from the start; "
            f"after {counted(now, 'step')} it is {number(path.radius[-1])} from the equilibrium. "
            "Click, or use the sliders, to start elsewhere.",
            on_pick=partial(set_start, controls),
        )
    with below_steps:
        about = f"{method.id} {schedule} {start} {step_size} {strength}"
        charts_played = (PLANE, WORLD, DISTANCES)
        moments = np.unique(np.linspace(0, len(whole.theta) - 1, N_FRAMES).round().astype(int)).tolist()
        play_button(
            "dynamics_film", controls.key("steps"), about, lambda: film(journey, whole.radius, moments, charts_played)
        )
    with beside:
        alt = f"The data at 0, the fake at {number(path.theta[-1])}, and D, a line of slope {number(path.psi[-1])}."
        charts.show(world_figure(float(path.theta[-1]), float(path.psi[-1])), WORLD, alt)
    show_legend(LEGEND, before="Click in the plane, or drag the mouse over it, to start there.")
    charts.notice(NOTICES[method.id])
    st.markdown(_said(path, len(whole.theta) - 1))
    limit = limit_of(method.id, strength, schedule, step_size)
    if limit is not None:
        st.markdown(limit_said(limit))
    eigenvalues = local(method, strength, schedule, step_size)
    st.markdown(verdict(eigenvalues))
    alt = "The distance from the equilibrium, step by step, on a logarithmic axis."
    size = eigenvalues.size if eigenvalues else None
    charts.show(radius_figure(whole.radius, method.id, size, now, MAX_STEPS), DISTANCES, alt)
    show_calm_losses(method.id, path)
    show_challenge(controls, "closed_circle", closed_circle(method.id, step_size, path, n_steps))


def _said(path: Path, last: int) -> str:
    now = len(path.theta) - 1
    left = " There it left the picture for good, and is not followed any further." if now == last < MAX_STEPS else ""
    return (
        f"**After {counted(now, 'step', '.0f')}** the distance from the equilibrium is "
        f"**{number(path.radius[-1])}**, at the start it was {number(path.radius[0])}. The path went "
        f"round {counted(abs(turns(path)), 'time', '.1f')}.{left}"
    )


def _explain(method: Method) -> None:
    with st.expander("The smallest GAN that can fail, and its formulas"):
        st.markdown(
            r"""The data are the single point 0, the fake is the single point **θ**, and the discriminator is the line
$D(x)=\psi x$: it says how **fake** x looks, the other way round from every other page. (The sign is that of Mescheder
et al.; turn ψ round and D says how real.) All that happens depends on D's answer to the fake, $t=\theta\psi$. D climbs
and G descends

$$L(\theta,\psi)=f(\theta\psi)+f(0),\qquad f(t)=-\ln(1+e^{-t}),\qquad f'(t)=\frac1{1+e^{t}}$$

At the **equilibrium** (0, 0) the fake lies on the data, and D gives the same answer everywhere. The arrows are the
velocity of both players; a step of size h goes h times as far. With the method chosen above:"""
        )
        st.latex(method.formula)
        st.caption(
            "Mescheder, Geiger & Nowozin 2018, Definition 2.1 and the lemmas on each method; consensus: Mescheder, "
            "Nowozin & Geiger 2017, eq. 10; LSGAN: Mao et al. 2017, eq. 2, with the labels 1 for fake and −1 for real, "
            "evenly about the only answer that this D can give to the data. WGAN-GP's penalty here is γ/2 (|ψ| − 1)², "
            "R1's γ/2 ψ²."
        )
