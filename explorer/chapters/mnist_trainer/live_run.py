"""The live run: buttons, status, the pictures of 64 fixed z, the timeline, the curves, and what the judge says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.mnist_trainer import curves, panels
from explorer.chapters.mnist_trainer.contrasts import differences, settings_in_words
from explorer.chapters.mnist_trainer.settings import as_controls
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.montage import montage
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui import charts, mid_run
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.mid_run import Choice
from explorer.ui.pictures import show_picture
from explorer.ui.real_images import RealImages, images_of
from explorer.ui.taken_for import is_judged

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

N_REAL = 16


def show(controls: Controls, live: LiveRun, settings: GanSettings, real: RealImages) -> None:
    """Draw a run; a new one takes the settings and the real images given."""
    chosen = real.source, settings
    go_on = (lambda: mid_run.go_on(live, settings)) if mid_run.is_as_chosen(live, chosen, as_controls) else None
    show_planned(controls, live, chosen, lambda: new_run(settings, real), go_on=go_on)


def show_planned(
    controls: Controls,
    live: LiveRun,
    chosen: Choice,
    plan: Callable[[], Plan[GanSnapshot]],
    instead: Callable[[], None] | None = None,
    go_on: Callable[[], None] | None = None,
    of_another: str = "",
) -> None:
    """Draw a run; a new one is to be as `chosen`, and `plan` is called when it is to begin.

    `instead` draws what stands beside the pictures in the place of the curves; `go_on` lets a run that is over go on;
    `of_another` is said of a run of other settings than these.
    """
    live.show_buttons(plan, go_on=go_on)
    live.show(lambda: _draw(controls, live, chosen, instead, of_another))


def new_run(settings: GanSettings, real: RealImages) -> Plan[GanSnapshot]:
    """Return the plan of a run that learns from real images, which are fetched first where they are not here."""
    return real.plan(settings.n_iterations, (real.source, settings), lambda digits: plan(settings, digits))


def plan(settings: GanSettings, digits: Digits) -> Plan[GanSnapshot]:
    """Return the plan of a run that learns from the digits given."""
    watch = CollapseWatch(digits.images, settings.loss)
    return Plan(lambda: training(settings, digits), settings.n_iterations, (digits.source, settings), watch)


def training(settings: GanSettings, digits: Digits) -> "GanTraining":
    """Return the run itself. Called in the training thread: it brings torch."""
    from explorer.training.classifier.judge import judge
    from explorer.training.mnist_trainer.gan import GanTraining

    return GanTraining(digits.images, settings, digits.labels, judge if is_judged(digits.source) else None)


def _draw(
    controls: Controls, live: LiveRun, chosen: Choice, instead: Callable[[], None] | None, of_another: str
) -> None:
    running: Choice = live.runner.settings or chosen
    source, settings = running
    live.show_status()
    parted = mid_run.where_they_part(live, chosen, differences, of_another)
    st.caption(f"This run: {settings_in_words(settings, source)}.{parted}")
    pictures, beside = st.columns([1, 1.1], gap="medium")
    with pictures:
        place = charts.group("mnist_trainer_pictures")  # above the slider that says which moment they show
        shown = live.show_timeline("G's pictures of 64 z that never change · drag to look back")
        with place:
            panels.show_pictures(shown, settings.network)
        digits = images_of(source)
        st.caption(f"Below, real ones. {digits.description}")
        show_picture(montage(digits.images[:N_REAL], n_columns=N_REAL), alt=f"{N_REAL} real ones ({digits.name})")
    frames = live.runner.frames()
    looks_back = shown is not None and shown is not frames[-1]
    at = int(shown.iteration) if looks_back else None
    with beside:
        if instead:
            instead()
        else:
            curves.show(controls, live, running, at)
    judged, scores = st.columns(2, gap="medium")
    with judged:
        panels.show_judged(f"{live.page}_judged", frames, shown, settings, source, at)
    with scores:
        panels.show_scores(f"{live.page}_scores", frames, settings, at)
