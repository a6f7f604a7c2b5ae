"""Each answer of the walkthroughs is one of its options, and agrees with something that did not compute it."""

import importlib
import inspect
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy import optimize, stats
from scipy.integrate import quad
from scipy.special import expit
from sklearn.decomposition import PCA

from explorer.chapters.autoencoders import ring_settings
from explorer.chapters.mode_collapse.slow_settings import current_settings
from explorer.data.autoencoders.recorded import load_recorded
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.autoencoders.variational_recording import load_variational
from explorer.data.far_fakes import far_fakes
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.data.mnist_trainer.published_log import PUBLISHED_LOG
from explorer.data.toy_faces import FACES, is_face
from explorer.lectures.step import Step
from explorer.models.autoencoders.decoder import Decoder
from explorer.pages import WALKTHROUGHS, page_named
from explorer.quiz import autoencoders
from explorer.quiz.outcome import Answer
from explorer.training.autoencoders.plane_run import RingRun
from explorer.training.classifier.judge import probabilities
from explorer.training.mode_collapse.slow_motion import slow_update
from explorer.training.toy_faces.gan import start
from tests.scripts.running import Stand

NAMES = list(WALKTHROUGHS)


def asking_steps(name: str) -> list[Step]:
    return [step for step in WALKTHROUGHS[name].walkthrough if step.predict]


def asked(which: str) -> tuple[dict, Answer]:
    """Return the settings of the step that asks this, and the computed answer."""
    name, step = next((name, step) for name in NAMES for step in asking_steps(name) if step.predict.which == which)
    return dict(step.settings), page_named(name).answer(which)(step.settings)


def numbers_in(text: str) -> list[float]:
    plain = text.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace("×10", "e")
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", plain)]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_among_the_options(name: str) -> None:
    for step in asking_steps(name):
        right = page_named(name).answer(step.predict.which)(step.settings)
        assert right.option in step.predict.options
        assert len(set(step.predict.options.values())) == len(step.predict.options) >= 3
        assert set(right.wrong) == set(step.predict.options) - {right.option}, "each other option is told why not"
        # the text does not know the answer
        assert right.numbers not in step.say + step.predict.question


def answers_of(name: str) -> list[str]:
    """Return the names of the functions of a page's quiz that answer a prediction."""
    functions = vars(importlib.import_module(f"explorer.quiz.{name}")).values()
    return [f.__name__ for f in functions if inspect.isfunction(f) and inspect.signature(f).return_annotation is Answer]


@pytest.mark.parametrize("name", NAMES)
def test_every_computed_answer_is_asked_for_once(name: str) -> None:
    assert sorted(step.predict.which for step in asking_steps(name)) == sorted(answers_of(name))


def test_the_fake_gains_by_a_step_down_the_numerical_gradient() -> None:
    s, right = asked("fake_after_G_step")
    gan = start(np.random.RandomState(s["start_seed"])).face_step(FACES[1], 0.5).fake_step(0.7, 0.5)

    def loss(v: np.ndarray) -> float:
        return -float(np.log(gan.D.probability(expit(v[:4] * 0.7 + v[4:]))))

    v = np.concatenate([gan.G.weights, gan.G.biases])
    v_after = v - 0.5 * optimize.approx_fprime(v, loss, 1e-7)
    assert right.option == "rises"
    assert numbers_in(right.numbers)[1:] == pytest.approx([np.exp(-loss(v)), np.exp(-loss(v_after))], abs=1e-4)


def test_at_the_end_of_the_articles_run_D_cannot_tell() -> None:
    _, right = asked("D_at_the_end")
    # the article's own printed parameters
    v, c = [0.70702123, 0.03720449, -0.45703394, 0.79375751], [2.48490157, -3.36725912, -2.90139211, 2.8172726]
    w, b = [0.60175083, -0.29127513, -0.40093314, 0.37759987], -0.89551030
    assert right.option == "near_half"
    D = expit(expit(0.5 * np.array(v) + c) @ w + b)
    assert numbers_in(right.numbers)[-1] == pytest.approx(D, abs=5e-4)


