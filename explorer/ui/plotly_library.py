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
    """Serve `plotly.min.js` from the app's address, packed where there is room for it; done once for the process."""
    spec = importlib.util.find_spec("plotly")
    assert spec is not None and spec.origin is not None
    library = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    try:
        folder = pack(library)
    except OSError:  # a full disk: the browser then asks for the plain one
        folder = library.parent
    # Nothing is drawn with it: declaring a component is Streamlit's way to serve a folder.
    declare_component(NAME, path=str(folder))


def pack(file: Path) -> Path:
    """Return a new folder that holds the file as `.gz`.

    1.5 MB in place of 4.8 MB for each visitor; Streamlit would pack it anew for every one.
    """
    folder = Path(tempfile.mkdtemp(prefix="gan-explorer-"))
    with file.open("rb") as plain, gzip.open(folder / f"{file.name}.gz", "wb", compresslevel=5) as packed:
        shutil.copyfileobj(plain, packed)
    return folder
