"""The map of the codes with a point that is dragged, and the decoder's picture of it, which follows."""

from functools import partial

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders.code_space import CodeSpace, looked_at, map_certainty
from explorer.figures.autoencoders.code_map import Ends, map_figure
from explorer.figures.maps import Map
from explorer.figures.style import GENERATOR, HIGHLIGHT
from explorer.numbers import number
from explorer.quiz.autoencoders import find_a_nine
from explorer.training.classifier.judgement import SURE
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.taken_for import is_judged, taken_for
from explorer.ui.tiles import Tile, show_tiles

HEIGHT = 430
MAP = "autoencoders_draw_map"


def show_map(controls: Controls, space: CodeSpace) -> None:
    """Draw map and picture, which follow a hand on the map or on the sliders."""
    maps = [_not_sure(space)] if is_judged(space.source) else []
    st.fragment(_follow)(controls, space, maps)
    pink = f" Pink is where the classifier is not sure (> {SURE}) of any digit." if maps else ""
    charts.notice(
        "**Drag** over the map, or move the sliders: the decoder draws every place, also where no code of a real "
        f"picture (a dot) is near.{pink}"
    )


def _not_sure(space: CodeSpace) -> Map:
    x, y, sure = map_certainty(space.id, space)
    return Map("not sure", x, 1.0 - sure, 0.0, 1.0, HIGHLIGHT, 0.55, edge=1.0 - SURE, y_axis=y)


def _follow(controls: Controls, space: CodeSpace, maps: list[Map]) -> None:
    on_map, beside = charts.group("autoencoders_drag").columns([2, 1], gap="medium")
    with beside:
        picture = st.container()  # above its sliders
        with controls.together("draw_at", columns=2):
            across = controls.drag_slider("draw_x", "Across", 0.0, 1.0, 0.8, 0.01)
            up = controls.drag_slider("draw_y", "Up", 0.0, 1.0, 0.34, 0.01) if space.k > 1 else 0.5
    ends = space.ends()
    (left, right), (bottom, top) = ends
    at = left + across * (right - left), bottom + up * (top - bottom)
    z = space.code_at(np.array([at]))
    with on_map:
        figure = map_figure(space.on_map(), space.labels, space.class_names, _titles(space.k), at, maps, ends, HEIGHT)
        alt = f"The map of the codes of {space.place}; pink is where the classifier is not sure of a digit."
        charts.show(figure, MAP, alt, partial(_pick, controls, ends))
    with picture:
        image = space.decoder.pictures(z)
        said = taken_for(image)[0] if maps else ""
        show_tiles([Tile(image[0], f"The decoder's picture of this z: {said}", said, GENERATOR)], n_columns=1)
        st.caption(_z_in_words(z[0]))
    if maps:
        show_challenge(controls, "find_a_nine", find_a_nine(looked_at(image)))


def _titles(k: int) -> tuple[str, str]:
    return {1: ("z", "class"), 2: ("z₁", "z₂")}.get(k, ("first axis of the codes", "second"))


def _z_in_words(z: np.ndarray) -> str:
    shown = ", ".join(number(value, ".1f") for value in z[:2])
    if len(z) <= 2:
        return f"z = ({shown})"
    return f"z = ({shown}, …): {len(z)} numbers"


def _pick(controls: Controls, ends: Ends, x: float, y: float) -> None:
    places = [round((value - low) / (high - low), 2) for value, (low, high) in zip((x, y), ends, strict=True)]
    controls.set(draw_x=min(max(places[0], 0.0), 1.0), draw_y=min(max(places[1], 0.0), 1.0))
