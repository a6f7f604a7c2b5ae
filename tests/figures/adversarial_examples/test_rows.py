"""The rows of picture + noise = sum and their bars; the margins and ratios of the linear classifier."""

import numpy as np
import pytest

from explorer.figures.adversarial_examples.dimension import highest, margins_figure, ratio_figure, still_right_figure
from explorer.figures.adversarial_examples.rows import GAP, SIDE, TITLE, Row, amplification, answers_figure, rows_figure
from tests.figures.checked import checked as known_to_plotly

RNG = np.random.default_rng(0)
PICTURE = RNG.random((28, 28))
SAID = np.eye(11)[[4, 9]]
ROWS = [Row("Gradient", 0.2 * RNG.standard_normal((28, 28)).clip(-1, 1), SAID[1], SAID[0])]
ROWS += [Row("Random", np.full((28, 28), 0.01), SAID[0], SAID[0])]


def checked(figure):
    known_to_plotly(figure)
    return figure


def test_each_row_is_picture_plus_noise_and_their_sum():
    figure = checked(rows_figure(PICTURE, ROWS))
    for i, row in enumerate(ROWS):
        top = i * (SIDE + TITLE) + TITLE
        drawn = [np.asarray(trace.z)[top : top + SIDE] for trace in figure.data]
        for image, wanted in zip(drawn, (PICTURE, row.noise, PICTURE + row.noise), strict=True):
            np.testing.assert_allclose(image, wanted, atol=1e-6)
    between = np.ones(2 * (SIDE + TITLE), bool)
    for i in range(2):
        between[i * (SIDE + TITLE) + TITLE :][:SIDE] = False
    assert all(np.isnan(np.asarray(trace.z)[between]).all() for trace in figure.data)
    assert [trace.x0 for trace in figure.data] == [0, SIDE + GAP, 2 * (SIDE + GAP)]


def test_the_factor_is_said_and_keeps_the_noise_within_its_colours():
    figure = rows_figure(PICTURE, ROWS)
    factor = amplification(ROWS)
    assert factor * max(np.abs(row.noise).max() for row in ROWS) <= 1
    assert figure.data[1].zmax == pytest.approx(1 / factor)
    said = [note.text for note in figure.layout.annotations]
    assert said.count(f"its noise ×{factor}") == 2
    assert {"seen as <b>9</b>", "seen as <b>4</b>"} <= set(said)
    assert amplification([Row("", np.zeros((28, 28)), SAID[0], SAID[0])]) == 1


def test_the_bars_are_the_probabilities_and_say_what_changed():
    figure = checked(answers_figure(ROWS))
    before, after, _, other = (np.asarray(trace.y) for trace in figure.data)
    np.testing.assert_array_equal(before, SAID[0])
    np.testing.assert_array_equal(after, SAID[1])
    np.testing.assert_array_equal(other, SAID[0])
    first, second = (note.text for note in figure.layout.annotations)
    assert "4 → 9, 100 %" in first and "still 4, 100 %" in second


def test_margins_are_shares_of_all_pictures():
    margins = RNG.normal(0.8, 0.5, 400)
    figure = checked(margins_figure(margins, margins - 9.0, margins, highest([margins])))
    for trace in figure.data:
        assert np.sum(trace.y) == pytest.approx(1.0)
    assert max(figure.data[0].y) < figure.layout.yaxis.range[1] < 2 * max(figure.data[0].y)
    assert figure.data[2].y[0] > 0.9  # beyond the axis, drawn at its end


def test_ratios_lie_below_the_root_of_n_and_curves_are_what_they_were():
    figure = checked(ratio_figure((16, 784), (3.0, 17.0), 1, 19.0))
    root, linear, network = figure.data
    np.testing.assert_allclose(np.asarray(root.y) ** 2, root.x)
    assert tuple(linear.y) == (3.0, 17.0) and tuple(network.y) == (19.0,)
    eps = np.linspace(0, 0.1, 5)
    curve = checked(still_right_figure(eps, [("a", 1 - eps, "#0B84D0", "dot")], 0.05)).data[0]
    np.testing.assert_array_equal(curve.y, 1 - eps)
