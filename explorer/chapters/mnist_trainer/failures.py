"""Chapter "Make it fail": runs that go wrong on purpose, each beside the one setting that mends it."""

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from explorer.chapters.mnist_trainer import live_run, staged
from explorer.chapters.mnist_trainer.contrasts import LABELS, settings_in_words, value_in_words
from explorer.figures.mnist_trainer.failures import Seen, nothing_seen, proof_figure
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.names import DIGITS
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.training.mnist_trainer.symptoms import class_shares, ink
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.mid_run import Choice
from explorer.ui.real_images import current_images, default_images
from explorer.ui.taken_for import is_judged

BY_ID = {failure.id: failure for failure in FAILURES}
TITLES = ("It fails", "Fixed")

OF_ANOTHER = " :orange[**It is neither of the two above.**]"
FRESH = "It begins with fresh networks."
TRAINED = "It begins with recorded networks that draw all ten digits."
GOES_ON = "It goes on with what the failing run leaves, which is made again first: that takes a moment."


def show(controls: Controls) -> None:
    """Draw the chapter."""
    wrong, chance = st.columns([3, 1], gap="medium")
    with wrong:
        titles = {failure.id: failure.title for failure in FAILURES}
        failure = BY_ID[controls.choice("failure", "What should go wrong?", titles, FAILURES[0].id)]
    with chance:
        seed = controls.seed()
    chosen = current_images(controls)
    real = chosen if is_judged(chosen.source) else default_images()
    if real.source != chosen.source:
        st.caption(f"These runs are about digits: they learn from {DIGITS[real.source]}, not {DIGITS[chosen.source]}.")
    failing, mended = (staged.choice(failure, is_cure, seed, real) for is_cure in (False, True))
    plans = [partial(staged.plan, failure, is_cure, seed, real) for is_cure in (False, True)]
    st.markdown(failure.what_happens)
    live = LiveRun(controls.page)
    begins = TRAINED if failure.is_trained else FRESH
    for is_cure, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _show_side(controls, live, failure, bool(is_cure), plans[is_cure])
    is_mended = live.runner.settings == mended
    at_hand = mended if is_mended else failing
    live_run.show_planned(
        controls,
        live,
        at_hand,
        plans[is_mended],
        lambda: _prove(live, failure, failing, mended),
        of_another=OF_ANOTHER,
    )
    st.markdown(f"**{TITLES[0]}.** {begins} {settings_in_words(failing[1], failing[0])}.")
    st.markdown(f"**{TITLES[1]}.** {GOES_ON if failure.cure_goes_on else begins} {failure.why}")
    if failure.source:
        st.caption(failure.source)


def _show_side(
    controls: Controls,
    live: LiveRun,
    failure: Failure,
    is_cure: bool,
    plan: Callable[[], Plan[GanSnapshot]],
) -> None:
    field, cure = failure.cure
    value = cure if is_cure else failure.settings[field]
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{TITLES[is_cure]}** · {LABELS[field]}: **{value_in_words(value)}**", width="stretch")
        st.button(
            "Run the cure" if is_cure else "Run it",
            key=f"_{controls.page}_failure_{'cure' if is_cure else 'run'}",
            icon=":material/healing:" if is_cure else ":material/heart_broken:",
            on_click=lambda: live.runner.start(plan()),
        )


def _prove(live: LiveRun, failure: Failure, failing: Choice, mended: Choice) -> None:
    """Draw what is watched over both runs: the one at hand as far as it is, the other as it was last seen."""
    remembered: dict[Choice, Seen] = st.session_state.setdefault(f"{live.page}_failures_seen", {})
    running = live.runner.settings
    if running in (failing, mended):
        remembered[running] = _seen(live)
    for other in [seen for seen in remembered if seen not in (failing, mended)]:
        del remembered[other]
    sides = [remembered.get(each, nothing_seen()) for each in (failing, mended)]
    for watched in failure.watched:
        show_chart(
            proof_figure(watched, sides[0], sides[1], (failing[1].n_iterations, mended[1].n_iterations), TITLES),
            f"{live.page}_failure_{watched}",
            f"{failure.title}: {watched} over the failing run on the left and over the mended one on the right",
        )
    notice(failure.notice)


def _seen(live: LiveRun) -> Seen:
    """Return what the figure draws of the run so far."""
    frames, curves = live.runner.frames(), live.runner.curves()
    return Seen(
        np.array([frame.iteration for frame in frames], dtype=float),
        class_shares(frames),
        np.array([frame.gradient_G for frame in frames], dtype=float),
        ink(frames),
        *(curves.get(name, np.zeros(0)) for name in ("iteration", "loss_D", "loss_G", "D_real", "D_fake")),
    )
