"""Putting a figure on a page, the same way everywhere."""

from typing import Any

import streamlit as st

from explorer.figures.style import CONFIG


def show(figure: Any, key: str, alt: str) -> None:
    """Draw a Plotly figure at full width; `alt` says in a sentence what it shows, for those who cannot see it."""
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)


def notice(text: str) -> None:
    """Say under a figure what to try and what to notice."""
    st.markdown(f":material/visibility: {text}")
