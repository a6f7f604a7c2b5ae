"""Measures of the three ways to learn a decoder, over the seconds that each has computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.figures.autoencoders.line import Q_COLOR
from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, coloured, level, line, marks, panels_figure, waiting, words, x_axis
from explorer.figures.style import DATA, GENERATOR, NEUTRAL

Array = NDArray[np.floating]

HEIGHT = 230
TOP = 0.8
PLACES = ((0.0, 0.43), (0.57, 1.0))  # of the two panels
WAY_COLORS = {"autoencoder": NEUTRAL, "variational": Q_COLOR, "gan": GENERATOR}
LEGEND = "   ".join(
    [bold(WAY_COLORS[way], name) for way, name in (("autoencoder", "AE"), ("variational", "VAE"), ("gan", "GAN"))]
    + [coloured(DATA, "dotted: real")]
)


@dataclass(frozen=True)
class Panel:
    """One measure.

    Attributes
    ----------
    title : what it is
    values : of each way at the moments, (n,) each
    real : what real pictures have; None or nan where nobody knows
    ends : of its axis; as exponents of ten where `is_log`
    """

    title: str
    values: Mapping[str, Array]
    real: float | None
    ends: tuple[float, float]
    is_share: bool = False
    is_log: bool = False


def measures_figure(seconds: Array, panels: Sequence[Panel], end: float, shown: float | None = None) -> Figure:
    """Draw two measures side by side, a curve for each way.

    Parameters
    ----------
    seconds : shape (n,), when it was measured; n = 0 before there is any
    panels : the two
    end : s, the planned length
    shown : s, a moment to mark
    """
    traces, shapes, annotations, axes = [], [], [words(LEGEND, yshift=2)], {}
    for number, panel, place in zip(("", "2"), panels, PLACES, strict=True):
        x, y = f"x{number}", f"y{number}"
        for way, values in panel.values.items():
            look = "%{y:.0%}" if panel.is_share else "%{y:.3g}"
            curve = line(seconds, values, WAY_COLORS[way], 2.5, name=way, hovertemplate=look)
            traces.append({**curve, "xaxis": x, "yaxis": y})
        ticks = {"tickformat": ".0%", "nticks": 4} if panel.is_share else {"nticks": 4}
        logs = {"type": "log", "dtick": 1, "exponentformat": "power"} if panel.is_log else {}
        axes[f"xaxis{number}"] = x_axis("seconds each", (0.0, end), domain=place, anchor=y, nticks=5)
        axes[f"yaxis{number}"] = axis(panel.ends, domain=(0.0, TOP), anchor=x, **(logs or ticks))
        if panel.real is not None and np.isfinite(panel.real):
            shapes.append(level(panel.real, DATA, y, f"{x} domain"))
        shapes += [{**mark, "xref": x} for mark in marks(shown, (), TOP)]
        annotations.append(words(f"<b>{panel.title}</b>", x=place[0], y=TOP, yshift=2))
        n = max((int(np.isfinite(values).sum()) for values in panel.values.values()), default=0)
        annotations += waiting(n if len(seconds) == 0 else 1, x=sum(place) / 2, y=TOP / 2)
    return panels_figure(
        traces, HEIGHT, {"l": 46, "r": 10, "t": 24, "b": 44}, shapes=shapes, annotations=annotations, **axes
    )
