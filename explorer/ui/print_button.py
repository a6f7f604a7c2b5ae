"""What makes a page of the app one of paper: its style, and a button for the browser's print dialogue, or a PDF."""

from pathlib import Path

import streamlit as st

_CSS = """
button {
  min-height: 2.5rem; padding: 0.25rem 1rem; font: inherit; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
# What is still being drawn is waited for.
_JS = """
const isDrawn = () => !document.querySelector("[role=figure]:not(:has(.main-svg))");
const print = () => (isDrawn() ? window.print() : setTimeout(print, 200));

export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = print;
}
"""
_button = st.components.v2.component(
    "print_button", html='<button type="button">Print or save as PDF</button>', css=_CSS, js=_JS
)


def show_print_button() -> None:
    """Draw the button, and the page as it will be on paper."""
    st.html(Path(__file__).with_name("handout.css"))
    _button(key="print_button", width="content")
