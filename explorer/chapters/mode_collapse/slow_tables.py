"""An update in numbers: its sums, one sample's way, and all samples; each table fills up from stage to stage."""

from collections.abc import Sequence

import numpy as np
from scipy.special import expit

from explorer.arrays import Array
from explorer.chapters.mode_collapse.slow_say import NOT_YET, number
from explorer.training.mode_collapse.settings import WITH_SIGMOID, Gan2dSettings
from explorer.training.mode_collapse.slow_motion import Judged, Move, SlowUpdate


def sums(stage: int, seen: SlowUpdate) -> str:
    """Write the update's sums as a table that fills up from stage to stage."""
    moved = seen.x_moved - seen.x_new
    rows = [
        (2, "D's loss: real + fakes, means", _sum(seen.real.mean, seen.fake.mean, seen.loss_D)),
        (3, "length of D's gradient · move", _lengths(seen.move_D)),
        (3, "D's loss after its step", _change(seen.loss_D, seen.loss_D_after)),
        (3, "predicted change · actual change", _promise(seen.move_D, seen.loss_D_after - seen.loss_D)),
        (4, "G's loss · mean push", f"{number(seen.new.mean, 4)} · {number(_length(seen.push))}"),
        (5, "length of G's gradient · move", _lengths(seen.move_G)),
        (5, "G's loss after its step", _change(seen.new.mean, seen.moved.mean)),
        (5, "predicted change · actual change", _promise(seen.move_G, seen.moved.mean - seen.new.mean)),
        (5, "mean move · along push", f"{number(_length(moved))} · cos {number(_along(seen), 2)}"),
    ]
    lines = [f"| {at} | {what} | {_shown(text, at, stage)} |" for at, what, text in rows]
    return "\n".join(["| stage | sum | this batch, in numbers |", "|--:|:--|:--|", *lines])


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


def samples(stage: int, s: Gan2dSettings, seen: SlowUpdate) -> tuple[str, str]:
    """Write every sample's numbers as two tables beside each other; the last row of each is the mean.

    At stages 1 to 3 they are the real points and the fakes of D's batch; then the new fakes, judged and moved.
    """
    D = "D(x)" if s.loss in WITH_SIGMOID else "t"

    def given(judged: Judged) -> Array:
        return np.asarray(expit(judged.t) if s.loss in WITH_SIGMOID else judged.t)

    def length(vectors: Array) -> Array:
        return np.asarray(np.linalg.norm(vectors, axis=1))

    def table(what: str, *columns: tuple[int, str, Array]) -> str:
        return _table(what, s.batch_size, [(name, values if stage >= at else None) for at, name, values in columns])

    def of_D(what: str, before: Judged, after: Judged) -> str:
        judged = ((2, D, given(before)), (2, "loss", before.loss), (2, "slope", before.slope))
        return table(what, *judged, (3, "after", given(after)))

    if stage <= 3:
        return of_D("real", seen.real, seen.real_after), of_D("fake", seen.fake, seen.fake_after)
    moves = length(seen.x_moved - seen.x_new)
    return (
        table("fake", (4, D, given(seen.new)), (4, "loss", seen.new.loss), (4, "slope", seen.new.slope)),
        table("fake", (4, "push", length(seen.push)), (5, "move", moves), (5, f"{D} after", given(seen.moved))),
    )


def _table(what: str, n: int, columns: Sequence[tuple[str, Array | None]]) -> str:
    head = f"| {what} | " + " | ".join(name for name, _ in columns) + " |\n|--:|" + "--:|" * len(columns)
    known = [NOT_YET if values is None else f"**{number(float(values.mean()), 4)}**" for _, values in columns]
    rows = [[NOT_YET if values is None else number(values[i]) for _, values in columns] for i in range(n)]
    lines = [f"| {i} | {' | '.join(cells)} |" for i, cells in enumerate(rows, start=1)]
    return "\n".join([head, *lines, f"| mean | {' | '.join(known)} |"])


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
