"""The panels of a run, for one run or two beside each other: pictures, curves, what the judge says, what D says."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.data.recordings import load_recording
from explorer.figures.mnist_trainer.judged import ANSWERS, judged_figure
from explorer.figures.mnist_trainer.score_histograms import score_histograms_figure
from explorer.figures.montage import montage
from explorer.figures.training_curves import training_curves_figure
from explorer.numbers import number, percent
from explorer.theory.equilibrium import equilibrium_losses
from explorer.training.classifier.file import load_classifier_file
from explorer.training.classifier.judgement import Judgement
from explorer.training.mnist_trainer.settings import WITH_SIGMOID, GanSettings
from explorer.training.mnist_trainer.snapshot import N_JUDGED, GanSnapshot
from explorer.ui.charts import show as show_chart
from explorer.ui.pictures import show_picture
from explorer.ui.taken_for import is_judged

# network -> the recorded run that shows what such networks come to
RECORDED = {"compact": "default", "dense": "dense_20000", "convolutional": "convolutional"}


def show_pictures(shown: GanSnapshot | None, network: str, frame: int = -1) -> None:
    """Draw the pictures of the fixed z; before there are any, those of a recorded run of such networks at a frame."""
    if shown is not None and shown.images is not None:
        images, place, hint = shown.images, f"iteration {shown.iteration:,}", ""
    else:
        images, at = _of_recorded_run(network, frame)
        place, hint = f"a recorded run on MNIST, iteration {at:,}", "Yours begins with **Start**."
    show_picture(montage(images), alt=f"8 by 8 pictures that G makes of 64 fixed z: {place}")
    # On a line of its own, what changes cannot move what follows.
    st.caption(f"Shown: {place}. {hint}")


@lru_cache(maxsize=2 * len(RECORDED))
def _of_recorded_run(network: str, frame: int) -> tuple[NDArray[np.uint8], int]:
    recording = load_recording(RECORDED[network])
    return recording.images[frame].copy(), int(recording.iterations[frame])


def show_curves(
    key: str,
    curves: Mapping[str, NDArray[np.float64]],
    settings: GanSettings,
    at: int | None = None,
    changed_at: Sequence[int] = (),
) -> None:
    """Draw losses, D's mean opinions and its accuracy; `at` is an iteration to mark, as are those of changes."""
    levels = equilibrium_losses(settings.loss) if settings.label_smoothing == 0.0 else None
    figure = training_curves_figure(curves, settings.n_iterations, settings.loss, levels, at, changed_at)
    show_chart(figure, key, "Losses of D and G, what D says of real and fake digits, D's accuracy")


def show_judged(
    key: str,
    frames: Sequence[GanSnapshot],
    shown: GanSnapshot | None,
    settings: GanSettings,
    source: str,
    at: int | None = None,
) -> None:
    """Draw the histogram of the classes at the moment shown, and how sure and even they were over the run."""
    judged = [(frame.iteration, frame.judgement) for frame in frames if frame.judgement is not None]
    now = shown.judgement if shown is not None else None
    figure = judged_figure(
        now.shares if now else (),
        [iteration for iteration, _ in judged],
        [judgement.sure for _, judgement in judged],
        [judgement.entropy / np.log(10) for _, judgement in judged],
        settings.n_iterations,
        at,
    )
    show_chart(figure, key, _judged_in_words(now))
    st.caption(_verdict(source, now))


def _judged_in_words(now: Judgement | None) -> str:
    if now is None:
        return "Histogram of the digits that G draws, empty as yet"
    shares = ", ".join(f"{answer}: {percent(share)}" for answer, share in zip(ANSWERS, now.shares, strict=True))
    return f"Histogram of the digits that G draws: {shares}"


def _verdict(source: str, now: Judgement | None) -> str:
    if not is_judged(source):
        return "The classifier that counts the digits was trained on digits only: it does not judge clothing."
    facts = load_classifier_file().facts
    n = now.n if now else N_JUDGED
    # The same words before and during a run, so that the page does not jump.
    none, sure, entropy, frechet = (
        (percent(now.n_none / now.n), percent(now.sure), number(now.entropy, ".2f"), number(now.frechet, ".1f"))
        if now
        else ("– %", "– %", "–.––", "–.–")
    )
    # What real digits reach was measured on MNIST's, with which it compares.
    compared = (
        f"as many real digits reach {number(facts.frechet_floor(n), '.1f')}"
        if source == "mnist"
        else "from MNIST's digits, not from these: it tells only whether a run comes nearer"
    )
    return (
        f"Counted by this project's classifier ({percent(facts.accuracy, 1)} right on MNIST's test digits), from {n} "
        f"pictures of other z. **No digit in {none}**. **Sure (> 0.9) of {sure}**; of MNIST's test digits "
        f"{percent(facts.sure)}. "
        f"**Entropy {entropy}** of the digits; their balance is its share of ln 10 = 2.30, the most there can be. "
        f"**Fréchet distance {frechet}** in its features; "
        f"{compared}."
    )


def show_scores(key: str, frames: Sequence[GanSnapshot], settings: GanSettings, at: int | None = None) -> None:
    """Draw what D said of single pictures, real and fake, as histograms over time."""
    figure = score_histograms_figure(
        [frame.iteration for frame in frames],
        [frame.scores_real for frame in frames if frame.scores_real is not None],
        [frame.scores_fake for frame in frames if frame.scores_fake is not None],
        settings.n_iterations,
        settings.loss in WITH_SIGMOID,
        at,
    )
    show_chart(figure, key, "Histograms over time of what D says of real and of fake digits")
    st.caption(
        "Each column is one batch of real digits above, of fakes below: the stronger the colour, the more of them got "
        "that mark. While D can tell them apart, the two bands lie apart."
    )
