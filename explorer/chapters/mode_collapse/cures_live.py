"""Any cell of the table of cures, run live and compared with its recorded runs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer import names
from explorer.chapters.mode_collapse.views import real_points
from explorer.data.mode_collapse.cures import Cell, CureRecording
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.figures.mode_collapse.cures import Range, cure_history_figure
from explorer.figures.mode_collapse.plane import plane_figure
from explorer.numbers import number, percent
from explorer.training.live.plan import Plan
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS, CureSettings
from explorer.ui import charts
from explorer.ui.changes import waiting_in_words
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.readings import Readings

if TYPE_CHECKING:
    from explorer.training.mode_collapse.cures_run import CureSnapshot

NO_POINTS = np.empty((0, 2))


def current_settings(controls: Readings) -> CureSettings:
    """Return the settings of the next run, as the controls stand."""
    return CureSettings(
        controls.value("cure", next(iter(CURES))),
        controls.value("cure_data", DATA_SETS[0]),
        int(controls.value("cure_seed", 0)),
    )


def show_live(controls: Controls, recording: CureRecording) -> None:
    """Draw the buttons, the run, and the recorded runs of the same cell."""
    controls.seed("cure_seed", "Seed of the live run")
    chosen = current_settings(controls)
    live = LiveRun(f"{controls.page}_cures")  # beside the lab's own run
    live.show_buttons(lambda: _plan(chosen))
    live.show(lambda: _draw(live, chosen, recording))
    charts.notice(
        "Run a seed of your own: does it stay within the recorded ranges? Five seeds are few, and it need not. A "
        "recorded seed, 0 to 4, begins on its grey line and soon leaves it: the recorded runs were computed side by "
        "side, which rounds differently, and a GAN amplifies the last digit."
    )


def _plan(settings: CureSettings) -> "Plan[CureSnapshot]":
    def make_snapshots() -> "Iterator[CureSnapshot]":
        from explorer.training.mode_collapse.cures_run import train_cure  # in the training thread: it brings torch

        return train_cure(settings)

    return Plan(make_snapshots, settings.n_iterations, settings)


def _draw(live: LiveRun, chosen: CureSettings, recording: CureRecording) -> None:
    running: CureSettings = live.runner.settings or chosen
    p, cell = DISTRIBUTIONS[running.data], recording.cells[running.data, running.cure]
    live.show_status()
    figures = st.container()  # above the slider that says which moment they show
    shown = live.show_timeline("Look back: the iteration shown")
    changed = waiting_in_words() if running != chosen else ""
    st.caption(
        f"{names.CURES[running.cure]} on the {names.POINTS[running.data].lower()}, seed {running.seed}.{changed}"
    )
    st.markdown(_compared(shown, cell, recording, len(p.modes)))
    plane, history = figures.columns([1, 1.05], gap="medium")
    with plane:
        x_fake = NO_POINTS if shown is None else shown.x_fake
        charts.show(
            plane_figure(p.extent, x_real=real_points(running.data), x_fake=x_fake),
            "mode_collapse_cure_plane",
            "Real points, and the fakes of the live run.",
        )
    with history:
        curves = live.runner.curves()
        ours = [np.asarray(curves.get(name, ())) for name in ("iteration", "n_modes", "quality")]
        charts.show(
            cure_history_figure(
                recording.iterations,
                Range(cell.n_modes, cell.quality),
                (ours[0], ours[1], ours[2]),
                len(p.modes),
                running.n_iterations,
            ),
            "mode_collapse_cure_history",
            "Modes captured and share of high quality by iteration: the live run, over the recorded ones.",
        )


def _compared(shown: "CureSnapshot | None", cell: Cell, recording: CureRecording, n_modes: int) -> str:
    """Say the live run's counts beside the recorded ones at the same iteration."""
    iteration = recording.iterations[-1] if shown is None else shown.iteration
    at = int(np.searchsorted(recording.iterations, iteration, side="right")) - 1
    modes, quality = cell.n_modes[:, at], cell.quality[:, at]
    ours = ("–", "–") if shown is None else (f"{shown.n_modes}", percent(shown.quality, 1))
    return (
        f"| at iteration {iteration:,} | this run | recorded: least | median | most |\n|:--|--:|--:|--:|--:|\n"
        f"| modes, of {n_modes} | **{ours[0]}** | {modes.min()} | {number(np.median(modes))} | {modes.max()} |\n"
        f"| high quality | **{ours[1]}** | {percent(quality.min(), 1)} | {percent(np.median(quality), 1)} | "
        f"{percent(quality.max(), 1)} |"
    )
