"""A sheet to draw points on, with mouse, pen, finger or keys: `sketch.js`."""

from collections.abc import Callable

from explorer.data.mode_collapse.own_points import MAX_POINTS_IN_LINK, N_STEPS, SIGMA, STEP
from explorer.ui.component import component, heard

_sketch = component("sketch")


def draw(
    key: str,
    label: str,
    text: str,
    usual: str,
    color: str,
    on_drawn: Callable[[str], None],
    *,
    spacing: float = SIGMA,
    pen_radius: float | None = None,
) -> None:
    """Draw the sheet with the points of `text`, which the link's parameter `key` holds.

    The text is one of `data/mode_collapse/own_points.py`; `usual` is the one that a link need not name. `on_drawn`, a
    callback, is told the new one after every stroke, whatever the browser has sent. Points of a line lie `spacing`
    apart, in units of the points; `pen_radius` in the same units is for a line that shall have no gaps.
    """
    element = f"_{key}_sketch"

    def hear() -> None:
        drawn = heard(element, "drawn")
        if isinstance(drawn, str):
            on_drawn(drawn)

    data = {
        "label": label,
        "text": text,
        "usual": usual,
        "color": color,
        "parameter": key,
        "size": 2 * N_STEPS,
        "spacing": spacing / STEP,
        "pen_radius": None if pen_radius is None else pen_radius / STEP,
        "most": MAX_POINTS_IN_LINK,
    }
    _sketch(key=element, data=data, on_drawn_change=hear)
