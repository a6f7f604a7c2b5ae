"""The grid of codes: equally likely cells, the published layout, and windows that stay within the prior."""

import numpy as np
import pytest
from scipy.stats import norm

from explorer.theory.autoencoders.quantile_grid import codes_of, quantile_grid

N = 15


@pytest.mark.parametrize("zoom", [1.0, 3.0, 8.0])
@pytest.mark.parametrize("centre", [(0.0, 0.0), (1.2, -0.4), (5.0, -5.0)])
def test_cells_are_equally_likely_and_lie_between_the_ends(zoom: float, centre: tuple[float, float]) -> None:
    grid = quantile_grid(centre, zoom, N)
    for values, ends in ((grid.first, grid.first_ends), (grid.second, grid.second_ends)):
        share = norm.cdf(ends[1]) - norm.cdf(ends[0])
        assert share == pytest.approx(1 / zoom)
        np.testing.assert_allclose(np.diff(norm.cdf(values)), share / N, atol=1e-12)
        assert ends[0] < values[0] and values[-1] < ends[1]


def test_the_whole_prior_is_symmetric_and_its_middle_is_0() -> None:
    grid = quantile_grid((2.0, -1.0), 1.0, N)
    np.testing.assert_allclose(grid.first, -grid.first[::-1], atol=1e-12)
    np.testing.assert_allclose(grid.first, norm.ppf((np.arange(N) + 0.5) / N))
    assert grid.first[N // 2] == pytest.approx(0, abs=1e-12) and np.isinf(grid.first_ends).all()


def test_a_window_has_its_centre_in_the_middle_where_it_fits() -> None:
    grid = quantile_grid((0.5, -0.3), 4.0, N)
    assert (grid.first[N // 2], grid.second[N // 2]) == pytest.approx((0.5, -0.3))


def test_codes_are_laid_out_as_on_a_plane() -> None:
    grid = quantile_grid((0.0, 0.0), 1.0, 3)
    z = codes_of(grid, (4, 1), 6).reshape(3, 3, 6)
    assert (z[..., [0, 2, 3, 5]] == 0).all()
    np.testing.assert_allclose(z[0, :, 4], grid.first)  # to the right
    np.testing.assert_allclose(z[:, 0, 1], grid.second[::-1])  # upwards
