"""Chapter "Slow motion": one update of both networks in five stages, with the numbers of this very batch."""

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.mode_collapse.slow_explain import explain
from explorer.chapters.mode_collapse.slow_figures import fakes_at, loop_at, losses_at, plane_at
from explorer.chapters.mode_collapse.slow_player import choose_stage, keep_playing, stop_playing
from explorer.chapters.mode_collapse.slow_say import STAGE_ALTS, stage_in_words
from explorer.chapters.mode_collapse.slow_settings import choose
from explorer.chapters.mode_collapse.slow_tables import followed, samples, sums
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.training.mode_collapse.slow_motion import STAGES, SlowUpdate, slow_update
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed


def show(controls: Controls) -> None:
    """Draw the chapter."""
    settings = choose(controls)
    _play(controls, settings)
    explain()


@st.cache_data(max_entries=200, show_spinner=False)
def _seen(settings: Gan2dSettings, before: int) -> SlowUpdate:
    return slow_update(settings, before)


@st.fragment
def _play(controls: Controls, s: Gan2dSettings) -> None:
    stage, before = choose_stage(controls)
    try:
        seen = _seen(s, before)
    except TrainingDiverged as sentence:
        stop_playing(controls)
        st.warning(str(sentence))
        return
    _follow_one(controls, s, seen, stage)
    if not is_printed():
        with st.expander("Every sample of this batch"):
            for place, table in zip(st.columns(2, gap="medium"), samples(stage, s, seen), strict=True):
                place.markdown(table)
    keep_playing(controls)


@st.fragment
def _follow_one(controls: Controls, s: Gan2dSettings, seen: SlowUpdate, stage: int) -> None:
    """Draw what depends on the sample that is followed; the stage's own buttons need not rerun with it."""
    known = len(STAGES) if is_printed() else stage  # a printed page has no next stage
    figures = st.container()  # above the slider that says whom they follow
    words, numbers = st.columns([1, 1.1], gap="medium")
    with words:
        st.markdown(stage_in_words(stage, s))
        follow = controls.drag_slider("slow_follow", "Follow one sample: number", 1, s.batch_size, 1, 1) - 1
    with figures:
        _show_figures(controls, s, seen, stage, follow)
    with words:
        st.markdown(followed(follow, known, seen))
    with numbers, charts.group("slow_sums"):
        st.markdown(sums(known, seen))
    charts.notice(
        "Only one network moves at a time, and each loss is judged by the D of that moment. **Compare** predicted and "
        "actual change: the longer the step, the less they agree. **Click** a fake, or use the slider, to follow it "
        "through all five stages."
    )


def _show_figures(controls: Controls, s: Gan2dSettings, seen: SlowUpdate, stage: int, follow: int) -> None:
    plane, beside = st.columns([1, 1.1], gap="medium")
    now = STAGE_ALTS[stage - 1]
    with plane:
        alt = f"The real points and fakes of this batch in the plane, over D's map. Update {seen.number}: {now}."
        pick = partial(_follow_nearest, controls, fakes_at(seen, stage))
        charts.show(plane_at(s, seen, stage, follow), "slow_plane", alt, on_pick=pick)
    with beside:
        alt = f"The loop from z through G to the fakes, to D and the losses. Now {now}."
        charts.show(loop_at(s, seen, stage), "slow_loop", alt)
        alt = "Every sample of the batch on the curve of its loss over D's output t."
        charts.show(losses_at(s, seen, stage, follow), "slow_losses", alt)


def _follow_nearest(controls: Controls, x_fake: NDArray[np.float64], x: float, y: float) -> None:
    controls.set(slow_follow=int(np.hypot(*(x_fake - (x, y)).T).argmin()) + 1)