def test_with_a_thousand_times_the_rate_the_picture_stands_and_is_no_face() -> None:
    s, right = asked("picture_at_the_end")
    rng = np.random.RandomState(s["seed"])
    gan = start(rng)
    for _ in range(300):  # step by step; it is stuck long before
        for x in FACES:
            z = rng.random_sample()
            gan = gan.face_step(x, s["rate"]).fake_step(z, s["rate"]).generator_step(z, s["rate"])
    picture = gan.G.pixels(0.5)
    assert right.option == "stuck"
    assert not is_face(picture)
    assert numbers_in(right.numbers)[:4] == pytest.approx(picture, abs=0.006)


def test_js_far_apart() -> None:
    s, right = asked("js_far_apart")

    def js(mu: float) -> float:
        p, q = stats.norm(s["mu_data"], s["sigma_data"]), stats.norm(mu, s["sigma_g"])

        def integrand(x: float) -> float:
            m = (p.pdf(x) + q.pdf(x)) / 2
            return 0.5 * (p.pdf(x) * np.log(p.pdf(x) / m) + q.pdf(x) * np.log(q.pdf(x) / m))

        return quad(integrand, -10, 15)[0]

    near, far = js(s["mu_g"]), js(5.0)
    assert right.option == "little" and 0.02 < far / near - 1 < 0.03  # as the option says
    assert numbers_in(right.numbers) == pytest.approx([near, far, 100 * (far / near - 1), 100 / 9], abs=0.12)
    assert numbers_in(right.wrong["as_distance"])[1:] == pytest.approx([2, np.log(2), 4.5, 95.2], abs=0.3)
    assert numbers_in(right.wrong["none"])[1] == pytest.approx(100 * 2 * stats.norm.cdf(-2.5), abs=0.05)


def test_a_coin_flip_is_worth_minus_ln_4() -> None:
    _, right = asked("value_of_coin_flip")
    assert right.option == "minus_ln_4"
    assert numbers_in(right.numbers)[0] == pytest.approx(-np.log(4), abs=5e-5)


def test_down_the_loss_of_the_proof_p_g_hardly_moves() -> None:
    s, right = asked("way_home")
    z, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()
    mu, ln_sigma = s["start_mu"], np.log(s["start_sigma"])
    for _ in range(s["n_steps"]):
        p_g = stats.norm(mu, np.exp(ln_sigma))

        def loss(at: np.ndarray, p_g: object = p_g) -> float:  # E ln(1 − D*(x)), D* held still
            x = at[0] + np.exp(at[1]) * z
            return float(weights @ -np.logaddexp(0.0, stats.norm.logpdf(x) - p_g.logpdf(x)))  # type: ignore[attr-defined]

        slope = optimize.approx_fprime(np.array([mu, ln_sigma]), loss, 1e-6)
        mu, ln_sigma = mu - s["step_size"] * slope[0], ln_sigma - s["step_size"] * slope[1]
    assert right.option == "none"
    assert numbers_in(right.numbers)[1] == pytest.approx(mu, abs=0.02)
    first, other = numbers_in(right.wrong["all"])
    assert first < other == pytest.approx(s["step_size"] * s["start_mu"], rel=0.02)  # ∇KL(p_g ‖ p_data) = μ out there


def test_behind_a_sigmoid_the_gradient_is_hundreds_of_times_smaller() -> None:
    s, right = asked("behind_a_sigmoid")
    slope = optimize.approx_fprime(np.array([s["t"]]), lambda t: float(0.5 * (expit(t[0]) - 1) ** 2), 1e-6)[0]
    assert right.option == "hundredth"
    assert numbers_in(right.numbers)[1:3] == pytest.approx([s["t"] - 1, slope], abs=1e-4)


