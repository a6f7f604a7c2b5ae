"""A figure's JSON, against Plotly's own writer and reader."""

import base64
import json

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from explorer.figures.figure import Figure

ARRAYS = {
    "float64": np.array([0.5, np.nan, -np.inf]),
    "float32": np.array([1.5, 2.5], np.float32),
    "int64": np.array([1, -70_000]),
    "uint8": np.array([0, 255], np.uint8),
    "bool": np.array([True, False]),
    "words": np.array(["a", "b"]),
    "empty": np.empty(0),
    "matrix": np.arange(6.0).reshape(2, 3),
    "turned": np.arange(6.0).reshape(2, 3).T,
}


def sent(figure: Figure) -> dict:
    return json.loads(figure.to_json())


def read(packed: object) -> np.ndarray:
    if not isinstance(packed, dict):
        return np.array(packed)
    flat = np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"])
    return flat.reshape([int(n) for n in packed["shape"].split(",")]) if "shape" in packed else flat


@pytest.mark.parametrize("kind", ARRAYS)
def test_arrays_say_what_they_say_in_plotlys_own_json(kind: str) -> None:
    array = ARRAYS[kind]
    trace = {"type": "scatter", "customdata": array}
    ours = sent(Figure([trace]))["data"][0]["customdata"]
    theirs = json.loads(plotly.io.to_json(go.Figure([trace])))["data"][0]["customdata"]
    np.testing.assert_array_equal(read(ours), read(theirs))


def test_all_else_is_plotlys_own_json() -> None:
    data = [{"type": "scatter", "x": [1.0, None, float("nan")], "y": (1, 2, 3), "name": "<b>ü</b>", "text": None}]
    layout = {"height": 300, "xaxis": {"range": (0.0, np.float64(2.5)), "fixedrange": True}}
    ours, theirs = Figure(data, layout), go.Figure(data, layout)
    assert sent(ours) == json.loads(plotly.io.to_json(theirs)) | {
        "layout": layout | {"xaxis": {"range": [0.0, 2.5], "fixedrange": True}}
    }


def test_frames_are_sent_in_single_precision_and_in_order() -> None:
    frames = [{"name": str(n), "data": [{"y": np.array([n, np.nan])}], "traces": [0]} for n in range(3)]
    found = sent(Figure([{"type": "scatter"}], frames=frames))["frames"]
    assert [frame["name"] for frame in found] == ["0", "1", "2"]
    assert found[2]["data"][0]["y"]["dtype"] == "f4"
    np.testing.assert_array_equal(read(found[2]["data"][0]["y"]), np.array([2, np.nan], "f4"))
    assert "frames" not in sent(Figure())


def test_what_is_there_is_read_by_name_and_what_is_not_is_none() -> None:
    layout = {"xaxis": {"title": {"text": "x"}}, "shapes": [{"type": "line", "y0": 1}]}
    figure = Figure([{"type": "scatter", "marker": {"size": 3}}], layout)
    assert figure.data[0].marker.size == 3 and figure.data[0].line is None
    assert figure.layout.xaxis.title.text == "x"
    assert figure.layout.shapes[0].y0 == 1


def test_what_no_figure_can_hold_is_an_error() -> None:
    with pytest.raises(TypeError, match="set"):
        Figure([{"x": {1}}]).to_json()
