"""Chapter "Side by side": two runs that differ in one setting, with the same seed and the same z, in step."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.mnist_trainer import live_run, panels
from explorer.chapters.mnist_trainer.contrasts import CONTRASTS, as_id, differences, settings_in_words, value_in_words
from explorer.chapters.mnist_trainer.settings import current_settings
from explorer.data.mnist_trainer.digits import Digits
from explorer.numbers import number
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui import charts, mid_run
from explorer.ui.charts import notice
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.real_images import RealImages, current_images

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.pair import PairSnapshot, PairTraining


SIDES = ("first", "second")
MILD_STEPS = 2e-3  # learning rates that LSGAN bears


def show(controls: Controls) -> None:
    """Draw the chapter."""
    real, first = current_images(controls), current_settings(controls)
    name, second = _choose(controls, first)
    live = LiveRun(f"{controls.page}_pair")
    live.show_buttons(lambda: _new_run(first, second, name, real))
    live.show(lambda: _draw(live, (real.source, first, second, name)))
    st.markdown(
        "The first run takes the settings of the chapter **Train**, the second the same but for one. Same seed, same "
        "z, one iteration of each in turn: what differs comes from that one setting."
    )
    notice(
        "Look at the pictures first, then at D's opinions: which of the two runs has the surer D, and is that the one "
        "with the better digits? Another seed tells you what was chance."
    )


def _choose(controls: Controls, first: GanSettings) -> tuple[str, GanSettings]:
    texts = {id: contrast.text for id, contrast in CONTRASTS.items()}
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        name = controls.choice("side_by", "The second run differs in", texts, "loss", in_list=True)
        contrast = CONTRASTS[name]
        options = {as_id(value): value for value in contrast.values}
        said = {id: value_in_words(value) for id, value in options.items()}
        chosen = controls.choice(_control(name), f"{contrast.label}: the second run's", said, as_id(contrast.offered))
    second = replace(first, **{contrast.field: options[chosen]})
    if second.loss == "lsgan" and second.learning_rate_D > MILD_STEPS:
        st.caption(
            f"Steps of {number(second.learning_rate_D)} suit D's logarithms, but throw a loss made of squares off now "
            f"and then. For a fair race set both learning rates to {number(MILD_STEPS)} in **Train**."
        )
    if second == first:
        st.warning("Both runs have the same settings now: choose another value.", icon=":material/content_copy:")
    return name, second


def _control(name: str) -> str:
    return f"side_{CONTRASTS[name].field}"


def _new_run(first: GanSettings, second: GanSettings, name: str, real: RealImages) -> "Plan[PairSnapshot]":
    settings = (real.source, first, second, name)
    return real.plan(first.n_iterations, settings, lambda digits: _plan(first, second, name, digits))


def _plan(first: GanSettings, second: GanSettings, name: str, digits: Digits) -> "Plan[PairSnapshot]":
    def make_snapshots() -> "PairTraining":
        from explorer.training.mnist_trainer.pair import PairTraining

        runs = [live_run.training(settings, digits) for settings in (first, second)]
        runs[1].fixed_z = runs[0].fixed_z.clone()
        return PairTraining(*runs)

    return Plan(make_snapshots, first.n_iterations, (digits.source, first, second, name))


def _draw(live: LiveRun, chosen: tuple[str, GanSettings, GanSettings, str]) -> None:
    running = live.runner.settings or chosen
    source, first, second, name = running
    contrast = CONTRASTS[name]
    live.show_status()
    differs = mid_run.what_differs(live, chosen, differences)
    st.caption(f"Both runs: {settings_in_words(first, source)}, but for one: {contrast.label}.{differs}")
    pictures = charts.group("mnist_trainer_pair_pictures")  # above the slider that says which moment they show
    shown = live.show_timeline("**The same 64 z in both runs** · drag to look back")
    looks_back = shown is not None and shown is not live.runner.frames()[-1]
    at = int(shown.iteration) if looks_back else None
    curves, frames = live.runner.curves(), live.runner.frames()
    places = pictures.columns(2, gap="medium")
    below = st.columns(2, gap="medium")
    for place, column, side, settings in zip(places, below, SIDES, (first, second), strict=True):
        of_side = [snapshot for frame in frames if (snapshot := getattr(frame, side)).images is not None]
        now = _last_with_pictures(of_side, shown)
        with place:
            st.markdown(f"**{contrast.label}: {value_in_words(getattr(settings, contrast.field))}**")
            panels.show_pictures(now)
        with column:
            panels.show_judged(f"{live.page}_judged_{side}", of_side, now, settings, source, at)
            panels.show_curves(f"{live.page}_curves_{side}", _curves_of(curves, side), settings, at)


def _last_with_pictures(of_side: list[GanSnapshot], shown: "PairSnapshot | None") -> GanSnapshot | None:
    earlier = [snapshot for snapshot in of_side if shown is not None and snapshot.iteration <= shown.iteration]
    return earlier[-1] if earlier else None


def _curves_of(curves: dict[str, NDArray[np.float64]], side: str) -> dict[str, NDArray[np.float64]]:
    """Return one run's curves, as far as it went: a run that has diverged stands still while the other goes on."""
    own = {name.removeprefix(f"{side}."): values for name, values in curves.items() if name.startswith(f"{side}.")}
    if not own:
        return {}
    moves = own["iteration"] == curves["iteration"]
    return {name: values[moves] for name, values in own.items()}
