"""The figures of the page LSGAN against BCE: what is drawn is what was given."""

import base64

import numpy as np
import pytest

from explorer.figures.figure import Figure, sendable
from explorer.figures.lsgan_vs_bce.far_fakes import (
    DISTANCE_RANGE,
    Y_RANGE,
    Panel,
    distance_figure,
    film,
    plane_figure,
)
from explorer.figures.lsgan_vs_bce.layers import accuracy_figure, layers_figure, total_norm_figure
from explorer.figures.lsgan_vs_bce.losses import STYLES, Curve, gradient_figure, gradient_strength_figure, loss_figure
from explorer.figures.lsgan_vs_bce.optimal_d import LABEL_HEIGHT, criterion_figure, optimal_D_figure
from tests.figures.checked import checked

T = np.linspace(-10, 10, 21)


def trace(figure: object, name: str) -> object:
    return next(trace for trace in figure.data if trace.name == name)


def panel(target: bool) -> Panel:
    steps = np.arange(3.0)
    points = np.arange(12.0).reshape(3, 2, 2)
    line = np.tile([1.0, 0.5, -2.0], (3, 1))
    moves = np.ones((3, 2, 2))
    moves[2, 1] = 0.0
    return Panel(
        "LSGAN" if target else "BCE",
        "#A87900",
        line=line,
        target=line + [0, 0, 1.0] if target else None,
        fake=points,
        far=points + 1,
        move_fake=moves,
        move_far=moves,
        n_home=np.array([0, 1, 2]),
        distance=steps + 1,
    )


@pytest.mark.parametrize("draw", [loss_figure, gradient_figure])
def test_curves_and_cursor(draw: object) -> None:
    curves = {"saturating": Curve(-T, 3.0), "lsgan": Curve(T, -3.0)}
    figure = draw(T, curves, -3.0)
    np.testing.assert_allclose(trace(figure, "LSGAN").y, T)
    markers = figure.data[-1]
    assert list(markers.x) == [-3.0, -3.0]
    assert list(markers.y) == [3.0, -3.0]


def test_strength_is_the_size_of_the_gradient() -> None:
    figure = gradient_strength_figure(T, {"lsgan": Curve(T, -3.0)}, -3.0)
    assert figure.layout.yaxis.type == "log"
    np.testing.assert_allclose(trace(figure, "LSGAN").y, np.maximum(np.abs(T), 1e-12))
    assert figure.data[-1].y[0] == 3.0


def test_cross_entropy_and_least_squares_never_share_a_style() -> None:
    assert len(set(STYLES.values())) >= 9
    assert STYLES["non_saturating"][0] != STYLES["lsgan"][0]
    assert STYLES["saturating"] != STYLES["non_saturating"]


PANELS = (panel(False), panel(True))
REAL, HOME = np.zeros((4, 2)), np.ones((5, 2))


def test_a_plane_shows_the_step() -> None:
    for this in PANELS:
        figure = plane_figure(this, REAL, HOME, 1)
        assert f"{this.name}</b><br>step 1: <b>1 of 2 home" in figure.layout.annotations[0].text
        np.testing.assert_allclose(trace(figure, "far fakes").x, this.far[1, :, 0])
        np.testing.assert_allclose(trace(figure, "fakes").y, this.fake[1, :, 1])
        np.testing.assert_allclose(trace(figure, "real").x, REAL[:, 0])


def test_both_planes_have_the_same_axes_and_one_scale() -> None:
    one, other = (plane_figure(this, REAL, HOME, 0).layout for this in PANELS)
    assert one.xaxis == other.xaxis
    assert one.yaxis == other.yaxis
    assert one.yaxis.scaleanchor == "x"


def test_lines_pass_where_they_should() -> None:
    figure = plane_figure(PANELS[1], REAL, HOME, 0)
    for name, bias in (("D's decision line", -2.0), ("where t = c", -1.0)):
        line = trace(figure, name)
        np.testing.assert_allclose(np.asarray(line.x) + 0.5 * np.asarray(line.y) + bias, 0.0, atol=1e-12)
        assert min(line.y) < Y_RANGE[0] < Y_RANGE[1] < max(line.y)


def test_distances_and_the_step_on_them() -> None:
    figure = distance_figure(PANELS, 2.0, 1)
    np.testing.assert_allclose(figure.data[0].y, PANELS[0].distance)
    assert [(dot.x[0], dot.y[0]) for dot in figure.data[2:]] == [(1.0, 2.0), (1.0, 2.0)]
    assert tuple(figure.layout.yaxis.range) == DISTANCE_RANGE
    assert figure.layout.shapes[0].y0 == 2.0


