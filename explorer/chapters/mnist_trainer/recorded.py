"""Recorded runs, played in the browser: no data, no training and no waiting."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.mnist_trainer.offered import N_ITERATIONS
from explorer.chapters.mnist_trainer.settings import NOT_SHOWN, recommended
from explorer.chapters.mnist_trainer.strip import show_strips
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.published_log import PUBLISHED_LOG
from explorer.data.recordings import Recording, load_recording
from explorer.lectures.mnist_trainer_recordings import HOW_TO_READ, RUNS
from explorer.names import DIGITS, LOSSES
from explorer.numbers import number, percent
from explorer.ui.charts import group, notice
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed
from explorer.ui.recording_player import play

NOTHING = "nothing"
LIVE_CHAPTER = "train"
OF_A_FAILURE = ("collapse", "cure")


def show(controls: Controls) -> None:
    """Draw the choice of recordings, the player, and what belongs to the recording chosen."""
    titles = {id: run.title for id, run in RUNS.items()}
    chosen = controls.choice("recording", "Recorded run", titles, next(iter(titles)))
    other = controls.choice("compare", "Compare with", {NOTHING: "nothing", **titles}, NOTHING)
    recordings = [found for id in dict.fromkeys((chosen, other)) if id in RUNS and (found := _found(id))]
    if is_printed():
        with group("mnist_trainer_player"):
            show_strips(recordings)
    elif recordings:
        play(controls.key("player"), *recordings)
    notice(RUNS[chosen].notice)
    if recordings and recordings[0].name == chosen:
        _show_about(controls, recordings[0])


def _found(id: str) -> Recording | None:
    try:
        return load_recording(id)
    except WrongFile as problem:
        st.warning(str(problem), icon=":material/movie_off:")
        return None


def _show_about(controls: Controls, recording: Recording) -> None:
    """Say what it is and how it was made, and offer the same run live."""
    st.button(
        "Do it live",
        icon=":material/model_training:",
        key=f"_{controls.page}_live",
        on_click=_do_it_live,
        args=(controls, recording),
        help="Opens the chapter where this run can be made.",
    )
    if len(recording.log):
        with st.expander("Our log beside the tutorial's", icon=":material/table_rows:"):
            _show_logs(recording.log)
    with st.expander("How to read it, and how it was made", icon=":material/info:"):
        st.markdown(f"**{recording.title}.** {recording.sentence} {HOW_TO_READ}")
        st.caption(_in_words(recording))
        st.code(recording.command, language="bash")


def _do_it_live(controls: Controls, recording: Recording) -> None:
    if recording.name in OF_A_FAILURE:  # they begin with other networks than the trainer's
        controls.set(
            chapter="failures", failure="mode_collapse", digits=recording.source, seed=float(recording.settings["seed"])
        )
        return
    controls.set(chapter=LIVE_CHAPTER, digits=recording.source, **live_settings(recording))


def live_settings(recording: Recording) -> dict[str, object]:
    """Return the values of the trainer's controls that make this run, as long as the trainer's scale allows."""
    wanted = {**recommended(recording.settings["network"]), **recording.settings}
    n_iterations = min(N_ITERATIONS, key=lambda offered: abs(offered - recording.settings["n_iterations"]))
    offered = {name: wanted[name] for name in recommended(recording.settings["network"]) if name not in NOT_SHOWN}
    return {**offered, "n_iterations": n_iterations, "seed": float(recording.settings["seed"])}


def _in_words(recording: Recording) -> str:
    said = {**recording.settings, "loss": LOSSES[recording.settings["loss"]]}
    settings = " · ".join(f"{name} {value}" for name, value in said.items() if name != "images_every")
    return f"{DIGITS[recording.source]} · {settings}".replace("_", " ")


def _show_logs(ours: NDArray[np.float64]) -> None:
    st.markdown(
        "The same networks and settings, which are those of [*GANs in Action*, chapter "
        "3](https://github.com/GANs-in-Action/gans-in-action), another seed, the same trend. Each row is a single "
        "batch of 2 × 128 pictures: chance moves it by two or three per cent. D's loss is here the mean over its real "
        "and its fake batch, half of the sum in the curves; at the equilibrium both losses would be ln 2 = 0.693 and "
        "D right half of the time."
    )
    theirs = {row[0]: row[1:] for row in PUBLISHED_LOG}
    rows = [(row[0], tuple(row[1:]), theirs[int(row[0])]) for row in ours if int(row[0]) in theirs]
    head = "| iteration | D is right: ours | tutorial | loss of D: ours | tutorial | loss of G: ours | tutorial |"
    st.markdown("\n".join([head, "|--:" * 7 + "|", *(_log_row(int(n), mine, other) for n, mine, other in rows)]))


def _log_row(iteration: int, ours: tuple[float, ...], theirs: tuple[float, ...]) -> str:
    (right, *losses), (their_right, *their_losses) = ours, theirs
    shares = [percent(share / 100, 1) for share in (right, their_right)]
    cells = [*shares, *(number(loss, ".2f") for pair in zip(losses, their_losses, strict=True) for loss in pair)]
    return f"| {iteration:,} | {' | '.join(cells)} |"
