"""Where steps and friction balance, against long paths from inside and from outside, and against √(2h)."""

import numpy as np
import pytest

from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.ends import end_of, limit_circle
from explorer.theory.dynamics.steps import Path, follow

FADING = ("non_saturating", "lsgan")


@pytest.mark.parametrize("name", FADING)
def test_the_limit_is_reached_from_inside_and_from_outside(name: str) -> None:
    method = METHODS[name]
    limit = limit_circle(method, method.usual, "simultaneous", 0.2)
    assert limit is not None
    low, high = limit.radius.min(), limit.radius.max()
    assert 0.6 < low < high < 0.65
    for start in ((0.05, 0.05), (2.0, 2.0), (-1.0, 0.3)):
        last = follow(method, method.usual, "simultaneous", 0.2, start, 4000).radius[-200:]
        assert (last.min(), last.max()) == (pytest.approx(low, rel=0.01), pytest.approx(high, rel=0.01))


@pytest.mark.parametrize("name", FADING)
def test_its_radius_is_the_root_of_twice_the_step_size(name: str) -> None:
    method = METHODS[name]
    for h in (0.05, 0.1, 0.2):
        limit = limit_circle(method, method.usual, "simultaneous", h)
        assert limit is not None
        assert np.mean(limit.radius) == pytest.approx(np.sqrt(2 * h), rel=0.02)


def test_without_the_tangent_or_without_friction_there_is_none() -> None:
    for name in FADING:
        assert limit_circle(METHODS[name], METHODS[name].usual, "alternating", 0.2) is None
    for h in (0.05, 0.2, 1.0, 5.0):
        assert limit_circle(METHODS["gan"], 0.0, "simultaneous", h) is None
        assert limit_circle(METHODS["r1"], 0.3, "simultaneous", min(h, 1.0)) is None
    assert limit_circle(METHODS["wgan_gp"], 1.0, "simultaneous", 0.2) is None


@pytest.mark.parametrize(
    ("radius", "end"),
    [
        (np.geomspace(1.0, 1e-3, 101), "home"),
        (np.geomspace(1.0, 0.3, 101), "nearer"),
        (np.geomspace(1.0, 3.0, 101), "further"),
        (np.ones(101), "circle"),
        (np.geomspace(1.0, 2000.0, 60), "gone"),
    ],
)
def test_ends(radius: np.ndarray, end: str) -> None:
    angle = np.arange(len(radius))
    assert end_of(Path(radius * np.cos(angle), radius * np.sin(angle)), 100) == end
