"""The home page's two parts: a GAN in one living picture, and a card for each page."""

from typing import Any

import numpy as np
import streamlit as st

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.data.recordings import load_recording
from explorer.data.toy_faces import FACES
from explorer.figures.home.gan_diagram import gan_diagram_figure
from explorer.figures.home.thumbnails import (
    densities_thumbnail,
    gradients_thumbnail,
    points_thumbnail,
    spirals_thumbnail,
    tiles_thumbnail,
)
from explorer.figures.mnist_trainer.montage import montage
from explorer.pages import LECTURES, PageInfo
from explorer.theory.densities import Gaussian
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.steps import follow
from explorer.theory.losses import NON_SATURATING, least_squares_generator
from explorer.theory.minimax import D_star
from explorer.training.mode_collapse.gan import Gan2d, draw_z
from explorer.training.mode_collapse.presets import COLLAPSE
from explorer.training.toy_faces.gan import ARTICLE, History, train
from explorer.ui.charts import show
from explorer.ui.controls import Controls
from explorer.ui.front_door import streamlit_page

WHAT_A_GAN_IS = """
A **generative adversarial network** is a game: the generator **G** turns random numbers $z$ into pictures, and the
discriminator **D** says how likely each picture is to be real.

D learns from its mistakes on real and fake pictures; G never sees a real one, it only feels the gradient through D.

When there is nothing left for G to learn, D can do no better than to answer 50 %.
"""
Z = 0.7
CARDS_A_ROW = 2
CIRCLES = {"GAN": (1.2, 1.2), "R1": (2.1, 2.1)}


@st.cache_resource(show_spinner=False)
def toy_run() -> History:
    """Train the toy GAN once for the process: 20 ms."""
    return train(ARTICLE)


def show_picture(controls: Controls) -> None:
    """Draw the toy GAN's forward pass at the epoch that the slider has reached, beside what a GAN is."""
    words, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
    words.markdown(WHAT_A_GAN_IS)
    with words:
        epoch = controls.drag_slider(
            "epoch", "Epochs of training so far: drag it", 0, ARTICLE.epochs, ARTICLE.epochs, 20
        )
    words.caption(
        "A real GAN with four pixels a picture, trained on this server. A picture is a face when its diagonal is dark; "
        "at 0 the fakes are noise."
    )
    gan = toy_run().at(epoch)
    x_fake, x_real = gan.G.pixels(Z), FACES[1]
    D_fake, D_real = float(gan.D.probability(x_fake)), float(gan.D.probability(x_real))
    with picture:
        show(
            gan_diagram_figure(Z, x_fake, x_real, D_fake, D_real),
            key="home_picture",
            alt=f"Noise goes into the generator, whose fake the discriminator calls {D_fake:.0%} real; "
            f"it calls a real picture {D_real:.0%} real.",
        )


def show_cards() -> None:
    """Draw a card for every page: its question and a picture of what is on it."""
    for start in range(0, len(LECTURES), CARDS_A_ROW):
        columns = st.columns(CARDS_A_ROW)
        for column, page in zip(columns, LECTURES[start : start + CARDS_A_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _show_card(page)


def _show_card(page: PageInfo) -> None:
    st.page_link(streamlit_page(page), label=f"**{page.title}**", icon=page.icon)
    st.markdown(page.question)
    if page.name == "mnist_trainer":
        st.image(_digits(), alt="Digits that a GAN drew, from noise to the end of a recorded run.", width="stretch")
    else:
        show(THUMBNAILS[page.name](), key=f"home_{page.name}", alt=f"What {page.title} shows.")


def _digits() -> Any:
    """Return one row of digits for each of four moments of the recorded run."""
    recording = load_recording("default")
    moments = np.linspace(0, len(recording.iterations) - 1, 4).round().astype(int)
    return montage(np.concatenate([recording.images[moment][:12] for moment in moments]), n_columns=12)


def _faces() -> Any:
    """Return the fakes of two values of z, one row each, from the start to the end of the run."""
    generators = [toy_run().at(epoch).G for epoch in np.linspace(0, ARTICLE.epochs, 7).astype(int)]
    return tiles_thumbnail(np.stack([[G.pixels(z) for G in generators] for z in (0.1, 0.9)]))


def _densities() -> Any:
    x = np.linspace(-4.0, 6.0, 121)
    p_data, p_g = Gaussian(0.0, 1.0), Gaussian(2.0, 1.3)
    return densities_thumbnail(x, p_data.pdf(x), p_g.pdf(x), D_star(x, p_data, p_g))


def _gradients() -> Any:
    t = np.linspace(-5.0, 5.0, 101)
    losses = {"non-saturating": NON_SATURATING, "LSGAN": least_squares_generator(1.0)}
    return gradients_thumbnail(t, {name: loss.gradient(t) for name, loss in losses.items()})


def _spirals() -> Any:
    """Return where 300 simultaneous steps of the Dirac-GAN lead, without R1 and with a little of it."""
    paths = {name: follow(METHODS[name], 0.08, "simultaneous", 0.2, start, 300) for name, start in CIRCLES.items()}
    return spirals_thumbnail({name: (path.theta, path.psi) for name, path in paths.items()})


@st.cache_data(show_spinner=False)
def _collapsed_fakes() -> Any:
    """Return the fakes of the 2-D lab's collapsing run after 100 iterations, made once for the process: 30 ms."""
    gan = Gan2d(COLLAPSE)
    for _ in range(100):
        gan.iterate()
    return gan.G(draw_z(COLLAPSE, 300, np.random.default_rng(0))).T


def _points() -> Any:
    return points_thumbnail(DISTRIBUTIONS[COLLAPSE.data].sample(200, np.random.default_rng(0)), _collapsed_fakes())


THUMBNAILS = {
    "toy_faces": _faces,
    "gaussian_1d": _densities,
    "lsgan_vs_bce": _gradients,
    "dynamics": _spirals,
    "mode_collapse": _points,
}
