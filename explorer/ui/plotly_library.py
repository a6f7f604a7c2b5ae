"""Plotly's drawing library for the browser, as the plotly package brings it, served by the app itself."""

import gzip
import importlib.util
import shutil
import tempfile
from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component

NAME = "plotly"


@st.cache_resource(show_spinner=False)
def serve() -> None:
    """Serve `plotly.min.js.gz` from the app's address; done once for the process.

    Packed here, once: 1.5 MB in place of 4.8 MB for each visitor, and Streamlit would pack it anew for every one.
    """
    spec = importlib.util.find_spec("plotly")
    assert spec is not None and spec.origin is not None
    library = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    folder = Path(tempfile.mkdtemp(prefix="gan-explorer-"))
    with library.open("rb") as plain, gzip.open(folder / f"{library.name}.gz", "wb", compresslevel=5) as packed:
        shutil.copyfileobj(plain, packed)
    # Nothing is drawn with it: declaring a component is Streamlit's way to serve a folder.
    declare_component(NAME, path=str(folder))
