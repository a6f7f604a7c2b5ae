"""A figure as Plotly reads it."""

import json

import plotly.graph_objects as go

from explorer.figures.figure import Figure


def checked(figure: Figure) -> go.Figure:
    """Return Plotly's own figure of what the browser is sent; an error if there is a property that Plotly has not."""
    return go.Figure(json.loads(figure.to_json()))
