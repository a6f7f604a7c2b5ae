"""A walkthrough on paper: every step with its sentences, figures and formulas, for the class to take home.

The student has on a few printed pages what the lecture said and showed, in the lecture's order.
"""

import streamlit as st

from explorer.chapters.handout import show_step
from explorer.lectures.by_page import WALKTHROUGHS
from explorer.pages import page_named
from explorer.ui import front_door
from explorer.ui.print_button import show_print_button

front_door.enter()

name = st.query_params.get("of", "")
page = page_named(name if name in WALKTHROUGHS else next(iter(WALKTHROUGHS)))

with st.container(horizontal=True, vertical_alignment="center", key="handout_buttons"):
    show_print_button()
    st.page_link(front_door.streamlit_page(page), label="To the page, where everything moves")
st.title(page.title, anchor=False)
st.markdown(page.question)

chapters = set()
for number, step in enumerate(WALKTHROUGHS[page.name], start=1):
    chapter = step.settings.get("chapter")
    show_step(page.name, number, step, is_repeated=chapter in chapters)
    chapters.add(chapter)
