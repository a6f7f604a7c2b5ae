"""Home: after a minute here, a visitor can say what a GAN is and knows which page answers which question."""

import streamlit as st

from explorer.chapters.courses import show_courses
from explorer.chapters.home import show_cards, show_picture
from explorer.ui import entry_point
from explorer.ui.controls import Controls

entry_point.enter()

st.title("GAN Explorer", anchor=False)
st.fragment(show_picture)(Controls("home"))
st.subheader("Each page answers one question", anchor=False)
show_cards()
st.subheader("Courses across the pages", anchor=False)
show_courses()
