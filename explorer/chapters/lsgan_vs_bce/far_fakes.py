"""Chapter "Far fakes": Figure 1 of Mao et al. 2017, alive, with a D that is really fitted under each loss."""

import numpy as np
import streamlit as st

from explorer.data.far_fakes import HOME_SIGMAS, Points, far_fakes, home_outline, is_home, sigmas_from_data
from explorer.figures.lsgan_vs_bce_far_fakes import Panel, far_fakes_figure
from explorer.figures.lsgan_vs_bce_losses import CROSS_ENTROPY_COLOR, LEAST_SQUARES_COLOR
from explorer.theory.losses import NON_SATURATING, SATURATING, least_squares_generator
from explorer.theory.lsgan import BINARY_CODING, PEARSON_CODING
from explorer.training.far_fakes import Snapshot, move_fakes
from explorer.ui import charts
from explorer.ui.controls import Controls

N_STEPS = 30
CODINGS = {"-1, 1, 0": PEARSON_CODING, "0, 1, 1": BINARY_CODING}
CROSS_ENTROPIES = {"non-saturating": NON_SATURATING, "saturating": SATURATING}
PICTURE = {"distance": 5.0, "height": 0.0, "gap": 2.0, "step_size": 0.5, "refit": False, "steps": 0}
PAPER = {**PICTURE, "bce": "non-saturating", "coding": "-1, 1, 0"}
PRESETS = {
    "The paper's picture": PAPER,
    "Just past the data": {**PAPER, "distance": 1.5},
    "Rejected fakes": {**PAPER, "distance": -4.0},
    "Off to the side": {**PAPER, "height": 2.5},
    "0-1 coding, larger steps": {**PAPER, "coding": "0, 1, 1", "step_size": 2.0},
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    left, right = st.columns([1, 2], gap="medium")
    with left:
        with st.container(horizontal=True, gap="small"):
            for label, settings in PRESETS.items():
                controls.preset(label, settings)
        distance = controls.slider("distance", "Far fakes: distance from the data", -4.0, 8.0, 5.0, 0.5)
        height = controls.slider("height", "Far fakes: height", -2.5, 2.5, 0.0, 0.5)
        gap = controls.slider("gap", "Other fakes: distance from the data", 0.0, 4.0, 2.0, 0.5)
        bce = controls.choice("bce", "G's loss under BCE", list(CROSS_ENTROPIES), "non-saturating")
        coding = controls.choice("coding", "LSGAN's a, b, c", list(CODINGS), "-1, 1, 0")
        step_size = controls.slider("step_size", "Step size η", 0.1, 3.0, 0.5, 0.1)
        refit = controls.toggle("refit", "Fit D again before every step, on all points", False)
        seed = controls.seed("points_seed")
    points = far_fakes(distance, height, gap, seed)
    panels = _both_runs(points, bce, coding, step_size, refit)
    with right:
        # Above the slider, yet drawn after it: until the slider is drawn, a link's number of steps is not known.
        row = st.container(horizontal=True, gap="small")
        steps = controls.slider("steps", "Steps taken", 0, N_STEPS, 0, 1)
        with row:
            _step_buttons(controls, steps)
        charts.show(
            far_fakes_figure(panels, points.real, home_outline(), HOME_SIGMAS, steps),
            "far_fakes",
            "Real points, fakes and far fakes in the plane with the gradient arrow of each fake, under BCE above and "
            "LSGAN below, and the far fakes' mean distance from the data at every step.",
        )
        charts.notice(_what_happened(panels))
    _explain(bce, coding)


def _step_buttons(controls: Controls, now: int) -> None:
    for label, icon, target in (
        ("One step", ":material/skip_next:", now + 1),
        ("Undo", ":material/undo:", now - 1),
        (f"All {N_STEPS}", ":material/fast_forward:", N_STEPS),
        ("Start over", ":material/first_page:", 0),
    ):
        st.button(
            label,
            icon=icon,
            key=f"_{controls.page}_go_{label}",
            type="primary" if label == "One step" else "secondary",
            disabled=not 0 <= target <= N_STEPS or target == now,
            on_click=controls.set,
            kwargs={"steps": target},
        )


def _both_runs(points: Points, bce: str, coding: str, step_size: float, refit: bool) -> list[Panel]:
    targets = CODINGS[coding]
    cross_entropy = move_fakes(points, CROSS_ENTROPIES[bce], N_STEPS, step_size, refit)
    least_squares = move_fakes(points, least_squares_generator(targets.c), N_STEPS, step_size, refit, targets)
    return [
        _panel(f"BCE, {bce}", CROSS_ENTROPY_COLOR, list(cross_entropy), step_size, 0.0, None),
        _panel(f"LSGAN ({coding})", LEAST_SQUARES_COLOR, list(least_squares), step_size, targets.threshold, targets.c),
    ]


def _panel(
    name: str, color: str, run: list[Snapshot], step_size: float, threshold: float, target: float | None
) -> Panel:
    return Panel(
        name,
        color,
        line=np.array([snapshot.discriminator.line_at(threshold) for snapshot in run]),
        target=None if target is None else np.array([snapshot.discriminator.line_at(target) for snapshot in run]),
        fake=np.array([snapshot.fake for snapshot in run]),
        far=np.array([snapshot.far for snapshot in run]),
        move_fake=np.array([snapshot.next_move_fake(step_size) for snapshot in run]),
        move_far=np.array([snapshot.next_move_far(step_size) for snapshot in run]),
        n_home=np.array([is_home(snapshot.far).sum() for snapshot in run]),
        distance=np.array([sigmas_from_data(snapshot.far).mean() for snapshot in run]),
    )


def _what_happened(panels: list[Panel]) -> str:
    cross_entropy, least_squares = panels
    first = [float(np.linalg.norm(panel.move_far[0], axis=1).mean()) for panel in panels]
    return (
        f"The far fakes' first step is **{first[0]:.1e}** long under BCE and **{first[1]:.2f}** under LSGAN; after "
        f"{N_STEPS} steps **{cross_entropy.n_home[-1]}** and **{least_squares.n_home[-1]}** of "
        f"{least_squares.far.shape[1]} are home, inside the dotted ellipse (2σ of the data)."
    )


def _explain(bce: str, coding: str) -> None:
    st.markdown(
        "A fake moves by $x \\leftarrow x - \\eta\\,\\partial L_G/\\partial x$, and an arrow is that next step, to "
        "the same scale in both panels. By the chain rule it is $\\partial L_G/\\partial x = L_G'(t)\\,w$ with D's "
        "output $t = w\\cdot x + w_0$: the loss decides through $L_G'(t)$ alone."
    )
    st.latex(
        r"\text{BCE: } -(1-\sigma(t))\,w \approx 0 \text{ for large } t"
        if bce == "non-saturating"
        else r"\text{BCE: } -\sigma(t)\,w \approx -w \text{ for large } t"
    )
    st.latex(r"\text{LSGAN: } (t-c)\,w")
    where = (
        "With c = 0 that is D's decision line, at the **edge** of the data and not at its centre"
        if CODINGS[coding].c == CODINGS[coding].threshold
        else "With c = b that is where D says “real”, just **behind** the data's centre"
    )
    st.markdown(
        f"**What least squares really does.** It does not know where the data are; it pulls every fake to the line "
        f"t = c. {where}. A straight D knows one direction only: try *Off to the side*, and LSGAN brings the fakes to "
        "that line but not home."
    )
    st.markdown(
        "**Two more honest words.** The *saturating* loss does not sleep here, it does worse: for large t its gradient "
        "is −w, which drives the far fakes further out. And the paper's argument holds D still: let D be fitted again "
        "before every step, and the far fakes drag the straight line after them, so that least squares slows down too "
        "(try distances 5 and 1.5)."
    )
    st.caption(
        "D here is logistic regression with a small ‖w‖² term (BCE) or linear regression on the labels a, b (LSGAN), "
        "fitted to convergence on real points and ordinary fakes; the far fakes are new to it. After Mao et al. 2017, "
        "Figure 1."
    )
