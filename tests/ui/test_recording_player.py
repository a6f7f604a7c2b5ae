"""What the browser is sent: one line of JSON, then the files as they lie on the disk."""

import json
import math
from dataclasses import replace

import pytest

from explorer.data.recordings import Recording, decode, encode, load_recording
from explorer.ui.recording_player import message


@pytest.fixture(scope="module")
def recording() -> Recording:
    return load_recording("default")


def known(recording: Recording, **settings: object) -> dict:
    line, _ = message(replace(recording, settings={**recording.settings, **settings})).split(b"\n", 1)
    (run,) = json.loads(line)["runs"]
    return run


def test_two_recordings_are_sent_as_their_files(recording: Recording) -> None:
    line, files = message(recording, recording).split(b"\n", 1)
    sizes = [run["size"] for run in json.loads(line)["runs"]]
    assert sizes == [len(encode(recording))] * 2
    assert len(files) == sum(sizes)
    assert decode(files[: sizes[0]]).title == decode(files[sizes[0] :]).title == recording.title


def test_the_browser_knows_what_theory_knows(recording: Recording) -> None:
    plain = known(recording)
    assert plain["levels"]["discriminator"] == pytest.approx(2 * math.log(2))
    assert plain["levels"]["generator"] == pytest.approx(math.log(2))
    assert (plain["undecided"], plain["probability"]) == (0.5, True)
    squares = known(recording, loss="lsgan")
    assert squares["levels"] == {"discriminator": 0.25, "generator": 0.125}
    assert (squares["undecided"], squares["probability"]) == (0.5, False)
    critic = known(recording, loss="wgan_gp")
    assert (critic["levels"]["generator"], critic["undecided"]) == (None, None)


def test_smoothed_labels_have_another_equilibrium(recording: Recording) -> None:
    assert known(recording, label_smoothing=0.1)["levels"] == {"discriminator": None, "generator": None}
