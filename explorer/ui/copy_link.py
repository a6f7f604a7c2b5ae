"""A button that copies the link to the page as it stands."""

from explorer.ui.component import component

_copy_link = component("copy_link")


def show_copy_link(page: str) -> None:
    """Draw the button, as wide in every state."""
    _copy_link(key=f"_{page}_copy_link", width="content")
