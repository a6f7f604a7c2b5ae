"""Chapter "The boundary": a plane through the picture, as a map of what the network sees."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.arrays import Images
from explorer.chapters.adversarial_examples.choose import choose_digit, choose_source, say_where_from
from explorer.data.adversarial_examples.pictures import picture_of
from explorer.figures.adversarial_examples.plane import plane_figure
from explorer.figures.adversarial_examples.rows import ANSWERS
from explorer.figures.adversarial_examples.strips import Strip, strips_figure
from explorer.numbers import number, percent
from explorer.ui import charts
from explorer.ui.controls import Controls

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.plane import Plane

WAYS = {"deepfool": "DeepFool's", "random": "random", "picture": "to another picture"}
ENDS = {"deepfool": 4.0, "random": 4.0, "picture": 12.0}
N_OTHERS = 50  # pictures, of which the seed chooses the other one
ON_PAPER = 400  # px: both titles keep their place
SIDE_PX = 300


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "plane_pictures")
        digit = choose_digit(controls, source, "plane_digit")
        way = controls.choice("way", "The other way", WAYS, "deepfool", help="The plane's second direction.")
        seed = controls.seed("plane_seed")
    _play(controls, source, digit, way, seed)
    say_where_from(source)
    _explain()


@st.fragment
def _play(controls: Controls, source: str, digit: int, way: str, seed: int) -> None:
    ends = ENDS[way]
    with controls.together("plane", columns=None):
        a = controls.drag_slider("plane_a", "a: along the gradient", -ends, ends, 1.5, 0.1)
        b = controls.drag_slider("plane_b", "b: the other way", -ends, ends, 0.0, 0.1)
        size = controls.drag_slider("plane_size", "L2 norm of the circle", 0.0, ends, 1.5, 0.05)
    plane = plane_of(source, digit, way, seed)
    left, right = charts.group("adversarial_plane").columns([3, 2], gap="medium")
    said = plane.said(a, b)
    answer = int(said.argmax())
    with left:
        target = None if way == "random" else (float(plane.target[0]), float(plane.target[1]))
        figure = plane_figure(plane.grid, plane.seen, size, (a, b), target)
        alt = f"A map of the answers on the plane; at the point the network sees {ANSWERS[answer]}."
        charts.show(figure, "adversarial_map", alt, lambda x, y: controls.set(plane_a=round(x, 2), plane_b=round(y, 2)))
    with right:
        strips = [
            Strip("<b>The picture</b>", plane.x[None]),
            Strip(
                f"<b>At the point</b>: {ANSWERS[answer]}, {percent(said[answer])}", plane.picture(a, b)[None].clip(0, 1)
            ),
        ]
        figure = strips_figure(strips, 2, SIDE_PX)
        alt = "The picture, and that at the point."
        charts.show(figure, "adversarial_point", alt, least_on_paper=ON_PAPER)
        charts.notice(_found(plane, way, a, b))


def plane_of(source: str, digit: int, way: str, seed: int) -> "Plane":
    """Return the plane of these controls."""
    other = picture_of(source, (digit + 3) % 10, 1 + seed % N_OTHERS) if way == "picture" else None
    return _plane(picture_of(source, digit, 1), other, seed if way == "random" else None, ENDS[way])


@st.cache_data(max_entries=64, show_spinner=False)
def _plane(picture: Images, other: Images | None, seed: int | None, ends: float) -> "Plane":
    from explorer.training.adversarial_examples.plane import plane_through  # brings torch

    return plane_through(picture, other, seed, ends)


def _found(plane: "Plane", way: str, a: float, b: float) -> str:
    length = number(float(np.linalg.norm(plane.target)), ".2f")
    arrow = {
        "deepfool": f"The orange arrow is the way over that DeepFool finds, {length} long. ",
        "picture": f"The orange arrow leads to another picture, {length} away. ",
        "random": "",
    }[way]
    return (
        f"Click or drag in the map: the point is {number(float(np.hypot(a, b)), '.2f')} away from the picture, the "
        f"blue dot. {arrow}A linear network would have straight borders; the one that is straightened at the blue dot "
        f"says the same at **{percent(plane.as_linear)}** of these points."
    )


def _explain() -> None:
    st.markdown(
        "The points are x + a·u + b·v. The direction u goes up the gradient of the loss at the picture x; v is at "
        "right angles to it, and both have the length 1, so that distances in the map are L2 norms. Only in this "
        "chapter pixels may go beyond 0 and 1, as otherwise it would be no plane; they are drawn clipped."
    )
    st.latex(r"x(a,b)=x+a\,u+b\,v,\qquad u=\frac{g}{\lVert g\rVert_2},\quad v\perp u,\quad \lVert v\rVert_2=1")
    st.caption(
        "g is the gradient of −ln p of the answer in the pixels. Moosavi-Dezfooli et al. 2016 (arXiv 1511.04599); "
        "Fawzi et al. 2018 (arXiv 1705.09552) on how straight such borders are."
    )
