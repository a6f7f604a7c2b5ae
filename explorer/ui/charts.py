"""Putting a figure on a page, the same way everywhere."""

import json
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.figures.figure import Figure
from explorer.ui import plotly_library, print_mode
from explorer.ui.component import component, heard

_chart = component("chart", isolate_styles=False)


def show(
    figure: Figure,
    key: str,
    alt: str,
    on_pick: Callable[[float, float], None] | None = None,
    least_on_paper: int = 0,
) -> None:
    """Draw a Plotly figure at full width, to be taken along as PNG, SVG or CSV.

    `alt` says in a sentence what it shows, for those who cannot see it. Its files are named after `key`. `on_pick`, a
    callback, is told x and y on the figure's first axes when they are clicked, and while a mouse drags over them. Not
    everybody has a mouse: let sliders say the same. `least_on_paper`, in pixels of the screen, is the height below
    which the figure's words would lie upon each other.
    """
    if print_mode.is_printed():
        print_mode.make_small(figure, key, least_on_paper)
    place, key = print_mode.place_of(key), print_mode.key(key)
    about = {"alt": alt, "name": key.strip("_"), "pick": on_pick is not None, "library": plotly_library.address()}
    message = f'{json.dumps(about)[:-1]}, "figure": {figure.to_json()}}}'
    told: dict[str, object] = {"on_pick_change": partial(_tell, key, on_pick)} if on_pick else {}
    with place:
        _chart(data=message.encode(), key=key, height=figure.layout.height, **told)


def group(key: str) -> DeltaGenerator:
    """Return a place for several elements that a step of a walkthrough speaks of as one."""
    with print_mode.place_of(key):
        return st.container(key=print_mode.key(key))


def _tell(key: str, on_pick: Callable[[float, float], None]) -> None:
    picked = heard(key, "pick")
    x, y = (picked.get("x"), picked.get("y")) if isinstance(picked, dict) else (None, None)
    if isinstance(x, int | float) and isinstance(y, int | float):
        on_pick(x, y)


def notice(text: str) -> None:
    """Say under a figure what to try and what to notice."""
    st.markdown(f":material/visibility: {text}")
