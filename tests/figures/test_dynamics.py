"""The figures of the page on dynamics: what is drawn is what was given, on axes that stand still."""

import base64
import itertools
import json

import numpy as np
import pytest

from explorer import names
from explorer.figures.arrows import arrows
from explorer.figures.dynamics.cures import REACH, WIDTH, planes_figure, radii_figure
from explorer.figures.dynamics.disjoint import TOP, descent_figure, lines_figure, slopes_figure, values_figure
from explorer.figures.dynamics.eigenvalues import (
    STEP_REACH,
    flow_plane_figure,
    sizes_figure,
    step_plane_figure,
    strengths_figure,
)
from explorer.figures.dynamics.plane import (
    CELL,
    FIELD_X,
    FIELD_Y,
    Journey,
    film,
    plane_figure,
    radius_figure,
    world_figure,
)
from explorer.figures.dynamics.styles import DIVERGENCE_STYLES, METHOD_STYLES, SCHEDULE_STYLES
from explorer.figures.figure import Figure
from explorer.figures.style import HIGHLIGHT
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.disjoint_supports import DIVERGENCES
from explorer.theory.dynamics.steps import SCHEDULES, flow
from tests.figures.checked import checked
from tests.figures.test_style import VISION, lab, linear_rgb

STEPS = np.arange(11.0)
ANGLES = np.linspace(-3.0, 3.0, 9)
JOURNEY = Journey("gan", np.cos(STEPS), np.sin(STEPS), np.cos(STEPS / 2), np.sin(STEPS / 2))
ALONG = (-FIELD_Y / 2, FIELD_X / 2)


def ranges(figure: Figure) -> list[object]:
    return [figure.layout.xaxis.range, figure.layout.yaxis.range]


def test_every_method_schedule_and_divergence_has_a_style() -> None:
    assert set(METHOD_STYLES) == set(METHODS)
    assert set(SCHEDULE_STYLES) == set(SCHEDULES)
    assert set(DIVERGENCE_STYLES) == set(DIVERGENCES)
    for styles in (METHOD_STYLES, SCHEDULE_STYLES, DIVERGENCE_STYLES):
        assert len(set(styles.values())) == len(styles)


@pytest.mark.parametrize("vision", [np.eye(3), *map(np.array, VISION.values())])
def test_methods_of_different_kinds_differ_in_colour(vision: np.ndarray) -> None:
    kinds = ("gan", "wgan", "wgan_gp", "lsgan", "r1")
    seen = [lab(vision @ linear_rgb(METHOD_STYLES[method][0])) for method in kinds]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 20


def test_a_flow_is_drawn_until_it_comes_back_to_itself() -> None:
    """Dots on dots of an earlier turn would make a line."""
    circle = flow(METHODS["gan"], 0.0, (1.0, 1.0), 30.0)  # 2.4 turns
    spiral = flow(METHODS["r1"], 0.3, (1.0, 1.0), 30.0)
    for path, turns in ((circle, 1.0), (spiral, turns_of(spiral.theta, spiral.psi))):
        _, drawn, *_ = plane_figure(Journey("gan", *2 * [path.theta, path.psi]), ALONG, 0, None).data
        assert turns_of(drawn.x, drawn.y) == pytest.approx(turns, abs=0.02)


def turns_of(x: np.ndarray, y: np.ndarray) -> float:
    return float(np.ptp(np.unwrap(np.arctan2(y, x))) / (2 * np.pi))


def test_the_legend_names_no_line_that_is_not_there() -> None:
    with_eigenvalues, without = (radius_figure(np.ones(3), "wgan_gp", size, 2, 2).data for size in (0.9, None))
    assert with_eigenvalues[1].showlegend and not without[1].showlegend


def test_an_arrow_goes_where_it_is_said_to_go() -> None:
    x, y = arrows(np.array([[-0.5, 0.0]]), np.array([[3.0, 4.0]]), head=0.5)
    assert (x[0], y[0], x[1], y[1]) == (-0.5, 0.0, 2.5, 4.0)
    heads = np.hypot(x[[2, 4]] - x[1], y[[2, 4]] - y[1])
    np.testing.assert_allclose(heads, 0.5 * np.sqrt(1.25))
    assert np.isnan(x[5])


def test_the_plane_shows_the_path_the_start_and_now() -> None:
    figure = plane_figure(JOURNEY, ALONG, 4, None)
    field, flow, path, steps, _, start, now = figure.data
    np.testing.assert_array_equal(path.x, JOURNEY.theta[:5])
    np.testing.assert_array_equal(steps.y, JOURNEY.psi[:5])
    np.testing.assert_array_equal(flow.y, JOURNEY.flow_psi)
    assert (start.x[0], start.y[0]) == (1.0, 0.0)
    assert (now.x[0], now.y[0]) == (np.cos(4), np.sin(4))
    assert not figure.layout.shapes
    # Every arrow points along the field, and none is longer than the room it has.
    shaft = np.column_stack([field.x[1::6] - field.x[::6], field.y[1::6] - field.y[::6]])
    velocity = np.column_stack([along.ravel() for along in ALONG])
    np.testing.assert_allclose(shaft[:, 0] * velocity[:, 1], shaft[:, 1] * velocity[:, 0], atol=1e-12)
    assert ((shaft * velocity).sum(axis=1) >= 0).all()
    assert np.hypot(*shaft.T).max() <= 1.1 * CELL


