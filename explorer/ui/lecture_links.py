"""Links of a walkthrough that open a window beside it: the presenter's notes, and the handout."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_HTML = """
<div><a>Presenter's notes</a><a target="_blank">Handout</a></div>
"""
_CSS = """
div { display: flex; gap: 1rem; align-items: center; min-height: 2.5rem; font: 0.875rem var(--st-font); }
a { color: var(--st-link-color, var(--st-primary-color)); text-decoration: underline; white-space: nowrap; }
a:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
_links = st.components.v2.component(
    "lecture_links",
    html=_HTML,
    css=_CSS,
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in ("lecture_channel.js", "lecture_links.js")),
)


def show_links(page: str, step: int, course: str) -> None:
    """Draw the links."""
    _links(key=f"_{page}_links", data={"page": page, "step": step, "course": course}, width="content")
