"""One of the three on the ring of 8: what is drawn, and what is left out."""

import numpy as np

from explorer.data.mode_collapse.points import distribution
from explorer.figures.autoencoders.ring import ring_figure
from explorer.figures.style import GENERATOR
from tests.figures.checked import checked


def test_points_and_counts_are_drawn_as_they_are_and_a_moment_is_marked() -> None:
    modes = distribution("ring_of_8").modes
    x = np.array([[0.0, 0.5], [1.3, 0.0], [0.0, -1.4]])
    counts = np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.2, 0.9])
    figure = ring_figure(1.35, modes, x, np.array([1.0, 50, 100]), *counts, 200, 0.989, 50)
    checked(figure)
    rings, points, captured, quality = figure.data
    np.testing.assert_array_equal(np.column_stack([rings.x, rings.y]), modes)
    np.testing.assert_array_equal(np.column_stack([points.x, points.y]), x[:2])  # the third lies outside
    assert captured.y.tolist() == [0.0, 0.5, 1.0] and quality.y.tolist() == [0.0, 0.2, 0.9]
    assert quality.line["color"] == points.marker["color"] == GENERATOR
    assert [shape["x0"] for shape in figure.layout.shapes] == [0, 50]
    assert figure.layout.xaxis2.range == (0, 200)
    unmarked = checked(ring_figure(1.35, modes, x, np.array([1.0, 50, 100]), *counts, 200, 0.989))
    assert len(unmarked.layout.shapes) == 1
