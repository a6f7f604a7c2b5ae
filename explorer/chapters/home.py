"""The home page's two parts: a GAN in one living picture, and a card for each page."""

import streamlit as st

from explorer.chapters.toy_faces.whole_gan import show_whole_gan
from explorer.pages import LECTURES, Page
from explorer.ui.controls import Controls
from explorer.ui.entry_point import streamlit_page

WHAT_A_GAN_IS = """
A **generative adversarial network** is a game: the generator **G** turns random numbers $z$ into pictures, and the
discriminator **D** says how likely each picture is to be real.

D learns from its mistakes on real and fake pictures; G never sees a real one, it only feels the gradient through D.

When there is nothing left for G to learn, D can do no better than answer 50 %.
"""
CARDS_A_ROW = 2


def show_picture(controls: Controls) -> None:
    """Draw the toy GAN at the epoch that the slider has reached, beside what a GAN is."""
    caption = (
        "A real GAN with four pixels a picture, trained on this server. A picture is a face when its diagonal is dark; "
        "at 0 the fakes are noise."
    )
    show_whole_gan(controls, "home_picture", WHAT_A_GAN_IS, caption)


def show_cards() -> None:
    """Draw a card for every page: its question and a picture of what is on it."""
    for start in range(0, len(LECTURES), CARDS_A_ROW):
        columns = st.columns(CARDS_A_ROW)
        for column, page in zip(columns, LECTURES[start : start + CARDS_A_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _show_card(page)


def _show_card(page: Page) -> None:
    st.page_link(streamlit_page(page), label=f"**{page.title}**", icon=page.icon)
    st.markdown(page.question)
    if page.has_thumbnail:
        page.show_thumbnail()
