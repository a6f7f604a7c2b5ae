"""The overview of the challenges: how many this browser has solved, and a card for each."""

import streamlit as st

from explorer.lectures.challenges import CHALLENGES, Challenge
from explorer.ui.challenge import read

_progress = st.components.v2.component(
    "challenge_progress",
    html=read("challenge_progress.html"),
    css=read("challenge.css", "challenge_progress.css"),
    js=read("solved.js", "challenge_progress.js"),
)
_card = st.components.v2.component(
    "challenge_card",
    html=read("challenge_card.html"),
    css=read("challenge.css", "challenge_card.css"),
    js=read("solved.js", "challenge_card.js"),
)


def show_progress() -> None:
    """Draw how many challenges are solved, and the button that forgets it."""
    _progress(key="_challenges_progress", data={"names": [challenge.name for challenge in CHALLENGES]})


def show_card(challenge: Challenge) -> None:
    """Draw the challenge's title and task, with a mark when it is solved."""
    data = {"name": challenge.name, "title": challenge.title, "task": challenge.task}
    _card(key=f"_challenges_{challenge.name}", data=data)
