"""Clicks on a chart: what a browser may send, and what the page is told."""

import json

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from explorer.ui import charts


@pytest.mark.parametrize(
    "state", [None, {}, {"pick": None}, {"pick": {"x": 1.0}}, {"pick": {"x": "1", "y": 2.0}}, {"pick": 3}]
)
def test_what_is_no_place_is_not_told(state: object, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(st, "session_state", {"chart": state})
    charts._tell("chart", lambda x, y: told.append((x, y)))
    assert told == []


def test_a_place_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(st, "session_state", {"chart": {"pick": {"x": 1.5, "y": -2}}})
    charts._tell("chart", lambda x, y: told.append((x, y)))
    assert told == [(1.5, -2)]


def script() -> None:
    import plotly.graph_objects as go

    from explorer.ui import charts

    figure = go.Figure(layout={"height": 100})
    charts.show(figure, "deaf", "One that cannot be clicked.")
    charts.show(figure, "hears", "One that can.", on_pick=lambda x, y: None)


def test_only_a_chart_that_wants_to_hear_of_clicks_asks_for_them() -> None:
    app = AppTest.from_function(script).run()
    assert not app.exception
    messages = [json.loads(part.proto.bytes) for part in app.get("bidi_component")]
    assert [message["pick"] for message in messages] == [False, True]
