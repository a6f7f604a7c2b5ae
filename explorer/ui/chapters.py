"""A page's chapters, of which only the open one is computed: a fragment that reruns alone."""

import streamlit as st

from explorer.pages import Page
from explorer.ui.controls import Controls
from explorer.ui.predict import show_unless_asked
from explorer.ui.presets import CHAPTER
from explorer.ui.readings import Readings


def choose_chapter(controls: Controls, page: Page) -> None:
    """Draw a row of the chapters' titles; a single chapter needs none.

    Not `st.tabs`: the browser would need a fifth longer for every move of a slider inside them.
    """
    if len(page.chapters) > 1:
        titles = {chapter.id: chapter.title for chapter in page.chapters}
        controls.choice(CHAPTER, "Chapter", titles, next(iter(titles)), label_visibility="collapsed")


def show_chapter(controls: Controls, page: Page) -> None:
    """Draw the open chapter."""
    show_unless_asked(controls, st.fragment(page.show(open_chapter(controls, page))))


def open_chapter(controls: Readings, page: Page) -> str:
    """Return the id of the chapter that is open."""
    first, *others = (chapter.id for chapter in page.chapters)
    chapter: str = controls.value(CHAPTER, first)
    return chapter if chapter in others else first
