"""Attacks compared: shares with their intervals, and the table of who becomes what."""

import numpy as np
import pytest

from explorer.figures.adversarial_examples.compared import Share, becomes_figure, shares_figure
from tests.figures.checked import checked


def test_a_curve_begins_without_noise_and_has_its_interval():
    share, low, high = np.array([1.0, 0.5, 0.1]), np.array([0.9, 0.4, 0.05]), np.array([1.0, 0.6, 0.2])
    figure = shares_figure((1.0, 2.0), [Share("PGD", "pgd", share, low, high)], "Still right", "L2", 2.0)
    checked(figure)
    (trace,) = figure.data
    np.testing.assert_array_equal(trace.x, [0.0, 1.0, 2.0])
    np.testing.assert_allclose(trace.y + trace.error_y.array, high)
    np.testing.assert_allclose(trace.y - trace.error_y.arrayminus, low)
    assert figure.layout.shapes[0].x0 == 2.0


def test_before_the_start_it_waits():
    for figure in (shares_figure((1.0,), [], "Still right", "L2"), becomes_figure(np.zeros((10, 11), int))):
        checked(figure)
        assert "Start" in figure.layout.annotations[0].text


def test_the_table_says_counts_and_colours_shares_of_a_row():
    counts = np.zeros((10, 11), int)
    counts[3, 3], counts[3, 8], counts[5, 10] = 3, 1, 4
    figure = becomes_figure(counts, wanted=8)
    checked(figure)
    (table,) = figure.data
    assert table.z[3, 8] == pytest.approx(0.25) and table.z[5, 10] == 1.0
    assert table.text[3][8] == "1" and table.text[0][0] == ""
    assert figure.layout.shapes[-1].x0 == 7.5 and len(figure.layout.shapes) == 11


def test_an_earlier_curve_lies_pale_behind_with_its_number_where_it_is_furthest():
    now = Share("PGD", "pgd", np.array([1.0, 0.5, 0.1]), np.zeros(3), np.ones(3))
    then = Share("1", "pgd", np.array([1.0, 0.9, 0.4]), np.zeros(3), np.ones(3))
    figure = shares_figure((1.0, 2.0), [now], "Still right", "L2", past=[then])
    checked(figure)
    pale, strong = figure.data
    np.testing.assert_array_equal(pale.y, then.share)
    assert pale.line.color.startswith("rgba") and not pale.showlegend and strong.name == "PGD"
    (name,) = figure.layout.annotations
    assert (name.text, name.x, name.y) == ("<b>1</b>", 1.0, 0.9)
