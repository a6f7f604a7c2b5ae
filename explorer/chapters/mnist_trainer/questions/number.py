"""A conditional GAN is told which digit to draw: write a number, and see whether it listens."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.mnist_trainer import live_run, settings
from explorer.chapters.mnist_trainer.questions.asking import Asking, draw_z
from explorer.figures.style import GENERATOR
from explorer.ui import real_images
from explorer.ui.charts import notice
from explorer.ui.taken_for import taken_for
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = (
    "**Can you order a digit?** From a conditional GAN you can: its G is told a label beside z, and its D checks it."
)

MAX_DIGITS = 12
DEFAULT = "31415926"
N_STYLES = 6
N_LABELS = 10


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    if not asking.settings.conditional:
        _explain_the_condition(asking)
        return
    with asking.place, st.container(width=220):
        text = asking.controls.text("question_number", "A number", DEFAULT, max_chars=MAX_DIGITS).strip()
    seed = asking.seed()
    if text.isascii() and text.isdigit():
        _write(asking, text[:MAX_DIGITS], seed)
    else:
        st.warning("Only digits, please: up to twelve of 0 to 9.", icon=":material/pin:")
    _show_styles(asking, seed)
    notice(
        "Each row keeps its z, each column its label. Is the style of a row, its slant and its thickness, the same for "
        "all ten? Then G has learned to split a picture into what is drawn and how."
    )
    st.latex(r"x = G(z, y)")
    st.latex(r"t = w\cdot h(x) + b + e_y\cdot h(x)")
    st.caption(
        "y goes into G as ten numbers, nine 0 and one 1. D compares its features h(x) with a vector e_y for each "
        "label. Mirza & Osindero 2014; Miyato & Koyama 2018, eq. 4."
    )


def _write(asking: Asking, text: str, seed: int) -> None:
    labels = np.array([int(character) for character in text])
    images = asking.answer("number", (text, seed), partial(_draw, labels=labels, seed=seed))
    taken = taken_for(images) if asking.knows_digits else [""] * len(images)
    names = asking.digits().class_names
    show_tiles(
        [
            Tile(image, f"G's {names[label]}, taken for {what or 'nothing'}", what or names[label], GENERATOR)
            for image, label, what in zip(images, labels, taken, strict=True)
        ],
        n_columns=max(len(images), 8),
        min_width=66,
    )
    if asking.knows_digits:
        right = sum(what.split()[0] == str(label) for what, label in zip(taken, labels, strict=True))
        st.caption(f"Under each, what the classifier takes it for: {right} of {len(labels)} as ordered.")


def _draw(run: "GanTraining", labels: NDArray[np.int64], seed: int) -> Images:
    return run.samples(draw_z(seed, len(labels), run.G.latent_dim), labels)


def _show_styles(asking: Asking, seed: int) -> None:
    images = asking.answer("styles", seed, partial(_styles, seed=seed))
    st.markdown(f"**The same z along each row**, the labels 0 to 9 from left to right · {N_STYLES} z's")
    names = asking.digits().class_names
    last_row = (N_STYLES - 1) * N_LABELS
    show_tiles(
        [
            Tile(
                image,
                f"z number {k // N_LABELS}, label {names[k % N_LABELS]}",
                names[k % N_LABELS] if k >= last_row else "",
            )
            for k, image in enumerate(images)
        ],
        n_columns=N_LABELS,
    )


def _styles(run: "GanTraining", seed: int) -> Images:
    z = draw_z(seed, N_STYLES, run.G.latent_dim).repeat(N_LABELS, axis=0)
    return run.samples(z, np.tile(np.arange(N_LABELS), N_STYLES))


def _explain_the_condition(asking: Asking) -> None:
    st.info(
        "This run's G gets z alone, so which digit it draws is left to chance. A **conditional** GAN gives the label "
        "to both networks: G must draw what it is told, because D looks at the picture and the label together.",
        icon=":material/label:",
    )
    controls, runner = asking.controls, asking.runner
    real = real_images.current_images(controls)

    def train() -> None:
        controls.set(conditional=True)
        runner.start(live_run.new_run(settings.current_settings(controls), real))

    st.button(
        "Train a conditional GAN",
        icon=":material/play_arrow:",
        type="primary",
        key=f"_{controls.page}_question_conditional",
        help="Switches the label on in the chapter Train and starts a new run. The present run is forgotten.",
        on_click=train,
    )
