"""Chapter 5: training. A thousand epochs in a few milliseconds, so every slider retrains at once."""

from contextlib import AbstractContextManager

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import trained, training_seed, training_sliders
from explorer.chapters.toy_faces.written_out import biases_and_z, parameter_table
from explorer.figures.style import GENERATOR
from explorer.figures.toy_faces.network import gan_network_figure
from explorer.figures.toy_faces.tiles import tiles_figure
from explorer.figures.toy_faces.training import training_figure
from explorer.numbers import number
from explorer.quiz.toy_faces import fail_by_rate
from explorer.training.toy_faces.gan import ARTICLE, PARAMETERS, Gan, History
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed

Place = AbstractContextManager[object]

FILM_Z = 0.5
ON_PAPER = 350  # px: room for thirteen names, one below the other
FILM = np.linspace(0.0, 1.0, 10)
ARTICLE_SETTINGS = {
    "epochs": ARTICLE.epochs,
    "rate": ARTICLE.learning_rate,
    "seed": ARTICLE.seed,
    "k": ARTICLE.discriminator_steps,
    "moment": 100,
}


def show(controls: Controls) -> None:
    """Train, and look at any moment of the run."""
    with st.container(horizontal=True, vertical_alignment="center"):
        seed = training_seed(controls)
        controls.preset("article", "The article's run", ARTICLE_SETTINGS, icon=":material/article:")
    _train(controls, seed)
    _source()


@st.fragment
def _train(controls: Controls, seed: int) -> None:
    left, right = st.columns([2, 5], gap="large")
    with left:
        settings = training_sliders(controls, seed)
    history = trained(settings)
    if history.overflowed:
        left.warning(
            f"The learning rate is too large: in epoch {history.epochs + 1} a score left the range in which a "
            "computer can take its exponential. The run stops there; choose a smaller rate."
        )
    if history.epochs > 0:
        _show_run(controls, history, left, right)
    if settings == ARTICLE:
        with left:
            _article_numbers(history)
    show_challenge(controls, "fail_by_rate", fail_by_rate(settings, history))


def _show_run(controls: Controls, history: History, left: Place, right: Place) -> None:
    with right:
        _look(controls, history)
    with left:
        _four_pictures(history)


def _film(history: History) -> None:
    """Show G's picture through the run."""
    epochs = [round(share * history.epochs) for share in FILM]
    images = np.array([history.at(epoch).G.pixels(FILM_Z) for epoch in epochs])
    titles = [str(epoch) for epoch in epochs]
    figure = tiles_figure(images, titles, height=98, numbers=False, borders=[GENERATOR] * len(images))
    charts.show(figure, "toy_chart_film", "What G draws from z = 0.5 at ten moments of the run.")


@st.fragment
def _look(controls: Controls, history: History) -> None:
    """Show the run with a cursor at the moment that the slider chooses, and the networks of that moment."""
    with charts.group("toy_run"):
        if not is_printed():
            _film(history)
        moment = controls.drag_slider(
            "moment", f"moment of the run (above: G({FILM_Z}) after so many epochs)", 0, 100, 100, 1, unit="%"
        )
        epoch = round(moment / 100 * history.epochs)
        _curves(history, epoch)
    gan = history.at(epoch)
    charts.notice(
        "An epoch is one round through the five faces x, and losses are its means, in nats (natural logarithms): D's "
        "is −ln D(x) − ln(1−D(G(z))), G's −ln D(G(z)). When D can no longer tell, they settle near 2 ln 2 = 1.386 and "
        "ln 2 = 0.693. **Try** a larger learning rate, 1 and then 10: when is there a face, and where do the losses "
        "level off?"
    )
    _network(gan, epoch)
    _parameters(gan, epoch)


def _curves(history: History, epoch: int) -> None:
    figure = training_figure(history.discriminator_loss, history.generator_loss, history.parameters, PARAMETERS, epoch)
    alt = "Both losses and all thirteen parameters over the epochs, with a cursor."
    charts.show(figure, "toy_chart_run", alt, least_on_paper=ON_PAPER)


def _network(gan: Gan, epoch: int) -> None:
    x = gan.G.pixels(FILM_Z)
    figure = gan_network_figure(
        gan.G.weights,
        gan.G.biases,
        FILM_Z,
        x,
        gan.D.weights,
        gan.D.bias,
        float(gan.D.score(x)),
        float(gan.D.probability(x)),
    )
    charts.show(figure, "toy_chart_trained_network", f"The network after epoch {epoch}, with z = 0.5.")


def _parameters(gan: Gan, epoch: int) -> None:
    st.markdown(
        f"**The GAN after epoch {epoch}**\n\n{parameter_table(gan.parameters.tolist())}\n\n{biases_and_z(gan.G)}"
    )


def _four_pictures(history: History) -> None:
    images = history.final.G.pixels(history.z_after)
    titles = [f"z = {number(z, '.4f')}" for z in history.z_after]
    st.markdown("**Four new pictures**, from the next four random z after the run:")
    figure = tiles_figure(images, titles, rows=(2, 2), height=250, borders=[GENERATOR] * 4)
    charts.show(figure, "toy_chart_four", "Four pictures that the trained generator draws.")


def _article_numbers(history: History) -> None:
    charts.notice("These are the article's settings, and these its four new faces, digit for digit, two rows each:")
    images = history.final.G.pixels(history.z_after)
    # As the pixels lie, so that they fit into a narrow column.
    rows = [[" ".join(number(pixel, ".8f") for pixel in row) for row in image.reshape(2, 2)] for image in images]
    st.code("\n\n".join("\n".join(face) for face in rows), language=None)


def _source() -> None:
    st.caption(
        "In each epoch, for each of the five faces: D steps on the face, z is drawn, D steps on the fake (both "
        "k times), G steps with the same z. Start: 13 standard normal numbers of NumPy's legacy generator. "
        "The article's D curve puts the scalar z where the image G(z) belongs; here G(z) stands there."
    )
