"""Opening a page in Streamlit's AppTest, without a browser."""

import json
from collections.abc import Callable

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


def charts_of(app: AppTest) -> list[dict]:
    """Return the page's charts as the browser gets them: each an alternative text, `alt`, and a `figure`."""
    messages = [component.proto.bytes for component in app.get("bidi_component")]
    return [json.loads(message) for message in messages if message.startswith(b'{"alt"')]


def figure_of(app: AppTest, index: int = 0) -> dict:
    """Return the figure of the page's chart number `index`."""
    return charts_of(app)[index]["figure"]


@pytest.fixture(name="open_page")
def open_page_fixture() -> OpenPage:
    """Return `open_page`."""
    return open_page
