"""The heartbeat of a fragment that draws itself again and again.

Streamlit has one of its own (`run_every`), with two faults for a page with buttons beside it: it asks whether or not
the last drawing has arrived, so that slow browsers fall behind, and a request of its that falls between a click and the
click's own request carries the click along: the button's callback then runs twice.
"""

from collections.abc import Callable
from time import monotonic

from explorer.ui.component import component

_heartbeat = component("heartbeat")


def _nothing() -> None:
    """Streamlit listens only where there is a callback."""


def beat(key: str, every_s: float, on_beat: Callable[[], None] = _nothing) -> None:
    """Have the enclosing fragment run again `every_s` seconds after it was last asked to; with 0, not any more.

    `on_beat`, a callback, is called before the fragment that a beat has asked for.

    Called last in the fragment: the browser waits for it before it asks again. `page.css` takes it out of the layout.
    """
    _heartbeat(key=f"{key}_heartbeat", data={"every": 1000 * every_s, "drawing": monotonic()}, on_due_change=on_beat)
