"""The live run: buttons, status, the pictures of 64 fixed z, the timeline, the curves, and what the judge says."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.mnist_trainer import curves, panels
from explorer.chapters.mnist_trainer.digits import RealImages, images_of
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.mnist_trainer.montage import montage
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.collapse import CollapseWatch
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun, session_runner
from explorer.ui.pictures import show_picture

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

N_REAL = 16

Choice = tuple[str, GanSettings]  # what is learnt from, and how


def show(controls: Controls, settings: GanSettings, real: RealImages) -> None:
    """Draw the page's run; a new run takes the settings and the real images given."""
    live = LiveRun(controls.page)
    show_planned(controls, live, new_run(settings, real), go_on=lambda: _go_on(live, settings))


def show_planned(
    controls: Controls,
    live: LiveRun,
    chosen: Plan[GanSnapshot],
    first: Callable[[], None] | None = None,
    go_on: Callable[[], None] | None = None,
) -> None:
    """Draw a run; a new one is made as planned.

    `first` draws what is to be seen before everything else of the run, and changes with it; `go_on` lets a run that is
    over go on.
    """
    live.show_buttons(lambda: chosen, go_on=go_on)
    live.show(lambda: _draw(controls, live, chosen.settings, first))


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

    return GanTraining(digits.images, settings, digits.labels, judge if panels.is_judged(digits.source) else None)


def follow(page: str, chosen: GanSettings) -> None:
    """Let the run of the page called `page` go on with the settings chosen, unless something needs a new start."""
    runner = session_runner(page)
    if runner.settings is None:
        return
    source, running = runner.settings
    wanted = replace(chosen, n_iterations=running.n_iterations, images_every=running.images_every)
    if wanted != running and not running.needs_new_start(wanted):
        runner.change((source, wanted), lambda loop: loop.change(wanted))


def _go_on(live: LiveRun, chosen: GanSettings) -> None:
    """Let a run that was stopped go on to its end, and one that is done as far again as the controls say."""
    source, running = live.runner.settings
    done = live.runner.status().iteration
    n_iterations = running.n_iterations if done < running.n_iterations else done + chosen.n_iterations
    longer = replace(running, n_iterations=n_iterations)
    live.runner.extend(n_iterations, (source, longer), lambda loop: loop.change(longer))


def what_differs(live: LiveRun, chosen: tuple[object, ...]) -> str:
    """Say where the run and the controls part: its images could not be had, it was changed, or it began with others."""
    running = live.runner.settings or chosen
    remark, changed_at = live.runner.status().remark, live.runner.changed_at
    same = running == chosen or bool(remark and running[1:] == chosen[1:])
    sentences = (
        remark,
        f"Changed at iteration {changed_at:,}." if changed_at else "",
        "" if same else "The settings above differ: they apply at the next start.",
    )
    return "".join(f" :orange[**{sentence}**]" for sentence in sentences if sentence)


def _as_long_as(running: Choice | None, chosen: Choice) -> Choice:
    """Return what is chosen, but for the length of a run that has gone on beyond it."""
    if running is None or running[1].n_iterations < chosen[1].n_iterations:
        return chosen
    length = {name: getattr(running[1], name) for name in ("n_iterations", "images_every")}
    return chosen[0], replace(chosen[1], **length)


def _draw(controls: Controls, live: LiveRun, chosen: Choice, first: Callable[[], None] | None) -> None:
    running: Choice = live.runner.settings or chosen
    source, settings = running
    live.show_status()
    if first:
        first()
    differs = what_differs(live, _as_long_as(live.runner.settings, chosen))
    st.caption(f"This run: {panels.in_words(settings, source)}.{differs}")
    pictures, beside = st.columns([1, 1.1], gap="medium")
    with pictures:
        shown = live.show_timeline("**G's pictures** of 64 z that never change · drag to look back")
        panels.show_pictures(shown, settings.network)
        digits = images_of(source)
        st.caption(f"Below, real ones. {digits.description}")
        show_picture(montage(digits.images[:N_REAL], n_columns=N_REAL), alt=f"{N_REAL} real ones ({digits.name})")
    frames = live.runner.frames()
    looks_back = shown is not None and shown is not frames[-1]
    at = int(shown.iteration) if looks_back else None
    with beside:
        curves.show(controls, live, running, at)
    judged, scores = st.columns(2, gap="medium")
    with judged:
        panels.show_judged(f"{live.page}_judged", frames, shown, settings, source, at)
    with scores:
        panels.show_scores(f"{live.page}_scores", frames, settings, at)
