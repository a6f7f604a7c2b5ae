"""Pictures where their codes lie, in the colours of their classes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.maps import Map, layout_of
from explorer.figures.moved_apart import boxes_apart
from explorer.figures.panels import axis, panels_figure
from explorer.figures.style import FONT_SIZE, HIGHLIGHT
from explorer.figures.training_curves import loss_range

Array = NDArray[np.floating]
Ends = tuple[tuple[float, float], tuple[float, float]]

HEIGHT = 400
# Ten hues, of two lightnesses in turn, legible on both backgrounds; each class is named in its middle besides.
CLASS_COLORS = (
    *("#D90B0B", "#C97D0A", "#5E7406", "#27A408", "#067D36"),
    *("#089E9E", "#0C64E8", "#9381D7", "#B30BDD", "#F449AF"),
)
ROWS = (-0.7, 9.7)  # ends of the axis that has a row for each class
AROUND = 0.12  # of the codes' extent, on each side
NAME_PX, NAME_PAD, PHONE_PX = (10.0, 22.0), 2, np.array([300.0, 340.0])  # a letter, around a name, the map on a phone
SPREAD = 0.7  # of a class's pictures across its row, where the code is a single number


def map_figure(
    codes: Array,
    labels: NDArray[np.uint8],
    names: Sequence[str],
    titles: tuple[str, str],
    at: tuple[float, float] | None = None,
    maps: Sequence[Map] = (),
    ends: Ends | None = None,
    height: int = HEIGHT,
) -> Figure:
    """Draw codes, (n, 2), or (n, 1) in a row for each class.

    Parameters
    ----------
    labels : shape (n,), 0 to 9
    names : of the ten classes
    titles : of the axes
    at : a point to mark
    maps : under the points
    ends : of the axes; by default such as only grow, by doubling, while the codes of a run spread
    """
    x, y = places(codes, labels)
    two_numbers = codes.shape[1] == 2
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"color": [CLASS_COLORS[label] for label in labels], "size": 6, "opacity": 0.7},
        "text": [names[label] for label in labels],
        "hovertemplate": "%{text}<extra></extra>",
    }
    cross = {"symbol": "cross-thin", "size": 22, "line": {"width": 4, "color": HIGHLIGHT}}
    marked = [] if at is None else [{"type": "scatter", "mode": "markers", "x": at[:1], "y": at[1:], "marker": cross}]
    x_range, y_range = ends or (loss_range(x, -1.0, 1.0), loss_range(y, -1.0, 1.0) if two_numbers else ROWS)
    classes = np.unique(labels)
    middles = np.array([(np.median(x[labels == label]), np.median(y[labels == label])) for label in classes])
    extent = np.ptp(np.array([x_range, y_range]), axis=1)
    name_px = np.array([NAME_PX[0] * max(map(len, names)) + 2 * NAME_PAD, NAME_PX[1] + 2 * NAME_PAD])
    width, height_of_name = extent * name_px / PHONE_PX
    named = boxes_apart(middles, width, height_of_name) if len(classes) else middles
    return panels_figure(
        [dots, *({**one, "hoverinfo": "skip"} for one in marked)],
        height,
        {"l": 52, "r": 10, "t": 10, "b": 46},
        xaxis=axis(x_range, title={"text": titles[0]}),
        yaxis=axis(y_range, title={"text": titles[1]}),
        annotations=[_class_name(names[label], x, y, label) for label, (x, y) in zip(classes, named, strict=True)],
        hovermode="closest",
        **layout_of(maps),
    )


def places(codes: Array, labels: NDArray[np.uint8]) -> tuple[Array, Array]:
    """Return where pictures are drawn; codes of a single number lie beside each other in the row of their class."""
    if codes.shape[1] == 2:
        return codes[:, 0], codes[:, 1]
    beside = SPREAD * ((np.arange(len(codes)) * 0.618034) % 1.0 - 0.5)
    return codes[:, 0], labels + beside


def close_ends(codes: Array) -> Ends:
    """Return the ends of axes on which nearly all codes, (n, 2) or (n, 1), have place, and a little around them."""
    low, high = np.quantile(codes, (0.005, 0.995), axis=0)
    around = np.maximum(AROUND * (high - low), 1e-6)
    ends = [(float(one), float(other)) for one, other in zip(low - around, high + around, strict=True)]
    return ends[0], ends[1] if len(ends) == 2 else ROWS


def _class_name(name: str, x: float, y: float, label: int) -> dict[str, object]:
    font = {"size": FONT_SIZE + 2, "color": "#FFFFFF"}
    look = {"showarrow": False, "font": font, "bgcolor": CLASS_COLORS[label], "borderpad": NAME_PAD, "opacity": 0.92}
    return {"x": float(x), "y": float(y), "text": f"<b>{name}</b>", **look}
