"""Putting a figure on a page, the same way everywhere."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.ui import plotly_library

# Streamlit takes JavaScript with a line break in it for code, and without one for a path.
_chart = st.components.v2.component(
    "chart", js=Path(__file__).with_name("chart.js").read_text(encoding="utf-8"), isolate_styles=False
)


def show(figure: Any, key: str, alt: str) -> None:
    """Draw a Plotly figure at full width; `alt` says in a sentence what it shows, for those who cannot see it."""
    plotly_library.serve()
    message = f'{{"alt": {json.dumps(alt)}, "figure": {figure.to_json(validate=False)}}}'
    _chart(data=message.encode(), key=key, height=figure.layout.height)


def notice(text: str) -> None:
    """Say under a figure what to try and what to notice."""
    st.markdown(f":material/visibility: {text}")
