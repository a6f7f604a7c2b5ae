"""The code of our components: served from one folder, at an address that changes with it, and not sent with data."""

import re
from pathlib import Path
from typing import Any

import pytest

from explorer.ui import component as module
from explorer.ui import drag_slider, plotly_library
from tests.pages.conftest import open_page


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    folders: dict[str, Path] = {}
    monkeypatch.setattr(module, "declare_component", lambda name, path: folders.update({name: path}))
    monkeypatch.setattr(module, "_served_front_end", module._served_front_end.__wrapped__)
    monkeypatch.setattr(plotly_library, "address", plotly_library.address.__wrapped__)
    return folders


def test_code_that_has_changed_has_another_address(
    served: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "FRONT_END", tmp_path)
    (tmp_path / "one.js").write_text("export default function () {}\n")
    before = module._served_front_end()
    assert module._served_front_end() == before
    (tmp_path / "imported_by_one.js").write_text("export const two = 2;\n")
    assert module._served_front_end() != before
    assert set(served.values()) == {tmp_path}


def test_a_component_is_a_loader_and_the_files_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = {}
    monkeypatch.setattr(module.st.components.v2, "component", lambda name, **about: said.update(about, name=name))
    module.component("challenge_card", css=["challenge"])
    assert re.search(r'"component/explorer\.ui\.component\.front_end_[0-9a-f]{12}/challenge_card\.js"', said["js"])
    assert 'class="card"' in said["html"] and ".card" in said["css"] and ".mark" in said["css"]
    module.component("heartbeat")
    assert said["html"] is None and said["css"] is None


def test_plotly_is_served_from_its_own_package(served: dict[str, Path]) -> None:
    up, name, file = plotly_library.address().split("/")
    assert up == ".." and name.startswith("explorer.ui.component.plotly_")
    (folder,) = served.values()
    assert (folder / file).read_bytes()[:50].startswith(b"/**\n* plotly.js v")


def test_what_follows_a_slider_brings_no_code_along() -> None:
    sent = {
        element.proto.component_name.rpartition(".")[2]: element.proto
        for element in open_page("lsgan_vs_bce").get("bidi_component")
    }
    assert {"chart", "drag_slider", "challenge"} <= set(sent)
    assert all(len(sent[name].js_content) < 1000 for name in ("chart", "drag_slider", "challenge"))


@pytest.mark.parametrize("state", [{}, {"chart": None}, {"chart": {}}, {"chart": {"pick": None}}])
def test_nothing_is_heard_of_a_component_that_has_gone(monkeypatch: pytest.MonkeyPatch, state: dict[str, Any]) -> None:
    monkeypatch.setattr(module.st, "session_state", state)
    assert module.heard("chart", "pick") is None


@pytest.mark.parametrize("told", [None, "", 3, {}, {"parameter": "other"}])
def test_a_slider_that_has_gone_or_tells_nonsense_moves_nothing(monkeypatch: pytest.MonkeyPatch, told: object) -> None:
    """A step of the walkthrough is chosen while the chapter before it is still dragged: its slider is gone."""
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(drag_slider, "_sliders", lambda **about: drawn.update(about))
    state: dict[str, Any] = {} if told is None else {"_x_drag": {"moved": told}}
    monkeypatch.setattr(module.st, "session_state", state)
    drag_slider.draw("x", {"x": {}}, 1, lambda name, position: pytest.fail(f"{name} was moved to {position}"))
    drawn["on_moved_change"]()
    assert state.keys() <= {"_x_drag"}
