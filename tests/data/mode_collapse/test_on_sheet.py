"""Where points of a file come to lie on the sheet."""

import numpy as np
import pytest

from explorer.data.mode_collapse.on_sheet import onto_sheet
from explorer.data.mode_collapse.own_points import REACH


def test_both_axes_are_scaled_alike_and_every_point_is_on_the_sheet() -> None:
    points = np.array([[10.0, 100.0], [30.0, 101.0], [20.0, 109.0]])
    placed = onto_sheet(points)
    assert placed.scale == pytest.approx(REACH / 10)
    np.testing.assert_allclose(np.diff(placed.points, axis=0), placed.scale * np.diff(points, axis=0))
    np.testing.assert_allclose(placed.points.min(axis=0) + placed.points.max(axis=0), 0, atol=1e-12)
    assert np.abs(placed.points).max() == pytest.approx(REACH)


@pytest.mark.parametrize("other", [[7.0, 7.0], [-1.7e308, 1.7e308], [7.0, 7.0 + 1e-15], [1e-320, 0.0]])
def test_points_at_the_ends_of_what_a_number_can_say_are_placed_too(other: list[float]) -> None:
    placed = onto_sheet(np.array([[7.0, 7.0], other]))
    assert np.isfinite(placed.points).all() and np.abs(placed.points).max() <= REACH * (1 + 1e-9)
