"""The 2-D lab: presets pressed, layers toggled, and a run from Start to its end and back through it."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from explorer import names
from explorer.chapters.mode_collapse.choose_loss import BRINGS, brought_by
from explorer.chapters.mode_collapse.values import values_of
from explorer.pages import page_named
from explorer.training.live.plan import State
from explorer.training.mode_collapse.presets import PRESETS, RING
from explorer.training.mode_collapse.run import FIRST_FRAMES
from explorer.training.mode_collapse.settings import LOSSES
from explorer.ui.live import PACES
from tests.pages.conftest import OpenPage, charts_of, figure_of, press
from tests.training.live.running import eventually

PAGE = "mode_collapse"
RUN_TIMEOUT_S = 90


@pytest.fixture
def app(open_page: OpenPage) -> Iterator[AppTest]:
    app = open_page(PAGE)
    yield app
    app.session_state[f"_runner_{PAGE}"].reset()


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def table(app: AppTest) -> str:
    return next(element.value for element in app.markdown if "a perfect sampler |" in element.value)


def finish(app: AppTest) -> None:
    runner = app.session_state[f"_runner_{PAGE}"]
    for _ in range(RUN_TIMEOUT_S):  # nobody draws meanwhile: the lease is renewed by hand
        runner.touch()
        if runner.wait(1.0) is not State.RUNNING:
            break
    assert runner.state is State.FINISHED
    app.run()
    assert not app.exception


def test_the_page_opens_with_the_first_preset(app: AppTest) -> None:
    assert next(iter(PRESETS.values()))[1] == RING
    for name, value in values_of(RING).items():
        assert app.session_state[f"{PAGE}_{name}"] == value, name


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_starts_the_run_that_it_names(app: AppTest, preset: str) -> None:
    press(app, f"preset_{preset}")
    press(app, "step")
    runner = app.session_state[f"_runner_{PAGE}"]
    assert runner.wait(20.0) is State.PAUSED
    assert runner.settings == PRESETS[preset][1]
    app.run()
    assert "differ" not in captions(app)


def test_modes_are_counted_where_there_are_any(app: AppTest) -> None:
    assert "Modes captured" not in table(app) and len(charts_of(app)) == 2
    press(app, "preset_collapse")
    assert "Modes captured" in table(app) and "98.9 %" in table(app) and len(charts_of(app)) == 3


def test_layers_come_and_go(app: AppTest) -> None:
    def kinds() -> list[str]:
        return [trace["type"] for trace in figure_of(app)["data"]]

    assert figure_of(app)["layout"]["meta"]["maps"]
    for layer in ("real", "fakes", "heat", "push"):
        app.toggle(key=f"{PAGE}_show_{layer}").set_value(False).run()
    assert kinds() == [] and "meta" not in figure_of(app)["layout"]
    app.toggle(key=f"{PAGE}_show_grid").set_value(True).run()
    assert kinds() == 4 * ["scatter"]


@pytest.mark.parametrize("loss", LOSSES)
def test_a_run_of_each_loss_from_start_to_end_and_back_through_it(app: AppTest, loss: str) -> None:
    for name, value in {"n_iterations": 1_000, "batch_size": 10, "loss": loss}.items():
        app.session_state[f"{PAGE}_{name}"] = value
    app.run()
    press(app, "run")
    finish(app)
    assert "Iteration 1,000 of this run" in captions(app) and f"· {names.LOSSES[loss]} ·" in captions(app)
    app.select_slider(key=f"{PAGE}_timeline_1_1000").set_value(200).run()
    assert not app.exception
    assert "Iteration 200 of this run" in captions(app)
    app.session_state[f"{PAGE}_batch_size"] = 50
    app.run()
    assert "differ" in captions(app)


def test_settings_change_on_the_way_or_wait_for_a_new_start(app: AppTest) -> None:
    runner = app.session_state[f"_runner_{PAGE}"]
    for button, shown in (("step_d", 1), ("step_g", 2), ("step", 3)):
        press(app, button)
        assert runner.wait(20.0) is State.PAUSED and runner.frames()[-1].iteration == shown
    assert "Changed" not in captions(app)
    app.session_state[f"{PAGE}_loss"] = "wgan_gp"
    app.session_state[f"{PAGE}_batch_size"] = 50
    app.run()
    assert "Changed at iteration 4" in captions(app) and "differ" not in captions(app)
    press(app, "step")
    assert runner.wait(20.0) is State.PAUSED
    app.run()
    assert "Iteration 4 of this run: Ring · WGAN-GP · λ = 1 ·" in captions(app) and "batch 50" in captions(app)
    app.session_state[f"{PAGE}_D_width"] = 8
    app.session_state[f"{PAGE}_loss"] = "hinge"
    app.run()
    assert "apply at the next start" in captions(app) and "D's network" in captions(app)
    assert runner.settings.loss == "wgan_gp"  # it goes on as it was
    app.session_state[f"{PAGE}_D_width"] = 16
    app.run()
    assert runner.settings.loss == "hinge"


@pytest.mark.parametrize("chapter", [chapter.id for chapter in page_named(PAGE).chapters])
def test_every_setting_says_what_it_is(open_page: OpenPage, chapter: str) -> None:
    app = open_page(PAGE, chapter=chapter)
    drawn = [*app.slider, *app.select_slider, *app.button_group, *app.toggle, *app.number_input]
    settings = [widget for widget in drawn if widget.key not in (f"{PAGE}_chapter", f"{PAGE}_step")]
    assert len(settings) > 3
    assert [widget.label for widget in settings if not widget.proto.help] == []


def test_a_loss_brings_the_settings_that_suit_it_and_takes_them_back(app: AppTest) -> None:
    def stand() -> dict[str, object]:
        return {name: app.session_state[f"{PAGE}_{name}"] for name in brought_by("wgan_gp")}

    def choose(loss: str) -> None:
        app.button_group(key=f"{PAGE}_loss").set_value(loss).run()

    app.session_state[f"{PAGE}_D_width"], app.session_state[f"{PAGE}_seed"] = 8, 7.0
    app.run()
    own = stand()
    for loss in ("wgan_gp", "hinge"):
        choose(loss)
        assert stand() == brought_by(loss) != own
    assert app.session_state[f"{PAGE}_data"] == "ring" and app.session_state[f"{PAGE}_seed"] == 7.0
    app.toggle(key=f"{PAGE}_{BRINGS}").set_value(False).run()
    assert stand() == own and app.session_state[f"{PAGE}_loss"] == "hinge"
    choose("lsgan")
    assert stand() == own
    app.toggle(key=f"{PAGE}_{BRINGS}").set_value(True).run()
    assert stand() == brought_by("lsgan")
    press(app, "preset_no_push")  # is about the loss alone
    before = stand()
    choose("non_saturating")
    assert stand() == before


def test_the_speed_changes_on_the_way_and_what_is_shown_is_this_very_moment(app: AppTest) -> None:
    runner = app.session_state[f"_runner_{PAGE}"]
    app.session_state[f"{PAGE}_speed"] = "slower"
    app.run()
    press(app, "run")
    assert runner.pace == PACES["slower"] == 100
    app.session_state[f"{PAGE}_speed"] = "slow"
    app.run()
    assert runner.pace == PACES["slow"] and runner.state is State.RUNNING
    assert "differ" not in captions(app) and "Changed" not in captions(app)
    assert eventually(lambda: runner.status().iteration > FIRST_FRAMES[-1])
    press(app, "run")
    runner.wait(20.0)
    app.run()
    assert f"Iteration {runner.status().iteration:,} of this run" in captions(app)  # though no frame is kept of it
    app.session_state[f"{PAGE}_speed"] = "full"
    app.run()
    assert runner.pace is None


def test_notes_speak_of_modes_only_where_there_are_any(app: AppTest) -> None:
    def notes() -> str:
        return " ".join(element.value for element in app.markdown)

    assert "The losses do not say how near" in notes() and "how many modes" not in notes()
    press(app, "preset_collapse")
    assert "how many modes" in notes()


def test_controls_that_the_loss_has_no_use_for_cannot_be_moved(app: AppTest) -> None:
    def off() -> list[str]:
        names = ("clip", "gradient_penalty")
        return [name for name in names if app.select_slider(key=f"{PAGE}_{name}").disabled]

    for loss, normalised, expected in (
        ("hinge", False, ["clip", "gradient_penalty"]),
        ("wgan", False, ["gradient_penalty"]),
        ("wgan", True, ["clip", "gradient_penalty"]),
        ("wgan_gp", True, ["clip"]),
    ):
        app.session_state[f"{PAGE}_loss"], app.session_state[f"{PAGE}_spectral_norm"] = loss, normalised
        app.run()
        assert off() == expected


def test_a_run_goes_on_after_its_end_and_after_a_stop(open_page: OpenPage) -> None:
    app = open_page(PAGE, n_iterations="1000", batch_size="10")
    runner = app.session_state[f"_runner_{PAGE}"]
    press(app, "run")
    finish(app)
    assert app.button(key=f"_{PAGE}_run").label == "Go on"
    press(app, "run")
    finish(app)
    assert runner.curves()["iteration"].tolist() == list(range(1, 2_001)) and runner.run_number == 1
    assert "Iteration 2,000 of this run" in captions(app) and "differ" not in captions(app)
    press(app, "run")
    app.session_state[f"{PAGE}_loss"] = "hinge"  # what can be taken over still is
    app.run()
    press(app, "stop")
    assert runner.settings.loss == "hinge" and 2_000 <= runner.status().iteration < 3_000
    press(app, "run")
    finish(app)
    assert runner.status().iteration == 3_000
    press(app, "preset_sharper")  # another run is to begin with Start
    assert app.button(key=f"_{PAGE}_run").label != "Go on"
    runner.reset()


def test_reset_page_forgets_the_run(app: AppTest) -> None:
    press(app, "step")
    runner = app.session_state[f"_runner_{PAGE}"]
    assert runner.wait(20.0) is State.PAUSED
    press(app, "reset")
    assert runner.state is State.IDLE
