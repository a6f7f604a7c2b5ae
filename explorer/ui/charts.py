"""Putting a figure on a page, the same way everywhere."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.ui import plotly_library

# One module in two files. Streamlit takes JavaScript with a line break in it for code, and without one for a path.
_js = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("chart_files.js", "chart.js")]
_chart = st.components.v2.component("chart", js="\n".join(_js), isolate_styles=False)


def show(figure: Any, key: str, alt: str) -> None:
    """Draw a Plotly figure at full width, to be taken along as PNG, SVG or CSV.

    `alt` says in a sentence what it shows, for those who cannot see it. Its files are named after `key`.
    """
    plotly_library.serve()
    name = key.strip("_")
    message = f'{{"alt": {json.dumps(alt)}, "name": {json.dumps(name)}, "figure": {figure.to_json(validate=False)}}}'
    _chart(data=message.encode(), key=key, height=figure.layout.height)


def notice(text: str) -> None:
    """Say under a figure what to try and what to notice."""
    st.markdown(f":material/visibility: {text}")
