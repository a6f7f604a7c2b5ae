"""Has G learned to draw, or has it learned the training digits by heart? Its samples beside their nearest ones."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.mnist_trainer.questions.asking import Asking, Labels, draw_z
from explorer.data.mnist_trainer.digits import Digits, load_test_digits
from explorer.data.mnist_trainer.nearest import nearest
from explorer.figures.mnist_trainer.questions import distances_figure
from explorer.numbers import number
from explorer.ui.charts import group, notice
from explorer.ui.charts import show as show_chart
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = (
    "**Does G copy?** It never sees a digit, yet D could have led it to one. So each sample stands beside the training "
    "image that is nearest to it."
)

N_SAMPLES = 64
N_SHOWN = 12
N_HELD_OUT = 128
GAP = 2

Found = tuple[Images, NDArray[np.int64], NDArray[np.float64]]  # samples, their nearest images, the distances


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    digits = asking.digits()
    seed = asking.seed()
    ask = partial(_ask, digits=digits, labels=asking.in_turn(N_SAMPLES), seed=seed)
    samples, indices, distances = asking.answer("memory", seed, ask)
    held_out = _held_out_distances(digits.source, digits)
    order = np.argsort(distances, kind="stable")[:N_SHOWN]
    with group("mnist_trainer_memory"):
        st.markdown(
            f"The {N_SHOWN} of {N_SAMPLES} samples that are nearest to a training image · each: **sample**, **nearest "
            f"of {len(digits.images):,}**, **difference** (black where they agree)"
        )
        show_tiles(
            [_triple(samples[i], digits.images[indices[i]], float(distances[i])) for i in order],
            n_columns=6,
            min_width=165,
        )
    typical = float(np.median(held_out))
    st.markdown(_verdict(distances, held_out, typical))
    middle = number(np.median(distances), ".1f")
    words = f"Distances of {N_SAMPLES} samples, median {middle}, of unseen real digits {number(typical, '.1f')}"
    show_chart(distances_figure(held_out, distances), f"{asking.controls.page}_distances", words)
    st.latex(r"d(a, b) = \sqrt{\textstyle\sum_{i=1}^{784} (a_i - b_i)^2}, \qquad 0 \le a_i, b_i \le 1")
    notice(
        "A copy would stand at 0. Thin strokes, such as those of a 1, are near to many others; so compare with the "
        "blue bars, not with 0 alone. Being far is no merit either: noise is far from everything."
    )
    st.caption(_yardstick(digits))


def _ask(run: "GanTraining", digits: Digits, labels: Labels | None, seed: int) -> Found:
    samples = run.samples(draw_z(seed, N_SAMPLES, run.G.latent_dim), labels)
    return samples, *nearest(samples, digits.images)


@st.cache_data(max_entries=3, show_spinner="Measuring how near unseen real digits are")
def _held_out_distances(source: str, _digits: Digits) -> NDArray[np.float64]:
    """Return distances of real digits that G's run has not seen; of the built-in ones, each from all the others."""
    test = load_test_digits(source)
    if test is None:
        chosen = np.linspace(0, len(_digits.images) - 1, N_HELD_OUT).round().astype(np.int64)
        return nearest(_digits.images[chosen], _digits.images, but_not=chosen)[1]
    return nearest(test.images[:: len(test.images) // N_HELD_OUT], _digits.images)[1]


def _triple(sample: Images, real: Images, distance: float) -> Tile:
    difference = np.abs(sample.astype(np.int16) - real).astype(np.uint8)
    gap = np.full((len(sample), GAP), 96, np.uint8)
    picture = np.hstack([sample, gap, real, gap, difference])
    said = number(distance, ".2f")
    return Tile(picture, f"sample, nearest training image, difference; distance {said}", said)


def _verdict(distances: NDArray[np.float64], held_out: NDArray[np.float64], typical: float) -> str:
    near = float(np.quantile(held_out, 0.05))
    n_near = int((distances < near).sum())
    n_copies = int((distances < 0.1 * typical).sum())
    copies = (
        f":red[**As good as copies: {n_copies} of {N_SAMPLES} samples.**]"
        if n_copies
        else f"**No copy** among {N_SAMPLES}: the nearest is {number(distances.min(), '.1f')} away."
    )
    return (
        f"{copies} Half of the samples lie within :orange[**{number(np.median(distances), '.1f')}**] of a training "
        f"image, half of the real digits that G's run never saw within :blue[**{number(typical, '.1f')}**]. "
        f"Suspiciously near, nearer than 95 of 100 unseen digits: {n_near} of {N_SAMPLES} samples (about "
        f"{number(0.05 * N_SAMPLES, '.0f')} would be by chance)."
    )


def _yardstick(digits: Digits) -> str:
    if digits.source == "built_in":
        whose = f"{N_HELD_OUT} of the built-in digits, each compared with all others: none are kept apart"
    else:
        whose = f"{N_HELD_OUT} of the {digits.name} test images, which no network here learns from"
    return f"The blue bars: {whose}. Distances are between pixels; a digit moved by two pixels is far from itself."
