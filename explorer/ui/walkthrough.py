"""The walkthrough player: a lecture's steps, each of which says something and sets the page's controls."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from explorer.lectures.step import Step
from explorer.ui.class_link import show_class_link
from explorer.ui.controls import Controls
from explorer.ui.predict import PREDICT, show_step

HERE = Path(__file__).parent

_remote = st.components.v2.component("remote", js=(HERE / "remote.js").read_text(encoding="utf-8"))


def show_walkthrough(controls: Controls, steps: Sequence[Step]) -> None:
    """Draw the player, closed until it is asked for; the step is part of the page's url."""
    opened = controls.toggle(
        "walkthrough",
        f"Walkthrough in {len(steps)} steps",
        False,
        help="Explains the page step by step and sets the controls for you. Keys: → or N next, ← or B back; a remote "
        "does the same.",
        on_change=lambda: _apply(controls, steps),
    )
    if not opened:
        return
    with st.container(border=True):
        # The title of a step that asks first would give the answer away.
        titles = [step.title if step.predict is None else PREDICT for step in steps]
        number = controls.pages("step", titles, on_change=lambda: _apply(controls, steps))
        show_step(controls, number, steps[number - 1], lambda: _apply(controls, steps))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _move_button(controls, steps, "Back", number - 1, "B")
            _move_button(controls, steps, "Next", number + 1, "N")
            st.button(
                "Back to the step",
                icon=":material/undo:",
                key=f"_{controls.page}_again",
                help="Sets this step's controls once more, after you have played with them.",
                on_click=_apply,
                args=(controls, steps),
            )
            show_class_link()
            presents = controls.toggle(
                "present",
                "Presenter's view",
                False,
                help="Large type, without the sidebar and everything else that the class does not need.",
            )
    if presents:
        st.html((HERE / "present.css").read_text(encoding="utf-8"))
    _remote(key=f"_{controls.page}_remote", data={"page": controls.page})


def _apply(controls: Controls, steps: Sequence[Step]) -> None:
    if controls.value("walkthrough"):
        controls.set(**steps[controls.value("step", 1) - 1].settings)


def _move_button(controls: Controls, steps: Sequence[Step], label: str, number: int, shortcut: str) -> None:
    st.button(
        label,
        key=f"_{controls.page}_{label}",
        type="primary" if label == "Next" else "secondary",
        shortcut=shortcut,
        disabled=not 1 <= number <= len(steps),
        on_click=controls.open_page,
        args=("step", number, lambda: _apply(controls, steps)),
    )
