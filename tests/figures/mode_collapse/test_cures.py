"""The figures of the cures: bars from least to most, medians, pictures side by side."""

import numpy as np
import pytest

from explorer.figures.figure import Figure, Properties
from explorer.figures.mode_collapse.cures import Range, cure_history_figure, pictures_figure, ranges_figure
from explorer.names import CURES
from tests.figures.checked import checked

ROWS = {
    "plain": Range(np.array([1, 0, 2, 1, 5]), np.array([0.0, 0.1, 0.2, 0.3, 0.9])),
    "r1": Range(np.array([8, 8, 7, 6, 8]), np.array([0.5, 0.5, 0.5, 0.5, 0.5])),
}
MODES = np.array([[1.0, 0.0], [-1.0, 0.0]])


def sound(figure: Figure) -> Figure:
    checked(figure)
    return figure


def traces(figure: Figure, name: str, axis: str) -> Properties:
    (found,) = [trace for trace in figure.data if trace.name == name and trace.xaxis == axis]
    return found


@pytest.mark.parametrize("axis, scale, field", [("x", 1, "n_modes"), ("x2", 100, "quality")])
def test_bars_reach_from_the_worst_seed_to_the_best_and_dots_stand_at_the_median(
    axis: str, scale: float, field: str
) -> None:
    figure = sound(ranges_figure("ring", 8, ROWS, 0.98889))
    rows = list(figure.layout.yaxis.ticktext)
    bars, medians = traces(figure, "range", axis), traces(figure, "median", axis)
    for i, (name, row) in enumerate(ROWS.items()):
        values = scale * np.asarray(getattr(row, field))
        assert list(bars.x[3 * i : 3 * i + 2]) == pytest.approx([values.min(), values.max()])
        assert medians.x[i] == pytest.approx(np.median(values))
        assert medians.y[i] == figure.layout.yaxis.tickvals[rows.index(CURES[name])]
    assert medians.y[0] > medians.y[1], "the first cure is at the top"


def test_dotted_lines_stand_where_a_perfect_sampler_is() -> None:
    figure = sound(ranges_figure("ring", 8, ROWS, 0.98889))
    assert [shape.x0 for shape in figure.layout.shapes] == pytest.approx([8, 98.889])


def test_each_picture_has_its_own_place_and_only_what_lies_inside() -> None:
    x = np.array([[0.0, 0.0], [1.0, 1.0], [50.0, 0.0]])
    names = ("plain", "r1", "perfect")
    figure = sound(pictures_figure(1.6, MODES, dict.fromkeys(names, x), dict.fromkeys(names, "said")))
    frames = [(shape.x0, shape.x1, shape.y0, shape.y1) for shape in figure.layout.shapes]
    assert len(set(frames)) == 3
    for frame, rings, dots in zip(frames, figure.data[::2], figure.data[1::2], strict=True):
        assert len(dots.x) == 2 and len(rings.x) == len(MODES)
        assert frame[0] <= min(dots.x) and max(dots.x) <= frame[1]
        assert frame[2] <= min(dots.y) and max(dots.y) <= frame[3]
    assert all("said" in words.text for words in figure.layout.annotations)


@pytest.mark.parametrize("n", [0, 3])
def test_the_live_run_is_drawn_over_the_recorded_ones(n: int) -> None:
    iterations = np.array([1, 50, 100])
    recorded = Range(np.ones((5, 3)), np.full((5, 3), 0.25))
    live = (np.arange(1.0, n + 1), np.full(n, 4.0), np.full(n, 0.5))
    figure = sound(cure_history_figure(iterations, recorded, live, 8, 3000))
    assert len(figure.data) == 12
    assert list(figure.data[5].y) == n * [4.0] and list(figure.data[11].y) == pytest.approx(n * [50.0])
