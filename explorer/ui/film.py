"""A Play button for several charts at once, whose frames are fetched when it is first pressed."""

import json
from collections.abc import Callable

import streamlit as st

from explorer.figures.figure import Figure
from explorer.ui.component import component, heard
from explorer.ui.print_mode import is_printed

_button = component("film")


def play_button(key: str, slider: str, about: str, film: Callable[[], Figure]) -> None:
    """Draw the button; `film` returns a figure of nothing but frames, and `about` is different where they are.

    A fragment of its own: asking for the frames reruns nothing else, and a slider moves without waiting for them.
    A frame's name is the value of the drag slider called `slider` at which the charts look like that, its group the key
    of the chart that it changes. The film goes on from the slider's value, and leaves it where it comes to rest.
    """
    if not is_printed():
        _play_button(key, slider, about, film)


@st.fragment
def _play_button(key: str, slider: str, about: str, film: Callable[[], Figure]) -> None:
    asked = heard(key, "asked")
    frames = film().to_json() if asked == about else '{"frames": []}'
    said = json.dumps({"about": about, "slider": slider, "at": st.session_state[slider]})
    message = f'{said[:-1]}, "figure": {frames}}}'
    _button(key=key, data=message.encode(), on_asked_change=lambda: None, width="content")
