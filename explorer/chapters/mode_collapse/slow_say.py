"""What one update says of itself: its stages in words, its sums, and its samples one by one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from explorer.training.gan_2d_settings import WITH_SIGMOID, Gan2dSettings
from explorer.training.gan_2d_slowly import Move, SlowUpdate

Array = NDArray[np.float64]

NOT_YET = "·"
STAGE_ALTS = (
    "z goes through G and becomes fakes",
    "D judges the real points and the fakes",
    "D's loss goes back to D, which moves",
    "new z become new fakes, which D judges",
    "G's loss goes back through D to G, which moves",
)
# A real point, a fake, and a fake for G.
LOSS_IN_WORDS = {
    "non-saturating": ("−ln σ(t)", "−ln(1 − σ(t))", "−ln σ(t)"),
    "saturating": ("−ln σ(t)", "−ln(1 − σ(t))", "ln(1 − σ(t))"),
    "LSGAN": ("½(t − 1)²", "½t²", "½(t − 1)²"),
    "hinge": ("max(0, 1 − t)", "max(0, 1 + t)", "−t"),
    "WGAN": ("−t", "t", "−t"),
}


def number(value: float, digits: int = 3) -> str:
    """Write a number with a true minus sign."""
    text = f"{value:.{digits}f}"
    return (text[1:] if float(text) == 0 and text[0] == "-" else text).replace("-", "−")


def says(t: float, loss: str) -> str:
    """Write what D says: a probability where it has a sigmoid, else its output."""
    return f"{100 * float(expit(t)):.1f} %" if loss in WITH_SIGMOID else number(t)


def mean_says(t: Array, loss: str) -> str:
    """Write the mean of what D says of some points."""
    return f"{100 * float(expit(t).mean()):.1f} %" if loss in WITH_SIGMOID else number(float(t.mean()))


def stage_in_words(stage: int, s: Gan2dSettings, seen: SlowUpdate) -> str:
    """Say what happens at a stage, from 1."""
    n = s.batch_size
    on_real, on_fake, of_G = LOSS_IN_WORDS[s.loss]
    return (
        f"**1 · G makes fakes.** G is given {n} random z, the grey dots in the box, and makes a point of each: the "
        "orange dots. D has not been asked yet, and G never sees a blue one.",
        f"**2 · D judges both.** D gives every point a number t: the higher, the more real. A real point costs "
        f"{on_real}, a fake {on_fake}. The larger a dot, the steeper its loss: the more it counts.",
        "**3 · D moves** down the gradient of its loss, all its weights a little. The *same* batch, asked again: the "
        "dots slide down their curves, and D's boundary has moved away from the dotted line.",
        f"**4 · D judges new fakes**, of {n} new z. D stands still now. G's loss on each is {of_G}; the arrow is "
        "−ℓ′(t)∇t(x): where the fake would go, and how badly.",
        f"**5 · G moves.** All {n} fakes hang on the same weights, so none can simply follow its arrow: hollow dots "
        "are where they were, full ones where the same z lead now.",
    )[stage - 1]


def sums(stage: int, seen: SlowUpdate) -> str:
    """Write the update's sums as a table that fills up from stage to stage."""
    moved = seen.x_moved - seen.x_new
    rows = [
        (2, "D's loss: real + fakes, means", _sum(seen.real.mean, seen.fake.mean, seen.loss_D)),
        (3, "length of D's gradient · move", _lengths(seen.move_D)),
        (3, "D's loss after its step", _change(seen.loss_D, seen.loss_D_after)),
        (3, "the slope promised · it came", _promise(seen.move_D, seen.loss_D_after - seen.loss_D)),
        (4, "G's loss · mean push", f"{number(seen.new.mean, 4)} · {number(_length(seen.push))}"),
        (5, "length of G's gradient · move", _lengths(seen.move_G)),
        (5, "G's loss after its step", _change(seen.new.mean, seen.moved.mean)),
        (5, "the slope promised · it came", _promise(seen.move_G, seen.moved.mean - seen.new.mean)),
        (5, "fakes' mean move · along push", f"{number(_length(moved))} · cos {number(_along(seen), 2)}"),
    ]
    lines = [f"| {at} | {what} | {_shown(text, at, stage)} |" for at, what, text in rows]
    return "\n".join(["| stage | sum | this batch |", "|--:|:--|:--|", *lines])


