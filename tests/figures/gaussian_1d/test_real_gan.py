import numpy as np
import pytest

from explorer.figures.gaussian_1d.real_gan import LN2, history_figure, now_figure

X = np.linspace(-8.95, 8.95, 180)
Z = np.linspace(-6.0, 6.0, 361)


def now(height: float = 0.4):
    density = height * np.exp(-(X**2) / 2)
    D_star = np.where(np.abs(X) < 4, 0.5, np.nan)
    edges = np.linspace(-9.0, 9.0, 61)
    return now_figure((X, density), (X, density), (edges, np.full(60, 0.1)), (X, np.full(180, 0.4)), D_star, (Z, 2 * Z))


def run(n: int) -> dict[str, np.ndarray]:
    iteration = np.arange(1.0, n + 1)
    measured = np.where((iteration == 1) | (iteration % 20 == 0), 0.3, np.nan)
    return {
        "iteration": iteration,
        "js_divergence": measured,
        "gap": measured,
        "loss_D": iteration,
        "loss_G": -iteration,
    }


def trace(figure, name: str):
    return next(data for data in figure.data if data.name == name)


def test_what_is_drawn_is_what_was_given() -> None:
    figure = now()
    np.testing.assert_allclose(trace(figure, "D").y, 0.4)
    assert np.isnan(np.asarray(trace(figure, "D*").y)[0])
    # G stands upright below the other panels, over the same x
    np.testing.assert_allclose(trace(figure, "z").x, 2 * Z)
    np.testing.assert_allclose(trace(figure, "z").y, Z)
    # bars as a stepped line: each height from its edge to the next one
    bars = trace(figure, "samples")
    assert bars.line.shape == "hv" and bars.fill == "tozeroy"
    np.testing.assert_allclose(bars.x, np.linspace(-9.0, 9.0, 61))
    np.testing.assert_allclose(bars.y, 0.1)


def test_axes_stay_where_they_are() -> None:
    assert now(0.4).layout == now(5.0).layout
    early, late = (history_figure(run(n), 2000, (2 * LN2, LN2)).layout for n in (1, 2))
    assert early == late


def test_the_distance_panel_has_lines_at_0_and_ln_2_and_the_losses_at_the_goal() -> None:
    figure = history_figure(run(100), 2000, (1.5, 0.7))
    assert [(shape.yref, shape.y0) for shape in figure.layout.shapes] == [
        ("y", 0.0),
        ("y", LN2),
        ("y2", 1.5),
        ("y2", 0.7),
    ]
    assert pytest.approx(np.log(2.0)) == LN2
    assert len(history_figure(run(100), 2000, (1.5, 0.7), shown=60).layout.shapes) == 5


def test_curves_are_drawn_where_something_was_measured() -> None:
    figure = history_figure(run(100), 100, (1.5, 0.7))
    np.testing.assert_array_equal(trace(figure, "JSD").x, [1, 20, 40, 60, 80, 100])
    np.testing.assert_array_equal(trace(figure, "D's loss").y, np.arange(1.0, 101.0))
    # a long run is thinned by means, not by leaving out
    long = trace(history_figure(run(1000), 1000, (1.5, 0.7)), "D's loss")
    np.testing.assert_allclose(long.y[0], np.mean([1, 2, 3, 4]))


def test_a_run_that_has_not_begun_can_be_drawn() -> None:
    figure = history_figure({}, 2000, (1.5, 0.7))
    assert all(len(data.x) == 0 for data in figure.data)
