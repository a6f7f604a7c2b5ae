"""A challenge on its page: what is asked, how near the student is, a hint, and whether this browser has solved it.

One element, so that it may follow a slider inside its fragment. What is solved is kept by the browser alone
(`solved.js`).
"""

from collections.abc import Callable

import streamlit as st

from explorer.pages import page_named
from explorer.quiz.outcome import State
from explorer.ui.component import component
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed

_challenge = component("challenge")


def show_challenge(controls: Controls, name: str, state: State, on_begin: Callable[[], None] = lambda: None) -> None:
    """Draw the challenge called `name`; `state` says how near the present settings are.

    *Begin* sets the controls from which it starts, and calls `on_begin`.
    """
    if is_printed():
        return
    challenge = page_named(controls.page).challenge(name)

    def begin() -> None:
        controls.set(**challenge.start)
        on_begin()

    told = _challenge(
        key=f"_{controls.page}_challenge_{name}",
        data={
            "name": name,
            "title": challenge.title,
            "task": challenge.task,
            "hint": challenge.hint,
            "near": state.near,
            "solved": state.solved,
        },
        on_begin_change=begin,
    )
    if told.get("begin"):
        st.rerun()  # what it has set may be drawn outside this fragment
