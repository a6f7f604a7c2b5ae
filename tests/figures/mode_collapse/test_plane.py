"""The figures of the 2-D lab: every layer where its numbers say, arrows downhill, panels with their floors."""

import numpy as np
import pytest

from explorer.figures.arrows import arrows
from explorer.figures.figure import Figure, Properties
from explorer.figures.home.thumbnails import points_thumbnail
from explorer.figures.mode_collapse.curves import LOSS_RANGES, Floors, history_figure, modes_figure
from explorer.figures.mode_collapse.plane import REACH, Heat, cell_classes, density_maps, downhill, plane_figure
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR
from tests.figures.checked import checked

RNG = np.random.default_rng(0)
X = RNG.uniform(-1, 1, (20, 2))
AXIS = np.linspace(-1.6, 1.6, 5)
HEAT = Heat(AXIS, RNG.random((5, 5)), 0.0, 1.0, 0.5)
SHEET = np.stack(np.meshgrid(np.arange(5.0) ** 2, np.arange(5.0)), axis=-1)
FLOORS = Floors(0.04, 0.3, 0.03, 0.989)
CURVES = {
    "iteration": np.arange(1.0, 4.0),
    "loss_D": np.array([1.4, 1.3, 1.2]),
    "loss_G": np.array([0.7, 0.8, np.nan]),
    "js_divergence": np.array([0.69, 0.5, 0.1]),
    "kl_divergence": np.array([4.6, 2.3, 0.4]),
    "w1": np.array([0.6, 0.3, 0.1]),
    "n_modes": np.array([0.0, 2.0, 8.0]),
    "quality": np.array([0.0, 0.1, 0.9]),
}


def sound(figure: Figure) -> Figure:
    checked(figure)
    return figure


def named(figure: Figure, name: str) -> Properties:
    return next(trace for trace in figure.data if trace.name == name)


def test_only_the_chosen_layers_are_drawn() -> None:
    assert len(sound(plane_figure(1.6)).data) == 0
    everything = sound(plane_figure(1.6, X, X + 0.1, HEAT, SHEET, X[:5]))
    assert {trace.type for trace in everything.data} == {"scatter"}
    assert everything.layout.meta.maps[0].color == DISCRIMINATOR
    np.testing.assert_array_equal(named(everything, "real").x, X[:, 0])
    np.testing.assert_array_equal(named(everything, "fake").y, X[:, 1] + 0.1)
    assert tuple(everything.layout.xaxis.range) == tuple(everything.layout.yaxis.range) == (-1.6, 1.6)
    assert everything.layout.yaxis.scaleanchor == "x"


def test_a_map_lies_on_the_square_that_is_shown_row_by_row() -> None:
    figure = sound(plane_figure(1.6, heat=HEAT))
    (sent,) = figure.layout.meta.maps
    assert (sent.n, sent.low, sent.high, sent.edge, sent.ends) == (5, 0.0, 1.0, 0.5, [-1.6, 1.6])
    np.testing.assert_allclose(sent["values"], HEAT.D.ravel(), rtol=1e-6)
    assert plane_figure(1.6, heat=HEAT._replace(boundary=None)).layout.meta.maps[0].edge is None
    assert not plane_figure(1.6).layout.meta


def test_both_densities_have_one_scale() -> None:
    p_data, p_g = 3 * RNG.random((5, 5)), 9 * RNG.random((5, 5))
    sent = sound(plane_figure(1.6, maps=density_maps(AXIS, p_data, p_g))).layout.meta.maps
    assert [one.color for one in sent] == [DATA, GENERATOR]
    assert [one.high for one in sent] == 2 * [p_data.max()]


def test_a_push_goes_down_the_gradient_on_one_bounded_scale() -> None:
    gradient = np.array([[1e-3, 0.0], [0.0, 2e-3], [300.0, 400.0], [0.0, 0.0]])
    moves = downhill(gradient, 1.6)
    lengths = np.linalg.norm(moves, axis=1)
    np.testing.assert_allclose(moves[2] / lengths[2], [-0.6, -0.8])
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=1e-5)  # short ones grow with the gradient
    assert lengths[2] == pytest.approx(REACH * 1.6)
    assert lengths[3] == 0.0


