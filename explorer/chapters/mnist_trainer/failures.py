"""Chapter "Make it fail": runs that go wrong on purpose, each beside the one setting that mends it."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from explorer.chapters.mnist_trainer import live_run, panels, side_by_side
from explorer.chapters.mnist_trainer.digits import RealImages, current_images
from explorer.chapters.mnist_trainer.settings import settings_of
from explorer.figures.mnist_trainer.failures import Seen, nothing_seen, proof_figure
from explorer.lectures.mnist_trainer_failures import FAILURES, Failure
from explorer.names import LOSSES
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.symptoms import class_shares
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

LABELS = {contrast.field: contrast.label for contrast in side_by_side.CONTRASTS.values()}
BY_ID = {failure.id: failure for failure in FAILURES}
TITLES = ("It fails", "Fixed")

Choice = tuple[str, GanSettings]  # what is learnt from, and how


def show(controls: Controls) -> None:
    """Draw the chapter."""
    choice, chance = st.columns([3, 1], gap="medium")
    with choice:
        titles = {failure.id: failure.title for failure in FAILURES}
        failure = BY_ID[controls.choice("failure", "What should go wrong?", titles, FAILURES[0].id)]
    with chance:
        seed = controls.seed()
    real = current_images(controls)
    values = [{**side, "seed": seed} for side in (failure.settings, failure.mended)]
    failing, mended = ((real.source, settings_of(side)) for side in values)
    st.markdown(failure.what_happens)
    live = LiveRun(controls.page)
    words = (f"{panels.in_words(failing[1], failing[0])}.", failure.why)
    for column, side, says in zip(st.columns(2, gap="medium"), values, words, strict=True):
        with column:
            _show_side(controls, live, failure, side, says, real)
    at_hand = mended if live.runner.settings == mended else failing
    live_run.show(controls.page, at_hand[1], real, first=lambda: _prove(live, failure, failing, mended))
    if failure.source:
        st.caption(failure.source)


def _show_side(
    controls: Controls, live: LiveRun, failure: Failure, values: Mapping[str, object], says: str, real: RealImages
) -> None:
    field, cure = failure.cure
    is_cure = values[field] == cure
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{TITLES[is_cure]}** · {LABELS[field]}: **{in_words(values[field])}**  \n{says}")
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Run the cure" if is_cure else "Run it",
                key=f"_{controls.page}_failure_{'cure' if is_cure else 'run'}",
                icon=":material/healing:" if is_cure else ":material/heart_broken:",
                on_click=_start,
                args=(controls, live, values, real),
            )
            if is_cure:
                _offer_both(controls, failure, {**values, field: failure.settings[field]})


def _start(controls: Controls, live: LiveRun, values: Mapping[str, object], real: RealImages) -> None:
    controls.set(**values)  # so that the chapter Train shows, and starts, the same run
    live.runner.start(live_run.new_run(settings_of(values), real))


def in_words(value: object) -> str:
    """Say a setting's value."""
    return ("off", "on")[value] if isinstance(value, bool) else LOSSES.get(str(value), str(value))


def _offer_both(controls: Controls, failure: Failure, values: Mapping[str, object]) -> None:
    if st.button(
        "Both side by side",
        icon=":material/splitscreen_right:",
        key=f"_{controls.page}_failure_both",
        help="Opens the chapter Side by side with these two runs: the same seed and the same z, in step.",
        on_click=side_by_side.set_pair,
        args=(controls, dict(values), *failure.cure),
    ):
        st.rerun()  # the row of chapters lies outside this one, which reruns alone


def _prove(live: LiveRun, failure: Failure, failing: Choice, mended: Choice) -> None:
    """Draw what is watched over both runs: the one at hand as far as it is, the other as it was last seen."""
    remembered: dict[Choice, Seen] = st.session_state.setdefault(f"{live.page}_failures_seen", {})
    running = live.runner.settings
    if running in (failing, mended):
        remembered[running] = _seen(live)
    for choice in [choice for choice in remembered if choice not in (failing, mended)]:
        del remembered[choice]
    sides = [remembered.get(choice, nothing_seen()) for choice in (failing, mended)]
    for watched in failure.watched:
        show_chart(
            proof_figure(watched, sides[0], sides[1], failing[1].n_iterations, TITLES),
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
        *(curves.get(name, np.zeros(0)) for name in ("iteration", "loss_D", "loss_G", "D_real", "D_fake")),
    )
