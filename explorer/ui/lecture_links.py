"""Links of a walkthrough that open a window beside it: the presenter's notes, and the handout."""

from explorer.ui.component import component

_links = component("lecture_links")


def show_links(page: str, step: int, course: str) -> None:
    """Draw the links."""
    _links(key=f"_{page}_links", data={"page": page, "step": step, "course": course}, width="content")
