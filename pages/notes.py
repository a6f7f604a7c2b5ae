"""What to say at this step of a lecture, for the presenter's eyes: a window that follows the lecture's own.

The presenter sees the note, what to look at, what comes next, and whether the time will do.
"""

import streamlit as st

from explorer.pages import page_named
from explorer.ui import entry_point
from explorer.ui.notes import follow_lecture, next_title, where

entry_point.enter()

page, number, course = where()
steps = page_named(page).walkthrough
step = steps[number - 1]

st.title(f"{number}. {step.title}", anchor=False)
follow_lecture(page, number, course)
st.markdown(f"##### Say and ask\n\n{step.note}")
st.markdown(f"##### Look at\n\n{step.look}")
coming = next_title(page, number, course)
st.markdown(f"##### Next\n\n{coming or 'This is the end.'}")
with st.expander("What the class reads"):
    st.markdown(step.say)
st.caption(f"{page_named(page).title}, step {number} of {len(steps)}")
