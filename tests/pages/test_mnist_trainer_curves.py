"""The trainer's curves one by one, over seconds, smoothed, and over the visit's earlier runs."""

import base64

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.mnist_trainer.curves import CURVES
from explorer.chapters.mnist_trainer.quantities import curves_of, quantities
from explorer.figures.training_curves import MAX_POINTS
from explorer.theory.equilibrium import equilibrium_losses
from explorer.training.classifier.file import load_classifier_file
from explorer.training.live.history import SECONDS, History
from explorer.training.mnist_trainer.settings import LOSSES, GanSettings
from explorer.training.mnist_trainer.snapshot import N_JUDGED, GanSnapshot
from explorer.ui.overlaid import MOST
from tests.pages.conftest import OpenPage, figure_of, open_page, press
from tests.pages.trainer import PAGE, SMALL, key, run_to_its_end, runner_of

EACH = list(CURVES)


def chart(app: AppTest) -> dict:
    return figure_of(app, 0)


def numbers(values: dict) -> np.ndarray:
    """Return what the browser unpacks."""
    return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def trained(open_page: OpenPage, **settings: str) -> AppTest:
    app = open_page(PAGE, **SMALL, **settings)
    press(app, "run")
    run_to_its_end(app)
    return app


def looking_at(app: AppTest, curve: str, seconds: bool = False) -> AppTest:
    app.session_state[key("curve")] = curve
    app.session_state[key("curve_seconds")] = seconds
    return app.run()


@pytest.fixture(scope="module")
def app() -> AppTest:
    """Return the page with a run that is over: looking at it in another way changes nothing of the run."""
    return trained(open_page)


def test_every_quantity_of_the_list_is_drawn_and_none_else() -> None:
    for loss in LOSSES:
        assert list(quantities(GanSettings(loss=loss), "mnist")) == EACH


@pytest.mark.parametrize("curve", EACH)
def test_every_curve_shows_the_numbers_of_the_run(app: AppTest, curve: str) -> None:
    looking_at(app, curve)
    runner = runner_of(app)
    known = curves_of(runner.curves(), runner.frames())
    lines = quantities(runner.settings[1], "built_in")[curve].lines
    drawn = chart(app)["data"]
    assert len(drawn) == len(lines)
    for trace, (name, *_) in zip(drawn, lines, strict=True):
        y = numbers(trace["y"])
        np.testing.assert_allclose(y, known[name].values, rtol=1e-6)
        assert len(y) > 5 and np.isfinite(y).all()


def test_what_the_judge_says_is_followed_as_it_was_said(app: AppTest) -> None:
    looking_at(app, "frechet")
    frames = runner_of(app).frames()
    (line,) = chart(app)["data"]
    assert list(numbers(line["x"])) == [frame.iteration for frame in frames]
    np.testing.assert_allclose(numbers(line["y"]), [frame.judgement.frechet for frame in frames], rtol=1e-6)


def test_a_long_run_is_drawn_by_means_and_over_the_seconds_it_took() -> None:
    history: History[GanSnapshot] = History()
    for i in range(1, 1_001):
        history.append(GanSnapshot(i, i * 1.0, 0.0, 0.5, 0.5, 0.5, 0.0), seconds=0.25)
    curve = curves_of(history.curves(), ())["loss_D"]
    assert len(curve.values) == MAX_POINTS
    np.testing.assert_allclose(curve.values, curve.iterations)
    np.testing.assert_allclose(curve.seconds, curve.iterations / 4)


def test_the_page_counts_the_seconds_of_a_run(app: AppTest) -> None:
    looking_at(app, "losses", seconds=True)
    seconds = runner_of(app).curves()[SECONDS]
    assert seconds[0] > 0 and (np.diff(seconds) > 0).all()
    assert chart(app)["layout"]["xaxis"]["title"]["text"] == "seconds of computing"
    assert numbers(chart(app)["data"][0]["x"])[-1] == pytest.approx(seconds[-1])


def test_dotted_lines_are_what_they_are_said_to_be() -> None:
    of_mnist, of_others = quantities(GanSettings(), "mnist"), quantities(GanSettings(), "built_in")
    floor = load_classifier_file().facts.frechet_floor(N_JUDGED)
    assert [y for y, _ in of_mnist["frechet"].levels] == [floor] and not of_others["frechet"].levels
    assert [y for y, _ in of_mnist["losses"].levels] == list(equilibrium_losses("non_saturating"))
    assert not quantities(GanSettings(label_smoothing=0.1), "mnist")["losses"].levels


def test_an_earlier_run_stays_pale_with_what_it_had_else(open_page: OpenPage) -> None:
    app = trained(open_page, curve="losses", loss="lsgan")
    before = [trace["y"] for trace in chart(app)["data"]]
    assert "Start another run" in captions(app)
    app.session_state[key("loss")] = "hinge"
    app.run()
    press(app, "anew")
    run_to_its_end(app)
    drawn = chart(app)["data"]
    assert [trace["y"] for trace in drawn[:2]] == before and len(drawn) == 4
    assert "**1** Loss LSGAN" in captions(app)
    app.toggle(key("curve_past")).set_value(False).run()
    assert len(chart(app)["data"]) == 2


def test_only_the_last_runs_are_kept_and_all_can_be_forgotten(open_page: OpenPage) -> None:
    app = open_page(PAGE, curve="losses", n_iterations="100", batch_size="16")
    for _ in range(MOST + 3):
        press(app, "run" if app.button(key=f"_{PAGE}_anew").disabled else "anew")
        press(app, "stop")
        app.run()
    kept = app.session_state[key("past_runs")]
    assert len(kept) == MOST + 1 and max(kept) == MOST + 3
    app.button(f"_{key('forget_past')}").click().run()
    assert list(app.session_state[key("past_runs")]) == [MOST + 3]
