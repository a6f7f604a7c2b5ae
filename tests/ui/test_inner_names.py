"""Names inside Streamlit and Plotly: all that we use are listed, and all that are listed are there."""

import re
import tomllib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXPLORER = ROOT / "explorer"
LISTED: dict[str, dict[str, str]] = tomllib.loads((EXPLORER / "ui" / "inner_names.toml").read_text(encoding="utf-8"))
PATTERNS = {
    "streamlit": r"\bst[A-Z]\w*(?:-\w+)?|data-test-[\w-]+|\bkatex[\w-]*|(?<=\.)token\b",
    # What begins with an underscore, and what else was once used of Plotly's own.
    "plotly": r"(?<![\w$-])_[a-z]\w*|\bcalcdata\b|js-plotly-plot|main-svg|svg-container|nsewdrag|scatterlayer",
}
KINDS = {"streamlit": (".js", ".css", "walkthrough.py"), "plotly": (".js",)}


def used(library: str) -> set[str]:
    files = [path for path in EXPLORER.rglob("*") if path.name.endswith(KINDS[library])]
    return {name for path in files for name in re.findall(PATTERNS[library], path.read_text(encoding="utf-8"))}


def code_of(library: str) -> str:
    spec = find_spec(library)
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent
    files = folder.glob("static/static/js/*.js") if library == "streamlit" else [folder / "package_data/plotly.min.js"]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


@pytest.mark.parametrize("library", LISTED)
def test_every_inner_name_that_is_used_is_listed(library: str) -> None:
    assert used(library) == set(LISTED[library])


@pytest.mark.parametrize("library", LISTED)
def test_no_listed_name_is_gone(library: str) -> None:
    code = code_of(library)
    for name, reason in LISTED[library].items():
        # Streamlit puts a button's kind behind the name.
        assert name.partition("-primary")[0] in code, (
            f"{library} {version(library)} no longer knows {name!r}, which we need for this: {reason}."
        )
