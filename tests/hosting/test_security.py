"""Secure by default: what the app's settings, its code and its server let a visitor do."""

import ast
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from streamlit import config

from explorer.data.array_file import MAX_FILE_BYTES
from explorer.ui import plotly_library
from tests.conftest import ROOT
from tests.hosting.visitor import act, visit
from tests.pages.conftest import open_page

OPENS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "load", "loadtxt", "fromfile", "memmap"}
FROM_PAGES = ("pages", "explorer/chapters")
PLOTLY = plotly_library.address().split("/")[1]


def test_the_settings_leave_streamlits_defences_on_and_bound_what_is_sent_and_kept() -> None:
    said = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert said["server"]["enableXsrfProtection"] is True
    assert said["server"]["enableCORS"] is True
    assert said["server"]["maxUploadSize"] == MAX_FILE_BYTES / 1024**2
    nginx = (ROOT / "hosting" / "nginx.conf.jinja").read_text(encoding="utf-8")
    assert f"client_max_body_size {said['server']['maxUploadSize'] + 1}m;" in nginx  # the form around the file
    assert said["server"]["maxMessageSize"] <= 64
    assert said["server"]["maxCacheDataSize"]
    assert said["client"]["showErrorDetails"] == "type"  # no traceback for visitors
    known = {option.key for option in config._config_options_template.values()}
    assert {f"{section}.{name}" for section in ("server", "client", "runner") for name in said[section]} <= known


@pytest.mark.parametrize("folder", FROM_PAGES)
def test_no_page_opens_a_file_by_a_name_that_could_come_from_a_visitor(folder: str) -> None:
    """Pages and chapters open none at all: an upload is read as bytes in memory, whatever its name says."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                is_ours = called == "load" and ast.unparse(node.func) == "runner.load"
                assert called not in OPENS or is_ours, f"{path.name}: {ast.unparse(node)}"
                assert called != "Path", f"{path.name}: {ast.unparse(node)}"


def test_nothing_that_a_visitor_sends_is_executed() -> None:
    for path in sorted((ROOT / "explorer").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not names & {"pickle", "marshal", "shelve", "subprocess"}, path


@pytest.mark.parametrize("path", ["/../requirements.txt", "/%2e%2e/requirements.txt", f"/component/{PLOTLY}/%2e%2e/x"])
def test_no_address_reaches_a_file_outside_of_what_is_served(address: str, path: str) -> None:
    try:
        with urllib.request.urlopen(f"{address}{path}", timeout=10) as response:
            assert b"<title>Streamlit</title>" in response.read()  # the page itself, which looks at no file
    except urllib.error.HTTPError as refused:
        assert refused.code in (400, 403, 404)
        refused.close()


def test_an_upload_without_the_pages_token_is_refused(address: str) -> None:
    request = urllib.request.Request(f"{address}/_stcore/upload_file/session/file", b"content", method="PUT")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code in (400, 403)
    refused.value.close()


def test_a_path_in_a_link_is_never_opened(tmp_path: Path) -> None:
    """Python tells of every file that is opened: none of them is the one that the link names."""
    opened: list[str] = []
    is_listening = True
    sys.addaudithook(lambda event, of: opened.append(str(of[0])) if is_listening and event == "open" else None)
    links = dict.fromkeys(("recording", "compare", "digits", "network", "loss", "seed", "step"), str(tmp_path / "mine"))
    app = open_page("mnist_trainer", chapter="recorded", **links)
    Path(__file__).read_bytes()
    is_listening = False
    assert __file__ in opened  # it does tell
    assert not [name for name in opened if name.startswith(str(tmp_path))]
    assert not app.exception


def test_a_slider_moves_nothing_but_what_it_shows(address: str) -> None:
    async def lie() -> tuple[float | None, float | None, bool]:
        async with visit(address, "lsgan_vs_bce") as visitor:
            slider = visitor.slider("lsgan_vs_bce_t")
            for stranger in ("lsgan_vs_bce_chapter", "_lsgan_vs_bce_t_last_message", "nobody"):
                said = {"parameter": stranger, "n": 1, "value": 3.0, "dragged": False}
                await visitor._tell(slider.drawn, "moved", said)
            before = visitor.slider("lsgan_vs_bce_t").value
            await visitor.move("lsgan_vs_bce_t", 1.0)
            return before, visitor.slider("lsgan_vs_bce_t").value, bool(visitor.all_of("exception"))

    assert act(lie()) == (5.0, 1.0, False)
