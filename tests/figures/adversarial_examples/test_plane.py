"""The map of answers: each in its place, named where its region is widest, with circle, point and arrow."""

import numpy as np

from explorer.figures.adversarial_examples.plane import COLORS, plane_figure
from tests.figures.checked import checked


def test_regions_have_their_names_and_the_circle_its_radius():
    grid = np.linspace(-4, 4, 41)
    seen = np.where(grid[None, :] > 1.0, 9, 4) * np.ones((41, 1), int)
    figure = plane_figure(grid, seen, 1.5, (2.0, -1.0), (1.2, 0.5))
    checked(figure)
    names = {note.text: note for note in figure.layout.annotations}
    assert set(names) == {"<b>4</b>", "<b>9</b>"}
    assert names["<b>9</b>"].x > 1.0 > names["<b>4</b>"].x
    area, circle, _, point, arrow = figure.data
    np.testing.assert_array_equal(area.z, seen)
    np.testing.assert_allclose(np.hypot(circle.x, circle.y), 1.5)
    assert (point.x[0], point.y[0]) == (2.0, -1.0)
    assert (arrow.x[1], arrow.y[1]) == (1.2, 0.5)
    assert len(set(COLORS)) == 11
    assert len(plane_figure(grid, seen, 1.5, (0.0, 0.0), None).data) == 4
