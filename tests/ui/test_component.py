"""The code of our components: served from one folder, at an address that changes with it, and not sent with data."""

import re
from pathlib import Path
from typing import Any

import pytest

from explorer.ui import component as module
from explorer.ui import plotly_library
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
