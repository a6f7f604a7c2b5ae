"""A line that says what a picture's marks mean, each in its colour: one for pictures that share their marks."""

from collections.abc import Sequence
from html import escape

import streamlit as st


def show_legend(marks: Sequence[tuple[str, str, str]], before: str = "") -> None:
    """Draw the line: for each mark a hex colour, the mark itself and its meaning; `before` them what is to be said."""
    st.html(legend_html(marks, before))


def legend_html(marks: Sequence[tuple[str, str, str]], before: str = "") -> str:
    """Return the line's HTML."""
    said = [escape(before)] if before else []
    meanings = [
        f'<span style="color:{escape(color)}">{escape(mark)}</span>&nbsp;{escape(of)}' for color, mark, of in marks
    ]
    return " &emsp; ".join(said + meanings)
