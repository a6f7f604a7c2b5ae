"""A set of four tiny files: in a folder, or served by a mirror on this machine."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from explorer.data.mnist_trainer import digits
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from tests.data.mnist_trainer.small_set import SMALL_FILES, ZIPPED, set_mirrors


@pytest.fixture(params=["mnist", "fashion_mnist"])
def source(request, monkeypatch, tmp_path) -> str:
    """Return a set's name; let four tiny files stand for it, and an empty folder for the user's cache."""
    small = replace(IDX_SETS[request.param], files=SMALL_FILES, mirrors=())
    monkeypatch.setitem(IDX_SETS, request.param, small)
    monkeypatch.setattr(digits, "cache_folder", lambda: tmp_path / "cache")
    for idx_set in IDX_SETS.values():
        monkeypatch.delenv(idx_set.variable, raising=False)
    return request.param


@pytest.fixture
def cache(source, tmp_path) -> Path:
    """Return where a download of the set goes."""
    return tmp_path / "cache" / IDX_SETS[source].cache_name


@pytest.fixture
def folder(source, tmp_path, monkeypatch) -> Path:
    """Return a complete data folder that the set's variable names, gzipped."""
    path = tmp_path / "data"
    path.mkdir()
    for name, content in ZIPPED.items():
        (path / name).write_bytes(content)
    monkeypatch.setenv(IDX_SETS[source].variable, str(path))
    return path


@pytest.fixture
def mirror(source, monkeypatch):
    """Serve files on this machine; `files` can be changed, `asked` lists what was asked for."""
    files: dict[str, bytes | int] = dict(ZIPPED)
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.rpartition("/")[2]
            asked.append(self.path)
            answer = files.get(name, 404)
            if isinstance(answer, int) or self.path.startswith("/broken/"):
                self.send_error(answer if isinstance(answer, int) else 503)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(ZIPPED[name])))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    set_mirrors(monkeypatch, source, f"{address}/right/")
    monkeypatch.setenv("GAN_EXPLORER_OFFLINE", "0")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield type("Mirror", (), {"files": files, "asked": asked, "address": address})
    server.shutdown()
    thread.join()
    server.server_close()
