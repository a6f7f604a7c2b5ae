"""Chapter "Far fakes": Figure 1 of Mao et al. 2017, alive, with a D that is really fitted under each loss."""

import numpy as np
import streamlit as st

from explorer.chapters.lsgan_vs_bce.both_runs import (
    CODINGS,
    CROSS_ENTROPIES,
    N_STEPS,
    TARGETS,
    Setting,
    both_runs,
    points_of,
)
from explorer.data.far_fakes import HOME_SIGMAS, home_outline
from explorer.figures.lsgan_vs_bce.far_fakes import LEGEND, Panel, distance_figure, film, plane_figure
from explorer.names import LOSSES
from explorer.numbers import number
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.film import play_button
from explorer.ui.legend import show_legend

CODING = "Its coding: D's target a for fakes and b for real samples, and c, what G wants D to say."
PLANES, DISTANCES = ("far_fakes_bce", "far_fakes_ls"), "far_fakes_distances"
PICTURE = {"distance": 5.0, "height": 0.0, "gap": 2.0, "step_size": 0.5, "refit": False, "steps": 0}
PAPER = {**PICTURE, "bce": "non_saturating", "coding": "pearson"}
PRESETS = {
    "paper": ("The paper's picture", PAPER),
    "just_past": ("Just past the data", {**PAPER, "distance": 1.5}),
    "rejected": ("Rejected fakes", {**PAPER, "distance": -4.0}),
    "to_the_side": ("Off to the side", {**PAPER, "height": 2.5}),
    "binary": ("0-1 coding, larger steps", {**PAPER, "coding": "binary", "step_size": 2.0}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    controls.preset_row(PRESETS)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        bce = controls.choice("bce", "G's loss under BCE", {id: LOSSES[id] for id in CROSS_ENTROPIES}, "non_saturating")
        coding = controls.choice("coding", "LSGAN's a, b, c", TARGETS, "pearson", help=CODING)
        refit = controls.toggle("refit", "Refit D before every step", False, help="On all points, the far fakes too.")
        seed = controls.seed("points_seed")
    _play(controls, bce, coding, refit, seed)
    _explain(bce, coding)


@st.fragment
def _play(controls: Controls, bce: str, coding: str, refit: bool, seed: int) -> None:
    with controls.together("fakes", columns=None):
        distance = controls.drag_slider("distance", "Far fakes: distance from the data", -4.0, 8.0, 5.0, 0.5)
        height = controls.drag_slider("height", "Far fakes: height", -2.5, 2.5, 0.0, 0.5)
        gap = controls.drag_slider("gap", "Other fakes: distance from the data", 0.0, 4.0, 2.0, 0.5)
        step_size = controls.drag_slider("step_size", "Step size η", 0.1, 3.0, 0.5, 0.1)
    _steps(controls, Setting(distance, height, gap, seed, bce, coding, step_size, refit))


@st.fragment
def _steps(controls: Controls, setting: Setting) -> None:
    panels = both_runs(setting)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        steps = controls.drag_slider("steps", "Steps taken", 0, N_STEPS, 0, 1)
        _step_buttons(controls, steps)
        play_button("far_fakes_film", controls.key("steps"), str(setting), lambda: film(panels, PLANES, DISTANCES))
    real = points_of(setting).real
    places = charts.group("far_fakes_planes").columns(2, gap="small")
    for place, panel, key in zip(places, panels, PLANES, strict=True):
        with place:
            alt = f"{panel.name}: real points, fakes and far fakes with each fake's gradient arrow, and D's line."
            charts.show(plane_figure(panel, real, home_outline(), steps), key, alt)
    show_legend(LEGEND)
    charts.notice(_what_happened(panels, setting.refit))
    alt = "The far fakes' mean distance from the data at every step, under both losses."
    charts.show(distance_figure(panels, HOME_SIGMAS, steps), DISTANCES, alt)


def _step_buttons(controls: Controls, now: int) -> None:
    for id, text, icon, target in (
        ("one", "One step", ":material/skip_next:", now + 1),
        ("undo", "Undo", ":material/undo:", now - 1),
        ("all", f"All {N_STEPS}", ":material/fast_forward:", N_STEPS),
        ("first", "Start over", ":material/first_page:", 0),
    ):
        st.button(
            text,
            icon=icon,
            key=f"_{controls.page}_go_{id}",
            type="primary" if id == "one" else "secondary",
            disabled=not 0 <= target <= N_STEPS or target == now,
            on_click=controls.set,
            kwargs={"steps": target},
        )


def _what_happened(panels: list[Panel], refit: bool) -> str:
    cross_entropy, least_squares = panels
    refitted = "is fitted again before every step" if refit else "stays as it was fitted at the start"
    first = [float(np.linalg.norm(panel.move_far[0], axis=1).mean()) for panel in panels]
    return (
        f"The far fakes' first step is **{number(first[0], '.2g')}** long under BCE and **{number(first[1], '.2f')}** "
        f"under LSGAN. D {refitted}; after "
        f"{N_STEPS} steps **{cross_entropy.n_home[-1]}** and **{least_squares.n_home[-1]}** of "
        f"{least_squares.far.shape[1]} are home, inside the dotted ellipse: two standard deviations."
    )


def _explain(bce: str, coding: str) -> None:
    st.markdown(
        "A fake moves by $x \\leftarrow x - \\eta\\,\\partial L_G/\\partial x$, and an arrow is that next step, to "
        "the same scale in both panels; $L_G$ is G's loss, w and $w_0$ are D's weights. By the chain rule it is "
        "$\\partial L_G/\\partial x = L_G'(t)\\,w$ with D's output $t = w\\cdot x + w_0$: the loss decides through "
        "$L_G'(t)$ alone."
    )
    st.latex(
        r"\text{BCE: } -(1-\sigma(t))\,w \approx 0 \text{ for large } t"
        if bce == "non_saturating"
        else r"\text{BCE: } -\sigma(t)\,w \approx -w \text{ for large } t"
    )
    st.latex(r"\text{LSGAN: } (t-c)\,w")
    where = (
        "With c = 0 that is D's decision line, **between** the data and the other fakes and not at the data's centre"
        if CODINGS[coding].c == CODINGS[coding].threshold
        else "With c = b that is where D says “real”, **behind** the data's centre as the other fakes see it"
    )
    st.markdown(
        f"**What least squares really does.** It does not know where the data are; it pulls every fake to the line "
        f"t = c. {where}. A straight D knows one direction only: try *Off to the side*, and LSGAN brings the fakes to "
        "that line, and most of them not home."
    )
    st.markdown(
        "**Two words of warning.** The *saturating* loss does not sleep here, it does worse: for large t its gradient "
        "is −w, which drives the far fakes further out. And the paper's argument holds D still. Fitted again before "
        "every step, on all points, D is nearly flat, for no straight line separates data that have fakes on both "
        "sides: in the paper's picture none of the far fakes is home after 30 steps then, under either loss. From 1.5 "
        "away least squares still brings them home."
    )
    st.caption(
        "D here is logistic regression with a small ‖w‖² term (BCE) or linear regression on the labels a, b (LSGAN), "
        "fitted to convergence on real points and ordinary fakes; the far fakes are new to it. After Mao et al. 2017, "
        "Figure 1."
    )
