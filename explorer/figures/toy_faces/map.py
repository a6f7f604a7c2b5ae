"""The map of D's opinion over the two means of a picture: of its diagonal and of its off-diagonal."""

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.style import DATA, DISCRIMINATOR, DIVERGING, GENERATOR, new_figure, scatter


def map_figure(
    grid: Array,
    scores: Array,
    probabilities: Array,
    faces: tuple[Array, Array],
    noise: tuple[Array, Array],
    noise_called_faces: ArrayLike,
    curve: tuple[Array, Array],
) -> Figure:
    """Draw D's opinion of pictures with equal pixels on each diagonal, and where real pictures lie.

    Parameters
    ----------
    grid
        (n,) the means along both axes.
    scores, probabilities
        (n, n) D's score and σ of it; rows are off-diagonal means, columns diagonal means.
    faces, noise, curve
        (diagonal means, off-diagonal means) of the faces, of the non-faces, and of G(z) for z from 0 to 1.
    noise_called_faces
        (n_noise,) whether D, seeing all four pixels, calls the non-face a face.
    """
    symbols = np.where(np.asarray(noise_called_faces, dtype=bool), "x", "x-thin-open")
    crosses = {"color": "#4A5563", "size": 11, "symbol": symbols, "line": {"color": "#4A5563", "width": 2}}
    dots = {"color": DATA, "size": 13, "line": {"color": "#FFFFFF", "width": 1.5}}
    traces = [
        _opinion(grid, scores, probabilities),
        *_line(_decision_line(grid, scores)),
        _points(noise, "non-faces", crosses),
        _points(faces, "faces", dots),
        _generator(curve),
    ]
    return new_figure(
        "mean of the diagonal",
        "mean of the off-diagonal",
        (-0.03, 1.03),
        (-0.03, 1.03),
        560,
        traces,
        hovermode="closest",
        margin={"t": 60},
    )


def _opinion(grid: Array, scores: Array, probabilities: Array) -> Properties:
    return Properties(
        type="heatmap",
        x=grid,
        y=grid,
        z=probabilities,
        zmin=0.0,
        zmax=1.0,
        colorscale=DIVERGING,
        zsmooth="fast",
        customdata=scores,
        hovertemplate="diagonal %{x:.2f}, off %{y:.2f}<br>score %{customdata:.3f}, D %{z:.3f}<extra></extra>",
        colorbar={"title": {"text": "D"}, "thickness": 12, "tickvals": [0, 0.5, 1], "len": 0.8},
    )


def _line(ends: tuple[list[float], list[float]] | None) -> list[Properties]:
    if ends is None:
        return []
    line = {"color": DISCRIMINATOR, "width": 3, "dash": "dash"}
    return [scatter(x=ends[0], y=ends[1], mode="lines", name="D's line: score 0", line=line, hoverinfo="skip")]


def _decision_line(grid: Array, scores: Array) -> tuple[list[float], list[float]] | None:
    """Return the ends of the line score = 0 inside the map, or None when D's opinion is the same all over.

    On the map the score is a plane, so its three corner values fix it.
    """
    low, high = float(grid[0]), float(grid[-1])
    origin = float(scores[0, 0])
    by_diagonal = (float(scores[0, -1]) - origin) / (high - low)
    by_off = (float(scores[-1, 0]) - origin) / (high - low)
    ends = []
    for d in (low, high):
        if by_off and low <= (o := low - (origin + by_diagonal * (d - low)) / by_off) <= high:
            ends.append((d, o))
    for o in (low, high):
        if by_diagonal and low <= (d := low - (origin + by_off * (o - low)) / by_diagonal) <= high:
            ends.append((d, o))
    if len(ends) < 2:
        return None
    first, last = min(ends), max(ends)
    return [first[0], last[0]], [first[1], last[1]]


def _points(points: tuple[Array, Array], name: str, marker: dict[str, object]) -> Properties:
    return scatter(
        x=points[0],
        y=points[1],
        mode="markers",
        name=name,
        marker=marker,
        hovertemplate="diagonal %{x:.2f}, off %{y:.2f}<extra>" + name + "</extra>",
    )


def _generator(curve: tuple[Array, Array]) -> Properties:
    return scatter(
        x=curve[0],
        y=curve[1],
        mode="lines+markers",
        name="G(z), z from 0 to 1",
        line={"color": GENERATOR, "width": 4},
        marker={
            "size": [9] + [0] * (len(curve[0]) - 2) + [18],
            "color": GENERATOR,
            "symbol": ["square"] * (len(curve[0]) - 1) + ["square-open"],
        },
        hovertemplate="G: diagonal %{x:.2f}, off %{y:.2f}<extra></extra>",
    )