def followed(k: int, stage: int, s: Gan2dSettings, seen: SlowUpdate) -> str:
    """Say what becomes of sample k, from 0, up to a stage."""
    i = k
    if stage <= 3:
        said = f"z = {_point(seen.z[i])} → G → fake {_point(seen.x_fake[i])}"
        if stage >= 2:
            said += f" → D: t = {number(seen.fake.t[i])} → loss {number(seen.fake.loss[i])}"
            said += f", slope {number(seen.fake.slope[i])}. The real one: t = {number(seen.real.t[i])}"
            said += f", loss {number(seen.real.loss[i])}, slope {number(seen.real.slope[i])}"
        if stage == 3:
            said += f". After D's step: t = {number(seen.fake_after.t[i])} and {number(seen.real_after.t[i])}"
    else:
        said = f"new z = {_point(seen.z_new[i])} → G → {_point(seen.x_new[i])} → D: t = {number(seen.new.t[i])} → "
        said += f"loss {number(seen.new.loss[i])}, slope {number(seen.new.slope[i])} → push {_point(seen.push[i])}"
        if stage == 5:
            said += f". After G's step it is at {_point(seen.x_moved[i])}, t = {number(seen.moved.t[i])}"
    return f"**Number {k + 1}**, in the ring: {said}."


def samples(stage: int, s: Gan2dSettings, seen: SlowUpdate) -> str:
    """Write every sample's numbers as a table, which fills up from stage to stage; the last column is the mean."""
    D = "D(x)" if s.loss in WITH_SIGMOID else "t"

    def given(t: Array) -> Array:
        return np.asarray(expit(t) if s.loss in WITH_SIGMOID else t)

    moved = np.linalg.norm(seen.x_moved - seen.x_new, axis=1)
    rows: Sequence[tuple[int, str, Array]] = [
        (2, f"real: {D}", given(seen.real.t)),
        (2, "loss", seen.real.loss),
        (2, "slope", seen.real.slope),
        (3, f"{D} after D's step", given(seen.real_after.t)),
        (2, f"fake: {D}", given(seen.fake.t)),
        (2, "loss", seen.fake.loss),
        (2, "slope", seen.fake.slope),
        (3, f"{D} after D's step", given(seen.fake_after.t)),
        (4, f"new fake: {D}", given(seen.new.t)),
        (4, "loss of G", seen.new.loss),
        (4, "slope", seen.new.slope),
        (4, "length of push", np.linalg.norm(seen.push, axis=1)),
        (5, "length of move", moved),
        (5, f"{D} after G's step", given(seen.moved.t)),
    ]
    n = len(seen.x_real)
    lines = []
    for at, what, values in rows:
        cells = [number(value) for value in values] + [f"**{number(float(values.mean()), 4)}**"]
        lines.append(f"| {what} | " + " | ".join(cells if stage >= at else [NOT_YET] * (n + 1)) + " |")
    head = "| sample | " + " | ".join(map(str, range(1, n + 1))) + " | mean |"
    return "\n".join([head, "|:--|" + "--:|" * (n + 1), *lines])


def _shown(text: str, at: int, stage: int) -> str:
    return NOT_YET if stage < at else f"**{text}**" if stage == at else text


def _sum(one: float, other: float, both: float) -> str:
    return f"{number(one, 4)} + {number(other, 4)} = {number(both, 4)}".replace("+ −", "− ")


def _change(before: float, after: float) -> str:
    return f"{number(before, 4)} → {number(after, 4)}"


def _lengths(move: Move) -> str:
    return f"{number(move.gradient)} · {number(move.size)}"


def _promise(move: Move, came: float) -> str:
    return f"{number(move.promised, 4)} · {number(came, 4)}"


def _length(vectors: Array) -> float:
    return float(np.linalg.norm(vectors, axis=1).mean())


def _along(seen: SlowUpdate) -> float:
    """Return the mean cosine between a fake's move and its push; 0 where there is none."""
    moved = seen.x_moved - seen.x_new
    lengths = np.linalg.norm(moved, axis=1) * np.linalg.norm(seen.push, axis=1)
    return float(((moved * seen.push).sum(axis=1) / np.maximum(lengths, 1e-300)).mean())


def _point(x: Array) -> str:
    return "(" + ", ".join(number(value, 2) for value in x) + ")"