def test_the_plane_shows_where_psi_is_clipped() -> None:
    limits = plane_figure(JOURNEY, ALONG, 0, 0.7).layout.shapes
    assert sorted(limit.y0 for limit in limits) == [-0.7, 0.7]


def test_the_axes_of_the_plane_do_not_follow_the_path() -> None:
    far = JOURNEY._replace(theta=JOURNEY.theta * 50)
    assert ranges(plane_figure(JOURNEY, ALONG, 1, None)) == ranges(plane_figure(far, ALONG, 1, None))


def test_the_world_shows_d_through_the_origin_and_g_pulled_down_its_line() -> None:
    for theta, psi in ((1.0, 0.8), (-0.5, -2.0)):
        D, answer, pull, fake = world_figure(theta, psi).data[:4]
        np.testing.assert_allclose(np.array(D.y), psi * np.array(D.x))
        assert answer.y[1] == theta * psi
        assert fake.x[0] == theta
        assert np.sign(pull.x[1] - pull.x[0]) == -np.sign(psi)
        assert pull.x[0] == pytest.approx(theta)


def test_the_distance_and_what_the_eigenvalues_promise() -> None:
    radius = 2.0 * 0.9**STEPS
    path, promised, now = radius_figure(radius, "r1", 0.9, 3, 10).data
    np.testing.assert_allclose(path.y, radius[:4])
    np.testing.assert_allclose(promised.y, radius)
    assert (now.x[0], now.y[0]) == (3, pytest.approx(radius[3]))
    assert np.isnan(radius_figure(radius, "wgan_gp", None, 3, 10).data[1].y).all()
    assert np.isfinite(radius_figure(np.array([0.0]), "gan", 26.0, 0, 500).data[1].y).all()


@pytest.mark.parametrize(
    ("nearest", "farthest", "decades"),
    [
        (1.414, 3.097, (0, 1)),
        (0.64, 1.414, (-1, 1)),
        (1e-12, 1.414, (-6, 1)),
        (1.0, 1.0, (0, 1)),
        (0.0, 900.0, (-6, 2)),
    ],
)
def test_the_axis_of_the_distance_fits_the_path(nearest: float, farthest: float, decades: tuple[int, int]) -> None:
    figure = radius_figure(np.array([farthest, nearest]), "gan", 1.0, 1, 1)
    assert figure.layout.yaxis.range == decades


def test_the_film_moves_what_the_figures_show_at_that_step() -> None:
    radius = np.hypot(JOURNEY.theta, JOURNEY.psi)
    frames = json.loads(film(JOURNEY, radius, [0, 5, 10], ("a", "b", "c")).to_json())["frames"]
    assert [(frame["name"], frame["group"]) for frame in frames[:4]] == [("0", "a"), ("0", "b"), ("0", "c"), ("5", "a")]

    def numbers(packed: dict) -> np.ndarray:
        return np.frombuffer(base64.b64decode(packed["bdata"]), dtype="<f4")

    later = [
        plane_figure(JOURNEY, ALONG, 5, None),
        world_figure(JOURNEY.theta[5], JOURNEY.psi[5]),
        radius_figure(radius, "gan", 1.0, 5, 10),
    ]
    for frame, figure in zip(frames[3:6], later, strict=True):
        for trace, data in zip(frame["traces"], frame["data"], strict=True):
            for axis in ("x", "y"):
                np.testing.assert_allclose(numbers(data[axis]), np.array(figure.data[trace][axis], float), rtol=1e-5)


def test_the_planes_of_the_eigenvalues() -> None:
    values = np.array([-0.2 + 0.4j, -0.2 - 0.4j])
    locus = np.stack([values, 2 * values, 3 * values])
    branches, now = flow_plane_figure(values, locus, "r1").data
    np.testing.assert_allclose(branches.x, [-0.2, -0.4, -0.6, np.nan] * 2)
    np.testing.assert_allclose(now.y, [0.4, -0.4])
    nothing = np.empty(0, dtype=complex)
    assert len(flow_plane_figure(nothing, np.empty((0, 2), dtype=complex), "wgan_gp").data[1].x) == 0