def test_the_film_shows_every_step_of_every_chart() -> None:
    frames = film(PANELS, ("bce", "ls"), "distances").frames
    assert [(frame["name"], frame["group"]) for frame in frames] == [
        (str(step), chart) for step in range(3) for chart in ("bce", "ls", "distances")
    ]
    checked(Figure(frames=frames))
    assert "step 2: <b>2 of 2 home" in frames[7]["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize("step", range(3))
def test_a_frame_is_what_the_figure_of_that_step_shows(step: int) -> None:
    drawn = [*(plane_figure(this, REAL, HOME, step) for this in PANELS), distance_figure(PANELS, 2.0, step)]
    frames = film(PANELS, ("bce", "ls"), "distances").frames[3 * step : 3 * step + 3]
    for figure, frame in zip(drawn, frames, strict=True):
        for number, change in zip(frame["traces"], frame["data"], strict=True):
            for axis in ("x", "y"):
                values = np.asarray(figure.data[number][axis], dtype="f4")
                np.testing.assert_array_equal(change[axis], values)
        # and what no frame changes is the same at every step
        first = drawn[2] if frame is frames[2] else plane_figure(PANELS[drawn.index(figure)], REAL, HOME, 0)
        for number in set(range(len(figure.data))) - set(frame["traces"]):
            assert sendable(figure.data[number]) == sendable(first.data[number])


def _bytes(packed: dict) -> bytes:
    return base64.b64decode(packed["bdata"])


def test_an_arrow_is_the_next_move_and_a_tiny_one_has_no_head() -> None:
    figure = plane_figure(PANELS[0], REAL, HOME, 2)
    for name in ("arrows of the fakes", "arrows of the far fakes"):
        arrows = trace(figure, name)
        corners = np.column_stack([arrows.x, arrows.y]).reshape(2, -1, 2)
        points = PANELS[0].fake[2] if name == "arrows of the fakes" else PANELS[0].far[2]
        shaft, head = corners[:, :2], corners[:, 2:-1]
        np.testing.assert_allclose(shaft[:, 0], points)
        np.testing.assert_allclose(shaft[:, 1] - shaft[:, 0], PANELS[0].move_fake[2])
        assert np.isnan(corners[:, -1]).all()
        np.testing.assert_allclose(head[1], np.broadcast_to(points[1], head[1].shape))
        # both sides of the other's head lie behind its tip, as far on either side of the shaft
        behind = head[0][[0, 2]] - shaft[0, 1]
        assert (behind @ PANELS[0].move_fake[2, 0] < 0).all()
        np.testing.assert_allclose(behind.sum(0)[0], behind.sum(0)[1])


@pytest.mark.parametrize(
    "levels", [(0.0, 1.0, 1.0), (2.0, 2.0, 2.0), (-2.0, -1.9, -2.0), (0.1, 0.0, 0.2), (-1.0, 1.0, 0.0)]
)
def test_level_labels_do_not_lie_upon_each_other(levels: tuple[float, float, float]) -> None:
    figure = optimal_D_figure(T, T, *levels)
    lines, _, named = figure.data
    assert [y for y in lines.y if y is not None] == [level for level in levels for _ in range(2)]
    assert [float(text.split(" = ")[-1].replace("−", "-")) for text in named.text] == sorted(set(levels))
    assert sorted(text[0] for said in named.text for text in said.split(" = ")[:-1]) == ["a", "b", "c"]
    assert (np.diff(named.y) >= LABEL_HEIGHT - 1e-9).all()
    low, high = figure.layout.yaxis.range
    assert low <= min(named.y) and max(named.y) + LABEL_HEIGHT <= high


def test_criterion_holds_both_curves() -> None:
    figure = criterion_figure(T, T**2, T**2 / 2, 3.0, (9.0, 4.5))
    np.testing.assert_allclose(trace(figure, "2 C(G)").y, T**2)
    assert list(figure.data[-1].y) == [9.0, 4.5]


def test_layers_and_training_curves() -> None:
    figure = layers_figure({"lsgan": np.array([1e-4, 1.0]), "saturating": np.array([0.0, 1e-2])})
    np.testing.assert_allclose(trace(figure, "LSGAN").y, [1e-4, 1.0])
    assert min(trace(figure, "saturating").y) > 0
    totals = total_norm_figure((0, 5, 10), {"lsgan": np.array([1.0, 2.0, 3.0])}, 5)
    assert list(totals.data[-1].x) == ["5", "5"]
    accuracy = accuracy_figure((0, 5), {"bce": np.array([0.5, 1.0])}, 0)
    assert list(trace(accuracy, "BCE").y) == [0.5, 1.0]
