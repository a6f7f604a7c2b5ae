"""Points of one's own: the text that a link holds, and the distribution around them."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from explorer.data.mode_collapse.own_points import (
    EXAMPLE,
    MAX_POINTS,
    REACH,
    STEP,
    data_of,
    is_text_of_points,
    points_of,
    text_in,
    text_of,
)
from explorer.data.mode_collapse.points import DISTRIBUTIONS, distribution
from tests.data.mode_collapse.test_points import density


def test_a_text_gives_its_points_back() -> None:
    points = np.random.default_rng(0).uniform(-REACH, REACH, (50, 2))
    text = text_of(points)
    assert len(text) == 150
    np.testing.assert_allclose(points_of(text), points, atol=STEP / 2 + 1e-9)
    assert text_of(points_of(text)) == text
    assert text_of(np.array([[-9.0, 9.0]])) == text_of(np.array([[-REACH, REACH]]))


@pytest.mark.parametrize("text", ["", "AB", "A+A", "Ä__", "___", "AAA" * (MAX_POINTS + 1)])
def test_what_is_no_text_of_points_is_none(text: str) -> None:
    assert not is_text_of_points(text)
    with pytest.raises(ValueError):
        points_of(text)


def test_a_name_is_never_taken_for_points() -> None:
    for name, p in DISTRIBUTIONS.items():
        assert distribution(name) is p and text_in(name) == ""
    for data in ("Nothing", "Nothing:AAA", data_of("?")):
        with pytest.raises(ValueError):
            distribution(data)
    assert text_in(data_of(EXAMPLE)) == EXAMPLE


def test_the_density_is_the_mean_of_gaussians_around_the_points() -> None:
    p = distribution(data_of(EXAMPLE))
    x = np.random.default_rng(1).uniform(-1, 1, (40, 2))
    expected = np.mean([multivariate_normal(c, p.sigma**2 * np.eye(2)).pdf(x) for c in p.centres], axis=0)
    np.testing.assert_allclose(density(p, x), expected, rtol=1e-9)


def test_points_far_from_each_other_are_modes_and_others_are_not() -> None:
    apart = np.array([[-1.002, 0.0], [0.0, 0.0], [1.002, 0.306]])
    p = distribution(data_of(text_of(apart)))
    np.testing.assert_allclose(p.modes, apart)
    near = distribution(data_of(text_of(np.array([[0.0, 0.0], [0.294, 0.0]]))))
    assert near.modes.shape == (0, 2)
    assert len(distribution(data_of(text_of(np.zeros((1, 2))))).modes) == 1
