"""An update in numbers: its sums, one sample's way, and all samples; each table fills up from stage to stage."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from explorer.chapters.mode_collapse.slow_say import NOT_YET, number
from explorer.training.gan_2d_settings import WITH_SIGMOID, Gan2dSettings
from explorer.training.gan_2d_slowly import Judged, Move, SlowUpdate

Array = NDArray[np.float64]


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


def followed(k: int, stage: int, seen: SlowUpdate) -> str:
    """Write what becomes of sample k, from 0, as a list that fills up from stage to stage."""
    lines = [
        (1, "z → fake", f"{_point(seen.z[k])} → {_point(seen.x_fake[k])}"),
        (2, "D on it", _verdict(seen.fake, k)),
        (3, "after D's step", f"t = {number(seen.fake_after.t[k])}"),
        (4, "new z → fake", f"{_point(seen.z_new[k])} → {_point(seen.x_new[k])}"),
        (4, "D on it", _verdict(seen.new, k)),
        (4, "its push", _point(seen.push[k])),
        (5, "after G's step", f"{_point(seen.x_moved[k])}, t = {number(seen.moved.t[k])}"),
    ]
    return "\n".join(f"- {what}: {_shown(text, at, stage)}" for at, what, text in lines)


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


def _verdict(judged: Judged, k: int) -> str:
    return f"t = {number(judged.t[k])}, loss {number(judged.loss[k])}, slope {number(judged.slope[k])}"


def _sum(one: float, other: float, both: float) -> str:
    return f"{number(one, 4)} + {number(other, 4)} = {number(both, 4)}".replace("+ −", "− ")


def _change(before: float, after: float) -> str:
    return f"{number(before, 4)} → {number(after, 4)}"


def _lengths(move: Move) -> str:
    return f"{number(move.gradient, 4)} · {number(move.size, 4)}"


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
