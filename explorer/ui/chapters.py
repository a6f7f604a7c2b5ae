"""A page's chapters, of which only the open one is computed: a fragment that reruns alone."""

from collections.abc import Callable, Mapping

import streamlit as st

from explorer.ui.controls import Controls
from explorer.ui.predict import show_unless_asked

Chapter = Callable[[Controls], None]


def show_chapters(controls: Controls, chapters: Mapping[str, Chapter]) -> None:
    """Draw a row of the chapters' names, and the open chapter below it.

    Not `st.tabs`: the browser would need a fifth longer for every move of a slider inside them.
    """
    chosen = controls.chapter(list(chapters))
    show_unless_asked(controls, st.fragment(chapters[chosen]))
