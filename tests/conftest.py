"""What every test needs: the project's root, and a process that asks no network for anything."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

os.environ["GAN_EXPLORER_OFFLINE"] = "1"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder that holds `streamlit_app.py`."""
    return ROOT
