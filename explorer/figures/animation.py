"""A figure with frames that the browser plays, built fast."""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go


def _packed(value: Any) -> Any:
    """Replace NumPy arrays inside by Plotly's base64 form, single precision: a pixel is far coarser."""
    if isinstance(value, np.ndarray):
        return {"dtype": "f4", "bdata": base64.b64encode(value.astype("<f4").tobytes()).decode("ascii")}
    if isinstance(value, dict):
        return {key: _packed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_packed(item) for item in value]
    return value


class AnimatedFigure(go.Figure):  # type: ignore[misc]
    """A figure whose frames are plain dictionaries.

    Plotly checks every property of every frame, which for thirty frames of a dozen traces costs most of a second.
    The frames here change nothing but what the figure's own, checked traces hold, so they go to the browser as given.
    """

    def set_frames(self, frames: Sequence[dict[str, Any]]) -> None:
        """Keep frames of the form {"name": …, "data": […], "traces": […], "layout": {…}}; arrays are 1-D, of floats."""
        self._plain_frames = [_packed(frame) for frame in frames]

    def to_dict(self) -> dict[str, Any]:
        """Return the figure with its frames, as Plotly's JSON writer and Streamlit ask for it."""
        whole: dict[str, Any] = super().to_dict()
        return {**whole, "frames": self._plain_frames}
