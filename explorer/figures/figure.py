"""A figure as Plotly's JavaScript reads it: plain dictionaries, and their JSON without Plotly's Python in between.

Plotly's own classes copy and convert every property, which took a third of the time that a slider had to wait. They
check every property, too; here the tests do that, for every chart of every page (`tests/pages/test_every_page.py`).
"""

import base64
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What Plotly's JavaScript calls the kinds of numbers that it unpacks.
KINDS = {np.dtype(name): name for name in ("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8")}

# The text of a point that says nothing. An empty one Plotly takes away, and when the trace has changed it counts the
# points wrongly: labels vanish.
NO_WORDS = " "


class Properties(dict[str, Any]):
    """A dictionary whose items are read as attributes, too, however deep; what is not there is None."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _readable(self.get(name))


def _readable(value: Any) -> Any:
    if isinstance(value, dict):
        return Properties(value)
    if isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value):
        return [_readable(item) for item in value]
    return value


class Figure:
    """Traces, a layout, and frames if it is a film; arrays stay NumPy's until they are sent.

    Frames are of the form {"name": …, "data": […], "traces": […], "layout": {…}} and change nothing but what the traces
    hold. Their arrays are sent in single precision: a pixel is far coarser.
    """

    def __init__(
        self,
        data: Iterable[Mapping[str, object]] = (),
        layout: Mapping[str, object] | None = None,
        frames: Iterable[Mapping[str, object]] = (),
    ) -> None:
        self.data = [Properties(trace) for trace in data]
        self.layout = Properties(layout or {})
        self.frames = [_in_single_precision(frame) for frame in frames]

    def to_json(self) -> str:
        """Return the figure as Plotly's JavaScript wants it."""
        whole = {"data": self.data, "layout": self.layout, "frames": self.frames or None}
        return json.dumps(sendable(whole), allow_nan=False, separators=(",", ":"))


def sendable(value: object) -> object:
    """Return a value as JSON can say it: arrays packed, what is no number null, and no property that is None."""
    if isinstance(value, str | int):  # bool is an int; NumPy's are none
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: sendable(item) for key, item in value.items() if item is not None}
    if isinstance(value, np.ndarray):
        return packed(value)
    if isinstance(value, list | tuple | range):
        return [sendable(item) for item in value]
    if isinstance(value, np.generic):
        return sendable(value.item())
    if value is None:
        return None
    raise TypeError(f"a figure cannot hold a {type(value).__name__}")


def packed(array: NDArray[np.generic]) -> object:
    """Return an array in the form that Plotly's JavaScript unpacks, base64 of its bytes; a list where it has none."""
    if array.dtype in (np.int64, np.uint64) and array.size and np.abs(array).max() < 2**31:
        array = array.astype(np.int32)
    kind = KINDS.get(array.dtype)
    if kind is None or not array.size:
        return sendable(array.tolist())
    letters = base64.b64encode(array.tobytes()).decode("ascii")
    shape = {} if array.ndim == 1 else {"shape": ", ".join(map(str, array.shape))}
    return {"dtype": kind, "bdata": letters, **shape}


def _in_single_precision(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.astype(np.float32)
    if isinstance(value, Mapping):
        return {key: _in_single_precision(item) for key, item in value.items()}
    return [_in_single_precision(item) for item in value] if isinstance(value, list) else value
