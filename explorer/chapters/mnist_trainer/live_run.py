"""The live run: buttons, status, the pictures of 64 fixed z, the timeline, the curves, and what the judge says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.mnist_trainer import panels
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.mnist_trainer.montage import montage
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.live import LiveRun
from explorer.ui.pictures import show_picture

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

N_REAL = 16

Choice = tuple[str, GanSettings]  # what is learnt from, and how


def show(page: str, settings: GanSettings, digits: Digits) -> None:
    """Draw the run of the page called `page`; a new run takes the settings and digits given."""
    show_planned(LiveRun(page), plan(settings, digits), digits)


def show_planned(
    live: LiveRun, chosen: Plan[GanSnapshot], digits: Digits, first: Callable[[], None] | None = None
) -> None:
    """Draw a run; a new one is made as planned.

    `first` draws what is to be seen before everything else of the run, and changes with it.
    """
    live.show_buttons(lambda: chosen)
    live.show(lambda: _draw(live, chosen.settings, digits, first))


def plan(settings: GanSettings, digits: Digits) -> Plan[GanSnapshot]:
    """Return the plan of a run that learns from the digits given."""
    watch = CollapseWatch(digits.images, settings.loss)
    return Plan(lambda: training(settings, digits), settings.n_iterations, (digits.source, settings), watch)


def training(settings: GanSettings, digits: Digits) -> "GanTraining":
    """Return the run itself. Called in the training thread: it brings torch."""
    from explorer.training.classifier.judge import judge
    from explorer.training.mnist_trainer.gan import GanTraining

    return GanTraining(digits.images, settings, digits.labels, judge if panels.is_judged(digits.source) else None)


def _draw(live: LiveRun, chosen: Choice, digits: Digits, first: Callable[[], None] | None) -> None:
    running: Choice = live.runner.settings or chosen
    source, settings = running
    live.show_status()
    if first:
        first()
    changed = " :orange[**The settings above differ: they apply at the next start.**]" if running != chosen else ""
    st.caption(f"This run: {panels.in_words(settings, source)}.{changed}")
    pictures, curves = st.columns([1, 1.1], gap="medium")
    with pictures:
        shown = live.show_timeline("**G's pictures** of 64 z that never change · drag to look back")
        panels.show_pictures(shown)
        # On a line of its own, what changes cannot move what follows.
        st.caption(f"Shown: {panels.place(shown)}.  \nBelow, real ones. {digits.description}")
        show_picture(montage(digits.images[:N_REAL], n_columns=N_REAL), alt=f"{N_REAL} real ones ({digits.name})")
    frames = live.runner.frames()
    looks_back = shown is not None and shown is not frames[-1]
    at = int(shown.iteration) if looks_back else None
    with curves:
        panels.show_curves(f"{live.page}_curves", live.runner.curves(), settings, at)
    judged, scores = st.columns(2, gap="medium")
    with judged:
        panels.show_judged(f"{live.page}_judged", frames, shown, settings, source, at)
    with scores:
        panels.show_scores(f"{live.page}_scores", frames, settings, at)
