"""The recorded runs that the page offers are those that are made, and each can be done live."""

from dataclasses import asdict, replace

import pytest

from explorer.chapters.mnist_trainer.offered import BATCH_SIZES, LEARNING_RATES, N_ITERATIONS
from explorer.chapters.mnist_trainer.recorded import live_settings
from explorer.chapters.mnist_trainer.settings import recommended
from explorer.data.recordings import load_recording
from explorer.lectures.mnist_trainer_recordings import RUNS
from recording.digits import RECORDINGS

OPTIONS = {
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "n_iterations": N_ITERATIONS,
}


def test_every_recording_is_offered_once() -> None:
    assert sorted(RUNS) == sorted(RECORDINGS)


@pytest.mark.parametrize("name", RECORDINGS)
def test_done_live_it_has_the_settings_of_the_recording(name: str) -> None:
    settings = asdict(RECORDINGS[name].settings)
    live = live_settings(replace(load_recording("default"), settings=settings))
    assert set(live) == set(recommended(settings["network"]))
    assert live == {name: settings[name] for name in live}
    for control, options in OPTIONS.items():
        assert live[control] in options, control
