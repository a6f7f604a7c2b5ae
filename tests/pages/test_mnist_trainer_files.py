"""The chapter that saves and loads runs, without a browser: what it offers, what it loads, and what it refuses."""

import io
import pickle
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer import offered
from explorer.chapters.mnist_trainer.files import run_file
from explorer.chapters.mnist_trainer.settings import as_controls
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.live.plan import Plan, State
from explorer.training.live.runner import Runner
from explorer.training.mnist_trainer.command import command_line
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.run_file import load_run, save_run
from explorer.training.mnist_trainer.settings import DEFAULTS, check
from tests.data.test_foreign_file import Trap
from tests.pages.conftest import open_page
from tests.pages.trainer import PAGE, assert_can_only_start_again, runner_of

TIMEOUT_S = 180.0
SETTINGS = replace(DEFAULTS["dense"], batch_size=16, n_iterations=100, seed=3, images_every=10)
CHAPTER = """
from explorer.chapters.mnist_trainer import files
from explorer.ui.controls import Controls

files.show(Controls("mnist_trainer"))
"""


def plan(settings=SETTINGS):
    digits = load_built_in()
    return Plan(lambda: GanTraining(digits.images, settings), settings.n_iterations, (digits.source, settings))


@pytest.fixture(scope="module")
def content():
    """A run file at iteration 5."""
    runner = Runner(lease_s=TIMEOUT_S)
    for _ in range(5):
        runner.step(plan())
        runner.wait(TIMEOUT_S)
    return run_file(runner)


@pytest.fixture
def app():
    app = AppTest.from_string(CHAPTER, default_timeout=TIMEOUT_S).run()
    assert not app.exception, app.exception[0]
    return app


def upload(app, content):
    app.file_uploader[0].set_value(("run.npz", content, "application/octet-stream"))
    app.run()
    assert not app.exception, app.exception[0]
    return app


def save_button(app):
    return next(button for button in app.download_button if button.label == "Save this run")


def test_without_a_run_there_is_nothing_to_save_and_the_command_is_that_of_the_recommended_run(app):
    assert save_button(app).disabled
    assert any("There is no run yet" in caption.value for caption in app.caption)
    assert app.code[0].value == command_line(DEFAULTS["compact"], "built_in")


def test_a_loaded_run_is_paused_where_it_was_with_its_curves_pictures_and_settings(app, content):
    upload(app, content)
    assert any("at iteration 5 of 100" in success.value for success in app.success)
    runner = runner_of(app)
    assert runner.state is State.PAUSED and runner.settings == ("built_in", SETTINGS)
    assert len(runner.curves()["loss_D"]) == 5 and [frame.iteration for frame in runner.frames()] == [1]
    for name, value in as_controls(SETTINGS).items():
        assert app.session_state[f"{PAGE}_{name}"] == value
    assert app.session_state[f"{PAGE}_digits"] == "built_in"
    assert "--network dense --batch-size 16" in app.code[0].value and "--seed 3" in app.code[0].value
    assert not save_button(app).disabled


def test_a_loaded_run_goes_on_as_it_would_have_and_is_saved_again(app, content):
    runner = runner_of(upload(app, content))
    runner.step()
    runner.wait(TIMEOUT_S)
    again = load_run(io.BytesIO(run_file(runner)))
    digits = load_built_in()
    expected = GanTraining(digits.images, SETTINGS, digits.labels)
    losses = [snapshot.loss_G for snapshot in islice(expected, 6)]
    np.testing.assert_array_equal(again.curves["loss_G"], losses)
    for name, array in expected.state().items():
        np.testing.assert_array_equal(array, again.state[name], err_msg=name)


def test_a_loaded_run_is_saved_before_it_goes_on_as_the_same_file(app, content):
    assert run_file(runner_of(upload(app, content))) == content


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04", b"\x80\x04K\x01.", bytes(1000)])
def test_what_is_no_run_is_refused_and_the_run_that_was_there_stays(app, content, wrong):
    runner = runner_of(upload(app, content))
    upload(app, wrong)
    assert len(app.error) == 1 and app.error[0].value.startswith("This is no saved run: ")
    assert runner.status().iteration == 5


