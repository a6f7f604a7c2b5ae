"""Figures that the browser plays."""

import base64
import json

import numpy as np
import plotly.io

from explorer.figures.animation import AnimatedFigure


def test_frames_reach_the_json_packed_and_in_order() -> None:
    figure = AnimatedFigure(data=[{"type": "scatter", "x": [0.0], "y": [0.0]}])
    frames = [
        {"name": str(n), "data": [{"type": "scatter", "y": np.array([n, np.nan])}], "traces": [0]} for n in range(3)
    ]
    figure.set_frames(frames)
    sent = json.loads(plotly.io.to_json(figure, validate=False))["frames"]
    assert [frame["name"] for frame in sent] == ["0", "1", "2"]
    packed = sent[2]["data"][0]["y"]
    values = np.frombuffer(base64.b64decode(packed["bdata"]), dtype="<f4")
    assert packed["dtype"] == "f4"
    np.testing.assert_array_equal(values, np.array([2, np.nan], dtype="f4"))


def test_the_same_goes_to_streamlit() -> None:
    figure = AnimatedFigure()
    figure.set_frames([{"name": "only", "data": [], "traces": []}])
    assert figure.to_dict()["frames"] == [{"name": "only", "data": [], "traces": []}]
