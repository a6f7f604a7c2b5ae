"""The live curves: nothing lost in the thinning, ranges that stay put, and the reference lines."""

import numpy as np
import pytest

from explorer.figures.training_curves import MAX_POINTS, block_means, loss_range, training_curves_figure
from tests.figures.checked import checked

NAMES = ("loss_D", "loss_G", "D_real", "D_fake", "accuracy")


def curves(n: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(n)
    return {"iteration": np.arange(1.0, n + 1)} | {name: rng.uniform(0.1, 0.9, n) for name in NAMES}


def test_block_means_are_means_of_blocks_and_of_the_rest() -> None:
    np.testing.assert_allclose(block_means([1.0, 3.0, 5.0, 7.0, 10.0], 2), [2.0, 6.0, 10.0])
    np.testing.assert_array_equal(block_means([1.0, 2.0], 1), [1.0, 2.0])
    assert len(block_means([], 3)) == 0


def test_a_long_run_is_thinned_and_what_was_drawn_stays_where_it_was() -> None:
    half, whole = curves(5_000), curves(10_000)
    half = {name: values[:5_000] for name, values in whole.items()}
    early, late = (training_curves_figure(c, 10_000, "lsgan").data[0] for c in (half, whole))
    assert len(late.x) == MAX_POINTS
    np.testing.assert_array_equal(early.x, late.x[: len(early.x)])
    np.testing.assert_array_equal(early.y, late.y[: len(early.y)])


@pytest.mark.parametrize("loss", ["saturating", "non_saturating", "lsgan"])
def test_axes_are_the_same_before_and_during_an_ordinary_run(loss: str) -> None:
    drawn = [training_curves_figure(c, 1_000, loss) for c in ({}, curves(300))]
    empty, running = (checked(figure).layout for figure in drawn)
    for axis in ("xaxis", "yaxis", "yaxis2", "yaxis3"):
        assert empty[axis].range == running[axis].range
    assert empty.height == running.height
    assert empty.xaxis.range == (0, 1_000)
    assert empty.yaxis3.range == (0.0, 1.0)


def test_losses_that_leave_the_panel_enlarge_it_by_doubling() -> None:
    assert loss_range([0.5, 1.0], 0.0, 3.0) == (0.0, 3.0)
    assert loss_range(np.full(100, 7.0), 0.0, 3.0) == (0.0, 12.0)
    assert loss_range(np.full(100, -5.0), -2.0, 2.0) == (-8.0, 2.0)
    assert loss_range([np.nan, np.inf, 1.0], 0.0, 3.0) == (0.0, 3.0)
    assert loss_range([-4.0] * 50 + [150.0] * 50, 0.0, 3.0) == (-6.0, 192.0)
    low, high = loss_range(np.full(100, -1.0), 0.0, 3.0)
    assert low <= -1.0 and high == 3.0


def test_reference_lines_stand_where_theory_puts_them() -> None:
    figure = training_curves_figure({}, 100, "non_saturating", levels=(1.386, 0.693))
    assert [shape.y0 for shape in figure.layout.shapes if shape.yref == "y"] == [1.386, 0.693]
    assert {shape.yref: shape.y0 for shape in figure.layout.shapes if shape.yref in ("y2", "y3")} == {
        "y2": 0.5,
        "y3": 0.5,
    }
    without = training_curves_figure({}, 100, "non_saturating")
    assert not [shape for shape in without.layout.shapes if shape.yref == "y"]


def test_the_moment_looked_back_to_is_marked() -> None:
    marked = training_curves_figure(curves(50), 100, "lsgan", shown=20)
    assert [shape.x0 for shape in marked.layout.shapes if shape.xref == "x"] == [20]


def test_where_the_settings_were_changed_is_marked() -> None:
    marked = training_curves_figure(curves(50), 100, "lsgan", changed_at=(10, 30))
    assert [shape.x0 for shape in marked.layout.shapes if shape.line.dash == "dash"] == [10, 30]


def test_each_curve_is_drawn_in_its_panel() -> None:
    data = curves(10)
    drawn = {line.name: (line.yaxis, line.y) for line in training_curves_figure(data, 100, "saturating").data}
    assert [axis for axis, _ in drawn.values()] == ["y", "y", "y2", "y2", "y3"]
    for name, (_, y) in zip(NAMES, drawn.values(), strict=True):
        np.testing.assert_allclose(y, data[name])
