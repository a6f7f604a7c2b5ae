"""The points of the paper's picture."""

import numpy as np
import pytest

from explorer.data.far_fakes import (
    DATA_CENTRE,
    HOME_SIGMAS,
    N_FAKE,
    N_FAR,
    N_REAL,
    SIGMA,
    far_fakes,
    home_outline,
    is_home,
    sigmas_from_data,
)


def test_shapes_and_repeatability() -> None:
    points, again = far_fakes(5.0, 0.0, 2.0, 3), far_fakes(5.0, 0.0, 2.0, 3)
    assert (points.real.shape, points.fake.shape, points.far.shape) == ((N_REAL, 2), (N_FAKE, 2), (N_FAR, 2))
    np.testing.assert_array_equal(points.far, again.far)
    assert not np.array_equal(points.real, far_fakes(5.0, 0.0, 2.0, 4).real)


def test_sliders_shift_the_same_points() -> None:
    points, moved = far_fakes(5.0, 0.0, 2.0, 1), far_fakes(7.0, 1.5, 3.0, 1)
    np.testing.assert_allclose(moved.far - points.far, np.tile([2.0, 1.5], (N_FAR, 1)))
    np.testing.assert_allclose(moved.fake - points.fake, np.tile([-1.0, 0.0], (N_FAKE, 1)), atol=1e-12)
    np.testing.assert_array_equal(moved.real, points.real)


def test_home_is_two_sigmas_of_the_data() -> None:
    centre, sigma = np.array(DATA_CENTRE), np.array(SIGMA)
    x = centre + sigma * np.array([[0.0, 0.0], [1.99, 0.0], [0.0, -2.01], [1.5, 1.5]])
    assert is_home(x).tolist() == [True, True, False, False]
    np.testing.assert_allclose(sigmas_from_data(home_outline()), HOME_SIGMAS)


def test_the_share_of_data_that_counts_as_home() -> None:
    # In two dimensions a Gaussian has 1 − e^−2 of its mass within two standard deviations.
    inside = np.mean([is_home(far_fakes(5.0, 0.0, 2.0, seed).real).mean() for seed in range(50)])
    assert inside == pytest.approx(1 - np.exp(-2), abs=0.02)
