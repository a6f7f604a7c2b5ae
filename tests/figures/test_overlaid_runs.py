"""A quantity over runs laid over each other."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.figures.overlaid_runs import Curve, Drawing, OverlaidRun, Quantity, overlaid_figure, smoothed
from explorer.figures.style import DISCRIMINATOR, NEUTRAL

LOSS = Quantity("Loss", (("loss", DISCRIMINATOR, "D"),), (0.0, 2.0), (-2, 1), ((1.386, NEUTRAL),))


def run(values, name="this run", n_iterations=100, every=10):
    iterations = np.arange(1, len(values) + 1) * float(every)
    return OverlaidRun(name, n_iterations, {"loss": Curve(iterations, iterations / 20, np.array(values, float))})


def test_smoothing_weighs_all_that_came_before():
    values, weight = np.array([3.0, -1.0, 4.0, 1.5]), 0.8
    expected = []
    for n in range(1, len(values) + 1):
        weights = weight ** np.arange(n - 1, -1, -1.0)
        expected.append(np.average(values[:n], weights=weights))
    np.testing.assert_allclose(smoothed(values, weight), expected)


def test_no_smoothing_and_no_values_change_nothing():
    np.testing.assert_array_equal(smoothed([3.0, 1.0], 0.0), [3.0, 1.0])
    assert len(smoothed([], 0.9)) == 0


def test_a_constant_stays_what_it_is_from_its_first_value():
    np.testing.assert_allclose(smoothed(np.full(50, 0.7), 0.95), 0.7)


def test_the_last_run_is_drawn_full_and_those_before_it_pale_with_their_names_at_their_ends():
    figure = overlaid_figure([run([1, 1, 1], "1"), run([0.5, 0.6])], LOSS, Drawing())
    earlier, present = figure.data
    assert present.line.color == DISCRIMINATOR != earlier.line.color
    assert earlier.line.width < present.line.width
    named = [a for a in figure.layout.annotations if a.xref == "x"]
    assert [(a.x, a.y) for a in named] == [(30.0, 1.0)] and ">1<" in named[0].text


def test_a_smoothed_run_shows_what_was_smoothed_behind_it():
    raw, smooth = overlaid_figure([run([1, 0, 1, 0])], LOSS, Drawing(smoothing=0.9)).data
    np.testing.assert_array_equal(raw.y, [1, 0, 1, 0])
    np.testing.assert_allclose(smooth.y, smoothed([1, 0, 1, 0], 0.9))


@pytest.mark.parametrize(("before", "end"), [(5, 100), (30, 300)])
def test_the_axis_of_iterations_ends_where_the_run_is_to_end_or_where_a_longer_one_ended(before, end):
    runs = [run(np.ones(before), "1", n_iterations=5_000), run([1])]
    assert tuple(overlaid_figure(runs, LOSS, Drawing()).layout.xaxis.range) == (0, end)


def test_a_run_that_went_astray_leaves_the_axis_to_the_last_one():
    astray = run([1.0] * 8 + [3e4, 1e9], "1")
    assert tuple(overlaid_figure([astray, run([0.5, 1.5])], LOSS, Drawing()).layout.yaxis.range) == (0.0, 2.0)
    alone = overlaid_figure([astray], LOSS, Drawing())
    assert alone.layout.yaxis.range[1] > 3e4


def test_the_axis_of_seconds_doubles():
    figure = overlaid_figure([run(np.ones(50))], LOSS, Drawing(over_seconds=True))
    np.testing.assert_allclose(figure.data[0].x, np.arange(1, 51) / 2)
    assert tuple(figure.layout.xaxis.range) == (0, 32)


def test_where_nobody_counted_the_seconds_nothing_is_drawn_over_them():
    without = replace(
        run([1, 2]), curves={"loss": Curve(np.array([1.0, 2.0]), np.full(2, np.nan), np.array([1.0, 2.0]))}
    )
    figure = overlaid_figure([without], LOSS, Drawing(over_seconds=True), shown=1)
    assert len(figure.data[0].x) == 0
    assert any("Start" in annotation.text for annotation in figure.layout.annotations)


def test_a_logarithmic_axis_holds_every_value_and_what_stands_at_a_height_stands_at_its_logarithm():
    figure = overlaid_figure([run([1e-5], "1"), run([1e3])], LOSS, Drawing(is_log=True))
    assert figure.layout.yaxis.type == "log" and tuple(figure.layout.yaxis.range) == (-5, 3)
    assert next(a for a in figure.layout.annotations if a.xref == "x").y == pytest.approx(-5)
    dotted = next(shape for shape in figure.layout.shapes if shape.line.dash == "dot")
    assert dotted.y0 == 1.386  # of lines Plotly takes the logarithm itself


def test_a_loss_below_zero_has_its_size_on_a_logarithmic_axis_and_the_title_says_so():
    signed = replace(LOSS, ends=(-2.0, 2.0))
    figure = overlaid_figure([run([-0.1, 0.0, 1.0])], signed, Drawing(is_log=True))
    np.testing.assert_allclose(figure.data[0].y, [0.1, 1.0])
    assert "without its sign" in figure.layout.annotations[0].text
    positive = overlaid_figure([run([0.1, 1.0])], signed, Drawing(is_log=True))
    assert "without its sign" not in positive.layout.annotations[0].text


def test_shares_have_no_logarithmic_axis():
    share = Quantity("Sure", (("loss", NEUTRAL, "sure"),), (0.0, 1.0), is_share=True)
    figure = overlaid_figure([run([0.5])], share, Drawing(is_log=True))
    assert figure.layout.yaxis.type is None and tuple(figure.layout.yaxis.range) == (0.0, 1.0)


@pytest.mark.parametrize(("over_seconds", "places"), [(False, [20, 30]), (True, [1.0, 1.5])])
def test_changes_and_the_moment_shown_are_marked(over_seconds, places):
    changed = replace(run([1, 1, 1, 1]), changed_at=(20,))
    figure = overlaid_figure([changed], LOSS, Drawing(over_seconds=over_seconds), shown=30)
    marks = [shape for shape in figure.layout.shapes if shape.line.dash != "dot"]
    assert [shape.x0 for shape in marks] == places
