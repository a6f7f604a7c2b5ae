"""Sliders that the page follows while they are dragged: Streamlit's own send nothing before they are released.

The browser sends a position, waits for the answer, and then sends the newest one: `drag_slider.js`. Drawn through
`Controls.drag_slider`, `Controls.drag_steps` and `Controls.together`, inside the fragment that they move.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from explorer.ui.component import component

_sliders = component("drag_slider")


def is_held(key: str) -> bool:
    """Say whether the slider called `key` was under the hand when it last spoke: more positions will follow."""
    return bool(_last(key)["held"])


def draw(key: str, sliders: list[dict[str, Any]], columns: int | None, on_move: Callable[[str, float], None]) -> None:
    """Draw sliders as one element, `columns` abreast; None is as many as there is room for.

    `on_move` gets a slider's parameter and its position before the fragment runs for it.
    """
    # Streamlit takes a widget whose key is that of the value for the value itself.
    component = f"_{key}_drag"
    ours = [slider["parameter"] for slider in sliders]

    def hear() -> None:
        said = st.session_state[component].moved
        if (parameter := said["parameter"]) in ours:
            st.session_state[_memory(parameter)] = said
            on_move(parameter, said["value"])

    data = [{**slider, "heard": _last(slider["parameter"])["n"]} for slider in sliders]
    _sliders(key=component, data={"columns": columns, "sliders": data}, on_moved_change=hear)


def _memory(key: str) -> str:
    return f"_{key}_said"


def _last(key: str) -> dict[str, Any]:
    """Return the last message that was heard from the slider."""
    said: dict[str, Any] = st.session_state.get(_memory(key), {"n": 0, "held": False})
    return said
