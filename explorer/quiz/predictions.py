"""The answers to the walkthroughs' questions, computed from the settings of the step that asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import erf, logit

from explorer.data.far_fakes import far_fakes
from explorer.data.mode_collapse.cures import load_cures
from explorer.data.recordings import load_recording
from explorer.data.toy_faces import is_face
from explorer.numbers import number
from explorer.theory.densities import Gaussian
from explorer.theory.divergences import LN2, js_divergence
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.steps import follow
from explorer.theory.gradient_flow import flow
from explorer.theory.losses import (
    NON_SATURATING,
    SATURATING,
    Loss,
    least_squares_behind_sigmoid,
    least_squares_generator,
)
from explorer.theory.lsgan import PEARSON_CODING, Coding
from explorer.theory.minimax import quadratic, value_function
from explorer.theory.sample_metrics import PERFECT_QUALITY
from explorer.training.lsgan_vs_bce.far_fakes import move_fakes
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.training.mode_collapse.slow_motion import losses_of_D_around_its_steps
from explorer.training.toy_faces.gan import History, Settings, start, train
from explorer.training.toy_faces.moves import parse, replay

Controls = Mapping[str, Any]  # what the step sets

STILL = 0.01  # how far a pixel may still move in a picture that stands
SAME = 0.02  # two lengths this close to each other, in parts of one of them, count as the same


@dataclass(frozen=True)
class Answer:
    """The option that is right, and the numbers that decide it, in a sentence."""

    option: str
    numbers: str


def answer(which: str, settings: Controls) -> Answer:
    """Compute the answer to the question called `which` for a step's settings."""
    return ANSWERS[which](settings)


def _nearest(value: float, options: Mapping[str, float]) -> str:
    return min(options, key=lambda option: abs(options[option] - value))


# Toy faces


def _fake_after_G_step(s: Controls) -> Answer:
    """D's answer to the fake of the same z, before and after one more step of G."""
    first = start(np.random.RandomState(s["start_seed"]))
    now = replay(first, parse(s["moves"]))[-1]
    moved = now.generator_step(s["z"], float(s["hand_rate"]))
    before, after = (float(gan.D.probability(gan.G.pixels(s["z"]))) for gan in (now, moved))
    option = "It rises" if after > before else "It falls" if after < before else "It stays"
    return Answer(option, f"One step of G takes D(G({s['z']:g})) from {before:.4f} to {after:.4f}.")


def _run(s: Controls) -> History:
    return train(Settings(s["epochs"], s["rate"], s["seed"], s["k"]))


def _D_at_the_end(s: Controls) -> Answer:
    end = _run(s).final
    D = float(end.D.probability(end.G.pixels(0.5)))
    option = _nearest(D, {"Near 0: it knows them all": 0.0, "Near ½: it cannot tell": 0.5, "Near 1: it is fooled": 1.0})
    return Answer(option, f"At the end of this run D(G(0.5)) = {D:.3f}.")


def _picture_at_the_end(s: Controls) -> Answer:
    run = _run(s)
    last = np.array([run.at(epoch).G.pixels(0.5) for epoch in range(run.epochs - 100, run.epochs + 1)])
    picture, motion = last[-1], float(np.ptp(last, axis=0).max())
    if motion > STILL:
        option = "A picture that never rests"
    else:
        option = "A face, a thousand times sooner" if is_face(picture) else "No face: G is stuck"
    return Answer(
        option,
        f"G's four pixels end at {', '.join(f'{pixel:.2f}' for pixel in picture)}, where a face is dark, light, light, "
        f"dark; in the last 100 epochs none moved by more than {motion:.4f}.",
    )


# 1-D Gaussian


def _js_far_apart(s: Controls) -> Answer:
    js = js_divergence(Gaussian(s["mu_data"], s["sigma_data"]), Gaussian(s["mu_g"], s["sigma_g"]))
    return Answer(
        _nearest(js, {"0.3": 0.3, "0.69": LN2, "4.5": 4.5}),
        f"By quadrature JSD = {js:.4f} nats; ln 2 = {LN2:.4f} is its ceiling, however far apart the two are.",
    )


