import numpy as np
import pytest

from explorer.figures.toy_faces.map import map_figure

GRID = np.linspace(0.0, 1.0, 11)


def figure_of(by_diagonal: float, by_off: float, bias: float):
    diagonal, off = np.meshgrid(GRID, GRID)
    scores = by_diagonal * diagonal + by_off * off + bias
    points = (np.array([0.2, 0.9]), np.array([0.8, 0.1]))
    return map_figure(GRID, scores, 1 / (1 + np.exp(-scores)), points, points, [True, False], points)


def line_of(figure):
    return next((trace for trace in figure.data if "score 0" in (trace.name or "")), None)


@pytest.mark.parametrize(
    ("by_diagonal", "by_off", "bias"), [(2, -2, -1), (1, 1, -0.7), (3, 0, -1), (0, 2, -1), (2, -2, 0), (-1, 2, -0.4)]
)
def test_the_line_is_where_the_score_is_zero(by_diagonal: float, by_off: float, bias: float) -> None:
    line = line_of(figure_of(by_diagonal, by_off, bias))
    d, o = np.array(line.x), np.array(line.y)
    np.testing.assert_allclose(by_diagonal * d + by_off * o + bias, 0.0, atol=1e-12)
    assert min(d.min(), o.min()) >= 0 and max(d.max(), o.max()) <= 1
    assert np.hypot(*(np.diff(d), np.diff(o))) > 0.1


@pytest.mark.parametrize("bias", [-5.0, 5.0])
def test_no_line_where_the_opinion_is_the_same_all_over(bias: float) -> None:
    assert line_of(figure_of(1, -1, bias)) is None
    assert line_of(figure_of(0, 0, 0.0)) is None


def test_rows_are_the_off_diagonal_and_columns_the_diagonal() -> None:
    heatmap = figure_of(2, -2, -1).data[0]
    assert heatmap.z[0, -1] > 0.5 > heatmap.z[-1, 0]
    assert (heatmap.zmin, heatmap.zmax) == (0.0, 1.0)


def test_non_faces_that_pass_are_marked() -> None:
    noise = next(trace for trace in figure_of(2, -2, -1).data if trace.name == "non-faces")
    assert list(noise.marker.symbol) == ["x", "x-thin-open"]