def test_an_eigenvalue_out_of_sight_is_hollow_at_the_edge() -> None:
    values = np.array([0.5 + 0j, -30.0 + 0j])
    now = step_plane_figure(values, values[None], "simultaneous").data[1]
    assert list(now.marker.color) == [HIGHLIGHT, "rgba(0,0,0,0)"]
    assert now.x[0] == 0.5
    assert -STEP_REACH < now.x[1] < -1


def test_the_curves_of_the_eigenvalues() -> None:
    h = np.linspace(0.0, 5.0, 6)
    figure = sizes_figure(h, {"simultaneous": h, "alternating": 1 - h}, "alternating", 1.5, None)
    assert [trace.line.width for trace in figure.data[:2]] == [2, 4]
    assert list(figure.data[2].x) == [1.5, 1.5]
    assert np.isnan(figure.data[3].x[0])
    locus = np.stack([-h, -2 * h], axis=1) + 0j
    imaginary, real, now, meeting = strengths_figure(h, locus, "γ", 2.0, 1.0).data
    np.testing.assert_allclose(real.y, [*-h, np.nan, *-2 * h])
    np.testing.assert_allclose(imaginary.y[:6], 0.0)
    assert (meeting.x[0], meeting.y[0]) == (1.0, -1.0)
    assert len(strengths_figure(h, locus, "γ", 2.0, None).data[3].x) == 0


def test_small_planes_say_the_distance_and_draw_nothing_outside() -> None:
    paths = {name: (np.array([1.0, 2.0, 9.0]), np.zeros(3)) for name in ("gan", "lsgan", "wgan", "r1")}
    limits = {"lsgan": (np.cos(ANGLES), np.sin(ANGLES)), "r1": (9 * np.cos(ANGLES), 9 * np.sin(ANGLES))}
    figure = planes_figure(paths, limits)
    for trace in figure.data[:4]:
        assert np.nanmax(trace.x) - np.nanmin(trace.x) <= 2 * REACH
        assert np.isnan(trace.x[2])
    assert list(figure.data[-1].text) == [f"<b>{names.METHODS[id]}</b>  9.00" for id in paths]
    assert len(figure.layout.shapes) == 4
    limit = figure.data[4]
    assert limit.line.dash == "dot" and np.isnan(limit.x[-1])
    np.testing.assert_allclose(np.hypot(limit.x[:-1] - WIDTH, limit.y[:-1]), 1.0)  # LSGAN's alone, in its plane


def test_distances_of_all_methods() -> None:
    figure = radii_figure({"gan": STEPS + 1, "r1": np.zeros(4)}, 10)
    assert [trace.name for trace in figure.data] == ["GAN", "R1"]
    assert (figure.data[1].y > 0).all()  # a logarithmic axis has no 0
    assert tuple(figure.layout.xaxis.range) == (0, 10)


def test_infinity_and_jumps_of_the_divergences() -> None:
    theta = np.array([-1.0, 0.0, 1.0])
    values = {"jsd": np.array([0.69, 0.0, 0.69]), "kl": np.array([np.inf, 0.0, np.inf]), "w1": np.abs(theta)}
    figure = values_figure(theta, values, {name: float(curve[2]) for name, curve in values.items()}, 1.0)
    js, kl, w1, _, now, home = figure.data
    assert list(kl.y[[0, 2]]) == [TOP, TOP]
    assert np.isnan(js.y[1]) and np.isnan(kl.y[1])
    np.testing.assert_array_equal(w1.y, values["w1"])
    assert list(now.y) == [0.69, TOP, 1.0]
    assert list(home.y) == [0.0, 0.0]
    assert figure.layout.annotations[0].text == "KL = ∞"
    finite = values_figure(theta, {**values, "kl": theta**2}, {"jsd": 0.1, "kl": 1.0, "w1": 1.0}, 1.0)
    assert not finite.layout.annotations
    assert ranges(finite) == ranges(figure)


def test_slopes_descent_and_lines() -> None:
    theta = np.array([-1.0, 0.0, 1.0])
    slopes = {name: theta for name in DIVERGENCES}
    assert list(slopes_figure(theta, slopes, dict.fromkeys(DIVERGENCES, 1.0), 1.0).data[-1].y) == [1.0] * 3
    assert [trace.name for trace in descent_figure({"jsd": STEPS, "w1": -STEPS}).data] == ["JSD", "W1"]
    data, _, fakes, band = lines_figure(0.5, 0.2).data
    assert (data.x[0], fakes.x[0]) == (0.0, 0.5)
    np.testing.assert_allclose([min(band.x), max(band.x)], [0.1, 0.9])


@pytest.mark.parametrize("n_steps", [0, 1])
def test_no_steps_is_a_picture_too(n_steps: int) -> None:
    path = Journey("r1", *(along[: n_steps + 1] for along in JOURNEY[1:]))
    checked(plane_figure(path, ALONG, n_steps, None))
    checked(radius_figure(np.ones(n_steps + 1), "r1", 1.0, n_steps, n_steps))
