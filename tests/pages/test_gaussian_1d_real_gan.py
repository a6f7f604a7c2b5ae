"""The chapter "Real GAN": every control moved, every preset pressed, and a run from Start to its end."""

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.gaussian_1d.real_gan_presets import PRESETS, RATES
from explorer.training.gaussian_1d.settings import Gan1dSettings
from explorer.training.live.plan import State
from tests.pages.conftest import OpenPage, drag_sliders, figure_of, press

PAGE = "gaussian_1d"
RUN_TIMEOUT_S = 60


@pytest.fixture
def chapter(open_page: OpenPage) -> Iterator[AppTest]:
    app = open_page(PAGE, chapter="real_gan")
    yield app
    app.session_state[f"_runner_{PAGE}"].reset()


def set_up_short_run(app: AppTest, **values: object) -> None:
    for name, value in {"gan_n": 500, **values}.items():
        app.session_state[f"{PAGE}_{name}"] = value
    app.run()


def test_before_the_start_the_page_shows_where_the_run_would_begin(chapter: AppTest) -> None:
    p_g = next(data for data in figure_of(chapter, 0)["data"] if data.get("name") == "p<sub>g</sub>")
    assert p_g  # drawn although nothing has run
    assert "JSD 0.69" in " ".join(caption.value for caption in chapter.caption)
    assert chapter.session_state[f"_runner_{PAGE}"].state is State.IDLE


def test_where_p_g_begins_follows_its_slider(chapter: AppTest) -> None:
    def drawn() -> str:
        return json.dumps(figure_of(chapter, 0)["data"])

    before = drawn()
    chapter.session_state[f"{PAGE}_gan_start"] = 3.0
    chapter.run()
    assert drawn() != before


@pytest.mark.parametrize("kind", ["gaussian", "two_gaussians", "uniform"])
def test_every_control_can_be_moved(open_page: OpenPage, kind: str) -> None:
    app = open_page(PAGE, chapter="real_gan", gan_data=kind)
    n_moved = 0
    for slider in app.slider:
        if slider.key.startswith(f"{PAGE}_gan_"):
            app.slider(key=slider.key).set_value(slider.min if slider.value != slider.min else slider.max).run()
            n_moved += 1
            assert not app.exception, (slider.label, app.exception[0])
    for slider in drag_sliders(app):
        slider.set_value(slider.ends[0]).run()
        n_moved += 1
        assert not app.exception, (slider.label, app.exception[0])
    for select in app.select_slider:
        if select.disabled:  # nothing to look back on yet
            continue
        app.select_slider(key=select.key).set_value(select.options[0]).run()
        n_moved += 1
        assert not app.exception, (select.label, app.exception[0])
    for loss in ("saturating", "lsgan"):
        app.session_state[f"{PAGE}_gan_loss"] = loss
        app.run()
        assert not app.exception, app.exception[0]
    app.number_input(key=f"{PAGE}_gan_seed").set_value(7).run()
    assert not app.exception, app.exception[0]
    assert n_moved >= 9


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_sets_what_it_says(chapter: AppTest, preset: str) -> None:
    press(chapter, f"preset_{preset}")
    _, settings, help = PRESETS[preset]
    assert help
    for name, value in settings.items():
        key = f"{PAGE}_{name}"
        if key in chapter.session_state:
            assert chapter.session_state[key] == value, name
    assert chapter.session_state[f"{PAGE}_gan_k"] == settings["gan_k"]


def test_balance_is_what_the_page_opens_with(chapter: AppTest) -> None:
    before = {key: chapter.session_state[key] for key in (f"{PAGE}_{name}" for name in PRESETS["balance"][1])}
    press(chapter, "preset_balance")
    assert before == {key: chapter.session_state[key] for key in before}
    default = Gan1dSettings()
    assert {default.learning_rate_D, default.learning_rate_G} <= set(RATES)


def test_a_run_from_start_to_end_and_back_through_it(chapter: AppTest) -> None:
    set_up_short_run(chapter, gan_start=-3.0, gan_batch=16)
    press(chapter, "run")
    runner = chapter.session_state[f"_runner_{PAGE}"]
    assert runner.settings.n_iterations == 500 and runner.settings.batch_size == 16
    # Nobody draws meanwhile: the lease is renewed by hand.
    for _ in range(RUN_TIMEOUT_S):
        runner.touch()
        if runner.wait(1.0) is not State.RUNNING:
            break
    assert runner.state is State.FINISHED
    chapter.run()
    assert not chapter.exception
    jsd = next(data for data in figure_of(chapter, 1)["data"] if data.get("name") == "JSD")
    assert jsd
    captions = " ".join(caption.value for caption in chapter.caption)
    assert "Iteration 500" in captions
    chapter.select_slider(key=f"{PAGE}_timeline_1_500").set_value(100).run()
    assert "Iteration 100:" in " ".join(caption.value for caption in chapter.caption)
    # The run keeps its own settings; the page says that the controls differ.
    assert "differ" not in captions
    chapter.session_state[f"{PAGE}_gan_k"] = 4
    chapter.run()
    assert "differ" in " ".join(caption.value for caption in chapter.caption)


def test_one_step_is_one_iteration_and_reset_page_forgets_the_run(chapter: AppTest) -> None:
    press(chapter, "step")
    runner = chapter.session_state[f"_runner_{PAGE}"]
    assert runner.wait(20.0) is State.PAUSED
    assert runner.status().iteration == 1
    press(chapter, "reset")  # opens the first chapter, too
    chapter.session_state[f"{PAGE}_chapter"] = "real_gan"
    chapter.run()
    assert runner.state is State.IDLE


def test_bad_values_in_a_link_fall_back(open_page: OpenPage) -> None:
    app = open_page(
        PAGE, chapter="real_gan", gan_data="Cauchy", gan_k="99", gan_lr_D="fast", gan_start="nan", gan_seed="-1"
    )
    assert app.session_state[f"{PAGE}_gan_data"] == "gaussian"
    assert app.session_state[f"{PAGE}_gan_k"] == 1
    assert app.session_state[f"{PAGE}_gan_lr_D"] == Gan1dSettings().learning_rate_D
