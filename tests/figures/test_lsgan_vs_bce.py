"""The figures of the page LSGAN against BCE: what is drawn is what was given."""

import numpy as np
import pytest

from explorer.figures.lsgan_vs_bce_far_fakes import DISTANCE_RANGE, Panel, far_fakes_figure
from explorer.figures.lsgan_vs_bce_layers import accuracy_figure, layers_figure, total_norm_figure
from explorer.figures.lsgan_vs_bce_losses import STYLES, Curve, gradient_figure, gradient_strength_figure, loss_figure
from explorer.figures.lsgan_vs_bce_optimal_d import criterion_figure, optimal_D_figure

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
    curves = {"saturating": Curve(-T, 3.0), "LSGAN": Curve(T, -3.0)}
    figure = draw(T, curves, -3.0)
    np.testing.assert_allclose(trace(figure, "LSGAN").y, T)
    markers = figure.data[-1]
    assert list(markers.x) == [-3.0, -3.0]
    assert list(markers.y) == [3.0, -3.0]


def test_strength_is_the_size_of_the_gradient() -> None:
    figure = gradient_strength_figure(T, {"LSGAN": Curve(T, -3.0)}, -3.0)
    assert figure.layout.yaxis.type == "log"
    np.testing.assert_allclose(trace(figure, "LSGAN").y, np.maximum(np.abs(T), 1e-12))
    assert figure.data[-1].y[0] == 3.0


def test_cross_entropy_and_least_squares_never_share_a_style() -> None:
    assert len(set(STYLES.values())) >= 9
    assert STYLES["non-saturating"][0] != STYLES["LSGAN"][0]
    assert STYLES["saturating"] != STYLES["non-saturating"]


def test_far_fakes_shows_the_step_and_plays_all() -> None:
    real, home = np.zeros((4, 2)), np.ones((5, 2))
    figure = far_fakes_figure([panel(False), panel(True)], real, home, 2.0, 1)
    frames = figure.to_dict()["frames"]
    assert [frame["name"] for frame in frames] == ["0", "1", "2"]
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert "step 1: <b>1 of 2 home" in texts[0]
    assert "step 2: <b>2 of 2 home" in frames[2]["layout"]["annotations"][1]["text"]
    for frame in frames:
        assert len(frame["data"]) == len(frame["traces"])
    # what a frame changes is of the same kind as the trace it changes: points stay points, arrows stay arrows
    for number, change in zip(frames[1]["traces"], frames[1]["data"], strict=True):
        assert len(figure.data[number].x) == len(np.frombuffer(_bytes(change["x"]), dtype="<f4"))
    far = next(trace for trace in figure.data if trace.name == "far fakes")
    np.testing.assert_allclose(far.x, panel(False).far[1, :, 0])
    assert figure.layout.yaxis3.range == DISTANCE_RANGE


def _bytes(packed: dict) -> bytes:
    import base64

    return base64.b64decode(packed["bdata"])


def test_an_arrow_is_the_next_move_and_a_tiny_one_has_no_head() -> None:
    figure = far_fakes_figure([panel(False), panel(True)], np.zeros((4, 2)), np.ones((5, 2)), 2.0, 2)
    arrows = [trace for trace in figure.data if trace.marker.symbol == "arrow"]
    assert len(arrows) == 4
    x, sizes = np.asarray(arrows[0].x), np.asarray(arrows[0].marker.size)
    assert x[1] - x[0] == 1.0
    assert np.isnan(x[2])
    assert sizes.tolist() == [0, 11, 0, 0, 0, 0]


def test_level_labels_do_not_lie_upon_each_other() -> None:
    figure = optimal_D_figure(T, T, 0.0, 1.0, 1.0)
    assert sorted(annotation.text for annotation in figure.layout.annotations) == [
        "a (fakes) = 0",
        "b (real) = c (what G asks for) = 1",
    ]


def test_criterion_holds_both_curves() -> None:
    figure = criterion_figure(T, T**2, T**2 / 2, 3.0, (9.0, 4.5))
    np.testing.assert_allclose(trace(figure, "2 C(G)").y, T**2)
    assert list(figure.data[-1].y) == [9.0, 4.5]


def test_layers_and_training_curves() -> None:
    figure = layers_figure({"LSGAN": np.array([1e-4, 1.0]), "saturating": np.array([0.0, 1e-2])})
    np.testing.assert_allclose(trace(figure, "LSGAN").y, [1e-4, 1.0])
    assert min(trace(figure, "saturating").y) > 0
    totals = total_norm_figure((0, 5, 10), {"LSGAN": np.array([1.0, 2.0, 3.0])}, 5)
    assert totals.layout.shapes[-1].x0 == 1
    accuracy = accuracy_figure((0, 5), {"BCE": np.array([0.5, 1.0])}, 0)
    assert list(trace(accuracy, "BCE").y) == [0.5, 1.0]
