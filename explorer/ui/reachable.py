"""Streamlit's own page, made easier for those who use a keyboard, a screen reader or the browser's Back."""

from explorer.ui.component import component

_reachable = component("reachable")


def make_reachable() -> None:
    """Mend the page as long as it is open. `page.css` takes the element out of the layout."""
    _reachable(key="_reachable")
