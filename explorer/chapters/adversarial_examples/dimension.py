"""Chapter "Why so little?": many small changes in the right direction add up, in random ones they cancel."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explorer.arrays import Array
from explorer.chapters.adversarial_examples.choose import choose_source, say_where_from
from explorer.chapters.adversarial_examples.dimension_said import COARSE, found, from_coarse_to_fine
from explorer.data.adversarial_examples.pairs import SIDES, pair_of
from explorer.figures.adversarial_examples.dimension import (
    PHOTO,
    highest,
    margins_figure,
    ratio_figure,
    still_right_figure,
)
from explorer.figures.style import DATA, HIGHLIGHT
from explorer.numbers import number
from explorer.quiz.adversarial_examples import RIDGE
from explorer.theory.adversarial_examples.linear import LinearClassifier, fit
from explorer.ui import charts
from explorer.ui.controls import Controls

PAIRS = {"3_8": "3 or 8?", "4_9": "4 or 9?", "5_6": "5 or 6?"}
N_PIXELS = tuple(side * side for side in SIDES)
MOST = 0.15
EPS = np.linspace(0.0, MOST, 31)
N_OF_NETWORK = 200


@dataclass(frozen=True)
class Linear:
    """A fitted linear classifier on its test pictures.

    Attributes
    ----------
    classifier : the classifier
    margins : shape (m,), t·f(x), positive where it is right
    by_chance : shape (m,), what one draw of random signs, for each picture its own, adds to its margin for ε = 1
    """

    classifier: LinearClassifier
    margins: Array
    by_chance: Array

    def still_right(self, eps: Array) -> tuple[Array, Array]:
        """Return the shares that are right with noise along the signs of w, and with random signs, for each ε."""
        lost = eps[:, None] * self.classifier.by_signs
        shaken = eps[:, None] * self.by_chance
        return (self.margins > lost).mean(axis=1), (self.margins + shaken > 0.0).mean(axis=1)


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "linear_pictures")
        pair = controls.choice("pair", "A linear classifier decides", PAIRS, "3_8")
        seed = controls.seed("signs_seed", "Seed of the random signs")
    _play(controls, source, pair, seed)
    say_where_from(source)
    _explain()


@st.fragment
def _play(controls: Controls, source: str, pair: str, seed: int) -> None:
    with controls.together("dimension", columns=None):
        eps = controls.drag_slider("eps", "ε: how much every pixel changes", 0.0, MOST, 0.05, 0.005)
        n = controls.drag_steps("n", "n: number of pixels", N_PIXELS, N_PIXELS[-1])
    at = N_PIXELS.index(n)
    of_side = {side: _linear(source, pair, side, seed) for side in SIDES}
    now = of_side[SIDES[at]]
    w, network = now.classifier, _network(source, seed)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        top = highest(each.margins for each in of_side.values())
        moved = now.margins - eps * w.by_signs, now.margins + eps * now.by_chance
        figure = margins_figure(now.margins, *moved, top)
        charts.show(figure, "adversarial_margins", "Histograms of the margins, without and with both kinds of noise.")
        coarse, fine = (of_side[side].classifier for side in (COARSE, SIDES[-1]))
        st.markdown(found(now, eps, n) + from_coarse_to_fine(coarse, fine, eps))
    with right:
        ratios = [each.classifier.ratio for each in of_side.values()]
        alt = "The ratio of both effects by the number of pixels: it grows about as the square root of n."
        charts.show(ratio_figure(N_PIXELS, ratios, at, network.ratio), "adversarial_ratio", alt)
        by_signs, by_chance = now.still_right(EPS)
        curves = (
            ("linear, signs of w", by_signs, DATA, "solid"),
            ("linear, random", by_chance, DATA, "dot"),
            ("network, signs of its gradient", network.still_right[0], HIGHLIGHT, "solid"),
            ("network, random", network.still_right[1], HIGHLIGHT, "dot"),
        )
        alt = "The share of pictures still right by the size of the noise, for the linear classifier and the network."
        charts.show(still_right_figure(EPS, curves, eps), "adversarial_still_right", alt)
    charts.notice(
        f"In a photo of 224×224 coloured pixels √n is {number(PHOTO**0.5, '.0f')}. The network in the figures on the "
        f"right is that of the first chapter, not linear, on ten digits in 784 pixels: the mean of ‖g‖₁/‖g‖₂ of its "
        f"gradients g is {number(network.ratio, '.1f')}, of 28 at most. Its pixels are clipped to [0, 1], those of the "
        "linear classifier are not, so that its shares are exact."
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _linear(source: str, pair: str, side: int, seed: int) -> Linear:
    first, second = map(int, pair.split("_"))
    data = pair_of(source, first, second, side)
    classifier = fit(data.x, data.t, RIDGE)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], data.x_test.shape)
    return Linear(classifier, data.t_test * classifier.score(data.x_test), data.t_test * (signs @ classifier.w))


@dataclass(frozen=True)
class Network:
    """The mean of ‖g‖₁/‖g‖₂ over pictures, and the shares still right for each of EPS, shape (2, 31)."""

    ratio: float
    still_right: Array


@st.cache_data(max_entries=8, show_spinner=False)
def _network(source: str, seed: int) -> Network:
    from explorer.training.adversarial_examples.one_picture import accuracy_after, mean_ratio  # brings torch

    still_right = accuracy_after(source, "linf", tuple(EPS.tolist()), seed, N_OF_NETWORK)
    return Network(mean_ratio(source, N_OF_NETWORK), still_right)


def _explain() -> None:
    st.markdown(
        "A linear classifier has the score f(x) = w·x + b and decides by its sign; t is +1 for the first digit and −1 "
        "for the second, so that the margin t·f(x) is positive where it is right. It is fitted by least squares to "
        f"every second picture, with a little ridge ({number(RIDGE)}), and tried on the others."
    )
    st.latex(
        r"w\cdot(\varepsilon\operatorname{sign}w)=\varepsilon\lVert w\rVert_1=\varepsilon\,n\,\overline{|w|},\qquad "
        r"\operatorname{std}\,w\cdot(\pm\varepsilon,\dots,\pm\varepsilon)=\varepsilon\lVert w\rVert_2,\qquad "
        r"\frac{\lVert w\rVert_1}{\lVert w\rVert_2}\le\sqrt n"
    )
    st.caption(
        "A norm of the noise alone says little: more pixels, larger norm, for random noise as well. What counts is "
        "its direction. Where all weights are equally large the ratio is √n, where they are normal about 0.8 √n. "
        "Goodfellow, Shlens & Szegedy 2014 (arXiv 1412.6572), section 3: the linear explanation."
    )
