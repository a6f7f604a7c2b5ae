"""Every page is entered through `streamlit_app.py`, even by the first visitor of a fresh server with a link to a page.

Because our pages lie in a folder called `pages`, Streamlit 1.67 takes the project for one of its older kind and runs
the linked page's file on its own, without our navigation and layout, until `st.navigation` was called once in the
process.
"""

from pathlib import Path
from typing import Literal

import streamlit as st

from explorer.pages import BESIDE, PAGES, Page

ROOT = Path(__file__).resolve().parents[2]

_has_run = False


def streamlit_page(page: Page) -> "st.Page":
    """Return the page as `st.navigation` takes it."""
    visibility: Literal["visible", "hidden"] = "hidden" if page in BESIDE else "visible"
    return st.Page(
        ROOT / page.file, title=page.title, icon=page.icon, default=page.name == "home", visibility=visibility
    )


def mark_as_run() -> None:
    """Note that the entry point has run. Only `streamlit_app.py` calls this."""
    global _has_run
    _has_run = True


def enter() -> None:
    """Send a page that Streamlit runs on its own through the entry point; called first by every page."""
    if not _has_run:
        # Without icons: as yet the page has no icon of ours, and Streamlit would fetch this one from the internet.
        st.navigation([st.Page(ROOT / page.file, default=page.name == "home") for page in (*PAGES, *BESIDE)])
        st.rerun()
