"""Streamlit's own elements, made reachable for those who use a keyboard or a screen reader."""

from pathlib import Path

import streamlit as st

_reachable = st.components.v2.component(
    "reachable", js=Path(__file__).with_name("reachable.js").read_text(encoding="utf-8")
)


def make_reachable() -> None:
    """Mend the page as long as it is open. `page.css` takes the element out of the layout."""
    _reachable(key="_reachable")
