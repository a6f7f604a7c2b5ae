"""What a classifier says of G's pictures: the digits they are taken for, now, and how that changed over the run."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Figure
from explorer.figures.style import FONT_SIZE, GENERATOR, HIGHLIGHT, NEUTRAL, figure_of, new_figure, translucent

TEMPLATE = new_figure("", "").layout.template
HEIGHT = 300
TOP_SHARE = 0.4  # of the bars' axis; a class with more is drawn to the top and says its share
PANELS = {"bars": (0.0, 0.42), "lines": (0.56, 1.0)}
TOP = 0.84


def judged_figure(
    shares: ArrayLike,
    class_names: Sequence[str],
    iterations: Sequence[int],
    sure: Sequence[float],
    evenness: Sequence[float],
    n_iterations: int,
    shown: int | None = None,
) -> Figure:
    """Draw the histogram of classes at the moment shown, and sureness and evenness over the run.

    Parameters
    ----------
    shares : shape (10,), how large a part of the pictures is taken for each class; empty before the first
    class_names : what the classes are called
    iterations : the moments at which pictures were judged
    sure : at each moment the share of the pictures of which the classifier is sure
    evenness : at each moment the histogram's entropy as a share of the greatest possible, ln 10
    n_iterations : the planned length of the run: the end of the lines' axis
    shown : an iteration to mark
    """
    heights = np.asarray(shares, dtype=float)
    bars = {
        "type": "bar",
        "x": list(class_names),
        "y": np.minimum(heights, TOP_SHARE) if len(heights) else np.zeros(len(class_names)),
        "text": [f"{height:.0%}" if height > TOP_SHARE else "" for height in heights],
        "customdata": heights,
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": -90,  # so that it fits at its full size
        "textfont": {"size": FONT_SIZE},
        "constraintext": "none",
        "marker": {"color": GENERATOR},
        "hovertemplate": "%{x}: %{customdata:.1%}<extra></extra>",
    }
    lines = [
        {
            "type": "scatter",
            "x": np.asarray(iterations),
            "y": np.asarray(values, dtype=float),
            "xaxis": "x2",
            "yaxis": "y2",
            "mode": "lines",
            "line": {"color": color, "width": 2, "dash": dash},
            "name": name,
            "hovertemplate": "%{y:.0%}",
        }
        for values, color, dash, name in (
            (sure, GENERATOR, "solid", "sure digits"),
            (evenness, NEUTRAL, "dash", "evenness"),
        )
    ]
    percent = {"fixedrange": True, "tickformat": ".0%", "domain": (0.0, TOP)}
    layout = {
        "template": TEMPLATE,
        "height": HEIGHT,
        "showlegend": False,
        "margin": {"l": 44, "r": 24, "t": 8, "b": 44},
        "bargap": 0.25,
        "xaxis": {"type": "category", "fixedrange": True, "domain": PANELS["bars"]},
        "yaxis": {**percent, "range": (0.0, TOP_SHARE), "tickvals": [0, 0.1, 0.2, 0.3, 0.4]},
        "xaxis2": {
            "range": (0, n_iterations),
            "fixedrange": True,
            "domain": PANELS["lines"],
            "anchor": "y2",
            "title": {"text": "iteration"},
        },
        "yaxis2": {**percent, "range": (0.0, 1.0), "anchor": "x2", "tickvals": [0, 0.5, 1]},
        "shapes": [_even_level(len(class_names)), *([] if shown is None else [_marker(shown)])],
        "annotations": [
            _title("bars", "Which digits G draws"),
            _title(
                "lines",
                f'<span style="color:{GENERATOR}">sure digits ─</span>  '
                f'<span style="color:{NEUTRAL}">evenness ╌</span>',
            ),
        ],
    }
    return figure_of([bars, *lines], layout)


def _even_level(n_classes: int) -> dict[str, object]:
    y = 1.0 / n_classes
    line = {"color": translucent(NEUTRAL, 0.9), "width": 1.5, "dash": "dot"}
    return {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "line": line}


def _marker(iteration: int) -> dict[str, object]:
    ends = {"x0": iteration, "x1": iteration, "xref": "x2", "y0": 0, "y1": 1, "yref": "y2 domain"}
    return {"type": "line", "line": {"color": HIGHLIGHT, "width": 1.5}, **ends}


def _title(panel: str, text: str) -> dict[str, object]:
    place = {"x": PANELS[panel][0], "xref": "paper", "xanchor": "left", "y": TOP + 0.03, "yref": "paper"}
    return {
        "text": f"<b>{text}</b>",
        "font": {"size": FONT_SIZE},
        "yanchor": "bottom",
        "showarrow": False,
        **place,
    }
