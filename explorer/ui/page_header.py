"""The top of every lecture page: title, question, reset, and the walkthrough."""

from collections.abc import Sequence

import streamlit as st

from explorer.lectures.step import Step
from explorer.pages import page_named
from explorer.ui import course, front_door
from explorer.ui.code import Code, show_code_button
from explorer.ui.controls import Controls
from explorer.ui.copy_link import show_copy_link
from explorer.ui.walkthrough import show_walkthrough


def page_header(name: str, introduction: str, steps: Sequence[Step], code: Code) -> Controls:
    """Draw the header of the page called `name` and return the page's controls.

    `code` writes the script of what the page shows.
    """
    front_door.enter()
    page = page_named(name)
    controls = Controls(name)
    course.travel(controls)
    with st.container(key="page_top"):
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            st.title(page.title, anchor=False, width="content")
            with st.container(horizontal=True, gap="xsmall", width="content", wrap=False):
                show_copy_link(name)
                show_code_button(controls, code)
                st.button(
                    "Reset page",
                    icon=":material/restart_alt:",
                    key=f"_{name}_reset",
                    on_click=controls.reset,
                    help="Puts every control of this page back to its default.",
                )
        st.markdown(f"**{page.question}** {introduction}")
    show_walkthrough(controls, steps)
    return controls
