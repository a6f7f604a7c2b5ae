"""The overview of the challenges: how many this browser has solved, and a card for each."""

from explorer.lectures.challenge import Challenge
from explorer.pages import LECTURES
from explorer.ui.component import component

_progress = component("challenge_progress", css=["challenge"])
_card = component("challenge_card", css=["challenge"])


def show_progress() -> None:
    """Draw how many challenges are solved, and the button that forgets it."""
    _progress(
        key="_challenges_progress",
        data={"names": [challenge.name for page in LECTURES for challenge in page.challenges]},
    )


def show_card(challenge: Challenge) -> None:
    """Draw the challenge's title and task, with a mark when it is solved."""
    data = {"name": challenge.name, "title": challenge.title, "task": challenge.task}
    _card(key=f"_challenges_{challenge.name}", data=data)
