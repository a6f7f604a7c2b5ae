"""Recordings: what is kept, how small they are, and that nothing else is taken for one."""

import json
import pickle
import zlib
from dataclasses import replace

import numpy as np
import pytest

from explorer.data import recordings
from explorer.data.files import Malformed, WrongFile
from explorer.data.mnist_trainer.published_log import PUBLISHED_LOG
from explorer.data.recordings import (
    BYTES_A_FRAME,
    CURVES,
    FOLDER,
    JUDGED,
    MAGIC,
    SUFFIX,
    Recording,
    decode,
    encode,
    load_recording,
    pack,
    save_recording,
    unpack,
)
from explorer.names import DIGITS, LOSSES

SHIPPED = sorted(FOLDER.glob(f"*{SUFFIX}"))
N_FRAMES = 3


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (N_FRAMES, 64, 28, 28)).astype(np.uint8)


@pytest.fixture(scope="module")
def recording(images):
    rng = np.random.default_rng(1)
    return Recording(
        name="short",
        title="A short one",
        sentence="Three frames, two lines\nof text.",
        source="built_in",
        command="none",
        settings={"seed": 7, "loss": "lsgan"},
        iterations=np.array([1, 10, 25]),
        pictures=pack(images),
        curves={name: rng.random(20) for name in CURVES},
        counts=rng.integers(0, 90, (N_FRAMES, 11)),
        judged={name: rng.random(N_FRAMES) for name in JUDGED} | {"frechet": np.array([300.0, np.nan, 20.0])},
        log=rng.random((2, 4)),
    )


def header_and_pictures(content):
    header, pictures = content.removeprefix(MAGIC).split(b"\n", 1)
    return json.loads(header), pictures


def with_header(content, **changes):
    header, pictures = header_and_pictures(content)
    return MAGIC + json.dumps(header | changes).encode() + b"\n" + pictures


def test_pictures_come_back_within_half_a_grey_level(images):
    back = unpack(pack(images), N_FRAMES)
    assert back.shape == images.shape and back.dtype == np.uint8
    assert np.abs(back.astype(int) - images.astype(int)).max() <= 8
    np.testing.assert_array_equal(unpack(pack(back), N_FRAMES), back)


def test_the_left_pixel_is_in_the_upper_half_of_its_byte():
    images = np.zeros((1, 64, 28, 28), np.uint8)
    images[0, 0, 0, :4] = 255, 0, 17, 34
    assert zlib.decompress(pack(images))[:2] == bytes([0xF0, 0x12])


def test_a_recording_comes_back_as_it_was(recording):
    back = decode(encode(recording))
    for name in ("name", "title", "sentence", "source", "command", "settings", "pictures"):
        assert getattr(back, name) == getattr(recording, name), name
    for name in ("iterations", "counts", "images"):
        np.testing.assert_array_equal(getattr(back, name), getattr(recording, name))
    for kept, original in ((back.curves, recording.curves), (back.judged, recording.judged)):
        assert list(kept) == list(original)
        for name, values in original.items():
            np.testing.assert_allclose(kept[name], values, rtol=1e-4)
    np.testing.assert_allclose(back.log, recording.log, rtol=1e-4)


def test_the_first_recordings_knew_no_answer_but_a_digit(recording):
    old = decode(with_header(encode(recording), counts=recording.counts[:, :10].tolist()))
    np.testing.assert_array_equal(old.counts, np.pad(recording.counts[:, :10], ((0, 0), (0, 1))))


def test_judgements_and_log_may_be_absent(recording):
    back = decode(encode(replace(recording, counts=None, judged={}, log=np.empty((0, 4)))))
    assert back.counts is None and back.judged == {} and back.log.shape == (0, 4)


