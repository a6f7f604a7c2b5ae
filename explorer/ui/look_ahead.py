"""Pictures of where a dragged slider may go next, sent before the hand is there.

A round trip to the server and back through the page takes longer than a picture may take that follows a hand. So while
a slider is held, each answer brings pictures of other positions of it, too, as many as the server makes in a moment,
and the browser shows them without asking (`look_ahead.js`). When the hand rests or lets go, the page itself follows.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explorer.ui import charts, drag_slider
from explorer.ui.component import component
from explorer.ui.controls import Controls
from explorer.ui.paper import is_paper
from explorer.ui.still_controls import StillControls

MOMENT_S = 0.15
Pictures = dict[str, Any]

_projector = component("look_ahead", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def draw_and_look_ahead(controls: Controls, key: str, draw: Callable[[Controls], None]) -> None:
    """Draw the charts of a fragment, and send the pictures that the held slider asks for.

    `draw` reads the sliders from the controls that it is given and makes nothing but charts, into places made before.
    """
    draw(controls)
    if is_paper():
        return
    slider = controls.last_dragged()
    film = {"parameter": slider, "token": controls.stand_without(slider)}
    if wanted := drag_slider.wanted(slider):
        film |= _pictures(controls, slider, wanted, draw)
    _projector(key=key, data=json.dumps(film).encode())


def _pictures(controls: Controls, slider: str, wanted: list[float], draw: Callable[[Controls], None]) -> dict[str, Any]:
    until = time.perf_counter() + MOMENT_S
    base, pictures = _picture(controls, slider, None, draw), []
    for position in wanted:
        pictures.append([position, difference(base, _picture(controls, slider, position, draw))])
        if time.perf_counter() > until:
            break
    return {"base": base, "pictures": pictures}


def _picture(controls: Controls, slider: str, position: float | None, draw: Callable[[Controls], None]) -> Pictures:
    """Return the charts as they would be with the slider at `position`; None is where it stands."""
    with charts.imagined() as seen:
        draw(StillControls(controls.page, controls.imagined(slider, position)))
    return seen


def difference(before: Any, after: Any) -> dict[str, Any]:
    """Return what turns one JSON object into another, as a merge patch: null takes a member away (RFC 7396)."""
    patch: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        old = before.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            if inner := difference(old, value):
                patch[name] = inner
        elif old != value:
            patch[name] = value
    return patch
