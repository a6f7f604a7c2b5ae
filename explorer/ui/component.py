"""Components of our own: `explorer/front_end/` holds their JavaScript, HTML and CSS, and is served as it is.

Streamlit sends a component's code along with every change of its data: a chart's is 20 kB, a figure's data often 5. For
a class that moves sliders over one wireless network that is most of what is sent. So what Streamlit sends is a loader,
a few lines that import the component's module from the app's own address.

Streamlit serves the folder with `Cache-Control: public`, without a lifetime and without ETag or Last-Modified: a
browser may keep a file but knows no moment until which it is fresh, so that some ask again for every new tab, and
others would be free not to. The address names the code's version: code that has changed has another address, together
with everything that it imports, and no browser or proxy can run old code with new data.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component

FRONT_END = Path(__file__).parents[1] / "front_end"

# Found beside the page, as Streamlit's page finds its own scripts. Some browsers remember that a module could not be
# fetched, and ask anew only under another address.
_LOADER = """
const address = new URL("{address}", document.baseURI);
let code;
for (let wait = 500; !code; wait *= 2) {{
  try {{
    code = await import(address);
  }} catch (error) {{
    if (wait > 16000) throw error;
    console.warn(error);
    await new Promise((resolve) => setTimeout(resolve, wait));
    address.search = wait;
  }}
}}
export default code.default;
"""


def component(name: str, css: Sequence[str] = (), isolate_styles: bool = True) -> Any:
    """Return what draws the component called `name`, as `st.components.v2.component` does.

    Its files in the front end have its name; `css` names further ones whose style it shares.
    """
    style = "\n".join(_text(f"{each}.css") for each in (*css, name))
    return st.components.v2.component(
        name,
        html=_text(f"{name}.html") or None,
        css=style.strip() or None,
        js=_LOADER.format(address=f"component/{_served_front_end()}/{name}.js"),
        isolate_styles=isolate_styles,
    )


def heard(key: str, name: str) -> Any:
    """Return what the browser has told under `name`; None where the component called `key` has gone meanwhile.

    The browser may send anything: whoever reads it checks it.
    """
    return (st.session_state.get(key) or {}).get(name)


def serve(name: str, folder: Path) -> str:
    """Have Streamlit serve a folder, and return its name there: its files are `component/<name>/<file>`."""
    declare_component(name, path=folder)  # nothing is drawn with it; it is Streamlit's way to serve a folder
    return f"{__name__}.{name}"


@cache
def _served_front_end() -> str:
    digest = sha256()
    for file in sorted(FRONT_END.iterdir()):
        digest.update(file.read_bytes())
    return serve(f"front_end_{digest.hexdigest()[:12]}", FRONT_END)


def _text(name: str) -> str:
    """Return the text of a file of the front end; empty where there is none."""
    file = FRONT_END / name
    return file.read_text(encoding="utf-8") if file.exists() else ""
