"""Histograms over time against np.histogram, and an axis that holds what D says."""

import numpy as np
import pytest

from explorer.figures.mnist_trainer.score_histograms import N_BINS, histograms, score_histograms_figure, score_range
from tests.figures.checked import checked

RNG = np.random.default_rng(0)


def test_each_column_is_the_moment_s_histogram() -> None:
    moments = [RNG.uniform(0, 1, 50).astype(np.float32) for _ in range(4)]
    counted = histograms(moments, (0.0, 1.0))
    assert counted.shape == (N_BINS, 4)
    for column, moment in zip(counted.T, moments, strict=True):
        np.testing.assert_allclose(column, np.histogram(moment, np.linspace(0, 1, N_BINS + 1))[0] / 50)


def test_what_lies_outside_is_counted_at_the_end() -> None:
    counted = histograms([np.array([-9.0, 0.5, 9.0, 9.0])], (0.0, 1.0))[:, 0]
    assert (counted[0], counted[-1], counted.sum()) == (0.25, 0.5, 1.0)


def test_probabilities_have_their_axis_and_raw_outputs_one_that_holds_them() -> None:
    assert score_range([np.array([0.2, 0.3])], is_probability=True) == (0.0, 1.0)
    low, high = score_range([RNG.normal(3, 4, 1000)], is_probability=False)
    assert low == np.floor(low) <= -5 and high == np.ceil(high) >= 11
    assert score_range([np.zeros(5)], is_probability=False) == (-1.0, 1.0)


@pytest.mark.parametrize("n", [0, 3])
def test_the_figure_is_one_that_plotly_knows_before_and_during_a_run(n: int) -> None:
    scores = [RNG.uniform(0, 1, 20) for _ in range(n)]
    figure = checked(score_histograms_figure([10 * i for i in range(n)], scores, scores, 100, True, shown=5))
    assert figure.layout.xaxis.range == (0, 100)
    assert [trace.name for trace in figure.data] == ["real", "fake"]
    assert [shape.x0 for shape in figure.layout.shapes] == [5]
