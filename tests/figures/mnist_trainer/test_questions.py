"""The figures of the chapter that questions a GAN: every share counted, every mark at its place."""

import numpy as np
import pytest

from explorer.figures.mnist_trainer.questions import distances_figure, effects_figure, lengths_figure, opinions_figure

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("is_probability", [True, False])
def test_both_histograms_hold_every_score_over_the_same_bins(is_probability: bool) -> None:
    real, fake = RNG.random(256), RNG.random(256) ** 3
    if not is_probability:
        real, fake = 9 * real, -20 * fake
    figure = opinions_figure(real, fake, is_probability, 0.5)
    for bars in figure.data:
        assert np.sum(bars.y) == pytest.approx(1.0)
        assert figure.layout.xaxis.range[0] < np.min(bars.x) and np.max(bars.x) < figure.layout.xaxis.range[1]
        assert np.max(bars.y) <= figure.layout.yaxis.range[1]
    assert figure.data[0].marker.pattern.shape != figure.data[1].marker.pattern.shape  # not colour alone
    if is_probability:
        assert figure.layout.xaxis.range == (0.0, 1.0)
        assert figure.data[1].y[0] == pytest.approx((fake < 0.04).mean())


def test_only_a_critic_has_no_middle() -> None:
    scores = RNG.standard_normal(64)
    assert len(opinions_figure(scores, scores, False, 0.0).layout.shapes) == 1
    assert len(opinions_figure(scores, scores, False, None).layout.get("shapes", ())) == 0


def test_distances_beyond_the_axis_are_counted_at_its_end() -> None:
    figure = distances_figure(np.full(8, 6.2), np.array([0.0, 5.1, 40.0, 40.0]))
    assert figure.data[1].y[-1] == 0.5 and np.sum(figure.data[1].y) == pytest.approx(1.0)
    assert [shape.x0 for shape in figure.layout.shapes] == [0.0, 6.2]


def test_the_lengths_are_marked_where_the_walk_stands() -> None:
    straight, sphere = np.linspace(5, 6, 41), np.full(41, 6.0)
    figure = lengths_figure(straight, sphere, (4.0, 7.0), 32, at=0.25)
    np.testing.assert_allclose(figure.data[2].x, [0.25, 0.25])
    np.testing.assert_allclose(figure.data[2].y, [6.0, 5.25])
    assert (figure.layout.shapes[0].y0, figure.layout.shapes[0].y1) == (4.0, 7.0)


def test_the_chosen_coordinate_stands_out() -> None:
    effects = RNG.random(32) / 3
    figure = effects_figure(effects, 7)
    np.testing.assert_array_equal(figure.data[0].y, effects)
    colors = figure.data[0].marker.color
    assert [j for j, color in enumerate(colors) if color == colors[7]] == [7]
    assert figure.layout.annotations[0].x == 7
