"""The code: a button that shows the script of what a page shows now, to read, to download and to run anywhere."""

import streamlit as st

from explorer.pages import Page
from explorer.scripts.script import Script
from explorer.ui.chapters import open_chapter
from explorer.ui.readings import Readings

HEIGHT = 480


def show_code_button(controls: Readings, page: Page) -> None:
    """Draw the button. The script is written only when it is asked for.

    No fragment of its own: while a run is drawn live, Streamlit would open the dialog once and never again.
    """
    if st.button(
        "The code",
        icon=":material/code:",
        key=f"_{controls.page}_code",
        help="What this page shows now as a Python script of its own, which gives the same numbers.",
    ):
        _dialog(controls, page)


@st.dialog("The code", width="large")
def _dialog(controls: Readings, page: Page) -> None:
    write = page.script(open_chapter(controls, page))
    show_script(write(controls), f"_{controls.page}_code_download")


def show_script(script: Script, key: str) -> None:
    """Draw a script, how to run it, and a button that downloads it."""
    needs = f"nothing of this app but `{script.companion.name}`" if script.companion else "nothing of this app"
    st.markdown(
        f"{len(script.text.splitlines())} lines for exactly the present settings. They need {needs} and "
        f"give its numbers: `pip install {' '.join(script.packages)}`, then `{script.command}`."
    )
    st.download_button(
        f"Download {script.file_name}",
        script.text,
        script.file_name,
        "text/x-python",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
    if script.companion:
        st.download_button(
            f"Download {script.companion.name}",
            script.companion.read_bytes(),
            script.companion.name,
            key=f"{key}_companion",
            icon=":material/download:",
            on_click="ignore",
        )
    st.code(script.text, "python", height=HEIGHT)
