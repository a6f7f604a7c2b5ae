"""Nothing of the hosted app is left once it has been told to end, or once its starter has been killed."""

import os
import select
import signal
from pathlib import Path

import pytest

from benchmarks.resident import with_descendants
from hosting.serve import NGINX_ADVICE, NO_SETPRIV, find_nginx
from tests.hosting.hosted import START_TIMEOUT_S, serve_hosted

ALL = 6  # starter, supervisor, two processes of the app, nginx and its worker


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_all_of_it_ends_with_its_starter(end: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    with serve_hosted(tmp_path / "log") as hosted:
        assert NO_SETPRIV not in hosted.said()
        running = [os.pidfd_open(pid) for pid in with_descendants(hosted.starter.pid)]
        assert len(running) == ALL
        assert list(folder.iterdir())
        hosted.starter.send_signal(end)
        for process in running:  # readable once it has ended, whoever's child it is by then
            assert select.select([process], [], [], START_TIMEOUT_S)[0]
            os.close(process)
        code = hosted.starter.wait()
    if end is not signal.SIGKILL:
        assert code == 0
        assert "Traceback" not in hosted.said()
        assert not list(folder.iterdir())


def test_where_setpriv_is_missing_the_starter_says_what_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("NGINX", find_nginx() or pytest.fail(NGINX_ADVICE))
    with serve_hosted(tmp_path / "log") as hosted:
        assert NO_SETPRIV in hosted.said()
