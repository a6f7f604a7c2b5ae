"""The proof of a failure: both runs on the same axes, before, during and after, and nothing left out."""

from dataclasses import fields

import numpy as np
import pytest

from explorer.figures.figure import Figure
from explorer.figures.mnist_trainer.failures import WATCHED, Seen, nothing_seen, proof_figure
from tests.figures.checked import checked

N = 12
NAMES = ("It fails", "It is mended")


def seen(seed: int) -> Seen:
    rng = np.random.default_rng(seed)
    numbers = {field.name: rng.uniform(-0.9, 0.9, N) for field in fields(Seen)}
    numbers |= {"iterations": np.arange(1.0, N + 1)}
    numbers |= {"moments": np.arange(10.0, 10 * N + 1, 10), "shares": rng.dirichlet(np.ones(11), N)}
    return Seen(**numbers)


def drawn(watched: str, failing: Seen, mended: Seen) -> Figure:
    """Return the figure, after Plotly's own check of every property."""
    figure = proof_figure(watched, failing, mended, (500, 800), NAMES)
    checked(figure)
    return figure


@pytest.mark.parametrize("watched", WATCHED)
def test_axes_and_height_stay_while_the_runs_come_in(watched: str) -> None:
    empty, half, whole = (
        checked(drawn(watched, *sides))
        for sides in ((nothing_seen(), nothing_seen()), (seen(0), nothing_seen()), (seen(0), seen(1)))
    )
    for axis in ("xaxis", "xaxis2", "yaxis", "yaxis2"):
        assert empty.layout[axis].range == half.layout[axis].range == whole.layout[axis].range
        assert whole.layout[axis].range is not None
    assert whole.layout.yaxis.range == whole.layout.yaxis2.range
    assert empty.layout.height == whole.layout.height
    assert len(empty.data) == len(whole.data)


@pytest.mark.parametrize("watched", WATCHED)
def test_each_panel_is_named_and_has_its_own_run(watched: str) -> None:
    figure = drawn(watched, seen(0), nothing_seen())
    said = [words.text for words in figure.layout.annotations]
    assert NAMES[0] in said[0] and NAMES[1] in said[1] and len(said) == 3
    assert {len(trace.x) for trace in figure.data if trace.xaxis == "x"} == {N}
    assert {len(trace.x) for trace in figure.data if trace.xaxis == "x2"} == {0}


def test_the_heat_map_shows_the_shares_of_every_class() -> None:
    failing, mended = seen(2), seen(3)
    for trace, side in zip(drawn("classes", failing, mended).data, (failing, mended), strict=True):
        np.testing.assert_array_equal(np.array(trace.z, dtype=float), side.shares.T)
        assert list(trace.y) == list(range(11))


def test_gradients_and_losses_are_drawn_by_their_logarithm_without_a_sign() -> None:
    failing = seen(4)
    for watched, name in (("gradient", "gradient_G"), ("losses", "loss_D")):
        figure = drawn(watched, failing, nothing_seen())
        assert figure.layout.yaxis.type == figure.layout.yaxis2.type == "log"
        np.testing.assert_array_equal(figure.data[0].y, np.abs(getattr(failing, name)))


def test_a_run_that_nobody_judged_leaves_its_heat_map_empty() -> None:
    run = seen(5)
    unjudged = Seen(**{**vars(run), "shares": np.full((N, 11), np.nan)})
    assert np.isnan(np.array(drawn("classes", unjudged, run).data[0].z, dtype=float)).all()
