"""What several processes on one machine share."""

import os

import pytest

from hosting.serve import app_environment


def test_slots_and_cores_are_divided_among_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    for name in ("GAN_EXPLORER_SLOTS", "GAN_EXPLORER_CORES"):
        monkeypatch.delenv(name, raising=False)
    two, eight = app_environment(2), app_environment(8)
    assert (two["GAN_EXPLORER_SLOTS"], two["GAN_EXPLORER_CORES"]) == ("1", "2")
    assert (eight["GAN_EXPLORER_SLOTS"], eight["GAN_EXPLORER_CORES"]) == ("1", "1")
    monkeypatch.setenv("GAN_EXPLORER_CORES", "3")
    assert app_environment(2)["GAN_EXPLORER_CORES"] == "3"
