"""A button that opens the browser's print dialogue, which saves a PDF as well."""

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
# What is folded away on the page is unfolded on paper; and what is still being drawn is waited for.
_JS = """
const unfold = () => document.querySelectorAll("details:not([open])").forEach((part) => (part.open = true));
const isDrawn = () => !document.querySelector("[role=figure]:not(:has(.main-svg))");
const print = () => (isDrawn() ? window.print() : setTimeout(print, 200));

export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = () => {
    unfold();
    setTimeout(print, 300);
  };
  window.addEventListener("beforeprint", unfold);
  return () => window.removeEventListener("beforeprint", unfold);
}
"""
_button = st.components.v2.component(
    "print_button", html='<button type="button">Print or save as PDF</button>', css=_CSS, js=_JS
)


def show_print_button() -> None:
    """Draw the button."""
    _button(key="print_button", width="content")
