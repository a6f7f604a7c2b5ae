"""The chapter that questions a GAN: every question in every state of a run, and everything that can be typed."""

import re
import time
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer.live_run import plan
from explorer.chapters.mnist_trainer.question import QUESTIONS
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.classifier.judge import probabilities
from explorer.training.live.plan import Plan, State, TrainingDiverged
from explorer.training.live.runner import Runner
from explorer.training.mnist_trainer.settings import DEFAULTS
from tests.pages.conftest import OpenPage, charts_of, press
from tests.pages.trainer import PAGE, TIMEOUT_S, key, runner_of

SMALL = replace(DEFAULTS["dense"], n_iterations=4, batch_size=16)


def rerun(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0]
    return app


def ask(app: AppTest, question: str) -> AppTest:
    app.button_group(key=key("question")).set_value(question)
    return rerun(app)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.main.button]


def train(app: AppTest, source: str = "built_in", **changes: object) -> AppTest:
    """Train a small run to its end, and draw the chapter anew."""
    runner = runner_of(app)
    runner.start(plan(replace(SMALL, **changes), replace(load_built_in(), source=source)))
    end = time.monotonic() + TIMEOUT_S
    while runner.wait(1.0) is State.RUNNING and time.monotonic() < end:
        runner.touch()
    assert runner.state is State.FINISHED, runner.status().message
    return rerun(app)


def wait_for_iteration(runner: Runner, iteration: int) -> None:
    """Keep a run alive, as the page's timer would in a browser, until it has come so far."""
    end = time.monotonic() + TIMEOUT_S
    while runner.status().iteration < iteration and time.monotonic() < end:
        runner.touch()
        runner.wait(0.05)
    assert runner.status().iteration >= iteration, runner.status()


def words(app: AppTest) -> str:
    kinds = (app.main.markdown, app.main.caption, app.main.info, app.main.warning)
    return "\n".join(element.value for kind in kinds for element in kind)


def answered_at(app: AppTest) -> int:
    found = re.search(r"Answered at \*\*iteration ([\d,]+)\*\*", words(app))
    assert found
    return int(found[1].replace(",", ""))


def n_pictures(app: AppTest) -> int:
    return sum(block.proto.body.count("<img") for block in app.main.get("html"))


@pytest.fixture
def chapter(open_page: OpenPage) -> AppTest:
    return open_page(PAGE, chapter="question")


def test_without_a_run_every_question_says_so_and_offers_one(chapter: AppTest) -> None:
    for question in QUESTIONS:
        ask(chapter, question)
        assert "Nothing has been trained yet" in chapter.info[0].value
        assert {"Start a run", "Recorded runs"} <= set(labels(chapter))
        assert n_pictures(chapter) == 0


def test_a_run_is_started_asked_while_it_runs_paused_and_asked_again(chapter: AppTest) -> None:
    chapter.session_state[key("network")], chapter.session_state[key("n_iterations")] = "dense", 20_000
    press(chapter, "question_start")
    runner = runner_of(chapter)
    wait_for_iteration(runner, 1)
    assert "Ask again" in labels(rerun(chapter))
    asked_at = answered_at(chapter)
    wait_for_iteration(runner, asked_at + 1)
    rerun(chapter)
    assert answered_at(chapter) == asked_at  # nothing flickers
    press(chapter, "question_again")
    assert answered_at(chapter) > asked_at
    press(chapter, "question_pause")
    runner.wait(TIMEOUT_S)
    rerun(chapter)
    assert "Ask again" not in labels(chapter) and "Resume" in labels(chapter)
    assert f"Answered at **iteration {runner.status().iteration:,}**" in words(chapter)
    press(chapter, "question_go")
    assert runner.state is State.RUNNING
    runner.reset()


def test_every_question_is_answered(chapter: AppTest) -> None:
    train(chapter)
    n_charts = {}
    for question in QUESTIONS:
        ask(chapter, question)
        n_charts[question] = len(charts_of(chapter))
        if question != "number":
            assert n_pictures(chapter) >= 10 and "Answered at **iteration 4**" in words(chapter), question
    assert list(n_charts.values()) == [1, 1, 1, 1, 0, 0]
    assert "conditional" in words(chapter) and "Train a conditional GAN" in labels(chapter)


