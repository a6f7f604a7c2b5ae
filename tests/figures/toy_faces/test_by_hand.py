import numpy as np
import pytest
from scipy.special import expit

from explorer.figures.toy_faces.by_hand import LOSS_LIMIT, change_figure, loss_curves_figure, sigmoid_figure


def named(figure, name: str):
    return next(trace for trace in figure.data if (trace.name or "").startswith(name))


def test_losses_lie_on_their_curves() -> None:
    figure = loss_curves_figure(face_probability=0.6, fake_probability=0.3)
    for name, x, y in (
        ("D on the face", 0.6, -np.log(0.6)),
        ("D on the fake", 0.3, -np.log(0.7)),
        ("G", 0.3, -np.log(0.3)),
    ):
        point = named(figure, name)
        assert point.x[0] == x
        assert point.y[0] == pytest.approx(y)
        assert point.name.endswith(f"{y:.3f}")
    curve = named(figure, "−ln D")
    np.testing.assert_allclose(curve.y, -np.log(curve.x))
    curve = named(figure, "−ln(1 − D)")
    np.testing.assert_allclose(curve.y, -np.log(1 - np.asarray(curve.x)))


def test_a_loss_beyond_the_axis_stays_visible_and_keeps_its_number() -> None:
    point = named(loss_curves_figure(0.5, 1e-4), "G")
    assert point.y[0] < LOSS_LIMIT
    assert point.name == "G: 9.210"


def test_the_sigmoid_and_its_points() -> None:
    figure = sigmoid_figure([1.0], [expit(1.0)], [-0.5, 20.0], [expit(-0.5), expit(20.0)], 2.0, expit(2.0))
    curve = figure.data[0]
    np.testing.assert_allclose(curve.y, expit(np.asarray(curve.x)))
    assert named(figure, "this picture").x[0] == 2.0
    assert max(named(figure, "non-faces").x) <= figure.layout.xaxis.range[1]


def test_bars_show_the_change_and_hover_both_values() -> None:
    figure = change_figure(["D w1", "G v1"], [0.5, 1.0], [0.75, 1.0])
    bars = figure.data[0]
    np.testing.assert_allclose(bars.y, [0.25, 0.0])
    np.testing.assert_allclose(bars.customdata, [[0.5, 0.75], [1.0, 1.0]])
    assert list(bars.text) == ["+0.250", ""]
    low, high = figure.layout.yaxis.range
    assert low == -high and high > 0.25


def test_no_change_has_a_readable_axis() -> None:
    assert change_figure(["D w1"], [0.5], [0.5]).layout.yaxis.range == (-0.1, 0.1)
