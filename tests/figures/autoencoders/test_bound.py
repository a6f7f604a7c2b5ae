"""The figures of the bound: bars that add up, axes that stand still, and nothing too far away to draw."""

import json

import numpy as np
import pytest

from explorer.figures.autoencoders.gradients import ENDS, N_BINS, SHARE_RANGE, Drawn, gradients_figure
from explorer.figures.autoencoders.line import NATS_RANGE, bound_figure
from explorer.figures.autoencoders.linear_vae import coordinates_figure, training_figure
from tests.figures.checked import checked

Z = np.linspace(-4, 4, 9)


def bars(reconstruction: float, elbo: float, log_evidence: float) -> list[list[float]]:
    figure = bound_figure(Z, 0 * Z, 0 * Z, 0 * Z, reconstruction, elbo, log_evidence)
    checked(figure)
    (drawn,) = (trace for trace in figure.data if trace.type == "bar")
    return [[float(start), float(start + length)] for start, length in zip(drawn["base"], drawn["x"], strict=True)]


def test_the_bars_lead_from_0_over_the_elbo_to_ln_p() -> None:
    assert bars(-1.5, -2.25, -1.0) == [[0.0, -1.5], [-1.5, -2.25], [-2.25, -1.0]]


def test_what_lies_beyond_the_axis_ends_at_it_and_is_said() -> None:
    assert bars(-63.0, -68.0, -3.0) == [[0.0, NATS_RANGE[0]], [NATS_RANGE[0]] * 2, [NATS_RANGE[0], -3.0]]
    words = json.dumps([trace.text for trace in bound_figure(Z, Z, Z, Z, -63.0, -68.0, -3.0).data])
    assert words.count("beyond this axis") == 3
    assert "beyond" not in json.dumps([trace.text for trace in bound_figure(Z, Z, Z, Z, -1.5, -2.2, -1.0).data])


def test_the_words_say_each_part() -> None:
    said = bound_figure(Z, Z, Z, Z, -1.5, -2.25, -1.0).data[-1].text
    for part in ("= −1.500", "prior) = −0.750", "posterior) = 1.250", "ln p(x) = −1.000", "ELBO = −2.250"):
        assert any(part in text for text in said), part


@pytest.mark.parametrize("name", ENDS)
def test_every_draw_is_in_a_bar(name: str) -> None:
    values = np.array([-1e9, -0.1, 0.1, 0.1, 1e9] * 20)
    figure = gradients_figure(Drawn(values, 0.5, 4.0), Drawn(values, 0.5, 30.0), name)
    checked(figure)
    outline, mean = figure.data[:2]
    heights = outline["y"][1:-1:2]
    assert heights.shape == (N_BINS,)
    np.testing.assert_allclose(heights[heights > SHARE_RANGE[0]].sum(), 100.0)
    assert heights[0] == heights[-1] == 20.0
    assert list(mean["x"]) == [0.5, 0.5]


def test_a_run_and_its_line() -> None:
    figure = training_figure((1, 10, 1000), np.array([1.0, 2.0, 3.0]), np.array([1.5, 2.5, 3.0]), 3.5, 10)
    checked(figure)
    most, likelihood, elbo, now = figure.data
    assert list(most["y"]) == [3.5, 3.5] and list(now["x"]) == [10, 10]
    assert (np.array(elbo["y"]) <= likelihood["y"]).all()
    figure = coordinates_figure(np.array([1.0, 2.0, 3.0]), 2, 1.9)
    checked(figure)
    assert [trace["y"][0] for trace in figure.data[2:]] == [1.9, 2.0]
