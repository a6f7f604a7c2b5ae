"""Recording: which iterations are kept, and that a recording tells of its run what the run said."""

from dataclasses import asdict, replace

import numpy as np
import pytest
import torch

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.data.recordings import (
    FOLDER,
    MAX_FRAMES,
    MAX_POINTS,
    SUFFIX,
    decode,
    encode,
    load_recording,
    save_recording,
)
from explorer.training.classifier.judgement import Judgement
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings
from recording import digits as recorder
from recording.digits import RECORDINGS, Plan, moments, record

torch.set_num_threads(1)

TINY = replace(DEFAULTS["dense"], batch_size=8, n_iterations=24, images_every=4)


@pytest.fixture(scope="module")
def digits():
    return load_built_in()


def fake_judge(images):
    ink = float(images.mean())
    return Judgement(len(images), np.full(10, len(images) // 10), sure=ink / 255, entropy=1.5, frechet=np.nan)


@pytest.mark.parametrize("plan", RECORDINGS.values(), ids=RECORDINGS)
def test_moments_are_many_and_have_a_picture(plan):
    n_iterations, images_every = plan.settings.n_iterations, plan.settings.images_every
    kept = moments(n_iterations, images_every)
    assert 40 <= len(kept) <= 50 < MAX_FRAMES
    assert kept[0] == 1 and kept[-1] == n_iterations
    assert all(moment in (1, n_iterations) or moment % images_every == 0 for moment in kept)
    gaps = np.diff(kept)
    assert gaps.max() <= 2 * np.median(gaps)


def test_moments_of_a_very_short_run():
    assert moments(3, 2).tolist() == [1, 2, 3]
    assert moments(1, 10).tolist() == [1]


def test_a_recording_tells_what_the_run_said(digits):
    plan = Plan("A title", "A sentence.", TINY, log_every=10)
    recording = record("tiny", plan, digits, fake_judge)
    snapshots = list(GanTraining(digits.images, TINY, judge=fake_judge))
    frames = [snapshot for snapshot in snapshots if snapshot.images is not None]
    assert recording.iterations.tolist() == [1, 4, 8, 12, 16, 20, 24] == [frame.iteration for frame in frames]
    original = np.stack([frame.images for frame in frames])
    assert np.abs(recording.images.astype(int) - original).max() <= 8
    for name, values in recording.curves.items():
        np.testing.assert_allclose(values, [getattr(snapshot, name) for snapshot in snapshots])
    np.testing.assert_allclose(recording.judged["sure"], [frame.judgement.sure for frame in frames])
    assert recording.counts.tolist() == [[*[51] * 10, 2]] * len(frames)
    assert np.isnan(recording.judged["frechet"]).all()
    ten, twenty = snapshots[9], snapshots[19]
    assert recording.log.tolist() == [[s.iteration, 100 * s.accuracy, 0.5 * s.loss_D, s.loss_G] for s in (ten, twenty)]
    assert GanSettings(**decode(encode(recording)).settings) == TINY


def test_curves_of_a_long_run_are_means_over_blocks():
    rows = np.arange(2 * 2_001.0).reshape(2_001, 2)
    means = recorder._block_means(rows)
    assert len(means) <= MAX_POINTS
    np.testing.assert_allclose(means[0], rows[:7].mean(axis=0))
    np.testing.assert_allclose(means[-1], rows[-6:].mean(axis=0))


def test_without_a_judge_nothing_is_judged(digits):
    recording = record("tiny", Plan("", "", replace(TINY, n_iterations=2)), digits)
    assert recording.counts is None and recording.judged == {} and len(recording.log) == 0


def test_the_command_makes_what_it_is_asked_for(digits, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(recorder, "RECORDINGS", {"tiny": Plan("T", "S.", TINY), "other": Plan("O", "S.", TINY)})
    monkeypatch.setattr(recorder, "save_recording", lambda recording: save_recording(recording, tmp_path))
    recorder.main(["tiny"], digits, fake_judge)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.recording"]
    assert "tiny.recording" in capsys.readouterr().out


def test_an_unknown_name_is_refused_before_anything_is_trained(digits):
    with pytest.raises(SystemExit, match="There is no recording nonsense: choose from default, lsgan"):
        recorder.main(["default", "nonsense"], digits)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob(f"*{SUFFIX}")))
def test_a_shipped_recording_was_made_by_its_plan(name):
    assert load_recording(name).settings == asdict(RECORDINGS[name].settings)
