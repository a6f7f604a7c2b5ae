"""The live trainer without a browser: how it opens, every control, every experiment, every step of the walkthrough."""

import re

import pytest

from explorer.chapters.mnist_trainer.panels import RECORDED
from explorer.data.recordings import load_recording
from explorer.lectures.mnist_trainer import EXPERIMENTS, STEPS
from explorer.training.mnist_trainer.settings import DEFAULTS, LOSSES, WITH_LABELS
from tests.pages.conftest import OpenPage, figure_of, press
from tests.pages.trainer import PAGE, key, run_until, status


def test_the_page_opens_with_the_recommended_settings_and_nothing_runs(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert "Nothing runs yet" in status(app)
    assert app.session_state[key("network")] == "compact"
    assert app.session_state[key("learning_rate_D")] == DEFAULTS["compact"].learning_rate_D
    assert app.session_state[key("digits")] == "built_in"  # offline, and no folder named
    assert any("scikit-learn" in caption.value for caption in app.caption)


@pytest.mark.parametrize("network", list(DEFAULTS))
def test_before_a_run_the_page_shows_where_a_recorded_one_of_the_same_networks_came_to(
    open_page: OpenPage, network: str
) -> None:
    app = open_page(PAGE, network=network)
    last = load_recording(RECORDED[network]).iterations[-1]
    shown = next(caption.value for caption in app.caption if caption.value.startswith("Shown"))
    assert shown == f"Shown: a recorded run on MNIST, iteration {last:,}. Yours begins with **Start**."
    assert load_recording(RECORDED[network]).settings["network"] == network
    press(app, "step")
    run_until(app, 1)
    shown = next(caption.value for caption in app.run().caption if caption.value.startswith("Shown"))
    assert shown.strip() == "Shown: iteration 1."


def test_every_control_moves(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    moved = set()
    for kind in ("slider", "select_slider", "number_input", "toggle"):
        for i in range(len(app.get(kind))):
            widget = app.get(kind)[i]
            # the walkthrough opens other chapters
            if widget.disabled or not (widget.key or "").startswith(PAGE) or widget.key == key("walkthrough"):
                continue
            before = widget.value
            if kind == "select_slider":
                widget.set_value(next(option for option in reversed(widget.options) if str(option) != str(before)))
            elif kind == "toggle":
                widget.set_value(not before)
            else:
                widget.set_value(widget.min if before != widget.min else widget.max)
            app.run()
            assert not app.exception, (widget.key, app.exception[0])
            assert app.session_state[widget.key] != before, widget.key
            moved.add(widget.key.removeprefix(f"{PAGE}_"))
    assert moved >= {
        "learning_rate_D",
        "learning_rate_G",
        "n_discriminator_steps",
        "batch_size",
        "label_smoothing",
        "n_iterations",
        "beta1",
        "seed",
    }


@pytest.mark.parametrize("network", list(DEFAULTS))
def test_choosing_networks_brings_their_settings(network: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, network="dense" if network == "compact" else "compact")
    app.button_group(key=key("network")).set_value(network).run()
    assert not app.exception
    for name in ("learning_rate_D", "learning_rate_G", "beta1", "batch_size", "n_iterations"):
        assert app.session_state[key(name)] == getattr(DEFAULTS[network], name), name


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_has_its_formula_and_its_reference_lines(loss: str, open_page: OpenPage) -> None:
    app = open_page(PAGE, loss=loss, r1="0")
    levels = [shape["y0"] for shape in figure_of(app)["layout"]["shapes"] if shape["yref"] == "y"]
    published = {
        "saturating": (1.3863, -0.6931),
        "non_saturating": (1.3863, 0.6931),
        "lsgan": (0.25, 0.125),
        "hinge": (2.0, 0.0),
        "wgan_gp": (0.0,),  # of its critic alone: a constant is free, and G's loss is minus that constant
    }
    assert levels == pytest.approx(published[loss], abs=1e-4)
    assert len(app.get("latex") or app.latex) == 2
    smoothed = open_page(PAGE, loss=loss, label_smoothing="0.1")
    still_drawn = [shape for shape in figure_of(smoothed)["layout"]["shapes"] if shape["yref"] == "y"]
    assert not still_drawn or loss not in WITH_LABELS


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_every_experiment_sets_its_controls(experiment: str, open_page: OpenPage) -> None:
    app = press(open_page(PAGE, network="dense"), f"preset_{experiment}")
    for name, value in EXPERIMENTS[experiment][2].items():
        assert app.session_state[key(name)] == value
    assert app.session_state[key("network")] == "compact"


def test_every_step_of_the_walkthrough_sets_its_controls(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.toggle(key=f"{PAGE}_walkthrough").set_value(True).run()
    for number, step in enumerate(STEPS, start=1):
        if number > 1:
            press(app, "next")
        if step.predict:
            press(app, "show_anyway")
        assert any(step.title in block.value for block in app.markdown)
        for name, value in step.settings.items():
            assert app.session_state[key(name)] == value, (step.title, name)


def test_bad_links_fall_back_to_the_defaults(open_page: OpenPage) -> None:
    app = open_page(
        PAGE,
        network="huge",
        loss="bogus",
        learning_rate_D="fast",
        batch_size="7",
        beta1="3",
        n_discriminator_steps="-1",
        label_smoothing="x",
        seed="-5",
        n_iterations="1e9",
        digits="cats",
    )
    assert app.session_state[key("network")] == "compact"
    assert app.session_state[key("beta1")] == DEFAULTS["compact"].beta1
    assert "Nothing runs yet" in status(app)


def test_a_loss_brings_the_rates_that_suit_it(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    for loss, rate in (("lsgan", 2e-3), ("hinge", 5e-3), ("lsgan", 2e-3), ("non_saturating", 5e-3)):
        app.button_group(key=key("loss")).set_value(loss).run()
        assert [app.session_state[key(f"learning_rate_{player}")] for player in "DG"] == [rate, rate]


def test_slow_networks_say_how_long_they_take_before_they_start(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert not any("Tried just now" in caption.value for caption in app.caption)
    app = open_page(PAGE, network="convolutional", n_iterations="1000")
    said = next(caption.value for caption in app.caption if "Tried just now" in caption.value)
    (seconds, _), (whole, unit) = re.findall(r"about ([\d.]+) (s|min|h)", said)
    in_seconds, rounded_to = {"s": (1, 1), "min": (60, 1), "h": (3_600, 0.1)}[unit]  # hours on a very busy machine
    error = abs(float(whole) * in_seconds / 1_000 - float(seconds))
    assert error <= 0.05 + 0.5 * rounded_to * in_seconds / 1_000  # as far as they are rounded


def test_every_setting_says_what_it_does(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    kinds = ("slider", "select_slider", "number_input", "toggle")
    without = [each.label for kind in kinds for each in app.get(kind) if not each.proto.help]
    assert not without


@pytest.mark.parametrize("written", ["1e-3", "0.001", "1.0E-03", ".0010"])
def test_a_rate_in_a_link_may_be_spelt_in_any_way(open_page: OpenPage, written: str) -> None:
    app = open_page(PAGE, learning_rate_D=written)
    assert app.session_state[key("learning_rate_D")] == 1e-3


@pytest.mark.parametrize("written", ["3e-3", "1e999", "nan", "x", "", "1e-3 2"])
def test_a_rate_that_is_not_offered_stays_as_it_is(open_page: OpenPage, written: str) -> None:
    app = open_page(PAGE, learning_rate_D=written)
    assert app.session_state[key("learning_rate_D")] == DEFAULTS["compact"].learning_rate_D
