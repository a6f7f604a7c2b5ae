"""A page's chapters: url-bound tabs of which only the open one is computed, each a fragment that reruns alone."""

from collections.abc import Callable, Mapping

import streamlit as st

from explorer.ui.controls import Controls

Chapter = Callable[[Controls], None]


def show_chapters(controls: Controls, chapters: Mapping[str, Chapter]) -> None:
    """Draw one tab a chapter, and the open chapter inside it."""
    for tab, show in zip(controls.tabs(list(chapters)), chapters.values(), strict=True):
        if tab.open:
            with tab:
                st.fragment(show)(controls)
