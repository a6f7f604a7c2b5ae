"""A lecture page from top to bottom, as `explorer/pages.py` declares it: title, question, walkthrough, chapters."""

import streamlit as st

from explorer.pages import page_named
from explorer.ui import course, entry_point
from explorer.ui.chapters import choose_chapter, show_chapter
from explorer.ui.code import show_code_button
from explorer.ui.controls import Controls
from explorer.ui.copy_link import show_copy_link
from explorer.ui.walkthrough import show_walkthrough


def show_page(name: str) -> None:
    """Draw the page called `name`."""
    entry_point.enter()
    page = page_named(name)
    controls = Controls(name)
    course.travel(controls)
    with st.container(key="page_top"):
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            st.title(page.title, anchor=False, width="content")
            with st.container(horizontal=True, gap="xsmall", width="content", wrap=False):
                show_copy_link(name)
                show_code_button(controls, page)
                st.button(
                    "Reset page",
                    icon=":material/restart_alt:",
                    key=f"_{name}_reset",
                    on_click=controls.reset,
                    help="Puts every control of this page back to its default, and stays in this chapter.",
                )
        with st.container(key="page_question"):
            st.markdown(f"**{page.question}** {page.introduction}")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="page_row"):
        chapters, walkthrough = st.container(width="content"), st.container(width="content")
    if page.walkthrough:
        with walkthrough:
            show_walkthrough(controls, page.walkthrough)
    with chapters:
        choose_chapter(controls, page)
    show_chapter(controls, page)
