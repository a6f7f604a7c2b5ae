"""One update of a GAN in the plane: its batch where it lies, and the same batch on the curves of its loss."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.arrows import arrows
from explorer.figures.figure import Figure
from explorer.figures.mode_collapse.plane import HEAD, Heat, map_named, map_of, square_figure
from explorer.figures.panels import axis, bold, line, panels_figure, points, words, x_axis
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, translucent
from explorer.numbers import number, percent

Array = NDArray[np.floating]

PLANE_HEIGHT, LOSSES_HEIGHT = 488, 250
LONGEST, SHORTEST = 0.45, 0.1  # of a picture's longest arrow, in units of the extent
SMALL, GROWTH = 6.0, 9.0  # px: a point that counts for nothing, and what a full slope adds
PALE = 0.3
NOTHING = np.empty((0, 2))
T_RANGES = (1.5, 3.0, 6.0, 12.0, 25.0, 50.0, 100.0)
N_CURVE = 121


class Points(NamedTuple):
    """Points (n, 2), how much each counts (n,) from 0 to 1, and whether they are in use now."""

    x: Array
    weight: Array
    in_use: bool = True


class Arrows(NamedTuple):
    """Vectors (n, 2) from `start` (n, 2), drawn `scale` times as long as they are."""

    start: Array = NOTHING
    vector: Array = NOTHING
    scale: float = 1.0
    in_use: bool = True


class OnCurve(NamedTuple):
    """A loss as a curve over t, and samples on it: t and loss (n,) before, and after a step (empty until then)."""

    name: str
    color: str
    loss: Array
    t: Array
    at: Array
    t_after: Array
    at_after: Array


def drawn_scale(vectors: Array, extent: float, most: float = np.inf) -> float:
    """Return by what arrows are to be multiplied: 1 where that can be seen, else 1, 2 or 5 times a power of ten.

    `most` is the largest factor: with 1, arrows that have nearly vanished are seen to have.
    """
    longest = float(np.linalg.norm(vectors, axis=1).max(initial=0.0))
    if SHORTEST * extent <= longest <= LONGEST * extent or longest < 1e-9:
        return 1.0
    free = LONGEST * extent / longest
    power = 10.0 ** np.floor(np.log10(free))
    return min(most, float(max(step * power for step in (1, 2, 5) if step * power <= free)))


def slow_plane_figure(
    extent: float,
    heat: Heat,
    D_before: Array,
    real: Points,
    fake: Points,
    ghosts: Array,
    push: Arrows,
    moves: Arrows,
    followed: int,
) -> Figure:
    """Draw the batch of an update in the plane; the same layers at every stage, some of them empty.

    Parameters
    ----------
    heat : D's map as it stands
    D_before : D on the same grid before its step, whose boundary is dotted
    ghosts : where the fakes were, shape (n, 2) or (0, 2)
    push : where the generator's loss wants each fake
    moves : where G's step has brought each fake
    followed : index of the sample with a ring around it
    """
    ring = np.stack([drawn.x[followed] for drawn in (real, fake) if drawn.in_use])
    traces = [
        *_map(heat, D_before),
        _points(real, "real", DATA),
        _hollow(ghosts, "before", GENERATOR, 9),
        _arrows(push, "push", HIGHLIGHT),
        _points(fake, "fake", GENERATOR),
        _arrows(moves, "move", GENERATOR),
        _hollow(ring, "followed", NEUTRAL, 22),
    ]
    said = [map_named(map_of(heat)), bold(DATA, "real"), bold(GENERATOR, "fake")]
    if len(moves.start):
        said = [
            bold(GENERATOR, f"G's move{_times(moves.scale)}"),
            bold(HIGHLIGHT, f"push before it{_times(push.scale)}"),
        ]
    elif len(push.start):
        said = [bold(GENERATOR, "new fake"), bold(HIGHLIGHT, f"its push{_times(push.scale)}")]
    elif D_before is not heat.D and heat.boundary is not None:
        said.append(bold(NEUTRAL, "dotted: before"))
    return square_figure(traces, extent, PLANE_HEIGHT, said, "top", hovermode="closest")


def t_range(outputs: Array) -> float:
    """Return the end of an axis that holds all outputs t of an update, from a short list, so that updates compare."""
    largest = float(np.abs(outputs).max())
    return next((end for end in T_RANGES if largest <= 0.97 * end), 1.1 * largest)


def curve_axis(end: float) -> NDArray[np.float64]:
    """Return the t at which curves are drawn."""
    return np.linspace(-end, end, N_CURVE)


def losses_figure(
    end: float,
    loss_range: tuple[float, float],
    curves: Sequence[OnCurve],
    followed: int,
    slope: float,
    is_probability: bool,
) -> Figure:
    """Draw samples on the curves of their loss over D's output t, one of them with its tangent.

    Parameters
    ----------
    end : the t axis is ±end
    slope : of the first curve that has the followed sample, at that sample; drawn as a tangent
    is_probability : whether D is a probability, the sigmoid of t, which is then written under t
    """
    t = curve_axis(end)
    traces = [line(t, curve.loss, translucent(curve.color, 0.55), hoverinfo="skip") for curve in curves]
    for curve in curves:
        moved = len(curve.t_after) > 0
        traces.append(_samples(curve.t, curve.at, curve, f"{curve.name}{', before' if moved else ''}", hollow=moved))
        traces.append(_samples(curve.t_after, curve.at_after, curve, f"{curve.name}, after", hollow=False))
    traces.append(_tangent(curves, followed, slope, end))
    said = "   ".join(bold(curve.color, f"loss on a {curve.name}") for curve in curves)
    places = np.array([-1.0, -0.5, 0.0, 0.5, 1.0]) * end * 2 / 3
    title = "D's output t, and D = 1/(1 + e<sup>−t</sup>)" if is_probability else "D's output t"
    ticks = [_tick(place, is_probability) for place in places]
    return panels_figure(
        traces,
        LOSSES_HEIGHT,
        {"l": 42, "r": 12, "t": 26, "b": 58 if is_probability else 44, "pad": 0},
        hovermode="closest",
        xaxis=x_axis(title, (-end, end), tickvals=places, ticktext=ticks),
        yaxis=axis(loss_range, nticks=5, title={"text": ""}),
        annotations=[words(said, yshift=4)],
    )


def _tick(t: float, is_probability: bool) -> str:
    text = number(t, "g")
    return f"{text}<br>{percent(1 / (1 + np.exp(-t)), most=1)}" if is_probability else text


def _map(heat: Heat, D_before: Array) -> list[dict[str, object]]:
    place = {"x": heat.axis, "y": heat.axis, "showscale": False, "hoverinfo": "skip"}
    colors = [(0.0, translucent(DISCRIMINATOR, 0.0)), (1.0, translucent(DISCRIMINATOR, 0.5))]
    limits = {"zmin": heat.low, "zmax": heat.high}
    traces = [{"type": "heatmap", **place, "z": heat.D, **limits, "colorscale": colors, "zsmooth": "fast"}]
    if heat.boundary is not None:
        at = {"start": heat.boundary, "end": heat.boundary, "size": 1, "coloring": "none"}
        for D, look in (
            (D_before, {"color": NEUTRAL, "width": 2, "dash": "dot"}),
            (heat.D, {"color": DISCRIMINATOR, "width": 2.5}),
        ):
            traces.append({"type": "contour", **place, "z": D, "contours": at, "line": look, "autocontour": False})
    return traces


def _points(drawn: Points, name: str, color: str) -> dict[str, object]:
    marker = {"color": color, "size": SMALL + GROWTH * drawn.weight, "opacity": 0.9 if drawn.in_use else PALE}
    marker["line"] = {"width": 0}
    number = np.arange(1, len(drawn.x) + 1)
    hover = f"{name} %{{customdata}}: (%{{x:.3f}}, %{{y:.3f}})<extra></extra>"
    return points(drawn.x, name, marker, customdata=number, hovertemplate=hover)


def _hollow(x: Array, name: str, color: str, size: float) -> dict[str, object]:
    marker = {"color": color, "size": size, "symbol": "circle-open", "line": {"width": 2}}
    return points(x, name, marker, hoverinfo="skip")


def _arrows(drawn: Arrows, name: str, color: str) -> dict[str, object]:
    x, y = arrows(drawn.start, drawn.scale * drawn.vector, share=HEAD, width=0.6)
    return line(x, y, color if drawn.in_use else translucent(color, PALE), 1.8, name=name, hoverinfo="skip")


def _samples(t: Array, loss: Array, curve: OnCurve, name: str, *, hollow: bool) -> dict[str, object]:
    marker: dict[str, object] = {"color": curve.color, "size": 8, "line": {"width": 1.5, "color": curve.color}}
    marker["symbol"] = "circle-open" if hollow else "circle"
    number = np.arange(1, len(t) + 1)
    hover = f"{name} %{{customdata}}: t = %{{x:.3f}}, loss %{{y:.4f}}<extra></extra>"
    place = {"type": "scatter", "x": t, "y": loss, "name": name, "mode": "markers", "opacity": 0.5 if hollow else 0.9}
    return {**place, "marker": marker, "customdata": number, "hovertemplate": hover}


def _tangent(curves: Sequence[OnCurve], followed: int, slope: float, end: float) -> dict[str, object]:
    on = next((curve for curve in reversed(curves) if len(curve.t)), None)
    reach = np.array([-0.25, 0.25]) * end
    x, y = (reach[:0], reach[:0]) if on is None else (on.t[followed] + reach, on.at[followed] + slope * reach)
    return line(x, y, NEUTRAL, name="slope", hoverinfo="skip")


def _times(scale: float) -> str:
    return ", to scale" if scale == 1.0 else f", drawn × {number(scale, 'g')}"
