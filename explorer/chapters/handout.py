"""The handout: a walkthrough on a few sheets, each step with its sentences, one small figure and its formula."""

import re

import streamlit as st

from explorer.data.stills import still_of
from explorer.lectures.formulas import FORMULAS
from explorer.lectures.step import Step
from explorer.pages import Page
from explorer.ui.print_mode import print_mode
from explorer.ui.still_controls import StillControls

# What paper cannot do.
ASKS_FOR_A_HAND = re.compile(r"\b([Pp]ress|Drag|Move|Lift|Clear|Set)\b|try them")


def show_steps(page: Page) -> None:
    """Draw the walkthrough of a page."""
    with st.container(key="handout_steps"):
        for number, step in enumerate(page.walkthrough, start=1):
            with st.container(key=f"handout_step_{number}"):
                _show_step(page, number, step)


def _show_step(page: Page, number: int, step: Step) -> None:
    st.markdown(f"#### {number}. {step.title}\n\n{step.say}")
    said = _still(page, step) if step.is_live else _figure(page, number, step)
    with st.container(key=f"handout_below_{number}"):
        st.latex(FORMULAS[page.name][step.id])
        st.caption(" ".join(filter(None, (said, _on_paper(step.look)))))


def _on_paper(look: str) -> str:
    return f"*On the page:* {look}" if ASKS_FOR_A_HAND.search(look) else look


def _figure(page: Page, number: int, step: Step) -> str:
    """Draw the step's figure as the step sets it, and say how it has set what the class is to see moved."""
    controls = StillControls(f"handout_{number}", step.settings)
    with print_mode(step.figure, f"handout_{number}_"):
        page.show(step.settings.get("chapter", page.chapters[0].id))(controls)
    said = " · ".join(f"{label}: **{value}**" for label, value in controls.said(step.play).items())
    return f"{said}." if said else ""


def _still(page: Page, step: Step) -> str:
    """Draw what was recorded of the step's run, and say what that is."""
    still = still_of(page.name, step.id)
    st.image(still.picture, width="stretch")
    return still.what
