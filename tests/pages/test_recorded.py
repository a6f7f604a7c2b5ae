"""The chapter of recorded runs: a missing one is a sentence, and each can be done live."""

import pytest

from explorer.chapters.mnist_trainer import recorded
from explorer.chapters.mnist_trainer.recorded import live_settings
from explorer.data.recordings import load_recording
from explorer.lectures.mnist_trainer_recordings import RecordedRun
from tests.pages.conftest import open_page, press

CHAPTER = "recorded"


def test_a_missing_recording_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded, "RUNS", {"absent": RecordedRun("Absent", "Nothing to see.")})
    app = open_page("mnist_trainer", chapter=CHAPTER)
    assert [warning.value for warning in app.warning] == [
        "The recording 'absent' is not here: `make recordings` makes it."
    ]


def test_do_it_live_opens_the_trainer_with_its_settings() -> None:
    app = open_page("mnist_trainer", chapter=CHAPTER)
    press(app, "live")
    assert not app.exception
    assert app.session_state["mnist_trainer_chapter"] == "train"
    for name, value in live_settings(load_recording("default")).items():
        assert app.session_state[f"mnist_trainer_{name}"] == value, name
