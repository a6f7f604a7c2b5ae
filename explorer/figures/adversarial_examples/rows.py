"""Picture + noise = sum, a row for each way to choose the noise, and what the network says of the sum beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, panels_figure, words
from explorer.figures.style import DATA, DIVERGING, FONT_SIZE, HIGHLIGHT, NEUTRAL, TEMPLATE, translucent
from explorer.numbers import percent

Floats = NDArray[np.floating]

SIDE = 28
GAP = 9  # between two pictures of a row, in pixels: room for + and =
TITLE = 7  # above each row
HEIGHT = 320
MARGIN = {"l": 4, "r": 4, "t": 4, "b": 4}
INK = ((0.0, "#000000"), (1.0, "#FFFFFF"))  # as MNIST has it: ink is white
ANSWERS = (*"0123456789", "none")
FACTORS = (1, 2, 3, 5, 10, 20, 50)


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes
    ----------
    name : how the noise is chosen
    noise : shape (28, 28), what was really added
    said, before : shape (11,), the probabilities of the answers with the noise and without
    """

    name: str
    noise: Floats
    said: Floats
    before: Floats


def amplification(rows: Sequence[Row]) -> int:
    """Return by how much the noise can be multiplied so that none of it leaves the colours."""
    largest = max(float(np.abs(row.noise).max()) for row in rows)
    return max((factor for factor in FACTORS if factor * largest <= 1.0), default=1) if largest > 0 else 1


def rows_figure(picture: Floats, rows: Sequence[Row]) -> Figure:
    """Draw for each row the picture, shape (28, 28), the noise, amplified alike in all rows, and their sum."""
    factor = amplification(rows)
    width, height = 3 * SIDE + 2 * GAP, len(rows) * (SIDE + TITLE)
    columns = np.full((3, height, SIDE), np.nan, np.float32)
    notes = []
    for i, row in enumerate(rows):
        top = i * (SIDE + TITLE) + TITLE
        for column, image in zip(columns, (picture, row.noise, picture + row.noise), strict=True):
            column[top : top + SIDE] = image
        titles = (f"<b>{row.name}</b>", f"its noise ×{factor}", _verdict(row))
        notes += [_note(text, j * (SIDE + GAP) - 0.5, top - 0.8, "left", "bottom") for j, text in enumerate(titles)]
        middle = top + SIDE / 2 - 0.5
        notes += [
            _note(f"<b>{sign}</b>", (j + 1) * (SIDE + GAP) - GAP / 2 - 0.5, middle, "center", "middle", 20)
            for j, sign in enumerate("+=")
        ]
    # A trace a column: what lies between them need not be sent, at every move of a slider.
    look = {"type": "heatmap", "showscale": False, "hoverongaps": False, "zsmooth": False}
    ink = {"zmin": 0, "zmax": 1, "colorscale": INK, "hovertemplate": "%{z:.2f}<extra></extra>"}
    signed = {"zmin": -1 / factor, "zmax": 1 / factor, "colorscale": DIVERGING}
    signed["hovertemplate"] = "%{z:+.3f}<extra></extra>"
    traces = [
        {**look, "z": column, "x0": j * (SIDE + GAP), **how}
        for j, (column, how) in enumerate(zip(columns, (ink, signed, ink), strict=True))
    ]
    hidden = {"visible": False, "constrain": "domain"}
    return panels_figure(
        traces,
        HEIGHT,
        MARGIN,
        template=TEMPLATE,
        hovermode="closest",
        xaxis=axis((-1.0, width), **hidden),
        yaxis=axis((height, 0.0), **hidden, scaleanchor="x", constraintoward="top"),
        annotations=notes,
    )


def _verdict(row: Row) -> str:
    answer = int(row.said.argmax())
    return f"seen as <b>{ANSWERS[answer]}</b>"


def _note(text: str, x: float, y: float, xanchor: str, yanchor: str, size: int = FONT_SIZE) -> dict[str, object]:
    place = {"x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor}
    return {"text": text, **place, "showarrow": False, "font": {"size": size}, "borderpad": 0}


def answers_figure(rows: Sequence[Row]) -> Figure:
    """Draw for each row the eleven probabilities after the noise, over those before it as outlines."""
    share = 1.0 / len(rows)
    traces, layout, notes = [], {}, []
    for i, row in enumerate(rows):
        n = "" if i == 0 else str(i + 1)
        was, now = int(row.before.argmax()), int(row.said.argmax())
        colors = [DATA if j == was else HIGHLIGHT if j == now else NEUTRAL for j in range(len(ANSWERS))]
        where = {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        outline = {"color": translucent(NEUTRAL, 0.0), "line": {"color": NEUTRAL, "width": 1}}
        bar = {"type": "bar", "x": list(ANSWERS), **where}
        traces += [
            {
                **bar,
                "y": row.before,
                "name": "before",
                "marker": outline,
                "hovertemplate": "before %{y:.1%}<extra></extra>",
            },
            {**bar, "y": row.said, "name": row.name, "marker": {"color": colors}}
            | {"hovertemplate": "%{x}: %{y:.1%}<extra></extra>"},
        ]
        top = 1.0 - i * share
        layout[f"xaxis{n}"] = {"type": "category", "fixedrange": True, "anchor": f"y{n}", "tickangle": 0}
        layout[f"yaxis{n}"] = axis(
            (0.0, 1.0), domain=(top - share + 0.13, top - 0.1), tickvals=[0, 1], tickformat=".0%", anchor=f"x{n}"
        )
        said = percent(row.said[now])
        text = f"still {ANSWERS[was]}, {said}" if now == was else f"{ANSWERS[was]} → {ANSWERS[now]}, {said}"
        notes.append(words(bold(DATA if now == was else HIGHLIGHT, text), 0.0, top - 0.09))
    return panels_figure(
        traces,
        HEIGHT,
        {"l": 46, "r": 8, "t": 4, "b": 8},
        barmode="overlay",
        bargap=0.25,
        annotations=notes,
        **layout,
    )