def test_after_a_good_file_nothing_is_left_of_one_that_was_refused(app, content):
    upload(app, b"PK")
    refused = app.file_uploader[0].key
    assert app.error and not app.success
    upload(app, content)
    assert not app.error and app.success[0].value.startswith("`run.npz`: Loaded, at iteration 5 of 100.")
    assert app.file_uploader[0].key != refused  # what the browser listed beside it has gone with it
    upload(app, content)
    assert app.success and not app.error


def test_a_pickle_is_called_one_and_never_unpickled(app):
    upload(app, pickle.dumps(Trap(), 0))
    assert app.error[0].value == "This is no saved run: it is a Python pickle; nothing in it was read."


def test_a_run_on_digits_that_are_not_here_says_how_to_get_them(app, content):
    file = io.BytesIO()
    save_run(file, replace(load_run(io.BytesIO(content)), source="fashion_mnist"))
    upload(app, file.getvalue())
    assert "learns from Fashion-MNIST" in app.error[0].value


def test_a_broken_run_offers_no_file(app):
    runner = runner_of(app)
    runner.start(plan(replace(SETTINGS, learning_rate_G=1e38)))
    runner.wait(TIMEOUT_S)
    app.run()
    assert runner.state is State.FAILED and save_button(app).disabled


@pytest.mark.parametrize("name", ["BATCH_SIZES", "LEARNING_RATES", "N_ITERATIONS", "R1_WEIGHTS", "AVERAGES"])
def test_what_the_controls_offer_is_allowed(name):
    setting = {
        "BATCH_SIZES": "batch_size",
        "LEARNING_RATES": "learning_rate_D",
        "N_ITERATIONS": "n_iterations",
        "R1_WEIGHTS": "r1",
        "AVERAGES": "averaging",
    }[name]
    for value in getattr(offered, name):
        settings = replace(SETTINGS, **{setting: value})
        check(settings)
        assert as_controls(settings)[setting] == value


def test_settings_that_no_control_offers_become_the_nearest_ones():
    odd = replace(SETTINGS, batch_size=100, learning_rate_D=1e38, beta1=0.999, n_iterations=999_999, r1=2.0)
    shown = as_controls(odd)
    assert (shown["batch_size"], shown["learning_rate_D"], shown["beta1"]) == (128, 5e-2, 0.95)
    assert (shown["n_iterations"], shown["r1"], shown["seed"]) == (20_000, 1.0, 3.0)


ODD = replace(SETTINGS, batch_size=20, learning_rate_D=3e-4, n_iterations=6)


def train_after_loading(settings):
    """The page on *Train*, after a run of such settings was loaded at iteration 5 and stopped there."""
    runner = Runner(lease_s=TIMEOUT_S)
    for _ in range(5):
        runner.step(plan(settings))
        runner.wait(TIMEOUT_S)
    app = open_page(PAGE, chapter="files")
    upload(app, run_file(runner))
    runner_of(app).stop()
    app.session_state[f"{PAGE}_chapter"] = "train"
    return app.run()


def test_a_loaded_run_goes_on_though_no_control_offers_its_settings():
    app = train_after_loading(ODD)
    assert app.button(key=f"_{PAGE}_run").label == "Go on"
    app.button(key=f"_{PAGE}_run").click().run()
    runner_of(app).wait(TIMEOUT_S)
    settings = runner_of(app).settings[1]
    assert (settings.batch_size, settings.learning_rate_D) == (20, 3e-4)
    assert not runner_of(app).changes  # nothing was brought to what the controls offer
    app.select_slider(key=f"{PAGE}_learning_rate_G").set_value(2e-3).run()
    assert_can_only_start_again(app)


def test_a_loaded_run_takes_over_what_is_moved_and_keeps_the_rest():
    app = train_after_loading(replace(ODD, n_iterations=100))
    app.button(key=f"_{PAGE}_run").click().run()
    app.select_slider(key=f"{PAGE}_learning_rate_G").set_value(2e-3).run()
    settings = runner_of(app).settings[1]
    assert (settings.batch_size, settings.learning_rate_D, settings.learning_rate_G) == (20, 3e-4, 2e-3)
    runner_of(app).reset()
