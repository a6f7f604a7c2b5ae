"""Putting a figure on a page, the same way everywhere."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.figures.figure import Figure
from explorer.ui import paper, plotly_library
from explorer.ui.component import component

# One module in three files. Streamlit takes JavaScript with a line break in it for code, and without one for a path.
_FILES = ("chart_files.js", "chart_heat.js", "chart.js")
_js = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _FILES]
_chart = component("chart", js="\n".join(_js), isolate_styles=False)


def show(figure: Figure, key: str, alt: str, on_pick: Callable[[float, float], None] | None = None) -> None:
    """Draw a Plotly figure at full width, to be taken along as PNG, SVG or CSV.

    `alt` says in a sentence what it shows, for those who cannot see it. Its files are named after `key`. `on_pick`, a
    callback, is told x and y on the figure's first axes when they are clicked, and while a mouse drags over them. Not
    everybody has a mouse: let sliders say the same.
    """
    key = paper.key(key)
    plotly_library.serve()
    about = f'"alt": {json.dumps(alt)}, "name": {json.dumps(key.strip("_"))}'
    pick = ', "pick": true' if on_pick else ""
    message = f'{{{about}, "figure": {figure.to_json()}{pick}}}'
    told: dict[str, Any] = {"on_pick_change": partial(_tell, key, on_pick)} if on_pick else {}
    _chart(data=message.encode(), key=key, height=figure.layout.height, **told)


def _tell(key: str, on_pick: Callable[[float, float], None]) -> None:
    # The component's state may hold anything that a browser sends.
    picked = (st.session_state.get(key) or {}).get("pick")
    x, y = (picked.get("x"), picked.get("y")) if isinstance(picked, dict) else (None, None)
    if isinstance(x, int | float) and isinstance(y, int | float):
        on_pick(x, y)


def notice(text: str) -> None:
    """Say under a figure what to try and what to notice."""
    st.markdown(f":material/visibility: {text}")
