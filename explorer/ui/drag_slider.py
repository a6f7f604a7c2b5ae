"""Sliders that the page follows while they are dragged: Streamlit's own send nothing before they are released.

The browser sends a position, waits for the answer, and then sends the newest one: `drag_slider.js`. Drawn through
`Controls.drag_slider`, `Controls.drag_steps` and `Controls.together`, inside the fragment that they move.
"""

from collections.abc import Callable

import streamlit as st

from explorer.ui.component import component, heard

Sliders = dict[str, dict[str, object]]  # what the browser gets of each, by its parameter

_sliders = component("drag_slider")


def is_dragged(key: str) -> bool:
    """Say whether the slider called `key` was being dragged when it last sent its position: more will follow."""
    return bool(_last_message(key)["dragged"])


def draw(key: str, sliders: Sliders, columns: int | None, on_move: Callable[[str, float], None]) -> None:
    """Draw sliders as one element in `columns` columns; None is as many as the width allows.

    `on_move` gets a slider's parameter and its position before the fragment runs for it.
    """
    # Streamlit takes a widget whose key is that of the value for the value itself.
    element = f"_{key}_drag"

    def receive() -> None:
        message = heard(element, "moved")
        if isinstance(message, dict) and (parameter := message.get("parameter")) in sliders:
            st.session_state[_last_message_key(parameter)] = message
            on_move(parameter, message["value"])

    data = [{**slider, "parameter": name, "answered": _last_message(name)["n"]} for name, slider in sliders.items()]
    _sliders(key=element, data={"columns": columns, "sliders": data}, on_moved_change=receive)


def _last_message_key(key: str) -> str:
    return f"_{key}_last_message"


def _last_message(key: str) -> dict[str, object]:
    """Return the last message that the slider has sent: its number, and whether it was being dragged."""
    message: dict[str, object] = st.session_state.get(_last_message_key(key), {"n": 0, "dragged": False})
    return message
