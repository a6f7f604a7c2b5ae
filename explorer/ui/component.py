"""A component of our own whose code the browser fetches once.

Streamlit sends a component's code along with every change of its data: a chart's is 29 kB, a figure's data often 5. For
a class that moves sliders over one wireless network that is most of what is sent. So what Streamlit sends are three
lines that fetch the code from the app's own address, where the browser keeps it.
"""

import atexit
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component

# Streamlit's own scripts say where a host has put the app. A module that could not be fetched is asked for anew only
# under another address.
_LOADER = """
const own = document.querySelector('script[src*="static/js/"]');
const address = new URL("{path}", own ? new URL("../../", own.src) : document.baseURI);
let code;
for (let wait = 500; !code; wait *= 2) {{
  try {{
    code = await import(address);
  }} catch (error) {{
    if (wait > 16000) throw error;
    await new Promise((resolve) => setTimeout(resolve, wait));
    address.search = wait;
  }}
}}
export default code.default;
"""


def component(name: str, js: str, html: str = "", css: str = "", isolate_styles: bool = True) -> Any:
    """Return what draws the component called `name`, as `st.components.v2.component` does."""
    with suppress(OSError):  # a full disk: the code then goes along with the data
        js = _LOADER.format(path=serve(name, js))
    return st.components.v2.component(name, html=html or None, css=css or None, js=js, isolate_styles=isolate_styles)


def serve(name: str, js: str) -> str:
    """Put code where a browser can fetch it, and return its path on the server. Other code has another path."""
    file = f"{name}-{sha256(js.encode()).hexdigest()[:12]}.js"
    Path(_folder().name, file).write_text(js, encoding="utf-8")
    return f"component/{__name__}.code/{file}"


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    """Return the folder that is served; made once for the process, and gone with it."""
    folder = tempfile.TemporaryDirectory(prefix="gan-explorer-code-")
    atexit.register(folder.cleanup)
    # Nothing is drawn with it: declaring a component is Streamlit's way to serve a folder.
    declare_component("code", path=folder.name)
    return folder
