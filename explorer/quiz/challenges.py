"""Whether a challenge is solved, and how near it is, computed from what the controls say now.

The texts are in `explorer/lectures/challenges.py`. Every function returns a `State`; none of them is told the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.toy_faces import is_face
from explorer.models.toy_faces import Discriminator, Generator
from explorer.numbers import number
from explorer.theory.densities import Density, Gaussian
from explorer.theory.dynamics.eigenvalues import Local
from explorer.theory.dynamics.steps import Path
from explorer.theory.losses import NON_SATURATING, least_squares_generator
from explorer.theory.lsgan import PEARSON_CODING, Coding, agrees_with_chi2, cost_as_chi2
from explorer.theory.minimax import MINIMUM_COST, quadratic_logit_of_D_star
from explorer.theory.sample_metrics import ModeCount
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.training.toy_faces.gan import ARTICLE, History, Settings

Array = NDArray[np.float64]

SURE = 0.75
Z = np.linspace(0.0, 1.0, 101)
HOME_JS = 0.01
MAX_MOVES = 5
GAP, LEAST_JS = 1e-3, 0.1
WEAKER, STEP_OF_T = 100.0, 0.5
LEAST_H, LEAST_RADIUS, CLOSED = 0.2, 1.0, 0.01
FAST = 0.9
FEW_MODES, MAX_CHANGES = 4, 2


@dataclass(frozen=True)
class State:
    """Where the student stands: `near` in plain words, with the numbers, and whether the challenge is solved."""

    near: str
    solved: bool


def sure_of_all(D: Discriminator, faces: Array, others: Array) -> State:
    """Every face above `SURE`, every non-face below 1 − `SURE`; faces (n, 4), others (m, 4)."""
    given_to_truth = np.concatenate([D.probability(faces), 1.0 - D.probability(others)])
    n_right, least = int((given_to_truth > 0.5).sum()), float(given_to_truth.min())
    return State(
        f"{n_right} of {len(given_to_truth)} right; the worst answer gives {100 * least:.1f} % to what is true.",
        least > SURE,
    )


def fool_D(G: Generator, judge: Discriminator) -> State:
    """D(G(z)) > ½ for every z in [0, 1], on a grid of 101."""
    answers = judge.probability(G.pixels(Z))
    lowest = float(answers.min())
    return State(f"D's lowest answer is {lowest:.3f}, at z = {Z[answers.argmin()]:.2f}.", lowest > 0.5)


def fail_by_rate(settings: Settings, history: History) -> State:
    """The article's run with another learning rate that draws no face at the end, or overflows before."""
    if replace(settings, learning_rate=ARTICLE.learning_rate) != ARTICLE:
        return State("More than the learning rate has changed: press Begin.", False)
    if history.overflowed:
        return State(f"A score overflowed in epoch {history.epochs + 1}.", True)
    picture = history.final.G.pixels(0.5)
    drawn = ", ".join(f"{pixel:.2f}" for pixel in picture)
    return State(f"G draws {drawn}: {'still a face' if is_face(picture) else 'no face'}.", not is_face(picture))


def five_moves(js: float, n_moves: int | None) -> State:
    """JSD below `HOME_JS` after at most `MAX_MOVES`; `n_moves` is None as long as the challenge is not being played."""
    if n_moves is None:
        return State("Press Begin: it sets p_data and p_g, and counts from there.", False)
    moves = f"{n_moves} move{'' if n_moves == 1 else 's'}"
    too_many = " That is more than five: press Begin once more." if n_moves > MAX_MOVES else ""
    return State(f"{moves}, JSD {js:.4f}.{too_many}", 0 < n_moves <= MAX_MOVES and js < HOME_JS)


def near_D_star(value: float, cost: float, coefficients: Sequence[float], p_data: Density, p_g: Gaussian) -> State:
    """C(G) − V below `GAP` by a D that the button has not set, for densities at least `LEAST_JS` apart.

    `value` is V of the D with these coefficients, `cost` C(G) = −ln 4 + 2 JSD.
    """
    gap, js = cost - value, (cost - MINIMUM_COST) / 2
    best = quadratic_logit_of_D_star(p_data, p_g) if isinstance(p_data, Gaussian) else None
    if best is not None and np.allclose(coefficients, best, atol=1e-9):
        return State("That is D* itself, as the button sets it. By hand, please.", False)
    if js < LEAST_JS:
        return State(f"The two densities are too much alike: JSD {js:.3f}.", False)
    return State(f"C(G) − V = {gap:.5f} nats.", gap < GAP)


