"""Opening a page in Streamlit's AppTest, without a browser."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

OpenPage = Callable[..., AppTest]
TIMEOUT_S = 60


def open_page(name: str, **parameters: str) -> AppTest:
    """Open the page called `name` with the url parameters given (without the page's prefix) and run it once."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=TIMEOUT_S)
    for parameter, value in parameters.items():
        app.query_params[f"{name}_{parameter}"] = value
    app.run()
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception, app.exception[0]
    return app


def press(app: AppTest, id: str) -> AppTest:
    """Click a button of the page that is open."""
    app.button(key=f"_{app.session_state['_page_now']}_{id}").click().run()
    assert not app.exception, app.exception[0]
    return app


def charts_of(app: AppTest) -> list[dict]:
    """Return the page's charts as the browser gets them: each an alternative text, `alt`, and a `figure`."""
    messages = [component.proto.bytes for component in app.get("bidi_component")]
    return [json.loads(message) for message in messages if message.startswith(b'{"alt"')]


def figure_of(app: AppTest, index: int = 0) -> dict:
    """Return the figure of the page's chart number `index`."""
    return charts_of(app)[index]["figure"]


@dataclass(frozen=True)
class DragSlider:
    """A slider of our own (`Controls.drag_slider`, `Controls.drag_steps`), read and set like AppTest's own ones."""

    app: AppTest
    data: dict  # as the browser gets it

    @property
    def key(self) -> str:
        return self.data["parameter"]

    @property
    def label(self) -> str:
        return self.data["label"]

    @property
    def value(self) -> float:
        return self.app.session_state[self.key]

    @property
    def shown(self) -> float:
        """The value at the position that the browser is told."""
        return self._at(self.data["value"])

    @property
    def ends(self) -> list[float]:
        return [self._at(self.data["low"]), self._at(self.data["high"])]

    def _at(self, position: float) -> float:
        return type(self.value)(float(self.data["texts"][position])) if "texts" in self.data else position

    def set_value(self, value: float) -> AppTest:
        """Put it where a hand would; the page follows at the next run."""
        self.app.session_state[self.key] = value
        return self.app


def drag_sliders(app: AppTest) -> list[DragSlider]:
    """Return the page's sliders of our own."""
    components = [component.proto for component in app.get("bidi_component")]
    messages = [proto.json or proto.mixed.json for proto in components if proto.component_name.endswith("drag_slider")]
    return [DragSlider(app, slider) for message in messages for slider in json.loads(message)["sliders"]]


@pytest.fixture(name="open_page")
def open_page_fixture() -> OpenPage:
    """Return `open_page`."""
    return open_page
