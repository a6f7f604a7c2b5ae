"""The figures of the variational autoencoder: the ellipse is q's, the terms add up, and bars say which live."""

import numpy as np
import pytest

from explorer.figures.autoencoders.code_map import CLASS_COLORS
from explorer.figures.autoencoders.posterior_map import (
    LEAST_REACH,
    Posterior,
    posterior_figure,
    reach_of,
    window_figure,
)
from explorer.figures.autoencoders.terms import KL_RANGE, kl_figure, rate_distortion_figure, terms_figure
from tests.figures.checked import checked
from tests.figures.test_style import contrast

CODES = np.array([[0.5, 1.0], [-1.0, 0.0], [2.0, -0.5]])
LABELS = [3, 0, 9]
TITLES = ("z₁", "z₂")


def test_the_ellipses_are_one_and_two_sigma_of_q() -> None:
    covariance = np.array([[0.5, 0.2], [0.2, 0.3]])
    posterior = Posterior(np.array([1.0, -0.5]), covariance, np.array([1.2, -0.4]))
    figure = posterior_figure(CODES, LABELS, posterior, TITLES, 4.0)
    checked(figure)
    ellipse = next(trace for trace in figure.data if "q(z" in (trace.name or ""))
    away = np.stack([ellipse["x"], ellipse["y"]]) - posterior.mean[:, None]
    away = away[:, np.isfinite(away[0])]
    sizes = np.sqrt(np.sum(away * np.linalg.solve(covariance, away), axis=0))  # Mahalanobis
    np.testing.assert_allclose(sizes, np.repeat([1.0, 2.0], sizes.size // 2), atol=1e-6)


def test_pictures_stand_as_their_digits_in_their_colours() -> None:
    figure = window_figure(CODES, LABELS, (np.array([-np.inf, 1.0]), np.array([-0.5, np.inf])), TITLES, 4.0)
    checked(figure)
    digits, _, frame = figure.data
    assert digits["text"] == ["3", "0", "9"]
    assert digits["textfont"]["color"] == [CLASS_COLORS[label] for label in LABELS]
    assert (min(frame["x"]), max(frame["x"]), min(frame["y"]), max(frame["y"])) == (-4.0, 1.0, -0.5, 4.0)


def test_the_map_reaches_as_far_as_the_codes() -> None:
    assert reach_of(0.1 * CODES) == LEAST_REACH
    assert reach_of(5.0 * CODES) == 10.0


@pytest.mark.parametrize("background", ["#FFFFFF", "#10161D"])
def test_colours_of_classes_are_legible(background: str) -> None:
    assert len(set(CLASS_COLORS)) == 10
    assert min(contrast(color, background) for color in CLASS_COLORS) >= 3.0


def test_the_terms_lie_on_each_other() -> None:
    figure = terms_figure([1, 50], np.array([200.0, 150.0]), np.array([2.0, 5.0]), 100)
    checked(figure)
    assert [list(trace["y"]) for trace in figure.data] == [[200.0, 150.0], [202.0, 155.0]]


def test_bars_that_live_are_full_and_none_leaves_the_axis() -> None:
    figure = kl_figure(np.array([0.02, 0.5, 30.0]), 0.1)
    checked(figure)
    (bars,) = figure.data
    np.testing.assert_allclose(bars["y"], [0.02, 0.5, KL_RANGE[1]])
    dead, *live = bars["marker"]["color"]
    assert live[0] == live[1] != dead


def test_many_betas_and_the_chosen_one() -> None:
    kl, reconstruction = np.array([40.0, 8.0]), np.array([70.0, 120.0])
    figure = rate_distortion_figure([0.5, 4.0], [20, 14 / 3], kl, reconstruction, 1)
    checked(figure)
    assert figure.data[3]["text"] == ["  β = 0.5: 20 live", "  β = 4: 4.7 live"]
    assert (figure.data[2]["x"][0], figure.data[2]["y"][0]) == (8.0, 120.0)
