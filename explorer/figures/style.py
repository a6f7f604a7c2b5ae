"""One look for every figure: the palette, the template and the axis helpers.

Text, grid and background follow the app's light or dark theme, which Streamlit applies in the browser. So a figure
names no neutral colour except through here, and a colour always means the same thing.
"""

import importlib
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

# Plotly asks sys.modules for pandas at every array it is given, and fails on one that another thread is just importing
# (scikit-learn does, in the warm-up). Importing it here waits for that thread instead.
importlib.import_module("pandas")

# One meaning each, on every page. From Okabe and Ito's colour-blind-safe set, moved to a lightness that keeps a
# contrast of at least 3:1 on the light and on the dark background (tests/figures/test_style.py).
DATA = "#0B84D0"
GENERATOR = "#DB6400"
DISCRIMINATOR = "#0A9673"
HIGHLIGHT = "#C8569B"  # what the text asks to look at: a cursor, the paper's magenta fakes
NEUTRAL = "#7D8896"  # references: the value at equilibrium, zero lines, a curve for comparison

# Weights and scores: negative to positive, through a colour that reads on both backgrounds.
DIVERGING = ((0.0, "#B2479A"), (0.5, "#E9EDF1"), (1.0, "#0A9673"))
# Pixels of the toy faces, 0 light to 1 dark, as on paper.
INK = ((0.0, "#FFFFFF"), (1.0, "#1B2733"))

HEIGHT = 340
FONT_SIZE = 14

_TEMPLATE = go.layout.Template(
    layout=go.Layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        font={"size": FONT_SIZE},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.0,
            "xanchor": "left",
            "x": 0.0,
            "title": None,
        },
        hovermode="x unified",
        hoverlabel={"namelength": -1},
        xaxis={"automargin": True, "zeroline": False, "title": {"standoff": 6}},
        yaxis={"automargin": True, "zeroline": False, "title": {"standoff": 6}},
        transition={"duration": 0},
    )
)

# Handed to st.plotly_chart: no toolbar over a projected figure, no accidental zoom while scrolling.
CONFIG = {"displayModeBar": False, "scrollZoom": False}


def new_figure(
    x_title: str,
    y_title: str,
    x_range: Sequence[float] | None = None,
    y_range: Sequence[float] | None = None,
    height: int = HEIGHT,
    traces: Sequence[Any] = (),
    **layout: Any,
) -> go.Figure:
    """Return a figure with titled axes; fixed ranges, so that steps compare.

    What else is known of it, `traces` and `layout`, is best given here: every later `update_layout` costs 2 to 4 ms.
    """
    x_axis = {"title": {"text": x_title}, "range": x_range, "fixedrange": True, **layout.pop("xaxis", {})}
    y_axis = {"title": {"text": y_title}, "range": y_range, "fixedrange": True, **layout.pop("yaxis", {})}
    return go.Figure(
        data=list(traces),
        layout={"template": _TEMPLATE, "height": height, "xaxis": x_axis, "yaxis": y_axis, **layout},
    )


def add_level(figure: go.Figure, y: float, label: str, color: str = NEUTRAL) -> None:
    """Draw a dotted horizontal reference line with its label at the right end."""
    figure.add_hline(
        y=y,
        line={"color": color, "width": 1.5, "dash": "dot"},
        annotation={"text": label, "font": {"color": color, "size": FONT_SIZE - 1}},
        annotation_position="top right",
    )


def add_cursor(figure: go.Figure, x: float, label: str = "", color: str = HIGHLIGHT) -> None:
    """Draw a vertical line at the value that a slider has chosen."""
    figure.add_vline(
        x=x,
        line={"color": color, "width": 1.5},
        annotation={"text": label, "font": {"color": color, "size": FONT_SIZE - 1}},
        annotation_position="top",
    )


def translucent(color: str, alpha: float) -> str:
    """Return a hex colour as rgba with the given opacity, 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