def test_a_conditional_run_is_told_the_label_everywhere(chapter: AppTest) -> None:
    train(chapter, conditional=True)
    for question in QUESTIONS:
        ask(chapter, question)
        assert n_pictures(chapter) >= 10, question
        if question in ("walk", "coordinate"):
            chapter.button_group(key=key("question_label")).set_value("3")
            rerun(chapter)
    assert n_pictures(chapter) == len("31415926") + 60


def test_numbers_are_written_and_anything_else_is_refused(chapter: AppTest) -> None:
    train(ask(chapter, "number"), conditional=True)
    for text, n_digits in (("7", 1), ("012345678901", 12), (" 42 ", 2), ("4a", 0), ("", 0), ("٤٢", 0), ("-1", 0)):
        chapter.text_input(key=key("question_number")).set_value(text)
        rerun(chapter)
        assert n_pictures(chapter) == n_digits + 60, text
        assert ("Only digits, please" in words(chapter)) == (n_digits == 0), text


def test_the_conditional_run_is_one_button_away(chapter: AppTest) -> None:
    train(ask(chapter, "number"))
    press(chapter, "question_conditional")
    assert runner_of(chapter).settings[1].conditional and chapter.session_state[key("conditional")]
    runner_of(chapter).reset()


@pytest.mark.parametrize("loss", ["lsgan", "hinge", "wgan_gp"])
def test_without_a_sigmoid_the_raw_output_is_named(loss: str, chapter: AppTest) -> None:
    train(chapter, loss=loss)
    assert "raw output" in words(chapter)
    assert charts_of(chapter)[0]["figure"]["layout"]["xaxis"]["title"]["text"] == "D's raw output t"


def test_clothing_is_not_shown_to_the_classifier(chapter: AppTest) -> None:
    train(chapter, source="fashion_mnist")
    for question in ("walk", "coordinate", "average"):
        ask(chapter, question)
        assert "was trained on digits only" in words(chapter), question
    train(chapter, source="fashion_mnist", conditional=True)
    assert n_pictures(chapter) == 30  # the label says the class


def test_the_picture_of_an_average_z_is_called_what_it_is_taken_for(chapter: AppTest) -> None:
    train(ask(chapter, "average"), conditional=True)
    last_row = chapter.main.get("html")[-1].proto.body
    pictures = re.findall(r"base64,([^\"]+)\"", last_row)
    shown = np.stack([np.asarray(Image.open(BytesIO(b64decode(picture))).convert("L")) for picture in pictures])
    taken_for = [(*"0123456789", "no digit")[k] for k in probabilities(shown).argmax(axis=1)]
    assert re.findall(r">z of (\d) → ([^<]+)<", last_row) == list(zip("0123456789", taken_for, strict=True))


def test_sliders_move_along_the_answer_and_stand_in_the_link(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="question", question="walk", question_from="5", question_at="0.25")
    train(app)
    assert app.slider(key=key("question_at")).value == 0.25
    assert app.number_input(key=key("question_from")).value == 5
    app.slider(key=key("question_at")).set_value(1.0)
    rerun(app)
    assert charts_of(app)[0]["figure"]["data"][2]["x"] == [1.0, 1.0]


def test_the_coordinate_that_does_most_is_found_and_kept_within_smaller_networks(chapter: AppTest) -> None:
    train(ask(chapter, "coordinate"))
    press(chapter, "preset_coordinate")
    chosen = chapter.slider(key=key("question_coordinate"))
    assert chosen.max == 99 and charts_of(chapter)[0]["figure"]["layout"]["annotations"][0]["x"] == chosen.value
    chosen.set_value(99)
    rerun(chapter)
    train(chapter, network="compact", separate_batches=False)
    assert chapter.slider(key=key("question_coordinate")).value <= 31


def test_a_diverged_run_has_nothing_left_to_say(chapter: AppTest) -> None:
    def diverge() -> object:
        raise TrainingDiverged("A loss is no longer a finite number.")

    runner_of(chapter).start(Plan(diverge, 4, ("built_in", SMALL)))
    runner_of(chapter).wait(TIMEOUT_S)
    rerun(chapter)
    assert "nothing left to say" in words(chapter) and "Start a run" in labels(chapter)


def test_a_bad_link_asks_the_first_question(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="question", question="bogus", question_number="x" * 99)
    assert app.session_state[key("question")] == "opinion"
