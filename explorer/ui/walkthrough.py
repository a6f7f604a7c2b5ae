"""The walkthrough player: a lecture's steps, each of which says something and sets the page's controls.

It stays in sight, a column beside the page, or a strip below it where the window is narrow (`walkthrough.css`), and
lights up the figure that the step speaks of.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import streamlit as st

from explorer.lectures.step import Step
from explorer.ui import course
from explorer.ui.class_link import show_class_link
from explorer.ui.component import component
from explorer.ui.controls import Controls
from explorer.ui.lecture_links import show_links
from explorer.ui.link_state import in_words
from explorer.ui.predict import PREDICT, is_asking, show_anyway, show_step

HERE = Path(__file__).parent

_remote = component("remote")


MOVES = {"back": -1, "next": 1}


def show_walkthrough(controls: Controls, steps: Sequence[Step]) -> None:
    """Draw the player, closed until it is asked for; the step is part of the page's url."""
    _enter(controls, steps)
    with st.container(key="walkthrough_box"):
        opened = controls.toggle(
            "walkthrough",
            f"Walkthrough in {len(steps)} steps",
            False,
            help="Explains the page step by step and sets the controls for you. Keys: → or N next, ← or B back; a "
            "remote does the same.",
            on_change=lambda: _apply(controls, steps),
        )
        if not opened:
            return
        above = st.container() if course.course_now() else None
        # The title of a step that asks first would give the answer away.
        titles = [step.title if step.predict is None else PREDICT for step in steps]
        number = controls.pages("step", titles, on_change=lambda: _apply(controls, steps))
        place = course.place_now(controls.page, number)
        if above:
            with above:
                course.show_course(controls.page, place)
        step = steps[number - 1]
        with st.container(key="walkthrough_words"):
            show_step(controls, number, step, lambda: _apply(controls, steps))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="walkthrough_row"):
            for id, by in MOVES.items():
                _move_button(controls, steps, id, by)
            st.button(
                "Back to the step",
                icon=":material/undo:",
                key=f"_{controls.page}_again",
                help="Sets this step's controls once more, after you have played with them.",
                on_click=_apply,
                args=(controls, steps),
            )
            show_class_link(controls)
            presents = controls.toggle(
                "present",
                "Presenter's view",
                False,
                help="Large type and figures, without the sidebar and everything else that the class does not need.",
            )
            show_links(controls.page, number, place.course.name if place else "")
            if presents and not place:  # there the row of steps is away
                st.caption(f"Step {number} of {len(steps)}", width="content")
    # What the step sets and nobody moves is away in the presenter's view.
    controls.hidden = frozenset(controls.key(name) for name in step.settings if presents and name not in step.play)
    st.html(_css(step.figure, controls.hidden if presents else None))
    _remote(
        key=f"_{controls.page}_remote",
        data={
            "page": controls.page,
            "step": number,
            "course": place.course.name if place else "",
            "figure": step.figure,
            "presents": presents,
            "asks": is_asking(controls, step),
            "leads": {id: _move(controls, steps, by) is not None for id, by in MOVES.items()},
        },
    )


def _enter(controls: Controls, steps: Sequence[Step]) -> None:
    """Go to the step that a link asks to enter."""
    number = course.step_asked_for(len(steps))
    if number is not None:
        settings = {"walkthrough": True, "step": number, **steps[number - 1].settings}
        controls.set(**settings)
        # The browser would write them only when they change.
        st.query_params.update({controls.key(name): in_words(value) for name, value in settings.items()})


def _apply(controls: Controls, steps: Sequence[Step]) -> None:
    if controls.value("walkthrough"):
        controls.set(**steps[_number(controls, steps) - 1].settings)


def _number(controls: Controls, steps: Sequence[Step]) -> int:
    """Return the number of the step that is open, or will be when the walkthrough is: a link may say any."""
    return int(np.clip(controls.value("step", 1), 1, len(steps)))


def _move_button(controls: Controls, steps: Sequence[Step], id: str, by: int) -> None:
    move = _move(controls, steps, by)
    st.button(
        id.title(),
        key=f"_{controls.page}_{id}",
        type="primary" if by > 0 else "secondary",
        shortcut=id[0].upper(),
        disabled=move is None,
        on_click=move,
    )


def _move(controls: Controls, steps: Sequence[Step], by: int) -> Callable[[], None] | None:
    """Return what a move does, a callback; None beyond either end.

    From a step that asks the first move on is to its figure: nobody is to miss that.
    """
    step = steps[_number(controls, steps) - 1]
    if by > 0 and is_asking(controls, step):
        return partial(show_anyway, controls, step, partial(_apply, controls, steps))
    # It holds where it leads, not how far: Streamlit may hear one click twice.
    target = _target(controls, steps, by)
    return None if target is None else partial(_go_to, controls, steps, target)


def _target(controls: Controls, steps: Sequence[Step], by: int) -> int | course.Place | None:
    """Return where a move leads: to a step of this page, or to another page's in a course; None beyond either end."""
    number = _number(controls, steps)
    place = course.place_now(controls.page, number)
    if place is None:
        return number + by if 1 <= number + by <= len(steps) else None
    further = place.moved(by)
    return further.number if further and further.page == controls.page else further


def _go_to(controls: Controls, steps: Sequence[Step], target: int | course.Place) -> None:
    if isinstance(target, course.Place):
        course.go_to(target)
    else:
        controls.open_page("step", target, lambda: _apply(controls, steps))


def _css(figure: str, hidden_keys: Collection[str] | None) -> str:
    """Return the style of the open walkthrough; in the presenter's view some controls are hidden, elsewhere None is."""
    style = _file("walkthrough.css").replace("FIGURE", figure)
    return f"<style>{style}{'' if hidden_keys is None else _presenters_css(hidden_keys)}</style>"


def _presenters_css(hidden_keys: Collection[str]) -> str:
    """Return the style of the presenter's view, without the controls of these keys."""
    hidden = ", ".join(f".st-key-{key}, .st-key-_{key}_dice" for key in sorted(hidden_keys))
    # A row or column of nothing else gives its place to the figure.
    block = ":is(.stColumn, [data-testid=stLayoutWrapper]):not(:has(.stPopover))"
    empty = f"{block}:not(:has(.stElementContainer:not({hidden})))"
    return f"{_file('present.css')}{f'{hidden}, {empty} {{ display: none; }}' if hidden_keys else ''}"


def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
