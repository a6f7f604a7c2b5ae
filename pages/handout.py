"""A walkthrough on paper: every step with its sentences, figures and formulas, for the class to take home.

The student has on a few printed pages what the lecture said and showed, in the lecture's order.
"""

import streamlit as st

from explorer.chapters.handout import show_steps
from explorer.pages import WALKTHROUGHS
from explorer.ui import entry_point
from explorer.ui.print_button import show_print_button

entry_point.enter()

page = WALKTHROUGHS.get(st.query_params.get("of", ""), next(iter(WALKTHROUGHS.values())))

with st.container(horizontal=True, vertical_alignment="center", key="handout_buttons"):
    show_print_button()
    st.page_link(entry_point.streamlit_page(page), label="To the page, where everything moves")
st.title(page.title, anchor=False)
st.markdown(page.question)
show_steps(page)
