"""What the live trainer learns from: MNIST where it can be had, fetched once, and the built-in digits otherwise."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.data.mnist_trainer.digits import Digits, DigitsUnavailable, Progress, load_built_in
from explorer.training.live.plan import State
from tests.pages.conftest import OpenPage, press
from tests.pages.trainer import (
    PAGE,
    SMALL,
    assert_can_only_start_again,
    key,
    run_to_its_end,
    runner_of,
    status,
)
from tests.somebody_else import refused_like_anybody


def test_a_floor_of_mnist_stands_beside_no_other_digits(open_page: OpenPage) -> None:
    said = next(caption.value for caption in open_page(PAGE).caption if "Fréchet" in caption.value)
    assert "not from these" in said and "real digits reach" not in said


def test_offline_mnist_is_explained_and_the_built_in_digits_go_on(open_page: OpenPage) -> None:
    app = open_page(PAGE, digits="mnist", **SMALL)
    assert "GAN_EXPLORER_OFFLINE" in app.warning[0].value
    press(app, "step")
    assert runner_of(app).settings[0] == "built_in"


def test_a_wrong_file_is_named_and_the_built_in_digits_go_on(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAN_EXPLORER_DATA", str(tmp_path))
    app = open_page(PAGE)
    assert app.session_state[key("digits")] == "mnist"
    assert "train-images-idx3-ubyte" in app.error[0].value and "built-in" in app.error[0].value
    press(app, "step")
    assert runner_of(app).settings[0] == "built_in"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "nowhere, which is not a folder"),
        ("~nobody9/x", "~nobody9/x, which is not a folder"),
        (300 * "x", "File name too long"),
        ("a file", "a file, which is not a folder"),
        ("shut", "shut, which may not be read"),
        ("shut/below", "shut/below cannot be used: Permission denied"),
        ("no letter \udcff", "no letter ?, which is not a folder"),
    ],
)
def test_a_variable_that_names_no_folder_is_a_sentence_and_the_built_in_digits_go_on(
    name: str, said: str, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "shut").mkdir(mode=0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GAN_EXPLORER_DATA", name)
    app = refused_like_anybody(lambda: open_page(PAGE))
    (sentence,) = (error.value for error in app.error)
    assert f"{said}. The built-in digits are used instead." in sentence
    assert len(sentence) < 450


def test_no_visitor_learns_where_on_the_server_a_folder_lies(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "digits"
    folder.mkdir()
    for file, said in (("", "expected in digits, which has no such file"), ("train-images-idx3-ubyte", "digits/train")):
        if file:
            (folder / file).write_bytes(b"no images")
        monkeypatch.setenv("GAN_EXPLORER_DATA", str(folder))
        app = open_page(PAGE)
        assert said in app.error[0].value
        assert not any(str(tmp_path) in element.value for element in (*app.error, *app.caption, *app.markdown))


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An online machine without MNIST, whose user's cache folder is empty."""
    monkeypatch.setattr("explorer.data.mnist_trainer.digits.cache_folder", lambda: tmp_path)
    monkeypatch.delenv("GAN_EXPLORER_OFFLINE")
    monkeypatch.delenv("GAN_EXPLORER_DATA", raising=False)
    return tmp_path


def test_mnist_is_the_default_where_it_can_be_fetched(open_page: OpenPage, empty_cache: Path) -> None:
    app = open_page(PAGE)
    assert app.session_state[key("digits")] == "mnist"
    assert any("**Start** fetches it, 12 MB, once" in caption.value for caption in app.caption)
    assert not app.error and not app.warning


def test_a_download_that_fails_is_said_and_the_run_learns_from_the_built_in_digits(
    open_page: OpenPage, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, progress: Progress | None = None) -> Digits:
        raise DigitsUnavailable("No mirror answers.")

    monkeypatch.setattr("explorer.ui.real_images.load_digits", fail)
    app = press(open_page(PAGE, **SMALL), "step")
    assert runner_of(app).settings[0] == "built_in"
    assert runner_of(app).status().iteration == 1
    said = next(caption.value for caption in app.caption if caption.value.startswith("This run:"))
    assert "No mirror answers. The built-in digits are used instead." in said
    assert "controls differ" not in said
    press(app, "stop")  # it is as the controls say, but for the images: it may go on
    assert app.button(key=f"_{PAGE}_run").label == "Go on"
    app.number_input(key=key("seed")).set_value(3).run()
    assert_can_only_start_again(app)


def test_fashion_mnist_is_fetched_in_the_same_way(open_page: OpenPage, empty_cache: Path) -> None:
    app = open_page(PAGE, digits="fashion_mnist", **SMALL)
    assert any("**Start** fetches it, 31 MB, once" in caption.value for caption in app.caption)


def test_a_download_shows_its_progress_and_is_used(
    open_page: OpenPage, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, go_on = threading.Event(), threading.Event()

    def fetch(source: str, progress: Progress | None = None) -> Digits:
        if progress:
            progress(5_000_000, 11_000_000)
            seen.set()
            go_on.wait(60)
        return replace(load_built_in(), source=source)

    monkeypatch.setattr("explorer.ui.real_images.load_digits", fetch)
    app = press(open_page(PAGE, **SMALL), "run")
    assert seen.wait(60)
    assert "Fetching MNIST: 5.0 of 11.0 MB" in status(app.run())
    assert app.get("progress")[0].proto.value == 45
    go_on.set()
    assert run_to_its_end(app) is State.FINISHED
    assert runner_of(app).settings[0] == "mnist"
