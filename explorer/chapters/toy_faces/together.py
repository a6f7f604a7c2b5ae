"""Chapter 4: G and D put together. Every loss, every gradient, and one step at a time."""

import numpy as np
import streamlit as st

from explorer.chapters.common_mistakes import show_two_losses
from explorer.chapters.toy_faces.gradients import show_discriminator_gradients, show_generator_gradients
from explorer.chapters.toy_faces.inputs import HAND_BIAS, HAND_WEIGHTS, trained
from explorer.chapters.toy_faces.steps import step_buttons, steps_as_text
from explorer.chapters.toy_faces.written_out import change_table
from explorer.data.toy_faces import FACES
from explorer.figures.style import DATA, GENERATOR
from explorer.figures.toy_faces.by_hand import change_figure, loss_curves_figure
from explorer.figures.toy_faces.network import gan_network_figure
from explorer.figures.toy_faces.tiles import tiles_figure
from explorer.models.toy_faces import Discriminator, Generator
from explorer.numbers import number
from explorer.numbers import probability as in_words
from explorer.training.toy_faces.gan import ARTICLE, PARAMETERS, Gan, start
from explorer.training.toy_faces.moves import Move, replay
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

HAND = Gan(Discriminator(np.array(HAND_WEIGHTS), HAND_BIAS), Generator(np.array(HAND_WEIGHTS), np.array(HAND_WEIGHTS)))
STARTS = {"random": "random", "by_hand": "by hand", "all_zero": "all zero", "trained": "trained"}
RATES = ("0.01", "0.1", "0.3", "0.5", "1", "3")
KINDS = {"F": "D step on face {}", "N": "D step on the fake of z = {}", "G": "G step with z = {}"}


def show(controls: Controls) -> None:
    """Play the game move by move."""
    with st.container(horizontal=True):
        face = int(controls.choice("face", "Real face", ("1", "2", "3", "4", "5"), "2"))
        controls.choice("hand_rate", "Learning rate", RATES, "0.5")
        first = _choose_start(controls)
    above, place = st.container(), st.container()
    moves = steps_as_text(controls)
    with above:
        step_buttons(controls, moves)
    with place:
        _play(controls, replay(first, moves), moves, FACES[face - 1])


@st.fragment
def _play(controls: Controls, states: list[Gan], moves: tuple[Move, ...], x: np.ndarray) -> None:
    gan = states[-1]
    left, right = st.columns([3, 2], gap="large")
    with left:
        z = controls.drag_slider("z", "z of the fake", 0.0, 1.0, 0.7, 0.01)
        _network(gan, z)
        _losses(gan, x, z)
        _what_each_wants()
    with right:
        _pictures(gan, x, z)
        _what_moved(states, moves)
    with charts.group("toy_gradients"):
        of_D, of_G = st.columns([3, 2], gap="large")
    with of_D:
        show_discriminator_gradients(gan, x, z)
    with of_G:
        show_generator_gradients(gan, z)
    show_two_losses(float(gan.D.score(gan.G.pixels(z))))


def _choose_start(controls: Controls) -> Gan:
    name = controls.choice("start", "Start from", STARTS, "random", help="The steps below are replayed from here.")
    if name == "random":
        controls.seed("start_seed", "Seed of the start", ARTICLE.seed)
    return first_gan(controls)


def first_gan(controls: Readings) -> Gan:
    """Return the networks before the first step, as the controls say."""
    name = controls.value("start")
    if name == "random":
        return start(np.random.RandomState(int(controls.value("start_seed"))))
    if name == "trained":
        return trained(ARTICLE).final
    return HAND if name == "by_hand" else Gan.from_parameters(np.zeros(len(PARAMETERS)))


def _network(gan: Gan, z: float) -> None:
    G, D = gan.G, gan.D
    x = G.pixels(z)
    score, probability = float(D.score(x)), float(D.probability(x))
    figure = gan_network_figure(G.weights, G.biases, z, x, D.weights, D.bias, score, probability)
    charts.show(
        figure, "toy_chart_gan", f"z = {number(z)} through G to four pixels, through D to {in_words(probability, 3)}."
    )


def _pictures(gan: Gan, x: np.ndarray, z: float) -> None:
    fake = gan.G.pixels(z)
    answers = [float(gan.D.probability(image)) for image in (x, fake)]
    titles = [f"{name}: D = {in_words(answer, 3)}" for name, answer in zip(("face", "fake"), answers, strict=True)]
    figure = tiles_figure([x, fake], titles, height=150, borders=[DATA, GENERATOR], font_size=15, row_gap=0.6)
    charts.show(figure, "toy_chart_pair", "The real face and the fake, with D's answer to each.")


def _losses(gan: Gan, x: np.ndarray, z: float) -> None:
    figure = loss_curves_figure(float(gan.D.probability(x)), float(gan.D.probability(gan.G.pixels(z))))
    charts.show(figure, "toy_chart_loss_curves", "The two loss curves with the losses of D and G marked on them.")


def _what_each_wants() -> None:
    charts.notice(
        "z goes in on the left, G makes the four pixels, D answers on the right. D wants **1** for the face x: its "
        "loss is −ln D(x), in nats, the unit of natural logarithms. It wants **0** for the fake: −ln(1−D(G(z))). "
        "G wants **1** for the same fake: −ln D(G(z)). The dotted line is D's answer to it: wherever it moves, one of "
        "these two losses falls and the other rises, but rarely by as much: the game is not zero-sum."
    )


def _what_moved(states: list[Gan], moves: tuple[Move, ...]) -> None:
    before, after = (states[-2] if moves else states[-1]).parameters, states[-1].parameters
    charts.show(
        change_figure(PARAMETERS, before, after), "toy_chart_moved", "How far the last step moved each parameter."
    )
    if not moves:
        charts.notice("Nothing has moved yet. Press a blue button: which of the 13 parameters will move?")
        return
    last = moves[-1]
    charts.notice(
        f"**{KINDS[last.kind].format(number(last.argument))}**, learning rate {number(last.learning_rate)}: change = "
        f"−rate × gradient. Only {'G' if last.kind == 'G' else 'D'} moved."
    )
    with st.expander("Before and after, in numbers"):
        st.markdown(change_table(PARAMETERS, before.tolist(), after.tolist()))
