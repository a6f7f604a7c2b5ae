"""Symbols with an index in text that changes: as HTML, since a formula would be typeset anew with every number."""

import re
from html import escape

import streamlit as st

_SYMBOL = re.compile(r"\b([cdkLp])_(data|[gDG0-9])\b")


def show_indexed(text: str, *, small: bool = False) -> None:
    """Draw Markdown in which p_data, p_g, k_D and their like are set with an index; `small` as a caption."""
    (st.caption if small else st.markdown)(indexed(text), unsafe_allow_html=True)


def indexed(text: str) -> str:
    """Return the text, free of any other HTML, with its symbols' indices as such."""
    return _SYMBOL.sub(r"<i>\1</i><sub>\2</sub>", escape(text, quote=False))