def _value_of_coin_flip(s: Controls) -> Answer:
    p_data, p_g = Gaussian(s["own_mu_data"], s["own_sigma_data"]), Gaussian(s["own_mu_g"], s["own_sigma_g"])
    value = value_function(lambda x: quadratic((s["c0"], s["c1"], s["c2"]), x), p_data, p_g)
    option = _nearest(value, {"0": 0.0, "−ln 2 = −0.693": -LN2, "−ln 4 = −1.386": -2 * LN2})
    return Answer(option, f"Integrated, V = {number(value, '.4f')}: ln ½ from the real and ln ½ from the fakes.")


def _way_home(s: Controls) -> Answer:
    p_data = Gaussian(s["goal_mu"], s["goal_sigma"])
    mu, _ = flow(s["flow_loss"], s["start_mu"], s["start_sigma"], p_data, s["step_size"], s["n_steps"])
    share = float(1 - abs(mu[-1] - p_data.mu) / abs(mu[0] - p_data.mu))
    option = _nearest(share, {"Hardly any of it": 0.0, "About half of it": 0.5, "All of it": 1.0})
    return Answer(
        option,
        f"After {s['n_steps']} steps μ is {mu[-1]:.3f}: {100 * share:.1f} % of the way from {mu[0]:g} is done.",
    )


# LSGAN against BCE


def _behind_a_sigmoid(s: Controls) -> Answer:
    t = np.array([s["t"]])
    plain, behind = (float(loss(s["c"]).gradient(t)[0]) for loss in _LEAST_SQUARES)
    ratio = abs(plain / behind)
    option = _nearest(np.log10(ratio), {"It stays as it was": 0.0, "Ten times smaller": 1.0, "Hundreds of times": 2.8})
    return Answer(
        option,
        f"At t = {number(s['t'])} it is {number(plain, '.3f')} without the sigmoid and {number(behind, '.5f')} "
        f"with it: {ratio:.0f} times smaller.",
    )


_LEAST_SQUARES: tuple[Callable[[float], Loss], ...] = (least_squares_generator, least_squares_behind_sigmoid)


def _longer_arrow(s: Controls) -> Answer:
    points = far_fakes(s["distance"], s["height"], s["gap"], s["points_seed"])
    target: Coding = PEARSON_CODING
    runs = (
        move_fakes(points, NON_SATURATING, 0, s["step_size"], s["refit"]),
        move_fakes(points, least_squares_generator(target.c), 0, s["step_size"], s["refit"], target),
    )
    lengths = [float(np.linalg.norm(next(run).gradient_far, axis=1).mean()) for run in runs]
    bce, ls = (s["step_size"] * length for length in lengths)
    option = "Both the same" if abs(bce - ls) < SAME * ls else "BCE" if bce > ls else "Least squares"
    return Answer(option, f"Their first step is {bce:.1e} long under BCE and {ls:.2f} under least squares, on average.")


# Dynamics


def _path(s: Controls) -> Answer:
    method = METHODS[s["method"]]
    path = follow(method, method.usual, s["schedule"], s["h"], (s["theta"], s["psi"]), s["steps"])
    first, last = float(path.radius[0]), float(path.radius[-1])
    closes = abs(last - first) < SAME * first
    option = "It closes a circle" if closes else "It spirals out" if last > first else "It spirals in"
    return Answer(option, f"It begins {first:.4f} from the middle; after {s['steps']} steps it is {last:.4f} away.")


