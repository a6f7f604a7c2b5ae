"""The plane through a picture as a map of answers, with the circle of a norm, a point, and a short way over."""

from colorsys import hls_to_rgb

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from explorer.arrays import Array
from explorer.figures.adversarial_examples.rows import ANSWERS
from explorer.figures.arrows import arrows
from explorer.figures.figure import Figure
from explorer.figures.silent import dots, line
from explorer.figures.style import DATA, GENERATOR, HIGHLIGHT, new_figure

HEIGHT = 430
LEAST = 0.01  # of all points, that a region must have to get its name
N = len(ANSWERS)
# Neighbouring answers differ in hue; regions have their names, too, so that nobody needs the colours.
TINTS = [hls_to_rgb((0.58 + 3 * i / N) % 1.0, 0.62, 0.5) for i in range(N)]
COLORS = [f"rgba({','.join(str(round(255 * part)) for part in tint)},0.55)" for tint in TINTS]


def plane_figure(
    grid: Array, seen: NDArray[np.int64], size: float, point: tuple[float, float], arrow: tuple[float, float] | None
) -> Figure:
    """Draw the answers, (n, n) with rows along b, on the square of `grid`, a circle of radius `size` and a point."""
    steps = [end for i, color in enumerate(COLORS) for end in ((i / N, color), ((i + 1) / N, color))]
    turn = np.linspace(0.0, 2.0 * np.pi, 91)
    traces = [
        {"type": "heatmap", "x": grid, "y": grid, "z": seen, "zmin": -0.5, "zmax": N - 0.5, "zsmooth": False}
        | {"colorscale": steps, "showscale": False, "hoverinfo": "skip"},
        line(size * np.cos(turn), size * np.sin(turn), HIGHLIGHT, 2, "dash"),
        dots([0.0], [0.0], DATA, 11),
        dots([point[0]], [point[1]], HIGHLIGHT, 14),
    ]
    if arrow is not None:
        x, y = arrows(np.zeros((1, 2)), np.array([arrow]), head=0.25)
        traces.append(line(x, y, GENERATOR, 3))
    ends = (float(grid[0]), float(grid[-1]))
    return new_figure(
        "a: along the gradient",
        "b: the other way",
        ends,
        ends,
        HEIGHT,
        traces,
        xaxis={"constrain": "domain"},
        yaxis={"scaleanchor": "x", "constrain": "domain", "showgrid": False},
        margin={"l": 58, "r": 8, "t": 10, "b": 50},
        showlegend=False,
        hovermode=False,
        annotations=[_name(grid, seen == answer, answer) for answer in range(N) if (seen == answer).mean() > LEAST],
    )


def _name(grid: Array, region: NDArray[np.bool_], answer: int) -> dict[str, object]:
    """Return an answer's name where its region is widest."""
    depth = distance_transform_edt(np.pad(region, 1))[1:-1, 1:-1]
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    inside = 0.9 * float(grid[-1])  # a name at the edge would be cut
    place = {axis: min(max(float(grid[i]), -inside), inside) for axis, i in (("x", column), ("y", row))}
    return {"text": f"<b>{ANSWERS[answer]}</b>", **place, "showarrow": False, "font": {"size": 18}}
