"""A run to keep in a file, and to go on with from it."""

import io
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from explorer.chapters.autoencoders import live_run
from explorer.chapters.autoencoders.settings import BATCH_SIZES, CODE_SIZES, LEARNING_RATES, N_ITERATIONS, OFFERED
from explorer.data.array_file import MAX_FILE_BYTES
from explorer.data.files import WrongFile
from explorer.training.autoencoders.run_file import SavedAutoencoder, load_run, save_run
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from explorer.ui.controls import Controls
from explorer.ui.load_run import take_over
from explorer.ui.upload import show_upload

if TYPE_CHECKING:
    from explorer.training.autoencoders.run import AutoencoderTraining

VALUES = {
    "latent_dim": CODE_SIZES,
    "learning_rate": LEARNING_RATES,
    "batch_size": BATCH_SIZES,
    "n_iterations": N_ITERATIONS,
}


def show_keep(runner: Runner[AutoencoderSnapshot], controls: Controls) -> None:
    """Draw what saves the page's run, and what loads one."""
    status = runner.status()
    st.download_button(
        "Save this run",
        lambda: run_file(runner),
        "autoencoder-run.npz",
        "application/octet-stream",
        key=f"_{controls.page}_save_run",
        icon=":material/save:",
        disabled=not status.iteration or status.state is State.FAILED,
        on_click="ignore",
    )
    label = "A run saved here"
    show_upload(controls, "load_run", label, ["npz"], MAX_FILE_BYTES, partial(_load, runner, controls))


def run_file(runner: Runner[AutoencoderSnapshot]) -> bytes:
    """Return the file of the run as it stands, between two iterations; empty where it has been forgotten."""
    file = io.BytesIO()

    def save(run: "AutoencoderTraining") -> None:
        latest = runner.latest()
        assert latest is not None
        kept = runner.curves(), runner.frames(), latest
        save_run(file, SavedAutoencoder(runner.settings[0], run.settings, run.state(), *kept))

    runner.consult(save)
    return file.getvalue()


def _load(runner: Runner[AutoencoderSnapshot], controls: Controls, file: io.BytesIO) -> tuple[str, bool]:
    """Put the run of a file in the place of the session's; return what to say of it, and whether it is good."""
    try:
        run = load_run(file)
    except WrongFile as refusal:
        return str(refusal), False
    return take_over(runner, controls, run, as_controls(run.settings), live_run.plan, "Bottleneck")


def as_controls(settings: AutoencoderSettings) -> dict[str, object]:
    """Return settings as the controls can show them: the nearest that each offers."""
    values = {name: value for name, value in asdict(settings).items() if name in OFFERED}
    for name, offered in VALUES.items():
        values[name] = min(offered, key=lambda value, wanted=values[name]: abs(value - wanted))  # type: ignore[misc]
    noise = min(max(float(settings.noise), 0.0), 1.0)
    return {**values, "latent_dim": f"{values['latent_dim']}", "noise": noise, "seed": float(settings.seed)}
