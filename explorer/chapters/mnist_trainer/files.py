"""Chapter "Code and files": a run to keep and to go on with, the same run from the command line, and as a script."""

import io
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.mnist_trainer import code, live_run
from explorer.chapters.mnist_trainer.offered import AVERAGES, BATCH_SIZES, LEARNING_RATES, N_ITERATIONS, R1_WEIGHTS
from explorer.chapters.mnist_trainer.settings import current_settings, recommended
from explorer.data.array_file import MAX_FILE_BYTES
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import is_here
from explorer.names import DIGITS
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.training.mnist_trainer.command import command_line
from explorer.training.mnist_trainer.run_file import NotARun, SavedRun, load_run, run_of, save_run
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.real_images import current_images
from explorer.ui.upload import show_upload

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

# What the controls of "Train" offer: one of several values, or anything from one end to the other.
OFFERED = {
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "averaging": AVERAGES,
    "n_iterations": N_ITERATIONS,
    "r1": R1_WEIGHTS,
}
ENDS = {"beta1": (0.0, 0.95), "label_smoothing": (0.0, 0.3), "instance_noise": (0.0, 1.0)}


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
    if not is_here(run.source):
        return f"It learns from {DIGITS[run.source]}: choose that in Train, press Start, load the run again.", False
    controls.set(digits=run.source, **as_controls(run.settings))
    digits = current_images(controls).at_hand
    if digits.source != run.source:
        return f"This run learns from {DIGITS[run.source]}, whose files cannot be read: Train says why.", False

    def go_on() -> "GanTraining":
        training = live_run.training(run.settings, digits)
        training.load_state(run.state)
        return training

    runner.load(replace(live_run.plan(run.settings, digits), make_snapshots=go_on, history=run.history()))
    place = f"iteration {run.iteration:,} of {run.settings.n_iterations:,}"
    return f"Loaded, at {place}. **Train** shows its curves and pictures, and goes on with it.", True


def as_controls(settings: GanSettings) -> dict[str, object]:
    """Return settings as the controls of "Train" can show them: the nearest that each offers."""
    values = {name: value for name, value in asdict(settings).items() if name in recommended(settings.network)}
    for name, options in OFFERED.items():
        value = min(max(values[name], options[0]), options[-1])
        distances = [abs(option - value) for option in options]
        values[name] = options[distances.index(min(distances))]
    for name, (low, high) in ENDS.items():
        values[name] = min(max(float(values[name]), low), high)
    return {**values, "seed": float(settings.seed)}
