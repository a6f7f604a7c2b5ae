"""The chapter "On the ring": recorded runs at once, a live one, and words that follow from the counts."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad
from streamlit.testing.v1 import AppTest

from explorer.chapters.autoencoders.ring_background import a_mode_missed
from explorer.chapters.autoencoders.ring_said import in_words, ranges_table
from explorer.chapters.autoencoders.ring_shown import Moment, Way, recorded_moment
from explorer.data.autoencoders.ring_recording import load_ring
from explorer.theory.autoencoders.late_counts import counts_of
from explorer.training.autoencoders.plane_settings import RingSettings
from explorer.training.live.plan import State
from tests.pages.conftest import OpenPage, charts_of, press

PAGE = "autoencoders"
RUNNER = f"_runner_{PAGE}_ring"
WAIT_S = 60.0


@pytest.fixture
def app(open_page: OpenPage) -> Iterator[AppTest]:
    app = open_page(PAGE, chapter="ring", ring_length="1000")
    yield app
    app.session_state[RUNNER].reset()


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.caption))


def test_recorded_runs_are_there_at_once(app: AppTest) -> None:
    kept, charts = load_ring(), charts_of(app)
    assert len(charts) == 3
    for chart, way in zip(charts, kept.ways.values(), strict=True):
        assert f"{way.n_modes[0, -1]} of 8 modes" in chart["alt"]
    assert "A recorded run, until you start one, at iteration 10,000" in words(app)
    assert ranges_table(kept) in words(app) and in_words(recorded_moment(0)) in words(app)
    app.session_state[f"{PAGE}_ring_seed"] = 3.0
    app.run()
    assert in_words(recorded_moment(3)) in words(app) and "The controls say" not in words(app)
    app.session_state[f"{PAGE}_ring_s"] = 0.05
    app.run()
    assert "The controls say s = 0.05." in words(app)


def test_it_runs_live_beside_the_pages_other_runs_and_looks_back(app: AppTest) -> None:
    press(app, "ring_run")
    runner = app.session_state[RUNNER]
    while runner.wait(WAIT_S) is State.RUNNING:
        app.run()
    app.run()
    assert runner.state is State.FINISHED and runner.settings[1] == RingSettings(n_iterations=1_000, frame_every=10)
    last = runner.frames()[-1]
    assert f"{last.variational.n_modes} of 8 modes" in charts_of(app)[1]["alt"]
    assert "Iteration 1,000 of this run: s = 0.2" in words(app)
    (timeline,) = [slider for slider in app.select_slider if "Look back" in slider.label]
    timeline.set_value(500).run()
    assert "Iteration 500 of this run" in words(app)
    assert f"_runner_{PAGE}" not in app.session_state or app.session_state[f"_runner_{PAGE}"].state is State.IDLE

    app.session_state[f"{PAGE}_ring_s"] = 0.05  # what is done needs a new start
    app.run()
    assert "The controls differ" in words(app)


def test_a_run_takes_over_s_and_g_s_rate_and_says_what_needs_a_new_start(app: AppTest) -> None:
    press(app, "ring_step")
    runner = app.session_state[RUNNER]
    assert runner.wait(WAIT_S) is State.PAUSED
    app.session_state[f"{PAGE}_ring_s"] = 0.05
    app.session_state[f"{PAGE}_ring_rate"] = 1e-3
    app.run()
    assert "Changed at iteration" in words(app) and "s = 0.05, G's learning rate 0.001" in words(app)
    assert "Iteration 1 of this run: s = 0.2" in words(app)  # as it was then
    assert runner.settings[1].s == 0.05 and runner.settings[1].learning_rate_G == 1e-3
    for _ in range(2):
        press(app, "ring_step")
        runner.wait(WAIT_S)
        app.run()
    assert "Iteration 3 of this run: s = 0.05" in words(app)  # which is no frame
    app.session_state[f"{PAGE}_ring_seed"] = 2.0
    app.run()
    assert "apply at the next start, because of: seed" in words(app)
    press(app, "ring_forget")
    assert "A recorded run, until you start one" in words(app)


def test_a_run_that_is_done_goes_on(app: AppTest) -> None:
    runner = app.session_state[RUNNER]
    press(app, "ring_run")
    while runner.wait(WAIT_S) is State.RUNNING:
        app.run()
    app.run()
    press(app, "ring_run")  # now it is Go on
    while runner.wait(WAIT_S) is State.RUNNING:
        app.run()
    app.run()
    assert runner.status().iteration == runner.status().n_iterations == 2_000
    (timeline,) = [slider for slider in app.select_slider if "Look back" in slider.label]
    timeline.set_value(500).run()
    (axis,) = {tuple(chart["figure"]["layout"]["xaxis2"]["range"]) for chart in charts_of(app)}
    assert axis[1] == 2_000  # the whole run is in sight


def way(modes: list[int], quality: list[float]) -> Way:
    return Way(np.zeros((1, 2)), modes[-1], quality[-1], np.array(modes, float), np.array(quality))


def moment(variational: Way, gan: Way) -> Moment:
    n = len(gan.captured)
    autoencoder = way([3] * n, [0.004] * n)
    ways = {"autoencoder": autoencoder, "variational": variational, "gan": gan}
    return Moment(RingSettings(), n, n, ways, np.arange(1.0, n + 1))


def test_what_is_said_follows_from_the_counts() -> None:
    fills, hops = way([8] * 40, [0.4] * 40), way([8] * 30 + [5] + [8] * 9, [0.9] * 40)
    said = in_words(moment(fills, hops))
    assert "The **VAE** covers all eight modes and fills the gaps: 60 % of its points lie beside the modes." in said
    assert "The **GAN** has 90 % of high quality in the median of the last 20 counts, more than the VAE's 40 %" in said
    assert "in 1 of these it missed modes, and at worst hit 5. **Look back**" in said and "0.4 % hit a mode" in said
    assert "Look back" not in in_words(replace(moment(fills, hops), looks_back=True))
    before_it = in_words(replace(moment(fills, hops), iteration=30))
    assert "the last 15 counts" in before_it and "all eight modes in each" in before_it
    few = way([6] * 40, [0.1] * 40)
    said = in_words(moment(few, way([8] * 40, [0.05] * 40)))
    assert "The **VAE** is on 6 of 8 modes, and 90 % of its points lie beside them." in said
    assert "no more than the VAE's 10 %, and all eight modes in each of them" in said
    assert "The **GAN** is on 8 of 8 so far." in in_words(moment(way([8], [0.9]), way([8], [0.9])))


def test_counts_are_those_of_the_second_half() -> None:
    found = counts_of(np.array([1.0, 2, 3, 4]), np.array([1, 8, 7, 8]), np.array([0.0, 0.1, 0.2, 0.4]))
    assert found == (2, 1, 7, pytest.approx(0.3))


def test_a_run_of_other_settings_says_them() -> None:
    assert recorded_moment(999).settings == replace(RingSettings(), seed=0)


def test_a_mode_that_is_missed_by_quadrature_of_narrow_heaps() -> None:
    """Eight narrow Gaussians on a line, and a p_g that is perfect on seven of them."""
    places = np.arange(8) * 10.0

    def density(x: float, n: int) -> float:
        return float(stats.norm.pdf(x, places[:n]).mean())

    def over_all(f: object) -> float:
        return sum(quad(f, place - 5, place + 5)[0] for place in places)  # type: ignore[arg-type]

    def kl_part(x: float) -> float:
        p, g = density(x, 8), density(x, 7)
        return g * np.log(g / p) if g > 0 else 0.0

    def jsd_part(x: float) -> float:
        p, g = density(x, 8), density(x, 7)
        m = (p + g) / 2
        return 0.5 * (p * np.log(p / m) + (g * np.log(g / m) if g > 0 else 0.0))

    kl, jsd = a_mode_missed()
    assert over_all(kl_part) == pytest.approx(kl, abs=1e-4) and over_all(jsd_part) == pytest.approx(jsd, abs=1e-4)


def test_the_slope_of_the_gan_s_loss_at_the_best_d_is_as_the_page_says() -> None:
    """∇ E[−ln D*(x)], D* held still, against ∇ [KL(p_g ‖ p_data) − 2 JSD], by quadrature on the line."""
    p_data = stats.norm(0.0, 1.0)

    def integral(f: object) -> float:
        return float(quad(f, -12, 14, limit=200)[0])  # type: ignore[arg-type]

    def divergences(mu: float) -> float:
        g = stats.norm(mu, 0.8)

        def part(x: float) -> float:
            a, b = p_data.pdf(x), g.pdf(x)
            m = (a + b) / 2
            return b * np.log(b / a) - a * np.log(a / m) - b * np.log(b / m)

        return integral(part)

    at, h = 1.2, 1e-4
    best = stats.norm(at, 0.8)

    def loss(mu: float) -> float:
        g = stats.norm(mu, 0.8)
        return integral(lambda x: -g.pdf(x) * np.log(p_data.pdf(x) / (p_data.pdf(x) + best.pdf(x))))

    slope_of_loss, slope = ((f(at + h) - f(at - h)) / (2 * h) for f in (loss, divergences))
    assert slope_of_loss == pytest.approx(slope, rel=1e-4) and slope > 0.1
