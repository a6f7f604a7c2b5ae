"""Every benchmark can be started: what it takes from the project is there."""

import importlib
from pathlib import Path

import pytest

import benchmarks
from tests.conftest import ROOT

NAMES = sorted(path.stem for path in Path(*benchmarks.__path__).glob("*.py") if not path.stem.startswith("__"))


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_finds_what_it_measures(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")


def test_all_that_measure_are_run_by_make_bench() -> None:
    listed = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
    for name in NAMES:
        if hasattr(importlib.import_module(f"benchmarks.{name}"), "main"):
            assert f"    {name},\n" in listed, name
