"""Chapter 4: G and D put together. Every loss, every gradient, and one step at a time."""

import numpy as np
import streamlit as st

from explorer.chapters.toy_faces.inputs import HAND_BIAS, HAND_WEIGHTS, trained
from explorer.chapters.toy_faces.steps import step_buttons
from explorer.chapters.toy_faces.written_out import (
    change_table,
    discriminator_gradient_rows,
    generator_gradient_rows,
    gradient_table,
    number,
)
from explorer.data.toy_faces import FACES
from explorer.figures.style import DATA, GENERATOR
from explorer.figures.toy_faces import tiles_figure
from explorer.figures.toy_faces_by_hand import change_figure, loss_curves_figure
from explorer.figures.toy_faces_network import gan_network_figure
from explorer.models.toy_faces import (
    Discriminator,
    Generator,
    discriminator_gradient_on_face,
    discriminator_gradient_on_fake,
    generator_gradient,
)
from explorer.training.toy_faces import ARTICLE, PARAMETERS, Gan, start
from explorer.training.toy_faces_moves import Move, replay
from explorer.ui import charts
from explorer.ui.controls import Controls

HAND = Gan(Discriminator(np.array(HAND_WEIGHTS), HAND_BIAS), Generator(np.array(HAND_WEIGHTS), np.array(HAND_WEIGHTS)))
STARTS = ("random", "by hand", "all zero", "trained")
RATES = (0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 3.0)
KINDS = {"F": "D step on face {:.0f}", "N": "D step on the fake of z = {:g}", "G": "G step with z = {:g}"}


def show(controls: Controls) -> None:
    """Play the game move by move."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        face = int(controls.choice("face", "Real face", ("1", "2", "3", "4", "5"), "2"))
        z = controls.slider("z", "z of the fake", 0.0, 1.0, 0.7, 0.01)
        rate = controls.steps("hand_rate", "learning rate", RATES, 0.5)
        first = _start(controls)
        moves = step_buttons(controls, face, z, rate)
    states = replay(first, moves)
    gan, x = states[-1], FACES[face - 1]
    with right:
        _network(gan, z)
        _pictures(gan, x, z)
    left, right = st.columns(2, gap="large")
    with left:
        _losses(gan, x, z)
    with right:
        _what_moved(states, moves)
    _gradients(gan, x, z)


def _start(controls: Controls) -> Gan:
    name = controls.choice("start", "Start from", STARTS, "random", help="The steps below are replayed from here.")
    if name == "random":
        return start(np.random.RandomState(controls.seed("start_seed", "Seed of the start", ARTICLE.seed)))
    if name == "trained":
        return trained(ARTICLE).final
    return HAND if name == "by hand" else Gan.from_parameters(np.zeros(len(PARAMETERS)))


def _network(gan: Gan, z: float) -> None:
    G, D = gan.G, gan.D
    x = G.pixels(z)
    score, probability = float(D.score(x)), float(D.probability(x))
    figure = gan_network_figure(G.weights, G.biases, z, x, D.weights, D.bias, score, probability)
    charts.show(figure, "toy_chart_gan", f"z = {z:.2f} through G to four pixels, through D to {probability:.3f}.")


def _pictures(gan: Gan, x: np.ndarray, z: float) -> None:
    fake = gan.G.pixels(z)
    answers = [float(gan.D.probability(image)) for image in (x, fake)]
    titles = [f"face: D = {answers[0]:.3f}", f"fake: D = {answers[1]:.3f}"]
    figure = tiles_figure([x, fake], titles, height=150, borders=[DATA, GENERATOR], font_size=15, row_gap=0.6)
    charts.show(figure, "toy_chart_pair", "The real face and the fake, with D's answer to each.")
    charts.notice("z goes in on the left, G makes the four pixels, D answers on the right: 1 means “face”.")


def _losses(gan: Gan, x: np.ndarray, z: float) -> None:
    st.markdown("#### The losses: who wants what")
    figure = loss_curves_figure(float(gan.D.probability(x)), float(gan.D.probability(gan.G.pixels(z))))
    charts.show(figure, "toy_chart_loss_curves", "The two loss curves with the losses of D and G marked on them.")
    charts.notice(
        "D wants **1** for the face, −ln D(x), and **0** for the fake, −ln(1−D(G(z))). "
        "G wants **1** for the same fake, −ln D(G(z)): on the dotted line, what one gains the other loses."
    )


def _what_moved(states: list[Gan], moves: tuple[Move, ...]) -> None:
    st.markdown("#### What the last step moved")
    before, after = (states[-2] if moves else states[-1]).parameters, states[-1].parameters
    charts.show(
        change_figure(PARAMETERS, before, after), "toy_chart_moved", "How far the last step moved each parameter."
    )
    if not moves:
        charts.notice("No step yet. Press one of the three buttons: which of the 13 parameters will move?")
        return
    last = moves[-1]
    charts.notice(
        f"**{KINDS[last.kind].format(last.argument)}**, learning rate {last.learning_rate:g}: change = "
        f"−rate × gradient. Only {'G' if last.kind == 'G' else 'D'} moved."
    )
    with st.expander("Before and after, in numbers"):
        st.markdown(change_table(PARAMETERS, before.tolist(), after.tolist()))


def _gradients(gan: Gan, x: np.ndarray, z: float) -> None:
    st.markdown("#### Every gradient at this moment")
    G, D = gan.G, gan.D
    fake = G.pixels(z)
    on_face, on_fake = float(D.probability(x)), float(D.probability(fake))
    for_face, for_fake, for_g = st.columns([5, 5, 7], gap="medium")
    with for_face:
        st.markdown(
            rf"**D on the face**, loss $-\ln D(x)$: $\delta\,x_i$ with $\delta=-(1-D(x))={number(on_face - 1)}$"
        )
        by_weights, by_bias = discriminator_gradient_on_face(D, x)
        st.markdown(gradient_table(discriminator_gradient_rows(on_face - 1, x, by_weights, by_bias)))
    with for_fake:
        st.markdown(rf"**D on the fake**, loss $-\ln(1-D(x))$: $\delta\,x_i$ with $\delta=D(x)={number(on_fake)}$")
        by_weights, by_bias = discriminator_gradient_on_fake(D, fake)
        st.markdown(gradient_table(discriminator_gradient_rows(on_fake, fake, by_weights, by_bias)))
    with for_g:
        st.markdown(
            r"**G**, loss $-\ln D(x)$, $x=G(z)$: $\delta\,w_i\,x_i(1-x_i)\,z$, for a bias without $z$, "
            rf"with $\delta=-(1-D(x))={number(on_fake - 1)}$"
        )
        g_weights, g_biases = generator_gradient(G, D, z)
        rows = generator_gradient_rows(on_fake - 1, D.weights, fake, z, g_weights, g_biases)
        st.markdown(gradient_table(rows))
    st.caption(
        "w, b: D's weights and bias. v, c: G's weights and biases. G's chain: D's answer, D's weight on that pixel, "
        "the slope x(1−x) of σ, and z. Goodfellow et al. 2014, section 3: G's loss is the non-saturating one."
    )
