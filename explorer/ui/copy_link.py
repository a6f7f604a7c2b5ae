"""A button that copies the link to the page as it stands."""

from pathlib import Path

import streamlit as st

_HTML = """
<button type="button" title="The link holds every control of this page: whoever opens it sees what you see.">
  <svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5"/>
  </svg>
  <span aria-live="polite">Copy link</span>
</button>
"""
_CSS = """
button {
  display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; width: 7.25rem; min-height: 2.5rem;
  padding: 0.25rem 0.75rem; font: inherit; font-size: 0.875rem; cursor: pointer; border-radius: var(--st-button-radius);
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color);
}
button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
_copy_link = st.components.v2.component(
    "copy_link",
    html=_HTML,
    css=_CSS,
    js=Path(__file__).with_name("copy_link.js").read_text(encoding="utf-8"),
)


def show_copy_link(page: str) -> None:
    """Draw the button, as wide in every state."""
    _copy_link(key=f"_{page}_copy_link", width="content")
