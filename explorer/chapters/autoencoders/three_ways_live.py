"""The three ways run live: one after the other in turn, so that each has computed for as long as the others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.arrays import Images
from explorer.chapters.autoencoders.three_ways_said import HEADS, ROWS, TITLES, in_words, measures_table
from explorer.data.autoencoders.three_ways import REAL, WAYS, load_three_ways
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.autoencoders.three_ways import Panel, measures_figure
from explorer.figures.montage import montage
from explorer.names import DIGITS
from explorer.numbers import counted, number
from explorer.training.autoencoders.three_ways_settings import (
    N_DRAWN,
    N_SHOWN,
    ROUNDS_A_SECOND,
    ThreeWaysSettings,
    ThreeWaysSnapshot,
)
from explorer.training.live.plan import Plan
from explorer.ui import charts, mid_run, real_images
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.pictures import show_picture
from explorer.ui.readings import Readings
from explorer.ui.real_images import RealImages
from explorer.ui.taken_for import NO_CLASSIFIER, is_judged

if TYPE_CHECKING:
    from explorer.training.autoencoders.three_ways import ThreeWaysTraining

FIRST = ThreeWaysSettings()
KS = ("2", "5", "10", "20", "40")
SECONDS = ("10", "30", "60")
# measure -> ends of its axis, and whether they are of a share, or exponents of ten
PANELS: Mapping[str, tuple[str, tuple[float, float], str]] = {
    "sure": ("Sure (> 0.9)", (-0.02, 1.05), "share"),
    "frechet": ("Fréchet distance", (0.5, 3.5), "log"),
    "sharpness": ("Sharpness", (0.0, 0.22), ""),
    "evenness": ("Evenness", (-0.02, 1.05), "share"),
}
HALVES = (tuple(PANELS)[:2], tuple(PANELS)[2:])  # two figures, so that a phone shows them one below the other

Measures = Mapping[str, Mapping[str, float]]


def current_settings(controls: Readings) -> ThreeWaysSettings:
    """Return the settings of the next run, as the controls stand."""
    k, seconds = controls.value("ways_k", f"{FIRST.latent_dim}"), controls.value("ways_seconds", f"{FIRST.seconds}")
    return ThreeWaysSettings(int(k), int(seconds), int(controls.value("ways_seed", FIRST.seed)))


def choose(controls: Controls) -> None:
    """Draw what a run is made of."""
    controls.choice("ways_k", "k, numbers in a z", KS, f"{FIRST.latent_dim}")
    with st.popover("More", icon=":material/tune:"):
        real_images.choose_digits(controls)
        help = "Of computing, for each of the three: all take three times as long, and a little more to be measured."
        controls.choice("ways_seconds", "Seconds each", SECONDS, f"{FIRST.seconds}", help=help)
        controls.seed("ways_seed")


def show_live(controls: Controls) -> None:
    """Draw the buttons and the run."""
    chosen, real = current_settings(controls), real_images.current_images(controls)
    real_images.say_where_from(real.source)
    live = LiveRun(f"{controls.page}_ways")  # beside the run of the other chapters
    live.show_buttons(lambda: _new_run(chosen, real))
    live.show(lambda: _draw(live, (real.source, chosen)))


def _new_run(settings: ThreeWaysSettings, real: RealImages) -> Plan[ThreeWaysSnapshot]:
    def training(digits: Digits) -> "ThreeWaysTraining":
        from explorer.training.autoencoders.three_ways import ThreeWaysTraining  # in the training thread: brings torch

        return ThreeWaysTraining(digits, settings, are_digits=is_judged(digits.source))

    n = settings.n_iterations
    return real.plan(
        n, (real.source, settings), lambda digits: Plan(lambda: training(digits), n, (digits.source, settings))
    )


def _draw(live: LiveRun, chosen: tuple[str, ThreeWaysSettings]) -> None:
    live.show_status()
    place = charts.group("autoencoders_three_ways_live")  # above the slider that says which moment is shown
    followed: ThreeWaysSnapshot | None = live.show_timeline("Look back: the iteration shown")
    shown: ThreeWaysSnapshot | None = live.at_this_moment(followed)
    source, settings = live.runner.settings or chosen
    pictures, measures = _recorded() if shown is None else _of(shown)
    with place:
        for column, way in zip(st.columns(len(WAYS), gap="medium"), WAYS, strict=True):
            with column:
                steps = "recorded" if shown is None else counted(getattr(shown, way).iteration, "step")
                st.markdown(f"**{HEADS[way]}** · {steps}")
                alt = f"{TITLES[way]}: {N_SHOWN} pictures of random z, {steps}"
                show_picture(montage(pictures[way], n_columns=8, scale=2), alt=alt)
    _show_curves(live, settings, followed)
    charts.notice(f"{in_words(measures)} Noise is sharp, too. **Look** who is ahead at first, and who later.")
    st.caption(_caption(shown, source, settings) + mid_run.what_differs(live, chosen, lambda *_: ""))
    st.markdown(measures_table(measures, [measure for measure in ROWS if measure != "distance"]))


def _recorded() -> tuple[dict[str, Images], Measures]:
    recorded = load_three_ways()
    return {way: recorded.samples[way][:N_SHOWN] for way in WAYS}, recorded.measures


def _of(shown: ThreeWaysSnapshot) -> tuple[dict[str, Images], Measures]:
    measures = {name: {measure: getattr(getattr(shown, name), measure) for measure in PANELS} for name in (*WAYS, REAL)}
    return {way: getattr(shown, way).pictures for way in WAYS}, measures


def _caption(shown: ThreeWaysSnapshot | None, source: str, settings: ThreeWaysSettings) -> str:
    if shown is None:
        return "Shown is the recorded run. Yours begins with **Start**, and draws the same random z all the way."
    judged = "" if is_judged(source) else f" {NO_CLASSIFIER}"
    return (
        f"After {number(shown.seconds, '.3g')} s of computing for each, k = {settings.latent_dim}, {DIGITS[source]}, "
        f"seed {settings.seed}: the same ε ~ N(0, I) for all. Measured on {N_DRAWN} pictures. In an iteration each of "
        f"the three computes until it has had 1/{ROUNDS_A_SECOND} s more.{judged}"
    )


def _show_curves(live: LiveRun, settings: ThreeWaysSettings, shown: ThreeWaysSnapshot | None) -> None:
    frames = live.runner.frames()
    seconds = np.array([frame.seconds for frame in frames])
    moment = shown.seconds if shown is not None and shown is not frames[-1] else None
    for i, (column, half) in enumerate(zip(st.columns(2, gap="medium"), HALVES, strict=True)):
        panels = [_panel(measure, frames) for measure in half]
        titles = " and ".join(panel.title for panel in panels)
        with column:
            charts.show(
                measures_figure(seconds, panels, settings.seconds, moment),
                f"autoencoders_ways_curves_{i}",
                f"{titles} of the three over the seconds that each has computed, and of real pictures.",
            )


def _panel(measure: str, frames: tuple[ThreeWaysSnapshot, ...]) -> Panel:
    title, ends, scale = PANELS[measure]
    values = {way: np.array([getattr(getattr(frame, way), measure) for frame in frames]) for way in WAYS}
    real = getattr(frames[-1].real, measure) if frames else None
    return Panel(title, values, real, ends, is_share=scale == "share", is_log=scale == "log")
