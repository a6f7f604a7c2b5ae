"""Play, pause and a slider for a figure's frames: they run in the browser and cost the server nothing once sent."""

from collections.abc import Sequence

from explorer.figures.style import FONT_SIZE, NEUTRAL, translucent

FRAME_MS = 90


def _show(duration: int, **options: object) -> dict[str, object]:
    return {"frame": {"duration": duration, "redraw": False}, "transition": {"duration": 0}, **options}


def play_and_pause() -> dict[str, object]:
    """Return the buttons, one of a layout's `updatemenus`."""
    return {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "x": 0.0,
        "xanchor": "left",
        "y": 0.0,
        "yanchor": "top",
        "pad": {"t": 62, "r": 8},
        # Plotly turns a button almost white under the mouse, in the dark theme too: a mid-tone reads on both.
        "font": {"size": FONT_SIZE + 1, "color": NEUTRAL},
        "bgcolor": translucent(NEUTRAL, 0.12),
        "bordercolor": translucent(NEUTRAL, 0.5),
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [None, _show(FRAME_MS, fromcurrent=True)]},
            {"label": "❚❚ Pause", "method": "animate", "args": [[None], _show(0, mode="immediate")]},
        ],
    }


def frame_slider(labels: Sequence[str]) -> dict[str, object]:
    """Return one of a layout's `sliders`, over frames that are named "0", "1", ..., a label each."""
    return {
        "active": 0,
        "x": 0.0,
        "len": 1.0,
        "y": 0.0,
        "pad": {"t": 112, "b": 8},
        # The frames say it themselves: Plotly would draw it for every frame at every change, to see how wide it gets.
        "currentvalue": {"visible": False},
        "font": {"size": FONT_SIZE - 2},
        "activebgcolor": translucent(NEUTRAL, 0.6),
        "bordercolor": translucent(NEUTRAL, 0.5),
        "bgcolor": translucent(NEUTRAL, 0.25),
        "steps": [
            {"label": label, "method": "animate", "args": [[str(i)], _show(0, mode="immediate")]}
            for i, label in enumerate(labels)
        ],
    }