def test_fakes_that_D_rejects_have_the_longer_arrow_under_BCE() -> None:
    s, right = asked("longer_arrow")
    points = far_fakes(s["distance"], s["height"], s["gap"], s["points_seed"])

    def at(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
        return x @ theta[:2] + theta[2]

    def D_loss(theta: np.ndarray) -> float:
        real, fake = at(theta, points.real), at(theta, points.fake)
        return float(np.logaddexp(0, -real).mean() + np.logaddexp(0, fake).mean() + 0.01 * theta[:2] @ theta[:2])

    bce = optimize.minimize(D_loss, np.zeros(3), tol=1e-10).x
    ls = optimize.minimize(
        lambda theta: float(((at(theta, points.real) - 1) ** 2).mean() + ((at(theta, points.fake) + 1) ** 2).mean()),
        np.zeros(3),
    ).x
    arrows = (
        s["step_size"] * np.linalg.norm(bce[:2]) * expit(-at(bce, points.fake)).mean(),
        s["step_size"] * np.linalg.norm(ls[:2]) * np.abs(at(ls, points.fake)).mean(),
    )
    assert right.option == "bce"
    assert numbers_in(right.numbers) == pytest.approx(arrows, rel=0.05)
    far = s["step_size"] * np.linalg.norm(ls[:2]) * np.abs(at(ls, points.far)).mean()
    assert numbers_in(right.wrong["least_squares"])[0] == pytest.approx(far, rel=0.05)


def test_alternating_steps_close_the_circle() -> None:
    s, right = asked("which_way")
    theta, psi = s["theta"], s["psi"]
    for _ in range(s["steps"]):
        psi += s["h"] * theta / (1 + np.exp(theta * psi))
        theta -= s["h"] * psi / (1 + np.exp(theta * psi))
    assert right.option == "closes"
    assert numbers_in(right.numbers)[-1] == pytest.approx(np.hypot(theta, psi), abs=5e-5)
    theta, psi = s["theta"], s["psi"]
    for _ in range(s["steps"]):
        slope = 1 / (1 + np.exp(theta * psi))
        theta, psi = theta - s["h"] * psi * slope, psi + s["h"] * theta * slope
    # the plane turns by a matrix of determinant 1 + h²/4 when both step at once
    expected = [np.hypot(theta, psi), 1 + s["h"] ** 2 / 4, 1]
    assert numbers_in(right.wrong["out"]) == pytest.approx(expected, abs=0.006)


def test_large_steps_of_R1_fly_off() -> None:
    s, right = asked("large_step")
    mu = np.linalg.eigvals(np.eye(2) + s["h"] * np.array([[0, -0.5], [0.5, -s["r1_weight"]]]))
    assert right.option == "off"
    assert numbers_in(right.numbers) == pytest.approx(
        [np.exp(-s["h"] * s["r1_weight"] / 2), np.abs(mu).max()], abs=5e-4
    )
    # |μ|² = det M = 1 − hγ + h²/4 while the two are conjugate: 1 at h = 4γ
    assert numbers_in(right.wrong["stay"])[0] == pytest.approx(4 * s["r1_weight"], abs=0.005)


def test_a_long_step_of_D_seldom_makes_its_loss_larger() -> None:
    s, right = asked("does_Ds_step_help")
    chosen = Stand("mode_collapse", **s)
    updates = [slow_update(current_settings(chosen), before) for before in range(0, 300, 12)]  # a sample of them
    share = np.mean([seen.loss_D_after < seen.loss_D for seen in updates])
    falls, of_all = numbers_in(right.numbers)
    assert right.option == "most"
    assert of_all == 300 and falls / of_all == pytest.approx(share, abs=0.1)
    shown = slow_update(current_settings(chosen), s["slow_before"])
    assert shown.loss_D_after > shown.loss_D and shown.move_D.promised < 0  # what the step says will be seen


def test_fewer_far_out_than_perfect_are_too_narrow() -> None:
    _, right = asked("better_than_perfect")
    spread = 3 / np.sqrt(stats.chi2.ppf(0.999, 2))  # the squared distance in units of σ² is χ² with two degrees
    assert right.option == "narrower" and spread == pytest.approx(0.8, abs=0.02)
    assert numbers_in(right.numbers)[-1] == pytest.approx(spread, abs=0.006)
    assert numbers_in(right.wrong["wider"]) == pytest.approx(
        [1.2, 100 * stats.chi2.cdf((3 / 1.2) ** 2, 2), 3], abs=0.05
    )


def test_a_sure_D_leaves_the_saturating_loss_a_thousandth() -> None:
    _, right = asked("push_against_a_sure_D")
    assert right.option == "thousandth"
    assert numbers_in(right.numbers) == pytest.approx([0.001, 0.999, 999], rel=1e-3)


def test_the_recorded_D_ends_where_the_tutorials_did() -> None:
    _, right = asked("accuracy_at_the_end")
    published = PUBLISHED_LOG[-1][1]
    assert right.option == "most"
    assert numbers_in(right.numbers)[0] == pytest.approx(published, abs=3)


def test_the_score_function_scatters_more_by_draws() -> None:
    s, right = asked("variance_of_score")
    noise = np.random.default_rng(0).standard_normal(2_000_000)
    z = s["q_mu"] + s["q_sigma"] * noise
    drawn = float((z**2 * noise / s["q_sigma"]).var())
    assert right.option == "many" and drawn == pytest.approx(30, rel=0.02)
    assert numbers_in(right.numbers) == [2, 2, 4, 30]


def test_ten_of_twenty_coordinates_live_at_beta_4() -> None:
    s, right = asked("live_at_beta")
    sweep = load_variational().sweep
    assert s["beta"] == sweep.betas[4] == 4.0
    n_live = (sweep.kl_by_coordinate[4] > 0.1).sum() / 3
    assert right.option == "half" and numbers_in(right.numbers) == [3, n_live, 20, 4, 20, 1]


def test_of_the_three_on_the_ring_the_gan_loses_what_it_had() -> None:
    """By a run of another seed than those recorded."""
    settings, right = asked("misses_modes")
    chosen = ring_settings.current_settings(Stand("autoencoders", **settings))
    frames = [each for each in RingRun(replace(chosen, seed=5)) if each.gan.x_fake is not None]
    modes = {way: np.array([getattr(frame, way).n_modes for frame in frames]) for way in WAYS}
    assert modes["autoencoder"].max() < modes["variational"].max() == modes["gan"].max() == 8
    missing = {way: np.mean(modes[way][len(frames) // 2 :] < 8) for way in WAYS}
    assert right.option == "gan" and missing["gan"] > missing["variational"] + 0.05
    _, of_gan, of_vae, worst_gan, worst_vae = numbers_in(right.numbers)
    assert of_gan > 3 * of_vae and worst_gan < worst_vae


def test_the_best_linear_autoencoder_is_scikit_learn_s_pca() -> None:
    settings, right = asked("linear_against_pca")
    images = load_built_in().images
    x = images.reshape(len(images), -1) / 255.0
    pca = PCA(int(settings["latent_dim"])).fit(x)
    error = np.square(pca.inverse_transform(pca.transform(x)) - x).mean()
    assert autoencoders.best_linear_error(x, int(settings["latent_dim"])) == pytest.approx(error, rel=1e-4)
    assert numbers_in(right.numbers)[-2:] == [pytest.approx(error, abs=6e-6)] * 2
    assert right.option == "equal"


def test_the_absolute_error_of_a_pixel_is_least_at_black_or_white() -> None:
    _, right = asked("greys_of_the_absolute_error")
    of_ten = np.array([1.0] * 4 + [0.0] * 6)
    values = np.linspace(0, 1, 101)
    assert values[np.argmin([np.abs(of_ten - value).mean() for value in values])] == 0.0
    assert values[np.argmin([np.square(of_ten - value).mean() for value in values])] == 0.4
    assert np.abs(of_ten - 0.4).mean() == pytest.approx(0.48)  # as the answer says
    assert "0.48" in right.wrong["more"] and right.option == "fewer"


def test_random_codes_are_drawn_by_numpy_s_own_gaussian_just_as_badly() -> None:
    settings, right = asked("sure_of_random_codes")
    recorded = load_recorded(int(settings["recorded_k"]))
    z = np.random.default_rng(7).multivariate_normal(
        recorded.codes.mean(axis=0), np.cov(recorded.codes, rowvar=False), 2_000
    )
    decoder = Decoder(**recorded.weights, is_linear=False)
    sure = (probabilities(decoder.pictures(z))[:, :10].max(axis=1) > 0.9).mean()
    said = numbers_in(right.numbers)
    assert said[1] == pytest.approx(100 * sure, abs=4)
    usual = (probabilities(decoder.pictures(recorded.codes))[:, :10].max(axis=1) > 0.9).mean()
    assert said[-1] == pytest.approx(100 * usual, abs=0.51)
    step = next(step for step in asking_steps("autoencoders") if step.id == "holes")
    assert f"{said[-1]:.0f} %" in step.predict.question
    assert right.option == "some"
