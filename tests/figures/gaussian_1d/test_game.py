"""Figures of the 1-D game: axes that stand still, frames that change what they say, and no value too bad to draw."""

import base64
import json

import numpy as np
import pytest

from explorer.figures.gaussian_1d.flow import NAMES, Journey, gradient_length_figure, journey_figure, race_figure
from explorer.figures.gaussian_1d.game import game_figure, own_discriminator_figure, signed, value_line_figure
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


def drawn_journey() -> dict:
    circle = (np.cos(X), 2 + np.sin(X))
    return json.loads(journey_figure(X, 0 * X + 0.3, journey(), {0.1: circle, 0.6: circle}, (0.0, 1.0)).to_json())


def numbers(packed: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bdata"]), dtype="<f4")


@pytest.mark.parametrize(("make", "n_curves"), [(game_figure, 6), (own_discriminator_figure, 5)])
def test_axes_stand_still(make, n_curves: int) -> None:
    small, large = (make(X, *[size + 0 * X] * n_curves) for size in (0.1, 3.0))
    assert ranges(small) == ranges(large)
    assert {"xaxis", "yaxis", "yaxis2", "yaxis3"} <= set(ranges(small))
    assert all(limits is not None for limits in ranges(small).values())


def test_every_frame_changes_the_trace_that_it_means() -> None:
    figure = drawn_journey()
    assert [frame["name"] for frame in figure["frames"]] == [str(i) for i in range(N_FRAMES)]
    for i, frame in enumerate(figure["frames"]):
        p_g, D_star, now, said = (figure["data"][at] for at in frame["traces"])
        assert p_g["name"] == "p<sub>g</sub>"
        assert D_star["name"] == "D*"
        assert now["name"] == "now"
        assert said["mode"] == "text"
        np.testing.assert_allclose(numbers(frame["data"][0]["y"]), i / 10, rtol=1e-6)
        np.testing.assert_allclose(numbers(frame["data"][1]["y"]), 1 - i / 10, rtol=1e-6)
        assert frame["data"][2] == {"x": [float(i)], "y": [1.0 + i]}
        assert frame["data"][3] == {"text": [f"said {i}"]}


def test_the_player_knows_every_frame() -> None:
    layout = drawn_journey()["layout"]
    steps = layout["sliders"][0]["steps"]
    assert [(step["label"], step["args"][0]) for step in steps] == [(str(3 * i), [str(i)]) for i in range(N_FRAMES)]
    assert [button["label"] for button in layout["updatemenus"][0]["buttons"]] == ["▶ Play", "❚❚ Pause"]


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
    assert ("off the scale" in text) == (value < -4)
    assert signed(value) in text
    low, high = figure.layout.xaxis.range
    assert all(low <= x <= high for trace in figure.data for x in trace.x)


def test_signed() -> None:
    assert signed(-1.3862) == "−1.386"
    assert signed(-1234.5) == "−1235"
    assert signed(-np.inf) == "−∞"
