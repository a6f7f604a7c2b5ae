"""What the figures of slow motion are given at each stage of an update."""

import numpy as np
from scipy.special import expit

from explorer.arrays import Array
from explorer.chapters.mode_collapse.slow_say import NOT_YET, mean_says, number
from explorer.chapters.mode_collapse.views import heat_of
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.figures.figure import Figure
from explorer.figures.mode_collapse.loop import Loop, loop_figure
from explorer.figures.mode_collapse.slow_motion import (
    NOTHING,
    Arrows,
    OnCurve,
    Points,
    curve_axis,
    drawn_scale,
    losses_figure,
    slow_plane_figure,
    t_range,
)
from explorer.figures.style import DATA, GENERATOR
from explorer.theory.losses import DISCRIMINATOR_LOSSES
from explorer.training.mode_collapse.gan import GENERATOR_LOSSES
from explorer.training.mode_collapse.settings import WITH_SIGMOID, Gan2dSettings
from explorer.training.mode_collapse.slow_motion import Judged, SlowUpdate

PLAIN = 0.3  # how large a point is drawn that nobody judges now
MARGIN = 0.12  # above and below the losses


def fakes_at(seen: SlowUpdate, stage: int) -> Array:
    """Return the fakes that are in play at a stage, (n, 2)."""
    return (seen.x_fake, seen.x_fake, seen.x_fake, seen.x_new, seen.x_moved)[stage - 1]


def plane_at(s: Gan2dSettings, seen: SlowUpdate, stage: int, follow: int) -> Figure:
    """Draw the batch in the plane."""
    extent = DISTRIBUTIONS[s.data].extent
    maps = (expit(t) if s.loss in WITH_SIGMOID else t for t in (seen.D, seen.D_after))
    D, D_after = (values.astype(np.float32) for values in maps)  # half as much to send
    shown = D_after if stage >= 3 else D
    is_D_judging, move = stage in (2, 3), seen.x_moved - seen.x_new
    judged = {2: seen.fake, 3: seen.fake, 4: seen.new}.get(stage)
    push = Arrows(seen.x_new, seen.push, drawn_scale(seen.push, extent, most=1.0), stage == 4)
    moves = Arrows(seen.x_new, move, drawn_scale(move, extent))
    return slow_plane_figure(
        extent,
        heat_of(s, shown, np.stack([D, D_after])),
        D if stage == 3 else shown,
        Points(seen.x_real, _weights(seen.real if is_D_judging else None, s.batch_size), is_D_judging),
        Points(fakes_at(seen, stage), _weights(judged, s.batch_size)),
        seen.x_new if stage == 5 else NOTHING,
        push if stage >= 4 else Arrows(),
        moves if stage == 5 else Arrows(),
        follow,
    )


def _weights(judged: Judged | None, n: int) -> Array:
    return np.full(n, PLAIN) if judged is None else np.tanh(np.abs(judged.slope))


def loop_at(s: Gan2dSettings, seen: SlowUpdate, stage: int) -> Figure:
    """Draw the loop, with the means of the batch."""
    extent = DISTRIBUTIONS[s.data].extent

    def mean(*verdicts: Judged) -> str:
        return " → ".join(mean_says(judged.t, s.loss) for judged in verdicts)

    on_fakes, on_real, loss = (
        (NOT_YET, NOT_YET, NOT_YET),
        (mean(seen.fake), mean(seen.real), number(seen.loss_D)),
        (
            mean(seen.fake, seen.fake_after),
            mean(seen.real, seen.real_after),
            f"{number(seen.loss_D)} → {number(seen.loss_D_after)}",
        ),
        (mean(seen.new), "not asked", number(seen.new.mean)),
        (mean(seen.new, seen.moved), "not asked", f"{number(seen.new.mean)} → {number(seen.moved.mean)}"),
    )[stage - 1]
    z = seen.z_new if stage >= 4 else seen.z
    points = (z, fakes_at(seen, stage) / extent, seen.x_real / extent)
    return loop_figure(stage, Loop(*points, on_fakes, on_real, loss))


def losses_at(s: Gan2dSettings, seen: SlowUpdate, stage: int, follow: int) -> Figure:
    """Draw every sample on the curve of its loss: D's two at stages 1 to 3, then G's."""
    end = t_range(seen.outputs)
    of_D, of_G, t = DISCRIMINATOR_LOSSES[s.loss], GENERATOR_LOSSES[s.loss], curve_axis(end)
    if stage >= 4:
        curves = [_on_curve("fake, for G", GENERATOR, of_G.value(t), seen.new, seen.moved if stage == 5 else None)]
        slope = seen.new.slope[follow]
    else:
        real, fake = (seen.real, seen.fake) if stage >= 2 else (None, None)
        real_after, fake_after = (seen.real_after, seen.fake_after) if stage == 3 else (None, None)
        curves = [
            _on_curve("real point", DATA, of_D.on_real.value(t), real, real_after),
            _on_curve("fake", GENERATOR, of_D.on_fake.value(t), fake, fake_after),
        ]
        slope = seen.fake.slope[follow]
    # The same at all five stages; a loss that falls below 0 is seen to do so.
    low, high = min(0.0, seen.losses.min(), max(-1.0, of_G.value(t).min())), max(1.0, seen.losses.max())
    margin = MARGIN * (high - low)
    return losses_figure(end, (low - margin, high + margin), curves, follow, slope, s.loss in WITH_SIGMOID)


def _on_curve(name: str, color: str, curve: Array, before: Judged | None, after: Judged | None) -> OnCurve:
    empty = (np.empty(0), np.empty(0))
    at, then = ((judged.t, judged.loss) if judged else empty for judged in (before, after))
    return OnCurve(name, color, curve, *at, *then)