def _large_step(s: Controls) -> Answer:
    here = local(METHODS[s["method"]], s["r1_weight"], s["schedule"], s["h"])
    if here is None:
        raise ValueError(f"{s['method']} has no eigenvalues")
    options = {"converges": "They come nearer", "undecided": "They keep their distance", "flies off": "They fly off"}
    flow_size = float(np.exp(s["h"] * here.flow.real.max()))
    return Answer(
        options[here.verdict],
        f"In the time of one step the flow multiplies the distance by {flow_size:.3f}; the step itself by "
        f"|μ| = {here.size:.3f}.",
    )


# 2-D lab


def _perfect_quality(_: Controls) -> Answer:
    on_a_line = float(erf(3 / np.sqrt(2)))
    option = _nearest(PERFECT_QUALITY, {"100 %": 1.0, "99.7 %": on_a_line, "98.9 %": 0.989})
    return Answer(
        option,
        f"In the plane it is 1 − e^−4.5 = {100 * PERFECT_QUALITY:.3f} %. The well-known {100 * on_a_line:.1f} % belong "
        "to a line.",
    )


N_STEPS_OF_D = 300


def _does_Ds_step_help(s: Controls) -> Answer:
    D, G = (Player(optimizer=s["slow_optimizer"], learning_rate=s[f"slow_rate_{who}"]) for who in "DG")
    settings = Gan2dSettings(
        s["slow_data"], loss=s["slow_loss"], D=D, G=G, batch_size=s["slow_batch"], seed=int(s["slow_seed"])
    )
    falls = sum(after < before for before, after in losses_of_D_around_its_steps(settings, N_STEPS_OF_D))
    some = {"After most of them": 0.9, "After about half of them": 0.5}
    option = "After all of them" if falls == N_STEPS_OF_D else _nearest(falls / N_STEPS_OF_D, some)
    return Answer(option, f"After {falls} of {N_STEPS_OF_D}; after the others it is higher than before.")


SURE = 0.001


def _push_against_a_sure_D(_: Controls) -> Answer:
    t = np.array([logit(SURE)])
    saturating, other = (abs(float(loss.gradient(t)[0])) for loss in (SATURATING, NON_SATURATING))
    ratio = other / saturating
    option = _nearest(np.log10(ratio), {"The same": 0.0, "A tenth": 1.0, "A thousandth": 3.0})
    return Answer(option, f"By D's logit the slopes are {saturating:.4f} and {other:.4f}: {ratio:.0f} times smaller.")


def _modes_of_the_plain_gan(s: Controls) -> Answer:
    modes = load_cures().cells[s["cure_data"], s["cure"]].n_modes[:, -1]
    listed = ", ".join(f"{n}" for n in np.sort(modes))
    return Answer(_nearest(float(np.median(modes)), {"1": 1, "4": 4, "7": 7}), f"The five seeds end in {listed} modes.")


# Live MNIST trainer


def _accuracy_at_the_end(_: Controls) -> Answer:
    accuracy = load_recording("dense_20000").curves["accuracy"]
    mean = float(np.mean(accuracy[-len(accuracy) // 10 :]))
    option = _nearest(mean, {"About 50 %: it can only guess": 0.5, "About 80 %": 0.8, "100 %: it has won": 1.0})
    return Answer(option, f"Over the last tenth of the recorded run D is right in {100 * mean:.1f} %.")


ANSWERS: Mapping[str, Callable[[Controls], Answer]] = {
    "the fake after a step of G": _fake_after_G_step,
    "D at the end of the run": _D_at_the_end,
    "the picture at the end of the run": _picture_at_the_end,
    "JSD far apart": _js_far_apart,
    "value of a coin flip": _value_of_coin_flip,
    "share of the way home": _way_home,
    "gradient behind a sigmoid": _behind_a_sigmoid,
    "the longer arrow": _longer_arrow,
    "which way the path goes": _path,
    "steps that are too large": _large_step,
    "does D's step help": _does_Ds_step_help,
    "quality of a perfect sampler": _perfect_quality,
    "push against a sure D": _push_against_a_sure_D,
    "modes of the plain GAN": _modes_of_the_plain_gan,
    "accuracy at the end of the recording": _accuracy_at_the_end,
}
