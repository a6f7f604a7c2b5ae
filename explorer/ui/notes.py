"""The presenter's notes in a window of their own, which follows the lecture's window and can move it.

The two windows talk to each other in the browser (`lecture_channel.js`); the server draws for each its own session.
"""

import streamlit as st

from explorer.lectures.courses import course_named
from explorer.lectures.step import Step
from explorer.pages import WALKTHROUGHS
from explorer.ui.component import component, heard

PARAMETERS = ("page", "step", "course", "window")

_window = component("notes")


def follow_lecture(page: str, step: int, course: str) -> None:
    """Draw the clock and the buttons; the lecture's window says where it is."""
    before, until, total = plan(page, step, course)
    _window(
        key="_notes",
        data={
            "page": page,
            "step": step,
            "course": course,
            "window": st.query_params.get("window", ""),
            "plan": {"before": before, "until": until, "total": total},
        },
        on_moved_change=_move,
    )


def _lecture(page: str, step: int, course_name: str) -> tuple[tuple[Step, ...], int]:
    """Return the lecture's steps, and the place of this one: the course's, or outside of one those of the page."""
    course = course_named(course_name)
    index = course.place_of(page, step) if course else None
    if course is None or index is None:
        return WALKTHROUGHS[page].walkthrough, step - 1
    return tuple(stop.step for stop in course.stops), index


def plan(page: str, step: int, course_name: str) -> tuple[float, float, float]:
    """Return the minutes from the start to this step's beginning and end, and the minutes in all."""
    steps, index = _lecture(page, step, course_name)
    before, until, total = (sum(each.minutes for each in steps[:end]) for end in (index, index + 1, None))
    return before, until, total


def next_title(page: str, step: int, course_name: str) -> str | None:
    """Return the title of the step that follows; None at the end."""
    steps, index = _lecture(page, step, course_name)
    return steps[index + 1].title if index + 1 < len(steps) else None


def _move() -> None:
    moved = heard("_notes", "moved")
    if isinstance(moved, dict):
        st.query_params.update({name: str(moved[name]) for name in PARAMETERS if name in moved})


def where() -> tuple[str, int, str]:
    """Return the page, the step and the course that the link names; the first of each where it names none."""
    page = st.query_params.get("page", "")
    page = page if page in WALKTHROUGHS else next(iter(WALKTHROUGHS))
    text = st.query_params.get("step", "")
    step = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return page, min(max(step, 1), len(WALKTHROUGHS[page].walkthrough)), st.query_params.get("course", "")
