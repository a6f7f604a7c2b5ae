"""A walk between two z: what lies between two digits, on the straight line and around the origin."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.mnist_trainer.questions.asking import Asking, Labels, draw_z
from explorer.figures.mnist_trainer.questions import lengths_figure
from explorer.figures.style import GENERATOR, HIGHLIGHT
from explorer.numbers import number
from explorer.theory.latent import angle_between, length_quantile, sphere_walk, straight_walk
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.taken_for import NO_CLASSIFIER, taken_for
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = (
    "**What lies between two digits?** Between two z's there is always another z, so G must draw something there. Had "
    "it learned single pictures by heart, it would jump; if it has learned to draw, one digit turns into the other."
)

N_STEPS = 41
EVERY = 5  # of the steps, one is shown in the strips

Walks = tuple[NDArray[np.float64], Images]  # z, (2, N_STEPS, latent_dim), straight and around, and their pictures


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    first = asking.seed("question_from", "From: seed of z₀", 1)
    last = asking.seed("question_to", "To: seed of z₁", 2)
    labels = asking.one_label(2 * N_STEPS)
    key = (first, last, None if labels is None else labels[0])
    walks = asking.answer("walk", key, partial(_ask, first=first, last=last, labels=labels))
    st.fragment(_walk)(asking, walks)
    _explain()


def _ask(run: "GanTraining", first: int, last: int, labels: Labels | None) -> Walks:
    z0, z1 = (draw_z(seed, 1, run.G.latent_dim)[0] for seed in (first, last))
    z = np.stack([straight_walk(z0, z1, N_STEPS), sphere_walk(z0, z1, N_STEPS)])
    images = run.samples(z.reshape(2 * N_STEPS, -1), labels)
    return z, images.reshape(2, N_STEPS, *images.shape[1:])


def _walk(asking: Asking, walks: Walks) -> None:
    z, images = walks
    at = asking.controls.slider("question_at", "Way gone, s", 0.0, 1.0, 0.5, 0.025)
    i = round(at * (N_STEPS - 1))
    lengths = np.linalg.norm(z, axis=2)  # (2, N_STEPS)
    latent_dim = z.shape[2]
    left, right = st.columns([1, 2.2], gap="medium")
    with left:
        names = ("around", "straight")
        show_tiles(
            [
                Tile(
                    images[way, i],
                    f"{name}, at s = {number(at)}",
                    f"{name}: |z| = {number(lengths[way, i], '.2f')}",
                    color,
                )
                for name, way, color in zip(names, (1, 0), (GENERATOR, HIGHLIGHT), strict=True)
            ],
            n_columns=2,
        )
        apart, angle = float(np.linalg.norm(z[0, 0] - z[0, -1])), angle_between(z[0, 0], z[0, -1])
        st.caption(
            f"z₀ and z₁ lie {number(apart, '.2f')} apart, at an angle of {number(np.degrees(angle), '.0f')}°. Two "
            "random z nearly always stand at about a right angle."
        )
    with right:
        usual = (length_quantile(0.005, latent_dim), length_quantile(0.995, latent_dim))
        figure = lengths_figure(lengths[0], lengths[1], usual, latent_dim, at)
        show_chart(figure, f"{asking.controls.page}_lengths", "Length of z along both ways, and how long z usually is")
    for name, way, color in (("**Around the origin**", 1, GENERATOR), ("**Straight**", 0, HIGHLIGHT)):
        st.markdown(name)
        _strip(asking, images[way, ::EVERY], color)
    if not asking.knows_digits:
        st.caption(NO_CLASSIFIER)


def _strip(asking: Asking, images: Images, color: str) -> None:
    taken = taken_for(images) if asking.knows_digits else [""] * len(images)
    show_tiles(
        [
            Tile(image, f"picture {k}, taken for {what or 'nothing'}", what, color)
            for k, (image, what) in enumerate(zip(images, taken, strict=True))
        ],
        n_columns=len(images),
        min_width=66,
    )


def _explain() -> None:
    notice(
        "Move s slowly: where does one digit become the other, and are the pictures between them digits? Under each, "
        "what a classifier takes it for, and how sure it is. Then roll another z₁."
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Straight**")
        st.latex(r"z(s) = (1-s)\,z_0 + s\,z_1")
        st.markdown(
            "Nearly all z of n coordinates are about √n long: the grey band. Half way between two of them at a right "
            "angle the straight line is shorter by √½. With 32 coordinates that is at the band's lower edge; with 100 "
            "it is far below, where training hardly ever went."
        )
    with right:
        st.markdown("**Around the origin** (slerp)")
        st.latex(r"z(s) = r(s)\,\frac{\sin((1-s)\omega)\,u_0 + \sin(s\omega)\,u_1}{\sin\omega}")
        st.latex(r"r(s) = (1-s)\,|z_0| + s\,|z_1|")
        st.markdown("u₀ and u₁ are z₀ and z₁ at length 1, ω the angle between them. z stays as long as z usually is.")
    st.caption("Shoemake 1985 (slerp); White 2016, *Sampling generative networks*.")
