"""A Play button for several charts at once, whose frames are fetched when it is first pressed."""

import json
from collections.abc import Callable

import streamlit as st

from explorer.figures.figure import Figure
from explorer.ui.component import component, heard
from explorer.ui.print_mode import is_printed

_button = component("film")


def play_button(key: str, about: str, film: Callable[[], Figure]) -> None:
    """Draw the button; `film` returns a figure of nothing but frames, and `about` is different where they are.

    A fragment of its own: asking for the frames reruns nothing else, and a slider moves without waiting for them.
    A frame's group is the key of the chart that it changes.
    """
    if not is_printed():
        _play_button(key, about, film)


@st.fragment
def _play_button(key: str, about: str, film: Callable[[], Figure]) -> None:
    asked = heard(key, "asked")
    frames = film().to_json() if asked == about else '{"frames": []}'
    message = f'{{"about": {json.dumps(about)}, "figure": {frames}}}'
    _button(key=key, data=message.encode(), on_asked_change=lambda: None, width="content")
