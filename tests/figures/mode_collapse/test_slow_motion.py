"""The figures of slow motion: the same elements at every stage, arrows at a scale that is said, samples on curves."""

import numpy as np
import pytest

from explorer.figures.figure import Figure
from explorer.figures.mode_collapse.loop import AT_WORK, Loop, loop_figure
from explorer.figures.mode_collapse.plane import Heat
from explorer.figures.mode_collapse.slow_motion import (
    LONGEST,
    NOTHING,
    SHORTEST,
    Arrows,
    OnCurve,
    Points,
    curve_axis,
    drawn_scale,
    losses_figure,
    slow_plane_figure,
    t_range,
)
from tests.figures.checked import checked

RNG = np.random.default_rng(0)
X = RNG.uniform(-1, 1, (4, 2))
FULL = np.ones(4)
AXIS = np.linspace(-1.6, 1.6, 5)
HEAT = Heat(AXIS, RNG.random((5, 5)), 0.0, 1.0, 0.5)
NONE = Arrows()
T = np.array([-1.0, 0.0, 0.5, 1.0])


def sound(figure: Figure) -> Figure:
    checked(figure)
    return figure


def plane(ghosts: np.ndarray = NOTHING, push: Arrows = NONE, moves: Arrows = NONE, real: bool = True) -> Figure:
    return sound(
        slow_plane_figure(1.6, HEAT, HEAT.D, Points(X, FULL, real), Points(X + 0.1, 0 * FULL), ghosts, push, moves, 2)
    )


def test_every_stage_has_the_same_layers_on_the_same_axes() -> None:
    arrows = Arrows(X, X, 0.5)
    stages = [plane(), plane(push=arrows, real=False), plane(X, arrows, arrows, False)]
    assert len({tuple(trace.type for trace in figure.data) for figure in stages}) == 1
    assert len({figure.layout.height for figure in stages}) == 1
    assert all(tuple(figure.layout.xaxis.range) == (-1.6, 1.6) for figure in stages)


def test_a_ring_follows_the_fake_and_the_real_point_only_while_it_is_in_use() -> None:
    rings = [next(trace for trace in plane(real=real).data if trace.name == "followed") for real in (True, False)]
    np.testing.assert_allclose(rings[0].x, [X[2, 0], X[2, 0] + 0.1])
    np.testing.assert_allclose(rings[1].y, [X[2, 1] + 0.1])


def test_what_counts_more_is_drawn_larger() -> None:
    real, fake = (next(trace for trace in plane().data if trace.name == name) for name in ("real", "fake"))
    assert real.marker.size.min() > fake.marker.size.max()


@pytest.mark.parametrize("length", [1e-5, 0.003, 0.07, 0.3, 0.7, 2.0, 40.0])
def test_arrows_can_be_seen_and_the_scale_is_said(length: float) -> None:
    vectors = length * np.array([[0.6, 0.8], [0.1, 0.0]])
    scale = drawn_scale(vectors, 1.6)
    drawn = scale * length / 1.6
    assert SHORTEST <= drawn <= LONGEST
    if SHORTEST <= length / 1.6 <= LONGEST:
        assert scale == 1.0
    figure = plane(push=Arrows(X, X, scale))
    assert (f"× {scale:g}" if scale != 1.0 else "to scale") in figure.layout.annotations[0].text
    tip = next(trace for trace in figure.data if trace.name == "push").x[1]
    assert tip == pytest.approx(X[0, 0] * (1 + scale))


def test_two_kinds_of_arrows_say_a_scale_each() -> None:
    said = plane(push=Arrows(X, X, 0.5), moves=Arrows(X, X, 20.0)).layout.annotations[0].text
    assert "move, drawn × 20<" in said and "push before it, drawn × 0.5<" in said


def test_arrows_that_vanish_can_be_left_to_vanish() -> None:
    assert drawn_scale(1e-4 * X, 1.6, most=1.0) == 1.0
    assert drawn_scale(40 * X, 1.6, most=1.0) < 1.0


def test_no_arrow_has_no_scale() -> None:
    assert drawn_scale(np.zeros((3, 2)), 1.6) == 1.0
    assert drawn_scale(NOTHING, 1.6) == 1.0


def test_the_axis_of_t_holds_every_output() -> None:
    for largest in (0.1, 1.4, 1.49, 2.9, 5.9, 80.0, 1e4):
        assert t_range(np.array([-largest, 0.0])) >= largest
    assert t_range(np.array([0.2])) == t_range(np.array([-1.2]))  # so that updates compare


def test_samples_lie_on_their_curve_and_the_tangent_touches_it() -> None:
    end = 1.5
    curve = OnCurve("fake", "#DB6400", curve_axis(end) ** 2, T, T**2, T / 2, (T / 2) ** 2)
    figure = sound(losses_figure(end, (-0.2, 2.0), [curve], 3, 2.0, True))
    line, before, after, tangent = figure.data
    np.testing.assert_allclose(np.interp(before.x, line.x, line.y), before.y, atol=1e-3)
    np.testing.assert_allclose(np.interp(after.x, line.x, line.y), after.y, atol=1e-3)
    assert np.mean(tangent.x) == 1.0 and np.mean(tangent.y) == 1.0
    assert np.diff(tangent.y) / np.diff(tangent.x) == pytest.approx(2.0)
    assert "50 %" in "".join(figure.layout.xaxis.ticktext)


def test_probabilities_under_t_are_sure_only_where_nothing_is_left_and_stay_short() -> None:
    curve = OnCurve("fake", "#DB6400", curve_axis(25.0), T, T, T, T)
    ticks = losses_figure(25.0, (-0.2, 2.0), [curve], 3, 2.0, True).layout["xaxis"]["ticktext"]
    assert [tick.split("<br>")[1] for tick in ticks] == ["< 0.1 %", "< 0.1 %", "50 %", "> 99.9 %", "> 99.9 %"]


def test_before_a_verdict_the_curves_are_empty() -> None:
    none = np.empty(0)
    figure = sound(
        losses_figure(3.0, (0.0, 1.0), [OnCurve("fake", "#DB6400", curve_axis(3.0), *4 * [none])], 0, 0.0, False)
    )
    assert [len(trace.x) for trace in figure.data] == [len(curve_axis(3.0)), 0, 0, 0]
    assert "%" not in "".join(figure.layout.xaxis.ticktext)


def test_the_loop_lights_up_what_is_at_work_and_nothing_moves() -> None:
    loop = Loop(X, X, 9 * X, "48 %", "52 %", "1.386")
    stages = [sound(loop_figure(stage, loop)) for stage in range(1, len(AT_WORK) + 1)]
    places = [[(note.x, note.y) for note in figure.layout.annotations] for figure in stages]
    assert all(places[0] == place for place in places)
    lit = [{i for i, shape in enumerate(figure.layout.shapes) if shape.line.width == 3} for figure in stages]
    assert len({frozenset(shapes) for shapes in lit}) == len(stages)
    said = " ".join(note.text for note in stages[1].layout.annotations)
    assert all(number in said for number in ("48 %", "52 %", "1.386", "loss of D"))
    assert "loss of G" in " ".join(note.text for note in stages[4].layout.annotations)
    real = next(trace for trace in stages[0].data if trace.name == "real")
    assert np.ptp(real.x) < 1.35  # what lies outside stays in its box
