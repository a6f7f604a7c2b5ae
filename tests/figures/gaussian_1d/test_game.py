"""Figures of the 1-D game: axes that stand still, frames that change what they say, and no value too bad to draw."""

import base64
import json

import numpy as np
import pytest

from explorer.figures.figure import Figure
from explorer.figures.gaussian_1d.flow import NAMES, Journey, film, gradient_length_figure, journey_figure, race_figure
from explorer.figures.gaussian_1d.game import Spot, game_figure, own_discriminator_figure, signed, value_line_figure
from explorer.theory.densities import Gaussian
from explorer.theory.gaussian_pairs import js_level_lines

X = np.linspace(-9, 9, 21)
LOSSES = list(NAMES)
N_FRAMES = 5


def ranges(figure: object) -> dict[str, object]:
    layout = figure.layout
    return {name: axis.get("range") for name, axis in layout.items() if name[1:5] == "axis"}


def journey() -> Journey:
    frames = np.arange(N_FRAMES, dtype=float)
    curves = frames[:, None] / 10 + 0 * X
    return Journey(
        frames, 1 + frames, curves, 1 - curves, 3 * np.arange(N_FRAMES), [f"said {i}" for i in range(N_FRAMES)]
    )


def drawn_journey(moment: int = 0) -> dict:
    circle = (np.cos(X), 2 + np.sin(X))
    figure = journey_figure(X, 0 * X + 0.3, journey(), {0.1: circle, 0.6: circle}, (0.0, 1.0), moment)
    return json.loads(figure.to_json())


def drawn_race(moment: int = 0) -> dict:
    curves = {name: journey().step / 20 for name in LOSSES}
    return json.loads(race_figure(journey().step, curves, curves, "w1", moment).to_json())


def game_of(*curves: np.ndarray) -> Figure:
    return game_figure(*curves, Spot(1.0, *(float(curve[0]) for curve in curves[1:4])))


@pytest.mark.parametrize(("make", "n_curves"), [(game_of, 6), (own_discriminator_figure, 5)])
def test_axes_stand_still(make, n_curves: int) -> None:
    small, large = (make(X, *[size + 0 * X] * n_curves) for size in (0.1, 3.0))
    assert ranges(small) == ranges(large)
    assert {"xaxis", "yaxis", "yaxis2", "yaxis3"} <= set(ranges(small))
    assert all(limits is not None for limits in ranges(small).values())


def test_the_line_goes_through_its_x_and_the_points_on_it() -> None:
    figure = game_figure(X, *[0 * X] * 6, Spot(1.5, 0.2, 0.1, 2 / 3))
    (line,) = figure.layout.shapes
    assert line["x0"] == line["x1"] == 1.5
    heights, best = figure.data[-2:]
    assert heights["x"] == [1.5, 1.5] and heights["y"] == [0.2, 0.1]
    assert (best["x"], best["y"], best["yaxis"]) == ([1.5], [2 / 3], "y2")


@pytest.mark.parametrize("places", [[0, 1, 2, 3, 4], [0, 0, 2, 4, 4]])
def test_the_film_shows_what_each_moment_shows(places: list[int]) -> None:
    """A frame and the figure of the moment that its place stands for draw the same, in both charts."""
    race = (journey().step / 20, journey().step / 20)
    frames = json.loads(film(journey(), ("path", "race"), race, places).to_json())["frames"]
    moments = sorted(set(places))
    assert [places[int(frame["name"])] for frame in frames] == [moment for moment in moments for _ in range(2)]
    assert [frame["group"] for frame in frames] == ["path", "race"] * len(moments)
    for number, moment in enumerate(moments):
        both = drawn_journey(moment), drawn_race(moment)
        for frame, drawn in zip(frames[2 * number : 2 * number + 2], both, strict=True):
            for at, moved in zip(frame["traces"], frame["data"], strict=True):
                for axis, values in moved.items():
                    same = plain(drawn["data"][at][axis])
                    assert plain(values) == (same if axis == "text" else pytest.approx(same, rel=1e-6)), (number, at)


def plain(values: object) -> list:
    """Return a property's values, packed or not."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


@pytest.mark.parametrize("mu", [-2.0, 0.0, 2.0])
@pytest.mark.parametrize("sigma", [0.8, 1.0, 2.0])
def test_every_level_line_is_named_where_it_can_be_seen(mu: float, sigma: float) -> None:
    levels = (0.05, 0.25, 0.5, 0.65)
    lines = dict(zip(levels, js_level_lines(Gaussian(mu, sigma), levels), strict=True))
    figure = journey_figure(X, 0 * X, journey(), lines, (mu, sigma))
    names = next(trace for trace in figure.data if trace.mode == "text" and len(trace.text) == len(levels))
    np.testing.assert_array_less(np.abs(names.x), 6.0)
    assert all(0.2 < y < 8.0 for y in names.y)
    # Apart from each other in a panel of a phone: about 250 pixels wide, 200 high.
    places = np.stack([np.array(names.x) * 250 / 18, np.log10(names.y) * 200 / 1.6], axis=1)
    apart = np.abs(places[:, None] - places[None])
    assert all(apart[i, j, 0] > 14 or apart[i, j, 1] > 14 for i in range(4) for j in range(i))


@pytest.mark.parametrize("chosen", LOSSES)
def test_the_chosen_loss_stands_out(chosen: str) -> None:
    step, distance = np.arange(5), np.linspace(0, 10, 11)
    race = race_figure(step, {name: step / 10 for name in LOSSES}, {name: step / 10 for name in LOSSES}, chosen)
    lengths = gradient_length_figure(distance, {name: distance for name in LOSSES}, chosen, 3.0)
    for figure in (race, lengths):
        curves = [trace for trace in figure.data if trace.name in NAMES.values()]
        widest = {trace.name for trace in curves if trace.line.width == max(trace.line.width for trace in curves)}
        assert widest == {NAMES[chosen]}


def test_both_axes_of_the_race_say_the_same() -> None:
    step = np.arange(5)
    layout = race_figure(step, {name: step for name in LOSSES}, {name: step for name in LOSSES}, "w1").layout
    np.testing.assert_allclose(layout.yaxis3.range, 2 * np.array(layout.yaxis.range) - np.log(4))


@pytest.mark.parametrize("value", [-1.2, -3.9, -1e6, -np.inf])
def test_no_value_is_too_bad_to_draw(value: float) -> None:
    figure = value_line_figure(value, -0.9, -np.log(4))
    text = str(figure.data)
    assert ("beyond this axis" in text) == (value < -4)
    assert signed(value) in text
    low, high = figure.layout.xaxis.range
    assert all(low <= x <= high for trace in figure.data for x in trace.x)


def test_signed() -> None:
    assert signed(-1.3862) == "−1.386"
    assert signed(-1234.5) == "−1235"
    assert signed(-np.inf) == "−∞"
