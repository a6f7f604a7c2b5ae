"""A page with three live runs, as a challenge sees it: its own is the second, and its card follows that."""

import streamlit as st

from explorer.quiz.outcome import State
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

st.title("Three runs")
for run in ("first", "own", "last"):
    with st.container(key=f"{run}_run_buttons"):
        st.button(f"Start the {run} one", key=f"start_{run}")
    st.container(height=1000)
    if run == "own":
        show_challenge(Controls("mode_collapse"), "eight_modes", State("Not yet.", solved=False))
