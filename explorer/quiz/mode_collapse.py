"""The questions of the page on the 2-D lab: the answers to its predictions, and how near its challenges are."""

from typing import Any

import numpy as np
from scipy.special import logit

from explorer.data.mode_collapse.cures import load_cures
from explorer.numbers import counted, number, percent
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.theory.losses import NON_SATURATING, SATURATING
from explorer.theory.sample_metrics import PERFECT_QUALITY, ModeCount
from explorer.training.mode_collapse.presets import ALL_EIGHT, COLLAPSE
from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.training.mode_collapse.slow_motion import losses_of_D_around_its_steps

N_STEPS_OF_D = 300
SURE = 0.001
TOO_GOOD, WIDER = 0.999, 1.2
FEW_MODES, MAX_CHANGES = 4, 2


def better_than_perfect(_: Controls) -> Answer:
    """The spread, in parts of the data's, of round Gaussian modes with `TOO_GOOD` of their fakes within 3σ.

    Of a Gaussian of spread s σ in the plane, 1 − exp(−9/(2 s²)) lies within 3σ.
    """
    spread = 3 / np.sqrt(-2 * np.log1p(-TOO_GOOD))
    wider = -np.expm1(-4.5 / WIDER**2)
    outside = 1000 * (1 - PERFECT_QUALITY)
    return Answer(
        nearest(spread, {"same": 1.0, "narrower": 0.8, "wider": WIDER}),
        "Of a round Gaussian of spread s σ in the plane 1 − e^(−4.5/s²) lies within 3σ: "
        f"{percent(PERFECT_QUALITY, 1)} for s = 1, {percent(TOO_GOOD, 1)} for s = {number(spread, '.2f')}.",
        {
            "same": f"Then {number(outside, '.0f')} in 1,000 would lie outside, as of perfect samples. Fewer is not "
            "better, it is too narrow: what lies far out is missing.",
            "wider": f"Wider modes put more outside: of modes {number(WIDER)} times as wide {percent(wider, 1)} are "
            "within 3σ.",
        },
    )


def does_Ds_step_help(s: Controls) -> Answer:
    """After how many of D's first steps its loss on the same batch is lower."""
    D, G = (Player(optimizer=s["slow_optimizer"], learning_rate=s[f"slow_rate_{who}"]) for who in "DG")
    settings = Gan2dSettings(
        s["slow_data"], loss=s["slow_loss"], D=D, G=G, batch_size=s["slow_batch"], seed=int(s["slow_seed"])
    )
    losses = list(losses_of_D_around_its_steps(settings, N_STEPS_OF_D))
    falls = sum(after < before for before, after in losses)
    worst = max(losses, key=lambda loss: loss[1] - loss[0])
    change = float(np.mean([after - before for before, after in losses]))
    some = {"most": 0.9, "half": 0.5}
    option = "all" if falls == N_STEPS_OF_D else nearest(falls / N_STEPS_OF_D, some)
    return Answer(
        option,
        f"After {falls} of {N_STEPS_OF_D}; after the others it is higher than before.",
        {
            "all": "The gradient says which way is down where D stands, and the step goes on from there in a "
            "straight line. The loss is curved: the worst of the steps took it from "
            f"{number(worst[0], '.3f')} to {number(worst[1], '.3f')}.",
            "half": "By chance it would be half. But most of these steps are short enough: on average one changes "
            f"the loss by {number(change, '.4f')}.",
        },
    )


def push_against_a_sure_D(_: Controls) -> Answer:
    """How much weaker the saturating loss pushes a fake that D is sure of."""
    t = np.array([logit(SURE)])
    saturating, other = (abs(float(loss.gradient(t)[0])) for loss in (SATURATING, NON_SATURATING))
    ratio = other / saturating
    option = nearest(np.log10(ratio), {"same": 0.0, "tenth": 1.0, "thousandth": 3.0})
    return Answer(
        option,
        f"By D's raw output the slopes are {number(saturating, '.4f')} and {number(other, '.4f')}: "
        f"{number(ratio, '.0f')} times smaller.",
        {
            "same": "Both point the same way, and they are equally strong where D says ½. Here the one is D itself, "
            f"{number(SURE)}, and the other 1 − D, {number(1 - SURE)}.",
            "tenth": f"D's answer {number(SURE)} is the slope itself: it would be a tenth of the other one's only "
            f"where D says {number(1 / 11, '.2f')}.",
        },
    )


def modes_of_the_plain_gan(s: Controls) -> Answer:
    """How many modes the recorded runs of the plain GAN keep."""
    recording = load_cures()
    n_modes = recording.cells[s["cure_data"], s["cure"]].n_modes
    modes = n_modes[:, -1]
    listed = ", ".join(f"{n}" for n in np.sort(modes))
    under_way = n_modes[:, 1:]  # without the start, where all fakes lie together
    middle = np.median(under_way, axis=0)
    at_worst = recording.iterations[1 + np.argmin(middle)]
    return Answer(
        nearest(float(np.median(modes)), {"5": 5, "15": 15, "25": 25}),
        f"The five seeds end in {listed} modes.",
        {
            "5": "Not even on the way: the fewest that any of the five has held since its start are "
            f"{under_way.min()}.",
            "15": f"So it looks for a while: at iteration {at_worst:,} the middle one holds "
            f"{number(middle.min(), '.0f')}. But none is lost for good, and after {recording.iterations[-1]:,} "
            f"iterations it holds {number(middle[-1], '.0f')}.",
        },
    )


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
        differs = f"This run differs from the start in {counted(changed, 'setting')}"
        return State(f"{differs}; at most {most} may. Press Begin.", False)
    said = f"Modes that have fakes: {found.n_captured} of {len(found.counts)}; {changed} changed."
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
