"""Challenges: everything that the pages dare the student to do, and what this browser has solved of it."""

import streamlit as st

from explorer.chapters.challenges import show_list
from explorer.pages import page_named
from explorer.ui import entry_point
from explorer.ui.challenge_list import show_progress

entry_point.enter()

st.title("Challenges", anchor=False)
st.markdown(
    f"**{page_named('challenges').question}** Each of these waits in its chapter, says how near you are, and notices "
    "by itself when you are there. Only this browser remembers what you have solved."
)
show_progress()
show_list()
