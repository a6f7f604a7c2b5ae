"""Pictures of 2×2 pixels as tiles, any number of them in one heatmap."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.figures.figure import Figure, Properties
from explorer.figures.silent import labels
from explorer.figures.style import INK, NEUTRAL, SHEET, new_figure
from explorer.numbers import number

SIDE = 2.0  # a tile's width and height, one unit a pixel
GAP = 0.5  # between two tiles of a row
PAD = 0.12  # from a tile to its sheet's edge
EDGE = PAD + 0.06  # to that of the figure: a border has its width


def tiles_figure(
    images: ArrayLike,
    titles: Sequence[str] = (),
    *,
    rows: Sequence[int] = (),
    height: int = 200,
    numbers: bool = True,
    digits: int = 2,
    font_size: int = 14,
    borders: Sequence[str] = (),
    row_gap: float = 1.0,
) -> Figure:
    """Draw pictures in rows, each pixel with its number, each tile with a title below it and a coloured border.

    One heatmap for all of them: a subplot a tile would take twenty times as long to draw.

    Parameters
    ----------
    images
        (n, 4) pixels in [0, 1], read row by row; 0 is drawn light, 1 dark, on the same scale everywhere.
    rows
        Number of tiles in each row, from the top; all in one row by default.
    titles
        One text a tile; `<br>` breaks it.
    numbers
        Write every pixel's value into it; otherwise it is shown on hover only.
    borders
        One colour a tile.
    row_gap
        Room below a row of tiles for its titles, in pixels of a tile.
    """
    pixels = np.atleast_2d(np.asarray(images, dtype=float))
    places = [(row, column) for row, size in enumerate(rows or [len(pixels)]) for column in range(size)]
    corners = [(column * (SIDE + GAP), row * (SIDE + row_gap)) for row, column in places]
    colors = list(borders) or [NEUTRAL] * len(pixels)
    traces = [_tiles_trace(pixels, places, row_gap, numbers, digits, font_size)]
    if titles:
        traces.append(_titles_trace(corners, titles, font_size))
    right = max(x for x, _ in corners) + SIDE
    bottom = max(y for _, y in corners) + SIDE + (row_gap if titles else 0.0)
    hidden = {"visible": False, "constrain": "domain"}
    return new_figure(
        "",
        "",
        (-EDGE, right + EDGE),
        (bottom + EDGE, -EDGE),
        height,
        traces,
        xaxis=hidden,
        yaxis={**hidden, "scaleanchor": "x", "constraintoward": "top"},
        margin={"l": 2, "r": 2, "t": 2, "b": 2},
        hovermode="closest",
        showlegend=False,
        # Shapes: the browser gives them another colour without drawing the figure anew.
        shapes=[_border(*corner, color) for corner, color in zip(corners, colors, strict=True)],
    )


def _tiles_trace(
    pixels: Array, places: Sequence[tuple[int, int]], row_gap: float, numbers: bool, digits: int, font_size: int
) -> Properties:
    """Return the heatmap of all tiles, each at its (row, column); cells between tiles are empty, y grows downwards."""
    n_rows, n_columns = (1 + max(place[axis] for place in places) for axis in (0, 1))
    values = np.full((3 * n_rows, 3 * n_columns), np.nan)
    for picture, (row, column) in zip(pixels, places, strict=True):
        values[3 * row : 3 * row + 2, 3 * column : 3 * column + 2] = picture.reshape(2, 2)
    half = 0.5 * 10.0**-digits  # there is no room in a pixel for more digits
    texts = [["" if np.isnan(v) else number(v, f".{digits}f", half) for v in row] for row in values]
    return Properties(
        type="heatmap",
        z=values,
        x=_edges(n_columns, GAP),
        y=_edges(n_rows, row_gap),
        zmin=0.0,
        zmax=1.0,
        colorscale=INK,
        showscale=False,
        text=texts,
        texttemplate="%{text}" if numbers else None,
        textfont={"size": font_size},
        hovertemplate="pixel %{z:.4f}<extra></extra>",
        hoverongaps=False,
    )


def _edges(n_tiles: int, gap: float) -> list[float]:
    begins = [i * (SIDE + gap) for i in range(n_tiles)]
    return [edge for begin in begins for edge in (begin, begin + 1, begin + SIDE)] + [n_tiles * (SIDE + gap)]


def _border(x: float, y: float, color: str) -> dict[str, object]:
    line = {"color": color, "width": 1.5 if color == NEUTRAL else 3.5}
    ends = {"x0": x - PAD, "y0": y - PAD, "x1": x + SIDE + PAD, "y1": y + SIDE + PAD}
    return {"type": "rect", **ends, "line": line, **SHEET}


def _titles_trace(corners: Sequence[tuple[float, float]], titles: Sequence[str], font_size: int) -> Properties:
    x, y = [x + SIDE / 2 for x, _ in corners], [y + SIDE + PAD + 0.1 for _, y in corners]
    return labels(x, y, titles, "bottom center", {"size": font_size}, cliponaxis=False)