def test_an_arrow_leads_from_its_fake_to_its_tip() -> None:
    x, y = arrows(np.array([[1.0, 2.0]]), np.array([[0.5, 0.0]]))
    assert (x[0], y[0]) == (1.0, 2.0)
    assert (x[1], y[1]) == (x[3], y[3]) == (1.5, 2.0)
    assert x[2] < 1.5 and x[4] < 1.5 and y[2] - 2.0 == pytest.approx(2.0 - y[4])
    assert np.isnan(x[5])


def test_the_smallest_cells_of_the_grid_are_the_fullest() -> None:
    classes = cell_classes(SHEET)  # column i is 2i + 1 wide
    columns = [sorted(set(cells % 4)) for cells in classes]
    assert columns == [[3], [2], [1], [0]]


def test_a_thread_is_drawn_as_one_line() -> None:
    figure = sound(plane_figure(1.6, manifold=X))
    np.testing.assert_array_equal(figure.data[0].x, X[:, 0])


@pytest.mark.parametrize("loss", LOSS_RANGES)
@pytest.mark.parametrize("n_modes, n_panels", [(8, 4), (0, 3)])
def test_the_history_has_a_panel_for_modes_where_there_are_any(loss: str, n_modes: int, n_panels: int) -> None:
    figure = sound(history_figure(CURVES, 100, loss, (1.386, 0.693), FLOORS, 1.6, n_modes, shown=2))
    domains = [axis.domain for axis in checked(figure).select_yaxes()]
    assert len(domains) == n_panels
    assert all(0 <= low < high <= 1 for low, high in domains)
    ordered = sorted(domains)
    assert all(below[1] < above[0] for below, above in zip(ordered, ordered[1:], strict=False))
    levels = {shape.y0 for shape in figure.layout.shapes}
    shares = {FLOORS.js_divergence / np.log(2), FLOORS.kl_divergence / np.log(100)}
    assert {*shares, FLOORS.w1, 1.386, 0.693} <= levels
    assert (FLOORS.quality in levels) == bool(n_modes)
    assert any(shape.x0 == shape.x1 == 2 for shape in figure.layout.shapes)
    if n_modes:
        np.testing.assert_allclose(figure.data[0].y, [0.0, 0.25, 1.0])  # captured, of eight


def test_before_a_run_the_history_is_empty_and_whole() -> None:
    figure = sound(history_figure({}, 100, "wgan", (0.0, float("nan")), FLOORS, 1.6, 8))
    assert len(figure.data) == 7 and all(len(trace.x) == 0 for trace in figure.data)
    assert not any(np.isnan(shape.y0) for shape in figure.layout.shapes if isinstance(shape.y0, float))


def test_where_the_settings_were_changed_and_the_moment_shown_are_marked() -> None:
    figure = sound(history_figure({}, 100, "lsgan", (0.0, 0.0), FLOORS, 1.6, 8, shown=7, changed_at=(5,)))
    marked = [(shape.x0, shape.line.dash) for shape in figure.layout.shapes if shape.xref == "x"]
    assert marked == [(5, "dash"), (7, "solid")]


def test_bars_are_shares_of_all_fakes() -> None:
    near, counts = np.array([600, 400, 0, 0]), np.array([500, 0, 0, 0])
    figure = sound(modes_figure(near, counts, 1000, 0.989))
    np.testing.assert_allclose(figure.data[0].y[1::4], [0.6, 0.4, 0, 0])
    np.testing.assert_allclose(figure.data[1].y[2::4], [0.5, 0, 0, 0])
    assert figure.layout.shapes[0].y0 == pytest.approx(0.989 / 4)


def test_the_thumbnail_shows_both_kinds_of_points() -> None:
    figure = sound(points_thumbnail(X, X[:5]))
    assert [len(trace.x) for trace in figure.data] == [20, 5]


def test_a_bar_stands_on_its_mode() -> None:
    x, y = modes_figure(np.array([1, 3]), np.array([0, 0]), 4, 0.989).data[0].x, [0, 0.25, 0.25, 0, 0, 0.75, 0.75, 0]
    np.testing.assert_allclose(modes_figure(np.array([1, 3]), np.array([0, 0]), 4, 0.989).data[0].y, y)
    np.testing.assert_allclose((x[0::4] + x[2::4]) / 2, [1, 2])
