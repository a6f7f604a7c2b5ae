"""Chapter "Code and files": a run to keep and to go on with, the same run from the command line, and as a script."""

import io
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.mnist_trainer import code, live_run
from explorer.chapters.mnist_trainer.settings import as_controls, current_settings
from explorer.data.array_file import MAX_FILE_BYTES
from explorer.data.files import WrongFile
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.mnist_trainer.command import command_line
from explorer.training.mnist_trainer.run_file import NotARun, SavedRun, load_run, run_of, save_run
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.load_run import take_over
from explorer.ui.real_images import current_images
from explorer.ui.upload import show_upload

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining


def show(controls: Controls) -> None:
    """Draw the chapter."""
    live = LiveRun(controls.page)
    left, right = st.columns(2, gap="large")
    with left:
        _show_save(live.runner, controls)
    with right:
        _show_load(live.runner, controls)
    st.subheader("The same run from the command line")
    st.markdown(
        "What **Train** would start now, without the pages. It ends with the same numbers, on the same machine."
    )
    st.code(command_line(current_settings(controls), current_images(controls).source), "bash", wrap_lines=True)
    st.caption("It writes every number as CSV, samples, the grid, a film, and a run file that can be loaded here.")
    st.subheader("The same run as a script")
    code.show(controls)


def _show_save(runner: Runner[GanSnapshot], controls: Controls) -> None:
    st.subheader("Save this run")
    status = runner.status()
    broke = status.state is State.FAILED and not status.can_go_on
    st.download_button(
        "Save this run",
        lambda: run_file(runner),
        f"gan-{runner.settings[1].network if runner.settings else 'run'}.npz",
        "application/octet-stream",
        key=f"_{controls.page}_save_run",
        icon=":material/save:",
        disabled=not status.iteration or broke,
        on_click="ignore",
    )
    if broke:
        st.caption("This run broke: there is nothing to go on with.")
    elif not status.iteration:
        st.caption("There is no run yet. Start one in **Train**.")
    else:
        st.caption(
            "Networks, optimizers, curves and pictures as they stand when you press, also while it trains. It goes on "
            "from the file, here or by `--resume`, as if it had never stopped."
        )


def run_file(runner: Runner[GanSnapshot]) -> bytes:
    """Return the run file of the run as it stands, between two iterations."""
    run = runner.consult(lambda loop: _run_of(runner, loop))
    if run is None:
        raise NotARun("There is no run to save.")
    file = io.BytesIO()
    save_run(file, run)
    return file.getvalue()


def _run_of(runner: Runner[GanSnapshot], loop: "GanTraining") -> SavedRun:
    return run_of(runner.settings[0], loop, runner.curves(), runner.frames(), runner.latest())


def _show_load(runner: Runner[GanSnapshot], controls: Controls) -> None:
    st.subheader("Load a run")
    label = "A run file, saved here or by the command line"
    show_upload(controls, "load_run", label, ["npz"], MAX_FILE_BYTES, partial(_load, runner, controls))


def _load(runner: Runner[GanSnapshot], controls: Controls, file: io.BytesIO) -> tuple[str, bool]:
    """Put the run of a file in the place of the session's; return what to say of it, and whether it is good."""
    try:
        run = load_run(file)
    except WrongFile as refusal:
        return str(refusal), False
    said, is_good = take_over(runner, controls, run, as_controls(run.settings), live_run.plan, "Train")
    return (f"{said} **Train** shows its curves and pictures, and goes on with it." if is_good else said), is_good
