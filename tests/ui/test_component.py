"""The code of our components: fetched once by the browser, and sent along with the data only where the disk is full."""

from pathlib import Path
from typing import Any

import pytest

from explorer.ui import component as module
from tests.pages.conftest import open_page

CODE = "export default function () {\n}\n"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    folders: list[Path] = []
    monkeypatch.setattr(module, "declare_component", lambda _, path: folders.append(Path(path)))
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    module._folder.cache_clear()
    yield folders
    module._folder().cleanup()
    module._folder.cache_clear()


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    said: dict[str, Any] = {}
    monkeypatch.setattr(module.st.components.v2, "component", lambda name, **about: said.update(about, name=name))
    return said


def test_code_lies_under_an_address_of_its_own(served: list[Path]) -> None:
    paths = [module.serve("one", CODE), module.serve("one", CODE), module.serve("one", CODE + "//")]
    assert paths[0] == paths[1] != paths[2]
    (folder,) = served
    assert (folder / paths[0].rpartition("/")[2]).read_text(encoding="utf-8") == CODE
    assert paths[0].startswith("component/explorer.ui.component.code/")


def test_a_full_disk_means_code_beside_the_data(
    declared: dict[str, Any], served: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    module.component("one", js=CODE, css="p {}")
    assert len(declared["js"]) < 1000 and module.serve("one", CODE) in declared["js"]

    def no_room(*_: Any, **__: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", no_room)
    module.component("one", js=CODE, css="p {}")
    assert declared["js"] == CODE and declared["css"] == "p {}" and declared["html"] is None


def test_what_follows_a_slider_brings_no_code_along() -> None:
    sent = {
        element.proto.component_name.rpartition(".")[2]: element.proto
        for element in open_page("lsgan_vs_bce").get("bidi_component")
    }
    assert {"chart", "drag_slider", "challenge"} <= set(sent)
    assert all(len(sent[name].js_content) < 1000 for name in ("chart", "drag_slider", "challenge"))
