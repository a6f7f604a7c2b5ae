"""The browser's drawing library: packed once, and served plain where the disk is full."""

import gzip
from pathlib import Path

import pytest

from explorer.ui import plotly_library


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    folders: list[Path] = []
    monkeypatch.setattr(plotly_library, "declare_component", lambda _, path: folders.append(Path(path)))
    plotly_library.serve.clear()
    yield folders
    plotly_library.serve.clear()


def test_the_library_is_packed_whole_and_once(
    served: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plotly_library.tempfile, "tempdir", str(tmp_path))
    plotly_library.serve()
    plotly_library.serve()
    (folder,) = served
    packed = folder / "plotly.min.js.gz"
    assert b"plotly.js" in gzip.decompress(packed.read_bytes())[:100]
    assert packed.stat().st_size < 2_000_000


def test_a_full_disk_means_the_plain_library(served: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(file: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(plotly_library, "pack", no_room)
    plotly_library.serve()
    assert (served[0] / "plotly.min.js").is_file()
