"""Plotly's drawing library for the browser, as the plotly package brings it, served by the app itself.

5 MB, which Streamlit packs into 1.5 for a browser that asks for that.
"""

import importlib.util
from functools import cache
from importlib.metadata import version
from pathlib import Path

from explorer.ui.component import serve


@cache
def address() -> str:
    """Serve `plotly.min.js`, and return its address as seen from the front end's folder."""
    spec = importlib.util.find_spec("plotly")
    assert spec is not None and spec.origin is not None
    name = serve(f"plotly_{version('plotly')}", Path(spec.origin).parent / "package_data")
    return f"../{name}/plotly.min.js"
