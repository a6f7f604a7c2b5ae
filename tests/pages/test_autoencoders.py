"""The page on autoencoders: what it opens on, a run, and what it says of it."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.chapters.autoencoders import code_space
from explorer.chapters.autoencoders.draw_map import _pick
from explorer.chapters.autoencoders.keep import as_controls, run_file
from explorer.chapters.autoencoders.live_run import recorded_moment
from explorer.chapters.autoencoders.settings import current_settings, differences, settings_in_words
from explorer.chapters.autoencoders.three_ways_said import in_words, measures_table
from explorer.data.autoencoders.recorded import load_recorded
from explorer.models.autoencoders.decoder import Decoder
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.live.plan import State
from tests.pages.conftest import OpenPage, charts_of, drag_sliders, press
from tests.pages.trainer import LOOK_S
from tests.scripts.running import Stand

PAGE = "autoencoders"
SHORT = {"digits": "built_in", "n_iterations": "200"}


def run_to_its_end(app: AppTest) -> State:
    runner = app.session_state[f"_runner_{PAGE}"]
    while runner.wait(LOOK_S) is State.RUNNING:
        app.run()
    app.run()
    return runner.state


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


def test_it_opens_on_the_recorded_run(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert "a recorded run on MNIST, iteration 5,000" in captions(app)
    recorded = load_recorded()
    (error, code_map) = charts_of(app)
    assert "PCA, k = 2" in error["figure"]["layout"]["annotations"][1]["text"]
    assert f"{recorded.measures['error']:.4f}" in error["alt"]
    assert "500 pictures" in code_map["alt"]


def test_the_recording_is_of_one_piece_and_shows_what_the_page_says_of_it() -> None:
    recorded, moment = load_recorded(), recorded_moment()
    decoder = Decoder(**recorded.weights, is_linear=False)
    redrawn = decoder.pictures(recorded.row_codes).astype(int)
    assert np.abs(redrawn - recorded.reconstructions).max() <= 4  # its weights are kept in 16 bits
    assert recorded.errors[-1] == pytest.approx(recorded.measures["error"])
    assert recorded.measures["error"] < recorded.measures["pca_error"] < recorded.measures["variance"]
    # PCA fitted on MNIST's 60,000, on its first 1,000 test pictures; on all 10,000 it is 0.055669
    assert recorded.measures["pca_error"] == pytest.approx(0.0557, rel=0.05)
    assert moment.is_recorded and moment.settings == AutoencoderSettings()


@pytest.mark.parametrize("k", ["1", "2", "5"])
def test_a_run_is_shown_beside_pca(open_page: OpenPage, k: str) -> None:
    app = press(open_page(PAGE, **SHORT, latent_dim=k), "run")
    assert run_to_its_end(app) is State.FINISHED
    assert "Shown: iteration 200 of this run: autoencoder" in captions(app)
    assert f"k = {k}" in captions(app) and "all 1,797 pictures learned from" in captions(app)
    table = next(element.value for element in app.markdown if "this network" in element.value)
    assert f"PCA, k = {k}" in table and "nan" not in table and "none" not in table
    timeline = next(slider for slider in app.select_slider if "Look back" in slider.label)
    timeline.set_value(100).run()
    assert "Shown: iteration 100 of this run" in captions(app)
    press(app, "forget")
    assert "a recorded run" in captions(app)


def test_a_linear_network_takes_the_squared_error_in_the_place_of_cross_entropy(open_page: OpenPage) -> None:
    app = open_page(PAGE, **SHORT, linear="true", loss="cross_entropy")
    assert "Cross-entropy needs pixels between 0 and 1" in captions(app)
    settings = current_settings(Stand(PAGE, linear=True, loss="cross_entropy"))
    assert settings.linear and settings.loss == "squared"


def test_a_run_takes_over_what_it_can_and_says_what_needs_a_new_start(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, digits="built_in", n_iterations="20000"), "step")
    assert run_to_its_end(app) is State.PAUSED
    app.session_state[f"{PAGE}_loss"] = "absolute"
    app.run()
    assert "Changed at iteration" in captions(app) and "absolute" in captions(app)
    app.session_state[f"{PAGE}_latent_dim"] = "16"
    app.run()
    assert "apply at the next start, because of: k" in captions(app)
    press(app, "forget")


def test_settings_in_words() -> None:
    s = AutoencoderSettings()
    other = AutoencoderSettings(loss="cross_entropy", linear=False, noise=0.3, latent_dim=5)
    assert settings_in_words(other, "mnist").startswith("autoencoder · k = 5 · cross-entropy · noise 0.3 · MNIST")
    assert differences(other, s) == "k 5, cross-entropy, noise 0.3"
    assert differences(s, s) == ""


def test_a_broken_link_stands_for_settings_that_can_be_run() -> None:
    assert current_settings(Stand(PAGE, latent_dim=999)) == AutoencoderSettings()


def test_drawing_asks_the_recorded_run_that_is_chosen_until_one_was_trained(open_page: OpenPage) -> None:
    app = open_page(PAGE, chapter="draw", recorded_k="10", digits="built_in")
    assert "Nothing was trained yet" in captions(app) and "10 numbers" in captions(app)
    said = next(element.value for element in app.markdown if "the classifier is sure" in element.value)
    of_random, of_codes = (int(found) for found in re.findall(r"\*\*(\d+) %\*\*", said))
    assert of_random < of_codes - 30
    assert any("falls **between** them" in element.value for element in app.markdown)
    assert charts_of(app)[0]["figure"]["layout"]["meta"]["maps"][0]["n"] == code_space.N_GRID


def test_drawing_asks_the_run_of_the_page(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SHORT, latent_dim="1"), "run")
    assert run_to_its_end(app) is State.FINISHED
    app.session_state[f"{PAGE}_chapter"] = "draw"
    app.run()
    assert not app.exception
    assert "Asked: your run, iteration 200: autoencoder · k = 1" in captions(app)
    assert not any(slider.key == f"{PAGE}_draw_y" for slider in drag_sliders(app))


def test_of_clothing_no_classifier_is_asked(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.chapters.autoencoders.draw.is_judged", lambda source: False)
    monkeypatch.setattr("explorer.chapters.autoencoders.draw_map.is_judged", lambda source: False)
    app = open_page(PAGE, chapter="draw")
    assert "does not judge clothing" in captions(app)
    assert not charts_of(app)[0]["figure"]["layout"].get("meta")


def test_a_place_that_is_picked_moves_the_point_within_the_map() -> None:
    moved: dict[str, float] = {}

    class Moves:
        def set(self, **settings: float) -> None:
            moved.update(settings)

    _pick(Moves(), ((-2.0, 2.0), (0.0, 10.0)), 1.0, 12.0)
    assert moved == {"draw_x": 0.75, "draw_y": 1.0}


@pytest.mark.parametrize("k", [1, 2, 10])
def test_places_on_the_map_are_where_their_codes_are_drawn(k: int) -> None:
    rng = np.random.default_rng(0)
    codes = rng.normal(size=(60, k)) * np.arange(1, k + 1)
    decoder = Decoder(*(np.zeros(shape, np.float32) for shape in ((k, 4), (4,), (4, 784), (784,))))
    settings = AutoencoderSettings(latent_dim=k)
    labels, row = np.zeros(60, np.uint8), np.zeros((10, 28, 28), np.uint8)
    space = code_space.CodeSpace("x", settings, "mnist", "", decoder, codes, labels, row, codes[:10], ())
    places = space.on_map()
    back = space.code_at(np.column_stack([places, np.zeros(60)])[:, :2])
    if k <= 2:
        np.testing.assert_allclose(back, codes, atol=1e-9)
    else:  # what lies off the plane is left out, and no more of it than there must be
        off = np.square(codes - codes.mean(axis=0)).sum() - np.square(places).sum()
        assert np.square(back - codes).sum() == pytest.approx(off)


def test_a_run_is_saved_and_goes_on_from_its_file(open_page: OpenPage) -> None:
    app = press(open_page(PAGE, **SHORT, loss="absolute", latent_dim="5", seed="7"), "step")
    assert run_to_its_end(app) is State.PAUSED
    content = run_file(app.session_state[f"_runner_{PAGE}"])
    other = open_page(PAGE)
    other.file_uploader[0].set_value(("run.npz", content, "application/octet-stream"))
    other.run()
    assert not other.exception
    assert any("Loaded, at iteration 1 of 200" in element.value for element in other.success)
    runner = other.session_state[f"_runner_{PAGE}"]
    assert runner.state is State.PAUSED and runner.settings == ("built_in", runner.settings[1])
    assert current_settings(Stand(PAGE, **as_controls(runner.settings[1]))) == runner.settings[1]
    assert other.session_state[f"{PAGE}_latent_dim"] == "5"
    assert "of this run: autoencoder · k = 5 · absolute error" in captions(other)
    assert run_file(runner) == content
    other.file_uploader[0].set_value(("run.npz", b"nonsense", "application/octet-stream"))
    other.run()
    assert any("no saved run of an autoencoder" in element.value for element in other.error)


def test_settings_that_the_controls_do_not_offer_are_shown_as_the_nearest() -> None:
    shown = as_controls(AutoencoderSettings(latent_dim=7, learning_rate=3e-3, noise=1.7, n_iterations=900))
    assert (shown["latent_dim"], shown["learning_rate"], shown["noise"]) == ("5", 2e-3, 1.0)
    assert shown["n_iterations"] == 1_000


LIVE = {"chapter": "three_ways", "ways_run": "live", "digits": "built_in", "ways_k": "5", "ways_seconds": "10"}


def test_the_three_ways_begin_with_the_recorded_run_and_train_live(open_page: OpenPage) -> None:
    app = open_page(PAGE, **LIVE)
    assert "Shown is the recorded run" in captions(app)
    assert any("**GAN** · recorded" in element.value for element in app.markdown)
    press(app, "ways_step")
    runner = app.session_state[f"_runner_{PAGE}_ways"]
    while runner.wait(LOOK_S) is State.RUNNING:
        app.run()
    app.run()
    assert runner.state is State.PAUSED
    source, settings = runner.settings
    assert source == "built_in" and (settings.latent_dim, settings.n_iterations) == (5, 500)
    assert "After 0.02 s of computing for each, k = 5, built-in" in captions(app)
    frame = runner.latest()
    assert any(f"**GAN** · {frame.gan.iteration:,} step" in element.value for element in app.markdown)
    table = next(element.value for element in app.markdown if "pictures of random z" in element.value)
    assert f"{frame.real.sharpness:.3f}" in table and "Distance" not in table and "nan" not in table
    figures = charts_of(app)
    assert [len(chart["figure"]["data"]) for chart in figures] == [6, 6]
    assert "Fréchet distance" in figures[0]["alt"] and "Sharpness" in figures[1]["alt"]
    app.session_state[f"{PAGE}_ways_k"] = "10"
    app.run()
    assert "they apply at the next start" in captions(app)
    press(app, "ways_forget")
    assert "Shown is the recorded run" in captions(app)


def test_of_clothing_the_three_are_compared_by_their_sharpness_alone() -> None:
    nobody_knows = {"sure": np.nan, "evenness": np.nan, "frechet": np.nan}
    measures = {
        "autoencoder": {**nobody_knows, "sharpness": 0.2},
        "variational": {**nobody_knows, "sharpness": 0.1},
        "gan": {**nobody_knows, "sharpness": 0.3},
        "real": {**nobody_knows, "sharpness": 0.21},
    }
    said = in_words(measures)
    assert said == "The **Autoencoder**'s are most nearly as sharp as real ones, the **VAE**'s the most blurred."
    table = measures_table(measures, ("sure", "sharpness"))
    assert table.splitlines()[-2].endswith("| – | – | – | – |") and "| 0.200 | 0.100 |" in table
