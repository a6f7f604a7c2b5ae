"""The curves of the three ways."""

import numpy as np

from explorer.figures.autoencoders.three_ways import WAY_COLORS, Panel, measures_figure
from explorer.figures.style import DATA
from tests.figures.checked import checked

SECONDS = np.array([0.02, 1.0, 2.0])
SURE = Panel(
    "Sure", {way: np.array([0.0, 0.1, 0.2 + i]) for i, way in enumerate(WAY_COLORS)}, 0.98, (0, 1), is_share=True
)
FRECHET = Panel("Distance", {way: np.array([900.0, 100.0, 50.0]) for way in WAY_COLORS}, 10.0, (0.5, 3.5), is_log=True)


def test_each_way_has_a_curve_in_each_panel_and_real_pictures_a_level() -> None:
    figure = checked(measures_figure(SECONDS, (SURE, FRECHET), 10, shown=1.0))
    assert [(trace.name, trace.xaxis) for trace in figure.data] == [
        *((way, "x") for way in WAY_COLORS),
        *((way, "x2") for way in WAY_COLORS),
    ]
    assert [trace.line.color for trace in figure.data[:3]] == list(WAY_COLORS.values())
    levels = [(shape.y0, shape.yref) for shape in figure.layout.shapes if shape.line.color == DATA]
    assert levels == [(0.98, "y"), (10.0, "y2")]
    assert [shape.x0 for shape in figure.layout.shapes if shape.yref == "paper"] == [1.0, 1.0]
    assert (figure.layout.xaxis.range, figure.layout.yaxis2.type) == ((0, 10), "log")


def test_what_nobody_knows_is_not_drawn_and_an_empty_panel_says_what_it_waits_for() -> None:
    nothing = np.zeros(0)
    empty = Panel("Sure", dict.fromkeys(WAY_COLORS, nothing), None, (0, 1))
    waiting = checked(measures_figure(nothing, (empty, empty), 10))
    assert not waiting.layout.shapes
    assert sum("Start" in note.text for note in waiting.layout.annotations) == 2
    unknown = Panel("Sure", {way: np.full(3, np.nan) for way in WAY_COLORS}, np.nan, (0, 1))
    figure = checked(measures_figure(SECONDS, (unknown, FRECHET), 10))
    assert [shape.yref for shape in figure.layout.shapes] == ["y2"]
    assert not any("Start" in note.text for note in figure.layout.annotations)
