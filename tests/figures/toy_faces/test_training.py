import numpy as np

from explorer.figures.style import DISCRIMINATOR, GENERATOR
from explorer.figures.toy_faces.training import LOSS_TOP, N_POINTS, training_figure

NAMES = ("D w1", "D w2", "D w3", "D w4", "D b", "G v1", "G v2", "G v3", "G v4", "G c1", "G c2", "G c3", "G c4")


def figure_of(epochs: int, epoch: int, scale: float = 1.0):
    rng = np.random.default_rng(0)
    return training_figure(
        rng.random(epochs), rng.random(epochs), scale * rng.normal(size=(epochs + 1, 13)), NAMES, epoch
    )


def test_losses_and_all_parameters_are_drawn_in_their_colours() -> None:
    figure = figure_of(50, 20)
    assert [trace.name for trace in figure.data] == ["D's loss", "G's loss", *NAMES, None]
    assert [trace.line.color for trace in figure.data[2:-1]] == [DISCRIMINATOR] * 5 + [GENERATOR] * 8


def test_epochs_are_counted_right_and_the_last_one_is_drawn() -> None:
    for epochs in (1, 50, 3000):
        figure = figure_of(epochs, 1)
        assert figure.data[0].x[0] == 1 and figure.data[0].x[-1] == epochs
        assert figure.data[2].x[0] == 0 and figure.data[2].x[-1] == epochs
        assert len(figure.data[2].x) <= N_POINTS + 2


def test_the_cursor_stands_at_the_epoch_and_axes_stand_still() -> None:
    one, other = figure_of(50, 20, scale=0.5), figure_of(50, 40, scale=0.5)
    assert one.layout.shapes[-1].x0 == one.layout.shapes[-1].x1 == 20
    assert one.layout.yaxis.range == other.layout.yaxis.range == (0, LOSS_TOP)
    assert one.layout.yaxis2.range == other.layout.yaxis2.range == [-4, 4]


def test_labels_at_the_right_keep_their_distance_and_order() -> None:
    figure = figure_of(50, 20, scale=0.01)
    labels = figure.data[-1]
    assert sorted(text.strip() for text in labels.text) == sorted(NAMES)
    assert (np.diff(labels.y) > 0.3).all()
    ends = {trace.name: trace.y[-1] for trace in figure.data[2:-1]}
    assert [text.strip() for text in labels.text] == sorted(ends, key=ends.get)


def test_a_run_that_went_far_is_not_cut_off() -> None:
    figure = figure_of(50, 20, scale=30.0)
    assert figure.layout.yaxis2.range[1] > 30
