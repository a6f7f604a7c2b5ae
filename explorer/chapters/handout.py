"""The handout: a walkthrough with its figures and formulas in print, each chapter drawn as its step has set it."""

import streamlit as st

from explorer.lectures.step import Step
from explorer.pages import Page
from explorer.ui.print_mode import print_mode
from explorer.ui.still_controls import StillControls


def show_steps(page: Page) -> None:
    """Draw the walkthrough of a page; a chapter's formulas come with its first step only."""
    drawn = set()
    for number, step in enumerate(page.walkthrough, start=1):
        chapter = step.settings.get("chapter", page.chapters[0].id)
        with st.container(key=f"handout_{'again' if chapter in drawn else 'first'}_{number}"):
            _show_step(page, chapter, number, step)
        drawn.add(chapter)


def _show_step(page: Page, chapter: str, number: int, step: Step) -> None:
    with st.container(key=f"handout_words_{number}"):
        st.markdown(f"### {number}. {step.title}\n\n{step.say}\n\n:material/visibility: {step.look}")
        settings = st.empty()
    if step.is_live or not page.chapter(chapter).prints:
        st.caption("A live run: paper cannot show it. Open the page at this step.")
        return
    controls = StillControls(f"handout_{number}", step.settings)
    with print_mode(f"handout_{number}_"):
        page.show(chapter)(controls)
    said = " · ".join(f"{label}: **{value}**" for label, value in controls.said.items())
    if said:
        settings.caption(f"Set to: {said}")