def patience(loss: str, start: Gaussian, p_data: Gaussian, js_at_end: float) -> State:
    """The saturating loss gets home from N(6, 1)."""
    as_asked = loss == "saturating" and (start, p_data) == (Gaussian(6.0, 1.0), Gaussian(0.0, 1.0))
    if not as_asked:
        return State("Another loss, start or p_data: press Begin.", False)
    return State(f"At the end JSD = {js_at_end:.4f}.", js_at_end < HOME_JS)


def hundred_times(t: float, c: float) -> State:
    """The smallest t, to half a unit, where |LS gradient| ≥ 100 |non-saturating gradient|, with c = 1."""
    if c != 1.0:
        return State("c is not 1: press Begin.", False)

    def ratio(at: float) -> float:
        x = np.array([at])
        return abs(float(least_squares_generator(c).gradient(x)[0] / NON_SATURATING.gradient(x)[0]))

    here, before = ratio(t), ratio(t - STEP_OF_T)
    said = f"At t = {number(t, 'g')} it is {here:.3g} times weaker, half a unit before {before:.3g} times."
    return State(said, t > 0 and here >= WEAKER > before)


def other_coding(coding: Coding) -> State:
    """2 C(G) = χ² with another coding than the paper's."""
    slope, offset = cost_as_chi2(coding)
    same = bool(np.allclose([coding.a, coding.b, coding.c], [PEARSON_CODING.a, PEARSON_CODING.b, PEARSON_CODING.c]))
    said = f"2 C(G) = {slope:.3g} · χ² + {offset:.3g}"
    return State(f"{said}, the paper's own." if same else f"{said}.", agrees_with_chi2(coding) and not same)


def closed_circle(method: str, step_size: float, path: Path, n_steps: int) -> State:
    """The plain GAN ends 500 steps as far out as it began."""
    first, last = float(path.radius[0]), float(path.radius[-1])
    if method != "GAN" or step_size < LEAST_H or first < LEAST_RADIUS or n_steps < 500:
        return State("Another method, a smaller h, fewer steps or too near a start: press Begin.", False)
    ratio = last / first
    whole = len(path.radius) > n_steps
    return State(f"The distance has been multiplied by {ratio:.4f}.", whole and abs(ratio - 1) < CLOSED)


def fast_home(here: Local | None) -> State:
    """The larger |μ| is below `FAST`."""
    if here is None:
        return State("This method has no eigenvalues at (0, 0).", False)
    return State(f"The larger |μ| is {here.size:.4f}.", here.size < FAST)


def _settings(settings: Gan2dSettings) -> dict[str, Any]:
    """Return every setting that the page offers, by name."""
    flat: dict[str, Any] = {}
    for name, value in vars(settings).items():
        flat |= {f"{name}.{key}": at for key, at in vars(value).items()} if isinstance(value, Player) else {name: value}
    return flat


def n_changes(settings: Gan2dSettings, preset: Gan2dSettings) -> int:
    """Return in how many settings two runs differ."""
    one, other = _settings(settings), _settings(preset)
    return sum(one[name] != other[name] for name in one)


def _of_a_run(
    settings: Gan2dSettings, preset: Gan2dSettings, most: int, finished: bool, found: ModeCount | None, good: bool
) -> State:
    changed = n_changes(settings, preset)
    if found is None:
        return State("Press Begin, then Start.", False)
    if changed > most:
        return State(f"This run differs from the start in {changed} settings; at most {most} may. Press Begin.", False)
    said = f"{found.n_captured} of {len(found.counts)} modes have fakes; {changed} changed."
    if not finished:
        return State(f"{said} It counts at the end of a run.", False)
    return State(said, good)


def eight_modes(settings: Gan2dSettings, finished: bool, found: ModeCount | None) -> State:
    """All modes have fakes at the end of a run that is at most two settings from the collapsing one."""
    good = found is not None and found.n_captured == len(found.counts)
    return _of_a_run(settings, COLLAPSE, MAX_CHANGES, finished, found, good)


def make_it_collapse(settings: Gan2dSettings, finished: bool, found: ModeCount | None) -> State:
    """At most four modes have fakes at the end of a run that is one setting from the good one."""
    good = found is not None and found.n_captured <= FEW_MODES
    return _of_a_run(settings, ALL_EIGHT, 1, finished, found, good)