def test_saved_and_loaded(recording, tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "FOLDER", tmp_path)
    assert save_recording(recording, tmp_path).name == "short.recording"
    assert load_recording.__wrapped__("short").title == recording.title


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"iterations": [1, 2]}, "shape"),
        ({"iterations": [1, 2, 2]}, "increase"),
        ({"iterations": [0, 1, 2]}, "increase"),
        ({"iterations": [1, 2.5, 3]}, "whole"),
        ({"iterations": list(range(1, 102))}, "1 to 100"),
        ({"iterations": []}, "1 to 100"),
        ({"iterations": 10**9}, "wrong one"),
        ({"iterations": [1, 2, 10**400]}, "numbers"),
        ({"curves": {}}, "'iteration'"),
        ({"curves": {name: [1.0] * 301 for name in CURVES}}, "1 to 300"),
        ({"curves": {name: [1.0] * (3 if name == "loss_D" else 4) for name in CURVES}}, "shape"),
        ({"counts": [[1] * 9] * 3}, "shape"),
        ({"counts": [[-1] * 11] * 3}, "whole"),
        ({"counts": [[1] * 11] * 2 + [[1]]}, "numbers"),
        ({"judged": {"sure": [1, 2, 3]}}, "'entropy'"),
        ({"judged": {name: ["x"] * 3 for name in JUDGED}}, "numbers"),
        ({"log": [[1, 2, 3]]}, "shape"),
        ({"settings": {}}, "'seed'"),
        ({"settings": None}, "wrong one"),
        ({"title": 3}, "title"),
    ],
)
def test_a_header_that_is_wrong_is_refused_in_a_sentence(recording, changes, word):
    with pytest.raises(Malformed, match=word) as caught:
        decode(with_header(encode(recording), **changes))
    assert "\n" not in str(caught.value)


def test_what_is_no_recording_is_refused(recording, tmp_path):
    content = encode(recording)
    np.savez(tmp_path / "zip.npz", iterations=np.arange(3))
    hostile = [
        b"",
        MAGIC,
        pickle.dumps(print),
        (tmp_path / "zip.npz").read_bytes(),
        MAGIC + b"[" * 100_000 + b"\n",
        MAGIC + b"[]\n",
        MAGIC + b"null\n",
        MAGIC + b" " * 300_000 + b"\n",
        MAGIC + b"\xff\xfe\n",
        content[:-1],
        content[: len(content) // 2],
        content + b"more",
    ]
    for wrong in hostile:
        with pytest.raises(Malformed):
            decode(wrong)


def test_a_bomb_is_not_unpacked(recording, monkeypatch):
    bomb = zlib.compress(bytes(200_000_000), 9)
    asked = []

    class Watched:
        def __init__(self, inflate):
            self.inflate = inflate

        def decompress(self, packed, limit):
            asked.append(limit)
            return self.inflate.decompress(packed, limit)

        def __getattr__(self, name):
            return getattr(self.inflate, name)

    real = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", lambda: Watched(real()))
    with pytest.raises(Malformed, match="3 frames"):
        decode(encode(replace(recording, pictures=bomb)))
    assert asked == [N_FRAMES * BYTES_A_FRAME + 1]


def test_a_missing_or_a_wrong_file_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "FOLDER", tmp_path)
    with pytest.raises(WrongFile, match="'absent' is not here"):
        load_recording.__wrapped__("absent")
    (tmp_path / f"broken{SUFFIX}").write_bytes(b"PK\x03\x04")
    with pytest.raises(WrongFile, match=r"The file broken\.recording is no recording: it does not begin"):
        load_recording.__wrapped__("broken")


def test_all_shipped_recordings_together_are_small():
    assert SHIPPED
    assert sum(path.stat().st_size for path in SHIPPED) <= 4_000_000


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_recording_is_one(path):
    recording = load_recording(path.stem)
    assert recording.name == path.stem
    # The files were written before these had ids.
    assert recording.settings["loss"] in LOSSES and recording.source in DIGITS
    assert len(recording.iterations) >= 20
    assert recording.iterations[0] == 1 and recording.iterations[-1] == recording.settings["n_iterations"]
    assert recording.images[-1].std() > 30  # pictures, not one grey


def test_the_published_log_is_that_of_its_tutorial():
    rows = np.array(PUBLISHED_LOG)
    assert rows[:, 0].tolist() == list(range(1_000, 20_001, 1_000))
    # as its text quotes them: accuracy at 1,000, 10,000 and 20,000 iterations, and the loss of G there
    np.testing.assert_allclose(rows[[0, 9, 19], 1], [96.09, 80.86, 81.64])
    np.testing.assert_allclose(rows[[0, 9, 19], 3], [3.39, 3.47, 2.72], atol=0.005)
