"""A course across pages: where one is, and where Next and Back lead from there.

The course stands in the link as `course=theory`, beside what every link says of its page: so a copied link resumes it.
A step is entered by the parameter `at`: the page sets what the step sets, and takes the parameter out of the link.
"""

from dataclasses import dataclass
from math import ceil

import streamlit as st

from explorer.lectures.courses import Course, course_named
from explorer.pages import page_named
from explorer.ui import entry_point
from explorer.ui.controls import Controls

COURSE, AT = "course", "at"
_GOAL = "_course_goal"  # the stop that a button has asked for
_LAST = "_course_last"  # course and place where this session was last


@dataclass(frozen=True)
class Place:
    """A course, and the place among its stops."""

    course: Course
    index: int

    @property
    def number(self) -> int:
        """Number of the step in its page's walkthrough, from 1."""
        return self.course.stops[self.index].number

    @property
    def link(self) -> dict[str, str]:
        """Parameters of the link that enters the step."""
        return {COURSE: self.course.name, AT: str(self.number)}

    @property
    def page(self) -> str:
        """Name of the page that it is on."""
        return self.course.stops[self.index].page

    def moved(self, by: int) -> "Place | None":
        """Return the place `by` stops further on; None beyond either end."""
        index = self.index + by
        return Place(self.course, index) if 0 <= index < len(self.course.stops) else None


def course_now() -> Course | None:
    """Return the course that the link names."""
    return course_named(st.query_params.get(COURSE))


def place_now(page: str, number: int) -> Place | None:
    """Return where the page's step is in the present course; None outside of one."""
    course = course_now()
    index = course.place_of(page, number) if course else None
    if course is None or index is None:
        return None
    st.session_state[_LAST] = (course.name, index)
    return Place(course, index)


def last_place() -> Place | None:
    """Return where this session was last in a course."""
    name, index = st.session_state.get(_LAST, (None, 0))
    course = course_named(name)
    return Place(course, index) if course else None


def go_to(place: Place) -> None:
    """Ask for a stop, on whatever page it is: a callback."""
    st.session_state[_GOAL] = place


def leave() -> None:
    """Go on without the course: a callback."""
    st.query_params.pop(COURSE, None)


def travel(controls: Controls) -> None:
    """Change to the page that was asked for; called before anything is drawn."""
    place: Place | None = st.session_state.pop(_GOAL, None)
    if place is None:
        return
    parameters = dict(place.link)
    if place.page == controls.page:
        st.query_params.update(parameters)  # entered as by a link
        return
    if controls.value("present", False):
        parameters[f"{place.page}_present"] = "true"
    st.switch_page(entry_point.streamlit_page(page_named(place.page)), query_params=parameters)


def step_asked_for(n_steps: int) -> int | None:
    """Return the number of the step that the link asks to enter, once: the parameter is gone afterwards."""
    text = st.query_params.pop(AT, None)
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= n_steps
        else None
    )


def show_course(page: str, place: Place | None) -> None:
    """Draw where one is in the course, and the way out."""
    course = course_now()
    if course is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="course_bar"):
        st.markdown(_where(place) if place else f"**{course.title}** leaves this step out.", width="stretch")
        last = last_place()
        if place is None and last is not None and last.course is course:
            st.button("Back to the course", key=f"_{page}_course_back", on_click=go_to, args=(last,))
        with st.popover("Parts", icon=":material/format_list_numbered:"):
            for k, part in enumerate(course.parts):
                st.button(
                    f"{k + 1}. {page_named(part.page).title} · {whole(part.minutes)} min",
                    key=f"_{page}_course_part_{k}",
                    type="tertiary",
                    disabled=place is not None and place.course.stops[place.index].part == k,
                    on_click=go_to,
                    args=(Place(course, course.place_of(part.page, part.numbers[0]) or 0),),
                )
        st.button("Leave", key=f"_{page}_course_leave", on_click=leave, help="Stay on this page, without the course.")


def _where(place: Place) -> str:
    course, stops = place.course, place.course.stops
    stop = stops[place.index]
    in_part = [other for other in stops if other.part == stop.part]
    return (
        f"**{course.title}** · part {stop.part + 1} of {len(course.parts)} · "
        f"step {in_part.index(stop) + 1} of {len(in_part)} · "
        f"about {whole(course.minutes - course.minutes_before(place.index))} min to go"
    )


def whole(minutes: float) -> int:
    """Return whole minutes, for nobody plans a lecture by halves: rather more than fewer."""
    return ceil(minutes)
