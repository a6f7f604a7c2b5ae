"""What prepares a page for print: its style, and a button for the browser's print dialogue, or a PDF."""

from pathlib import Path

import streamlit as st

from explorer.ui.component import component

_button = component("print_button")


def show_print_button() -> None:
    """Draw the button, and the page as it will be in print."""
    st.html(Path(__file__).with_name("handout.css"))
    _button(key="print_button", width="content")
