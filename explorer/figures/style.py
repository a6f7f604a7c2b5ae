"""One look for every figure: the palette, the template and the axis helpers.

Text, grid and background follow the app's light or dark theme, which the browser applies
(`explorer/front_end/chart_theme.js`). So a figure names no neutral colour except through here, and a colour always
means the same thing.
"""

from collections.abc import Mapping, Sequence

from numpy.typing import ArrayLike

from explorer.figures.figure import Figure, Properties

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
# They lie on a sheet a little larger than themselves: on a dark page the dark pixels would be lost in it, and the light
# ones would seem to be the picture.
SHEET = {"fillcolor": INK[0][1], "layer": "below"}

HEIGHT = 340
MARGIN = {"l": 62, "r": 12, "t": 36, "b": 52}
FONT_SIZE = 14
_AXIS = {"zeroline": False, "title": {"standoff": 8, "font": {"size": FONT_SIZE}}, "tickfont": {"size": FONT_SIZE - 1}}

TEMPLATE = {
    "layout": {
        "height": HEIGHT,
        "margin": {"pad": 6},
        "font": {"size": FONT_SIZE},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.0,
            "xanchor": "left",
            "x": 0.0,
            "font": {"size": FONT_SIZE - 1},
        },
        "hovermode": "x unified",
        "hoverlabel": {"namelength": -1},
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": _AXIS,
        "transition": {"duration": 0},
    }
}


def _axis(title: str, ends: Sequence[float] | None) -> dict[str, object]:
    axis: dict[str, object] = {"title": {"text": title}, "fixedrange": True}
    return axis if ends is None else {**axis, "range": tuple(float(end) for end in ends)}


def new_figure(
    x_title: str,
    y_title: str,
    x_range: Sequence[float] | None = None,
    y_range: Sequence[float] | None = None,
    height: int = HEIGHT,
    traces: Sequence[Mapping[str, object]] = (),
    *,
    frames: Sequence[Mapping[str, object]] = (),
    xaxis: Mapping[str, object] | None = None,
    yaxis: Mapping[str, object] | None = None,
    margin: Mapping[str, int] | None = None,
    **layout: object,
) -> Figure:
    """Return a figure with titled axes; fixed ranges, so that steps compare."""
    whole = {
        "template": TEMPLATE,
        "height": height,
        "xaxis": {**_axis(x_title, x_range), **(xaxis or {})},
        "yaxis": {**_axis(y_title, y_range), **(yaxis or {})},
        "margin": {**MARGIN, **(margin or {})},
        **layout,
    }
    return Figure(traces, whole, frames)


def scatter(**properties: object) -> Properties:
    """Return a scatter trace."""
    return Properties(type="scatter", **properties)


def filled(x: ArrayLike, y: ArrayLike, name: str, color: str, width: float, alpha: float, **more: object) -> Properties:
    """Return a curve with the area between it and 0 filled."""
    look = {"line": {"color": color, "width": width}, "fill": "tozeroy", "fillcolor": translucent(color, alpha)}
    return scatter(x=x, y=y, name=name, mode="lines", **look, hovertemplate="%{y:.3f}", **more)


def translucent(color: str, alpha: float) -> str:
    """Return a hex colour as rgba with the given opacity, 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
