"""One coordinate of z is turned, all others stay: what does it do to the picture, and which do the most?"""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.mnist_trainer.questions.asking import Asking, Labels, draw_z
from explorer.figures.mnist_trainer.questions import effects_figure
from explorer.figures.style import GENERATOR, HIGHLIGHT
from explorer.numbers import number, percent
from explorer.theory.latent import along_coordinate
from explorer.training.mnist_trainer.questions import coordinate_effects
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.taken_for import NO_CLASSIFIER, taken_for
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = (
    "**What does one number of z do?** Nobody told G what its coordinates should mean. Turn one of them from −3 to 3, "
    "while all others stay, and see whether it has found a meaning."
)

VALUES = np.linspace(-3.0, 3.0, 25)
EVERY = 3  # of the values, one is shown in the strip

Effects = NDArray[np.float64]


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    seed = asking.seed()
    label = asking.one_label(1)
    told = None if label is None else int(label[0])
    effects = asking.answer("coordinate_effects", (seed, told), partial(_effects, seed=seed, label=told))
    most = int(effects.argmax())
    last = asking.latent_dim - 1
    key = asking.controls.key("question_coordinate")
    if st.session_state.get(key, 0) > last:  # chosen for networks with more coordinates
        st.session_state[key] = last
    with asking.place:
        asking.controls.preset(
            "coordinate",
            "The coordinate that does most",
            {"question_coordinate": most},
            icon=":material/bolt:",
            help=f"Coordinate {most}",
        )
    chosen = asking.controls.slider("question_coordinate", "Coordinate of z", 0, last, 0, 1)
    ask = partial(_strip, seed=seed, coordinate=chosen, label=told)
    images = asking.answer("coordinate_strip", (seed, told, chosen), ask)
    st.fragment(_turn)(asking, images)
    words = f"How much each coordinate changes the picture; coordinate {most} does most, {percent(effects[most], 1)}"
    show_chart(effects_figure(effects, chosen), f"{asking.controls.page}_effects", words)
    st.latex(r"m_j = \frac{1}{784}\sum_{i=1}^{784} \bigl|\,G(z^{j\,\to\,3})_i - G(z^{j\,\to\,-3})_i\,\bigr|")
    st.caption(
        "mⱼ: the mean change of the 784 pixels, from 0 to 1, when z's coordinate j goes from −3 to 3, and no other. "
        "Other z may order the coordinates otherwise: roll the seed and see."
    )
    notice(
        "Does the coordinate turn the slant, the thickness, the digit itself, or several at once? A plain GAN has no "
        "reason to give each coordinate one meaning: mixed ones are the rule."
    )


def _effects(run: "GanTraining", seed: int, label: int | None) -> Effects:
    z = draw_z(seed, 1, run.G.latent_dim)[0]
    return coordinate_effects(lambda many: run.samples(many, _told(label, len(many))), z, -3.0, 3.0)


def _strip(run: "GanTraining", seed: int, coordinate: int, label: int | None) -> Images:
    z = draw_z(seed, 1, run.G.latent_dim)[0]
    return run.samples(along_coordinate(z, coordinate, VALUES), _told(label, len(VALUES)))


def _told(label: int | None, n: int) -> Labels | None:
    return None if label is None else np.full(n, label)


def _turn(asking: Asking, images: Images) -> None:
    value = asking.controls.drag_slider("question_value", "Its value", -3.0, 3.0, 0.0, 0.25)
    now = int(np.abs(VALUES - value).argmin())
    left, right = st.columns([1, 5], gap="medium", vertical_alignment="center")
    with left:
        at = number(value, "+.2f")
        show_tiles([Tile(images[now], f"the picture at {at}", f"at {at}", HIGHLIGHT)], n_columns=1)
    shown = range(0, len(VALUES), EVERY)
    taken = taken_for(images[::EVERY]) if asking.knows_digits else [""] * len(shown)
    with right:
        show_tiles(
            [
                Tile(images[k], f"the picture at {at}", f"{at}\n{what}", GENERATOR)
                for k, what in zip(shown, taken, strict=True)
                for at in [number(VALUES[k], "+.2f")]
            ],
            n_columns=len(shown),
            min_width=66,
        )
        if not asking.knows_digits:
            st.caption(NO_CLASSIFIER)
