"""The picture that is attacked: a test picture of MNIST, a built-in digit, or one that the reader draws."""

from collections.abc import Sequence

import streamlit as st

from explorer.arrays import Images
from explorer.data.adversarial_examples import own_digit
from explorer.data.adversarial_examples.pictures import picture_of, sources
from explorer.data.mode_collapse.own_points import MAX_POINTS_IN_LINK, is_text_of_points
from explorer.figures.style import DATA
from explorer.names import DIGITS
from explorer.numbers import percent
from explorer.ui import sketch
from explorer.ui.controls import Controls

OWN = "own"
FIRST_DIGIT = 4
MAX_IN_LINK = 3 * MAX_POINTS_IN_LINK
N_NUMBERS = 100  # pictures of each digit to choose from


def choose_source(controls: Controls, name: str, with_own: bool = False) -> str:
    """Draw the choice of pictures; MNIST is offered where it is on this machine."""
    here = {id: DIGITS[id] for id in sources()}
    return controls.choice(
        name,
        "Pictures",
        {**here, OWN: "your own"} if with_own else here,
        sources()[0],
        help="MNIST: its test pictures, from which the network did not learn. built-in: scikit-learn's digits of 8×8 "
        "pixels, enlarged; always at hand.",
    )


def say_where_from(source: str, networks: Sequence[str] = ("plain",)) -> None:
    """Say how good the networks are on the pictures, and where others would come from."""
    if source == OWN:
        st.caption("A drawing is fitted into 20×20 pixels and centred by its mass, as MNIST's digits were.")
        return
    missing = (
        ""
        if "mnist" in sources()
        else " MNIST is not on this machine; once the Live MNIST trainer has fetched it, it is offered here."
    )
    first, *others = networks
    named = f"The {first} network" if others else "The network"
    other = "".join(f", the {name} one {percent(_accuracy(source, name), 1)}" for name in others)
    st.caption(
        f"{named} takes {percent(_accuracy(source, first), 1)} of these pictures for the right digit{other}.{missing}"
    )


@st.cache_data(max_entries=4, show_spinner=False)
def _accuracy(source: str, network: str) -> float:
    from explorer.training.adversarial_examples.one_picture import accuracy  # brings torch

    return accuracy(source, network)


def choose_digit(controls: Controls, source: str, name: str = "digit") -> int:
    """Draw the choice of a digit, which a drawing does not need."""
    if source == OWN:
        return FIRST_DIGIT
    return int(controls.choice(name, "Digit", tuple("0123456789"), str(FIRST_DIGIT)))


def picture_now(controls: Controls, source: str, digit: int, number: int) -> Images:
    """Return the picture, uint8 (28, 28); in the place of a number there is a sheet to draw on."""
    if source != OWN:
        return picture_of(source, digit, number)
    text = controls.kept_text("drawing", own_digit.EXAMPLE, is_text_of_points, MAX_IN_LINK)
    sketch.draw(
        controls.key("drawing"),
        "Sheet to draw a digit on",
        text,
        own_digit.EXAMPLE,
        DATA,
        lambda drawn: controls.set(drawing=drawn),
        spacing=own_digit.SPACING,
        pen_radius=own_digit.DOT,
    )
    return own_digit.picture_of_drawing(text)
