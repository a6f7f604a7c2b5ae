"""All methods from one start: a small plane each, and their distances from the equilibrium step by step."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.arrays import Array
from explorer.figures.dynamics.styles import METHOD_STYLES
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import dots, labels, line
from explorer.figures.style import DATA, FONT_SIZE, HIGHLIGHT, NEUTRAL, new_figure
from explorer.names import METHODS
from explorer.numbers import number

Curve = tuple[Array, Array]

REACH = 2.6
WIDTH = 6.0  # from one small plane's centre to the next
COLUMNS = 2
# Below this it is rounding that is drawn.
RADIUS_RANGE = (1e-8, 2e1)
PLANES_HEIGHT = 440
RADIUS_HEIGHT = 400


def planes_figure(paths: Mapping[str, Curve], limits: Mapping[str, Curve]) -> Figure:
    """Draw four paths (theta, psi), each in a small plane of its own; the planes lie side by side on one pair of axes.

    Four pairs of axes would take the browser four times as long. `limits` are the closed paths on which some of them
    end, by the method, drawn dotted.
    """
    centres = [(WIDTH * (i % COLUMNS), -WIDTH * (i // COLUMNS)) for i in range(len(paths))]
    traces = []
    for (method, (theta, psi)), (right, up) in zip(paths.items(), centres, strict=True):
        outside = np.maximum(np.abs(theta), np.abs(psi)) > REACH
        color, _ = METHOD_STYLES[method]
        x, y = (np.where(outside, np.nan, along) + shift for along, shift in ((theta, right), (psi, up)))
        traces.append(line(x, y, color, 1.8))
    traces.append(_closed([limits.get(method) for method in paths], centres))
    starts = np.array([(theta[0], psi[0]) for theta, psi in paths.values()]) + centres
    ends = np.array([(theta[-1], psi[-1]) for theta, psi in paths.values()])
    ends[np.abs(ends).max(axis=1) > REACH] = np.nan
    middles = np.array(centres)
    said = [f"<b>{METHODS[method]}</b>  {_distance(*curve)}" for method, curve in paths.items()]
    traces += [
        dots(middles[:, 0], middles[:, 1], DATA, 11, marker={"symbol": "star", "line": {"width": 0}}),
        dots(starts[:, 0], starts[:, 1], "rgba(0,0,0,0)", 10, marker={"line": {"color": HIGHLIGHT, "width": 2.5}}),
        dots((ends + middles)[:, 0], (ends + middles)[:, 1], HIGHLIGHT, 10),
        labels(middles[:, 0] - REACH, middles[:, 1] + REACH, said, "top right", {"size": FONT_SIZE - 2}),
    ]
    rows = -(-len(paths) // COLUMNS)
    frames = [
        {
            "type": "rect",
            "x0": WIDTH * (i % COLUMNS) - REACH,
            "x1": WIDTH * (i % COLUMNS) + REACH,
            "y0": -WIDTH * (i // COLUMNS) - REACH,
            "y1": -WIDTH * (i // COLUMNS) + REACH,
            "line": {"color": NEUTRAL, "width": 1},
            "layer": "below",
        }
        for i in range(len(paths))
    ]
    return new_figure(
        "",
        "",
        (-REACH - 0.1, WIDTH * (COLUMNS - 1) + REACH + 0.1),
        (-WIDTH * (rows - 1) - REACH - 0.1, REACH + 0.9),
        PLANES_HEIGHT,
        traces,
        xaxis={"visible": False, "constrain": "domain"},
        yaxis={"visible": False, "constrain": "domain", "scaleanchor": "x"},
        shapes=frames,
        hovermode=False,
        showlegend=False,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def _closed(limits: Sequence[Curve | None], centres: Sequence[tuple[float, float]]) -> Properties:
    """Return the closed paths as one dotted line with gaps, those outside a small plane left out."""
    x, y = [np.empty(0)], [np.empty(0)]
    for limit, (right, up) in zip(limits, centres, strict=True):
        if limit is not None and np.abs(limit).max() < REACH:
            around = np.argsort(np.arctan2(limit[1], limit[0]))
            for found, along, shift in ((x, limit[0], right), (y, limit[1], up)):
                found += [along[around] + shift, along[around][:1] + shift, np.array([np.nan])]
    return line(np.concatenate(x), np.concatenate(y), HIGHLIGHT, 2.5, "dot")


def _distance(theta: Array, psi: Array) -> str:
    return number(float(np.hypot(theta[-1], psi[-1])), "#.3g")


def radii_figure(radii: Mapping[str, Array], n_steps: int) -> Figure:
    """Draw each method's distance from the equilibrium, shape (n,), on a logarithmic axis."""
    traces = []
    for method, radius in radii.items():
        color, dash = METHOD_STYLES[method]
        y = np.maximum(radius, 1e-15)
        traces.append(line(np.arange(len(radius)), y, color, 2.5, dash, name=METHODS[method]))
    return new_figure(
        "step",
        "distance from the equilibrium",
        (0.0, n_steps),
        [float(np.log10(end)) for end in RADIUS_RANGE],
        RADIUS_HEIGHT,
        traces,
        yaxis={
            "type": "log",
            "dtick": 2,
            "exponentformat": "power",
            "title": {"text": "distance from the equilibrium", "standoff": 14},
        },
        hovermode=False,
        legend={"y": -0.2, "yanchor": "top"},
        margin={"l": 72, "t": 12, "b": 84},
    )
