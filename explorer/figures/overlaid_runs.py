"""One quantity over a run, and over the runs before it: smoothed or not, on either axis of time, linear or logarithmic.

As in the other figures of a run nothing moves while it runs but the curves; an axis only grows, by doubling or by
decades.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.signal import lfilter

from explorer.figures.figure import Figure
from explorer.figures.panels import axis, bold, coloured, level, line, marks, panels_figure, waiting, words, x_axis
from explorer.figures.style import HEIGHT, NEUTRAL, translucent
from explorer.figures.training_curves import loss_range

TOP = 0.93
FIRST_SECONDS = 1.0  # the end of the axis of a run that has just begun; it doubles
PAST, RAW = 0.6, 0.3  # how strong the lines of earlier runs are, and those that have been smoothed

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """One quantity of one run at k moments: `iterations`, `seconds` (nan where nobody counted), `values`, (k,) each."""

    iterations: Array
    seconds: Array
    values: Array


@dataclass(frozen=True)
class OverlaidRun:
    """A run as it is drawn: its name, its planned length, its curves by name, and where its settings were changed."""

    name: str
    n_iterations: int
    curves: Mapping[str, Curve]
    changed_at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """What is drawn.

    Attributes
    ----------
    title : in words
    lines : name among the run's curves, colour, and what it is called, for each line
    ends : of the linear axis
    decades : of the logarithmic one, as exponents of ten; None where such an axis makes no sense
    levels : dotted lines at (value, colour), and what they are
    is_share : whether the values are shares, said in per cent
    """

    title: str
    lines: tuple[tuple[str, str, str], ...]
    ends: tuple[float, float]
    decades: tuple[int, int] | None = None
    levels: tuple[tuple[float, str], ...] = ()
    dotted: str = ""
    is_share: bool = False


@dataclass(frozen=True)
class Drawing:
    """How it is drawn: the weight of what came before in [0, 1), a logarithmic axis or not, over seconds or not."""

    smoothing: float = 0.0
    is_log: bool = False
    over_seconds: bool = False


def smoothed(values: ArrayLike, weight: float) -> Array:
    """Return the exponential moving average of values, shape (n,), corrected for its beginning as Adam's moments are.

    Each value counts 1 − weight, all before it the rest; the first is kept as it is. Kingma & Ba 2015, section 3.
    """
    array = np.asarray(values, dtype=float)
    if not weight or not len(array):
        return array
    average = lfilter([1.0 - weight], [1.0, -weight], array)
    return np.asarray(average / (1.0 - weight ** np.arange(1, len(array) + 1)))


def overlaid_figure(
    runs: Sequence[OverlaidRun], quantity: Quantity, drawing: Drawing, shown: int | None = None, height: int = HEIGHT
) -> Figure:
    """Draw a quantity over the runs: the last strong, with its changes marked, those before it pale and by their names.

    `shown` is an iteration of the last run to mark.
    """
    is_log = drawing.is_log and quantity.decades is not None
    drawn = [
        (run, run is runs[-1], color, label, *_points(run.curves.get(name), drawing, is_log))
        for run in runs
        for name, color, label in quantity.lines
    ]
    traces, ends = [], []
    for run, is_last, color, label, x, y in drawn:
        smooth = smoothed(y, drawing.smoothing)
        if drawing.smoothing and is_last:
            traces.append(_line(x, y, translucent(color, RAW), 1.0, "", quantity))
        name = label if is_last else f"{run.name}: {label}"
        strong = color if is_last else translucent(color, PAST)
        traces.append(_line(x, smooth, strong, 2.5 if is_last else 1.5, name, quantity))
        if not is_last and len(x):
            ends.append(_name_at_end(x[-1], smooth[-1], run.name, color, is_log))
    values = np.concatenate([y for *_, y in drawn])
    times = np.concatenate([x for *_, x, _ in drawn])
    changed = [place for at in runs[-1].changed_at if (place := _moment(runs[-1], at, drawing)) is not None]
    moment = None if shown is None else _moment(runs[-1], shown, drawing)
    return panels_figure(
        traces,
        height,
        {"l": 56, "r": 28, "t": 8, "b": 44},
        xaxis=_time_axis(runs, times, drawing.over_seconds),
        yaxis={**_value_axis(values, quantity, is_log), "domain": (0.0, TOP)},
        shapes=marks(moment, changed, TOP) + [level(_height(y, is_log), color) for y, color in quantity.levels],
        annotations=[words(_title(quantity, is_log), y=TOP + 0.01), *ends, *waiting(len(times), y=TOP / 2)],
    )


def _points(curve: Curve | None, drawing: Drawing, is_log: bool) -> tuple[Array, Array]:
    """Return where a curve is drawn: where there is a value, and over seconds a time."""
    if curve is None:
        return np.zeros(0), np.zeros(0)
    x, y = curve.seconds if drawing.over_seconds else curve.iterations, curve.values
    y = np.abs(y) if is_log else y
    here = np.isfinite(x) & np.isfinite(y) & (y > 0 if is_log else True)
    return x[here], y[here]


def _line(x: Array, y: Array, color: str, width: float, name: str, quantity: Quantity) -> dict[str, object]:
    said = {"hovertemplate": "%{y:.1%}" if quantity.is_share else "%{y:.4g}", "name": name}
    return line(x, y, color, width, **(said if name else {"hoverinfo": "skip"}))


def _name_at_end(x: float, y: float, name: str, color: str, is_log: bool) -> dict[str, object]:
    place = {"x": x, "y": _height(y, is_log), "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "middle"}
    return {"text": coloured(color, name), **place, "showarrow": False, "xshift": 3}


def _height(y: float, is_log: bool) -> float:
    """Return where Plotly wants words and lines at y: on a logarithmic axis at its logarithm."""
    return float(np.log10(y)) if is_log else y


def _moment(run: OverlaidRun, iteration: int, drawing: Drawing) -> float | None:
    """Return where an iteration lies on the axis of time; None where nobody knows."""
    if not drawing.over_seconds:
        return iteration
    curve = max(run.curves.values(), key=lambda curve: len(curve.iterations), default=None)
    if curve is None or not np.isfinite(curve.seconds).any():
        return None
    return float(np.interp(iteration, curve.iterations, curve.seconds))


def _time_axis(runs: Sequence[OverlaidRun], times: Array, over_seconds: bool) -> dict[str, object]:
    if not over_seconds:
        return x_axis("iteration", (0, max(run.n_iterations for run in runs)))
    end = FIRST_SECONDS
    while end < times.max(initial=0.0):
        end *= 2
    return x_axis("seconds of computing", (0, end))


def _value_axis(values: Array, quantity: Quantity, is_log: bool) -> dict[str, object]:
    if not is_log or quantity.decades is None:
        shares = {"tickformat": ".0%"} if quantity.is_share else {}
        return axis(quantity.ends if quantity.is_share else loss_range(values, *quantity.ends), **shares)
    low, high = quantity.decades
    if len(values):
        low, high = min(low, _decade(values.min(), np.floor)), max(high, _decade(values.max(), np.ceil))
    return axis((low, high), type="log", exponentformat="power", dtick=1)


def _decade(value: float, towards: np.ufunc) -> int:
    return int(towards(np.log10(value)))


def _title(quantity: Quantity, is_log: bool) -> str:
    title = f"<b>{quantity.title}</b>{', without its sign' if is_log and quantity.ends[0] < 0 else ''}"
    dotted = [coloured(NEUTRAL, f"dotted: {quantity.dotted}")] if quantity.levels else []
    return "   ".join([title, *(bold(color, label) for _, color, label in quantity.lines if label), *dotted])
