"""Chapter "How little is enough?": noise of the same norm along the gradient and in a random direction."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.adversarial_examples.choose import (
    N_NUMBERS,
    OWN,
    choose_digit,
    choose_source,
    picture_now,
    say_where_from,
)
from explorer.chapters.adversarial_examples.how_little_said import found
from explorer.chapters.common_mistakes import show_random_noise
from explorer.data.adversarial_examples.pictures import sources
from explorer.figures.adversarial_examples.rows import ANSWERS, Row, answers_figure, rows_figure
from explorer.names import NORMS
from explorer.quiz.adversarial_examples import below_0_8, needs_two
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.one_picture import Aimed, Noise

OTHER = "other"
WANTED = {OTHER: "anything else", **{digit: digit for digit in "0123456789"}}
WANTED_PX = 330  # of the list with its label, over which other controls would lie
ROWS = ("Gradient", "Random")
# name of the slider, what it says, its end, its default and its step
SIZES = {
    "l2": ("size_l2", "L2 norm of the noise", 6.0, 1.5, 0.05),
    "linf": ("size_linf", "L∞ norm: the most that a pixel changes", 0.5, 0.1, 0.01),
}
TABLE = {"l2": (1.0, 2.0, 4.0), "linf": (0.05, 0.1, 0.2)}
N_IN_TABLE = 200


@dataclass(frozen=True)
class Choice:
    """What stands above the figure."""

    source: str
    digit: int
    norm: str
    wanted: str
    seed: int


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "pictures", with_own=True)
        digit = choose_digit(controls, source)
        norm = controls.choice(
            "norm", "Norm", NORMS, "l2", help="L2: the length of the noise as a vector. L∞: its largest pixel."
        )
        with st.container(width=WANTED_PX):
            wanted = controls.choice("wanted", "Wanted answer", WANTED, OTHER, in_list=True)
        seed = controls.seed("noise_seed")
    _play(controls, Choice(source, digit, norm, wanted, seed))
    _show_resting_challenge(controls, norm, is_own=source == OWN)
    say_where_from(source)
    of = source if source != OWN else sources()[0]
    accuracy = _accuracy_after(of, norm, seed)
    show_random_noise(TABLE[norm], accuracy, NORMS[norm], N_IN_TABLE)
    _explain()


@st.fragment
def _play(controls: Controls, choice: Choice) -> None:
    name, label, most, usual, step = SIZES[choice.norm]
    is_own = choice.source == OWN
    with controls.together("noise", columns=None):
        size = controls.drag_slider(name, label, 0.0, most, usual, step)
        which = 1 if is_own else controls.drag_slider("number", "Which picture", 1, N_NUMBERS, 1, 1)
    sheet, right = st.columns([2, 7], gap="medium") if is_own else (nullcontext(), nullcontext())
    with sheet:
        picture = picture_now(controls, choice.source, choice.digit, which)
    aimed, changes = _aimed(picture, choice.norm, choice.wanted, choice.seed)
    noise = aimed.noise(size)
    rows = [Row(ROWS[i], noise.delta[i], noise.said[i], aimed.before) for i in range(len(ROWS))]
    seen = "; ".join(f"{row.name.lower()}: seen as {ANSWERS[int(row.said.argmax())]}" for row in rows)
    alt = f"A picture that is seen as {ANSWERS[aimed.answer]}, plus noise, and their sum. {seen}."
    with right:
        pictures, bars = charts.group("adversarial_rows").columns([4, 3], gap="small")
        with pictures:
            charts.show(rows_figure(aimed.x, rows), "adversarial_pictures", alt)
        with bars:
            charts.show(
                answers_figure(rows),
                "adversarial_answers",
                "What the network says of both sums: the probabilities of the ten digits, and of none.",
            )
        st.markdown(found(aimed, noise, changes))
    _show_challenge(controls, choice, aimed, noise, changes[0])


def _show_challenge(controls: Controls, choice: Choice, aimed: "Aimed", noise: "Noise", first_change: float) -> None:
    if choice.source == OWN:
        wanted = None if choice.wanted == OTHER else int(choice.wanted)
        state = needs_two(aimed.answer, first_change, True, choice.norm, wanted)
        show_challenge(controls, "needs_two", state)
    else:
        now, size = int(noise.said[0].argmax()), float(noise.l2[0])
        state = below_0_8(aimed.answer, now, choice.digit, choice.norm, size)
        show_challenge(controls, "below_0_8", state)


def _show_resting_challenge(controls: Controls, norm: str, is_own: bool) -> None:
    """Draw the challenge that is not about these pictures: no slider changes it, so that none has to wait for it."""
    if is_own:
        show_challenge(controls, "below_0_8", below_0_8(0, 0, None, norm, 0.0))
    else:
        show_challenge(controls, "needs_two", needs_two(0, 0.0, False, norm, None))


@st.cache_data(max_entries=256, show_spinner=False)
def _aimed(picture: Images, norm: str, wanted: str, seed: int) -> "tuple[Aimed, tuple[float, float]]":
    from explorer.training.adversarial_examples.one_picture import aim  # brings torch

    aimed = aim(picture, norm, None if wanted == OTHER else int(wanted), seed)
    return aimed, aimed.first_changes()


@st.cache_data(max_entries=16, show_spinner=False)
def _accuracy_after(source: str, norm: str, seed: int) -> NDArray[np.float64]:
    from explorer.training.adversarial_examples.one_picture import accuracy_after

    return accuracy_after(source, norm, TABLE[norm], seed, N_IN_TABLE)


def _explain() -> None:
    st.markdown(
        "The network is a function of 784 pixels x. Its **gradient** g says for each pixel how the loss, −ln of the "
        "probability of its answer, changes with it. The noise δ goes a way of length ε along it, and then the pixels "
        "are clipped to [0, 1]; ε is raised until what is left of δ has the norm that the slider says. With a wanted "
        "answer, δ goes down the loss of that one."
    )
    st.latex(
        r"g=\nabla_x\bigl(-\ln p(\text{answer}\mid x)\bigr),\qquad "
        r"\delta=\varepsilon\,\frac{g}{\lVert g\rVert_2}\ \text{(L2)},\qquad "
        r"\delta=\varepsilon\,\operatorname{sign}g\ \text{(L}\infty)"
    )
    st.caption(
        "The L2 norm is √(Σ δᵢ²), L∞ the largest |δᵢ|. Szegedy et al. 2013 (arXiv 1312.6199); Goodfellow, Shlens & "
        "Szegedy 2014 (arXiv 1412.6572), the fast gradient sign method (FGSM). The network: 57,963 weights, trained on "
        "MNIST's 60,000 training pictures; it may also say that there is no digit."
    )
