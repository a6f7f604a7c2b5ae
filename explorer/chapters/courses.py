"""The home page's row of courses: one card each, which starts it or goes on where this visitor was."""

import streamlit as st

from explorer.lectures.courses import COURSES
from explorer.pages import page_named
from explorer.ui import course
from explorer.ui.entry_point import streamlit_page


def show_courses() -> None:
    """Draw a card for every course across pages, and where this visitor can go on."""
    columns = st.columns(len(COURSES))
    for column, each in zip(columns, COURSES, strict=True):
        with column.container(border=True, height="stretch"):
            _link_to(course.Place(each, 0), f"**{each.title}**", ":material/school:")
            st.markdown(each.audience)
            st.caption(f"{each.in_words}, {len(each.parts)} parts")
            last = course.last_place()
            if last is not None and last.course is each and last.index:
                _link_to(last, f"Go on at step {last.index + 1} of {len(each.stops)}", ":material/resume:")


def _link_to(place: course.Place, label: str, icon: str) -> None:
    st.page_link(streamlit_page(page_named(place.page)), label=label, icon=icon, query_params=place.link)
