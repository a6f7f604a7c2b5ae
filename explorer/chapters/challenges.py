"""The list of all challenges, page by page, each with a link to the chapter where it waits."""

import streamlit as st

from explorer.lectures.challenge import Challenge
from explorer.pages import LECTURES, Page
from explorer.ui.challenge_list import show_card
from explorer.ui.entry_point import streamlit_page

CARDS_A_ROW = 2


def show_list() -> None:
    """Draw a card for every challenge, below the name of its page."""
    for page in LECTURES:
        here = page.challenges
        if here:
            st.subheader(page.title, anchor=False)
        for start in range(0, len(here), CARDS_A_ROW):
            columns = st.columns(CARDS_A_ROW)
            for column, challenge in zip(columns, here[start : start + CARDS_A_ROW], strict=False):
                with column.container(border=True, height="stretch"):
                    show_card(challenge)
                    _show_link(page, challenge)


def _show_link(page: Page, challenge: Challenge) -> None:
    settings = {**challenge.start, "chapter": challenge.chapter}
    st.page_link(
        streamlit_page(page),
        label=f"Go to **{page.chapter(challenge.chapter).title}**",
        icon=":material/arrow_forward:",
        query_params={
            "challenge": challenge.name,  # opens its card
            **{f"{page.name}_{name}": str(value) for name, value in settings.items()},
        },
    )
