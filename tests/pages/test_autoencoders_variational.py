"""Chapter "Variational": it opens on the recorded run, shows the live one as it stands, and what it says is so."""

import base64
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.data.autoencoders.variational_recording import LIVE, load_variational
from explorer.training.live.plan import State
from explorer.training.live.runner import Runner
from tests.pages.conftest import charts_of, open_page, press
from tests.pages.test_code import row

PAGE = "autoencoders"
SMALL = {"chapter": "variational", "digits": "built_in", "vae_length": "500"}


def runner_of(app: AppTest) -> Runner:
    return app.session_state[f"_runner_{PAGE}"]


def told(app: AppTest) -> str:
    return next(caption.value for caption in app.caption if "run" in caption.value)


def run_to(app: AppTest, iteration: int) -> None:
    while runner_of(app).status().iteration < iteration and runner_of(app).wait(0.2) is State.RUNNING:
        app.run()
    runner_of(app).pause()
    runner_of(app).wait(10.0)
    app.run()


def test_it_opens_on_the_recorded_run_with_the_numbers_of_a_sample() -> None:
    kept = load_variational()
    app = open_page(PAGE, chapter="variational", vae_picture="4", epsilon_seed="3")
    assert "A recorded run, until you start one: MNIST, k = 2" in told(app)
    epsilon = np.random.default_rng(3).standard_normal((4, 2))[0]
    for i, name in enumerate(("z₁", "z₂")):
        mu, sigma, drawn, z, _ = row(app, name)
        assert mu == pytest.approx(kept.mu[4, i], abs=6e-4)
        assert sigma == pytest.approx(np.exp(0.5 * kept.log_variance[4, i]), abs=6e-4)
        assert drawn == pytest.approx(epsilon[i], abs=6e-4)
        assert z == pytest.approx(mu + sigma * drawn, abs=2e-3)


def test_the_terms_add_up_and_live_coordinates_are_counted() -> None:
    app, kept = open_page(PAGE, chapter="variational", vae_view="terms"), load_variational()
    text = next(element.value for element in app.markdown if "nats a picture" in element.value)
    k, beta, reconstruction, kl, total = (float(number) for number in re.findall(r"[\d.]+", text)[:5])
    assert (k, beta) == (kept.settings["latent_dim"], kept.settings["beta"])
    assert total == pytest.approx(reconstruction + kl, abs=0.11)
    assert total == pytest.approx(
        sum(kept.curves[f"measured_{name}"][-1] for name in ("reconstruction", "kl")), abs=0.06
    )
    assert f"{(kept.kl_by_coordinate > LIVE).sum()} of 2 coordinates live" in text


def test_a_live_run_takes_the_place_of_the_recorded_one_and_follows_beta() -> None:
    app = press(open_page(PAGE, **SMALL), "run")
    run_to(app, 60)
    assert "Your run on built-in at iteration" in told(app) and "all 1,797 pictures learned from" in told(app)
    mu = runner_of(app).consult(lambda run: run.posterior_of(run_row(app))[0])
    assert row(app, "z₁")[0] == pytest.approx(mu[1, 0], abs=6e-4)
    app.session_state[f"{PAGE}_beta"] = 4.0
    app.run()
    assert runner_of(app).settings[1].beta == 4.0
    for view in ("terms", "manifold", "one"):
        app.session_state[f"{PAGE}_vae_view"] = view
        app.run()
        assert not app.exception and "Your run" in told(app)
    press(app, "forget")
    assert "A recorded run" in told(app)


def run_row(app: AppTest) -> np.ndarray:
    from explorer.data.autoencoders.measured import measured_pictures
    from explorer.ui.real_images import images_of

    return measured_pictures(images_of(runner_of(app).settings[0])).row


def plain(packed: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"])


@pytest.mark.parametrize("k", [1, 3])
def test_codes_of_one_number_and_of_many_are_on_the_map(k: int) -> None:
    app = press(open_page(PAGE, **SMALL, vae_k=str(k)), "step")
    names = [f"z{'₀₁₂₃'[i]}" for i in range(1, k + 1)]
    assert all(row(app, name) for name in names)
    digits = charts_of(app)[0]["figure"]["data"][0]
    assert len(digits["text"]) == 500
    app.session_state[f"{PAGE}_vae_view"] = "manifold"
    app.run()
    assert not app.exception
    across, upwards = (plain(charts_of(app)[0]["figure"]["data"][0][axis]) for axis in "xy")
    assert np.ptp(across) > 0 and bool(np.ptp(upwards)) == (k > 1)
    press(app, "forget")


def test_the_window_is_drawn_where_the_sliders_say() -> None:
    app = open_page(PAGE, chapter="variational", vae_view="manifold", zoom="4", window_1="0.5", window_2="-0.25")
    frame = charts_of(app)[0]["figure"]["data"][2]
    from scipy.stats import norm

    left, right = (norm.ppf(norm.cdf(0.5) + side / 8) for side in (-1, 1))
    assert (min(frame["x"]), max(frame["x"])) == pytest.approx((left, right))


def test_the_collapse_is_set_by_its_button() -> None:
    app = press(open_page(PAGE, chapter="variational"), "preset_collapse")
    assert [app.session_state[f"{PAGE}_{name}"] for name in ("vae_k", "beta", "vae_view")] == [20, 10.0, "terms"]
