"""Play, pause and a slider for a figure's frames: they run in the browser and cost the server nothing once sent."""

from collections.abc import Sequence

import plotly.graph_objects as go

from explorer.figures.style import FONT_SIZE, NEUTRAL, translucent

FRAME_MS = 90


def add_player(figure: go.Figure, labels: Sequence[str], prefix: str) -> None:
    """Add Play, Pause and a slider below the figure; its frames are named "0", "1", ..., each with a short label."""
    at_once = {"duration": 0, "redraw": False}
    play = {"frame": {"duration": FRAME_MS, "redraw": False}, "transition": {"duration": 0}, "fromcurrent": True}
    stop = {"frame": at_once, "transition": {"duration": 0}, "mode": "immediate"}
    figure.update_layout(
        updatemenus=[
            {
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
                    {"label": "▶ Play", "method": "animate", "args": [None, play]},
                    {"label": "❚❚ Pause", "method": "animate", "args": [[None], stop]},
                ],
            }
        ],
        sliders=[
            {
                "active": 0,
                "x": 0.0,
                "len": 1.0,
                "y": 0.0,
                "pad": {"t": 112, "b": 8},
                "currentvalue": {"font": {"size": FONT_SIZE}, "xanchor": "left", "prefix": prefix},
                "font": {"size": FONT_SIZE - 2},
                "activebgcolor": translucent(NEUTRAL, 0.6),
                "bordercolor": translucent(NEUTRAL, 0.5),
                "bgcolor": translucent(NEUTRAL, 0.25),
                "steps": [
                    {"label": label, "method": "animate", "args": [[str(i)], stop]} for i, label in enumerate(labels)
                ],
            }
        ],
    )
