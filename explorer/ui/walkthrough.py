"""The walkthrough player: a lecture's steps, each of which says something and sets the page's controls."""

from collections.abc import Sequence

import streamlit as st

from explorer.lectures.step import Step
from explorer.ui.controls import Controls


def show_walkthrough(controls: Controls, steps: Sequence[Step]) -> None:
    """Draw the player, closed until it is asked for; the step is part of the page's url."""
    opened = controls.toggle(
        "walkthrough",
        f"Walkthrough in {len(steps)} steps",
        False,
        help="Explains the page step by step and sets the controls for you. Keys: N next, B back.",
        on_change=lambda: _apply(controls, steps),
    )
    if not opened:
        return
    with st.container(border=True):
        number = controls.pages("step", len(steps), on_change=lambda: _apply(controls, steps))
        step = steps[number - 1]
        st.markdown(f"**{number}. {step.title}**  \n{step.say}")
        with st.container(horizontal=True):
            _move_button(controls, steps, "Back", number - 1, "B")
            _move_button(controls, steps, "Next", number + 1, "N")


def _apply(controls: Controls, steps: Sequence[Step]) -> None:
    if controls.value("walkthrough"):
        controls.set(**steps[controls.value("step", 1) - 1].settings)


def _go_to(controls: Controls, steps: Sequence[Step], number: int) -> None:
    controls.set(step=number)
    _apply(controls, steps)


def _move_button(controls: Controls, steps: Sequence[Step], label: str, number: int, shortcut: str) -> None:
    st.button(
        label,
        key=f"_{controls.page}_{label}",
        type="primary" if label == "Next" else "secondary",
        shortcut=shortcut,
        disabled=not 1 <= number <= len(steps),
        on_click=_go_to,
        args=(controls, steps, number),
    )
