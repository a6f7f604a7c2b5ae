"""One server for the tests that need no other: the entry point for Community Cloud, started as the platform does."""

from collections.abc import Iterator

import pytest

from tests.browser.app import run_server
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with run_server(ROOT / "hosting" / "streamlit_app.py") as server:
        yield server.address
