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

    The axis of values is the last run's; of those before it, of which one may have gone astray, it holds the middle.
    `shown` is an iteration of the last run to mark.
    """
    is_log = drawing.is_log and quantity.decades is not None
    lines = [_Line(run, run is runs[-1], *line, drawing, is_log) for run in runs for line in quantity.lines]
    values = np.concatenate([line.y if line.is_last else line.middle for line in lines])
    times = np.concatenate([line.x for line in lines])
    changed = [place for at in runs[-1].changed_at if (place := _moment(runs[-1], at, drawing)) is not None]
    moment = None if shown is None else _moment(runs[-1], shown, drawing)
    signless = is_log and any(line.has_negative for line in lines)
    return panels_figure(
        [trace for line in lines for trace in line.traces(quantity.is_share)],
        height,
        {"l": 56, "r": 28, "t": 8, "b": 44},
        xaxis=_time_axis(runs, times, drawing.over_seconds),
        yaxis={**_value_axis(values, quantity, is_log), "domain": (0.0, TOP)},
        shapes=marks(moment, changed, TOP) + [level(y, color) for y, color in quantity.levels if y > 0 or not is_log],
        annotations=[
            words(_title(quantity, signless), y=TOP + 0.01),
            *(name for line in lines for name in line.name_at_end()),
            *waiting(len(times), y=TOP / 2),
        ],
    )


class _Line:
    """One line of one run, where there is a value and, over seconds, a time."""

    def __init__(
        self, run: OverlaidRun, is_last: bool, name: str, color: str, label: str, drawing: Drawing, is_log: bool
    ) -> None:
        self.run, self.is_last, self.color, self.label = run, is_last, color, label
        self._smoothing, self._is_log = drawing.smoothing, is_log
        nothing = np.zeros(0)
        curve = run.curves.get(name, Curve(nothing, nothing, nothing))
        x, y = curve.seconds if drawing.over_seconds else curve.iterations, curve.values
        self.has_negative = bool((y < 0).any())
        here = np.isfinite(x) & np.isfinite(y) & ((y != 0) | (not is_log))
        self.x, self.y = x[here], np.abs(y[here]) if is_log else y[here]

    @property
    def middle(self) -> Array:
        """The values between the quartiles."""
        low, high = np.quantile(self.y, (0.25, 0.75)) if len(self.y) else (0.0, 0.0)
        return np.asarray(self.y[(self.y >= low) & (self.y <= high)])

    def traces(self, is_share: bool) -> list[dict[str, object]]:
        """Return the line; behind a smoothed one of the last run what was smoothed."""
        said = {"hovertemplate": "%{y:.1%}" if is_share else "%{y:.4g}"}
        smooth = smoothed(self.y, self._smoothing)
        if not self.is_last:
            pale = translucent(self.color, PAST)
            return [line(self.x, smooth, pale, 1.5, name=f"{self.run.name}: {self.label}", **said)]
        raw = [line(self.x, self.y, translucent(self.color, RAW), 1.0, hoverinfo="skip")] if self._smoothing else []
        return [*raw, line(self.x, smooth, self.color, 2.5, name=self.label, **said)]

    def name_at_end(self) -> list[dict[str, object]]:
        """Return the name of an earlier run where its line ends."""
        if self.is_last or not len(self.x):
            return []
        end = float(smoothed(self.y, self._smoothing)[-1])
        # Plotly wants words on a logarithmic axis at the logarithm, unlike lines.
        y = float(np.log10(end)) if self._is_log else end
        place = {"x": self.x[-1], "y": y, "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "middle"}
        return [{"text": coloured(self.color, self.run.name), **place, "showarrow": False, "xshift": 3}]


def _moment(run: OverlaidRun, iteration: int, drawing: Drawing) -> float | None:
    """Return where an iteration lies on the axis of time; None where nobody knows."""
    if not drawing.over_seconds:
        return iteration
    curve = max(run.curves.values(), key=lambda curve: len(curve.iterations), default=None)
    if curve is None or not np.isfinite(curve.seconds).any():
        return None
    return float(np.interp(iteration, curve.iterations, curve.seconds))


def _time_axis(runs: Sequence[OverlaidRun], times: Array, over_seconds: bool) -> dict[str, object]:
    """Return the axis up to the planned end of the last run, or as far as one before it went."""
    latest = float(times.max(initial=0.0))
    if not over_seconds:
        return x_axis("iteration", (0, max(runs[-1].n_iterations, latest)))
    end = FIRST_SECONDS
    while end < latest:
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


def _title(quantity: Quantity, signless: bool) -> str:
    title = f"<b>{quantity.title}</b>{', without its sign' if signless else ''}"
    dotted = [coloured(NEUTRAL, f"dotted: {quantity.dotted}")] if quantity.levels else []
    return "   ".join([title, *(bold(color, label) for _, color, label in quantity.lines if label), *dotted])
