"""Chapter "Slow motion": one update of both networks in five stages, with the numbers of this very batch."""

from functools import partial

import numpy as np
import streamlit as st
from scipy.special import expit

from explorer.chapters.mode_collapse import slow_say as say
from explorer.chapters.mode_collapse.slow_explain import explain
from explorer.chapters.mode_collapse.slow_player import choose_stage, keep_playing, stop_playing
from explorer.chapters.mode_collapse.slow_settings import choose
from explorer.data.points import DISTRIBUTIONS
from explorer.figures.gan_2d import Heat
from explorer.figures.gan_2d_loop import Loop, loop_figure
from explorer.figures.gan_2d_slowly import (
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
from explorer.training.gan_2d import DISCRIMINATOR_LOSSES, GENERATOR_LOSSES
from explorer.training.gan_2d_run import heat_axis
from explorer.training.gan_2d_settings import WITH_SIGMOID, Gan2dSettings
from explorer.training.gan_2d_slowly import Judged, SlowUpdate, slow_update
from explorer.training.plan import TrainingDiverged
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.paper import more

Z_REACH = {"uniform": 1.0, "Gaussian": 2.5}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    settings = choose(controls)
    _play(controls, settings)
    explain()


@st.cache_data(max_entries=200, show_spinner=False)
def _seen(settings: Gan2dSettings, before: int) -> SlowUpdate:
    return slow_update(settings, before)


@st.fragment
def _play(controls: Controls, s: Gan2dSettings) -> None:
    stage, before = choose_stage(controls)
    try:
        seen = _seen(s, before)
    except TrainingDiverged as sentence:
        stop_playing(controls)
        st.warning(str(sentence))
        return
    plane, beside = st.columns([1, 1.1], gap="medium")
    follow = min(int(controls.value("slow_follow", 1)), s.batch_size) - 1
    with plane:
        _show_plane(controls, s, seen, stage, follow)
    with beside:
        _show_loop(s, seen, stage)
        _show_losses(s, seen, stage, follow)
    words, sums = st.columns([1, 1.1], gap="medium")
    with words:
        st.markdown(say.stage_in_words(stage, s, seen))
        controls.drag_slider("slow_follow", "Follow number", 1, s.batch_size, 1, 1)
        st.markdown(say.followed(follow, stage, s, seen))
    with sums:
        st.markdown(say.sums(stage, seen))
    with more("Every sample of this batch"):
        st.markdown(say.samples(stage, s, seen))
    keep_playing(controls)


def _show_plane(controls: Controls, s: Gan2dSettings, seen: SlowUpdate, stage: int, follow: int) -> None:
    extent = DISTRIBUTIONS[s.data].extent
    D, D_after = (expit(t) if s.loss in WITH_SIGMOID else t for t in (seen.D, seen.D_after))
    low, high = (0.0, 1.0) if s.loss in WITH_SIGMOID else (-1.0, 1.0) if s.loss == "hinge" else (0.0, 1.0)
    if s.loss == "WGAN":  # a critic is known up to a constant: only where it is higher means something
        low, high = float(min(D.min(), D_after.min())), float(max(D.max(), D_after.max()))
    shown = D_after if stage >= 3 else D
    heat = Heat(heat_axis(extent), shown, low, high, None if s.loss == "WGAN" else (low + high) / 2)
    x_fake = (seen.x_fake, seen.x_fake, seen.x_fake, seen.x_new, seen.x_moved)[stage - 1]
    judged = (None, seen.fake, seen.fake, seen.new, None)[stage - 1]
    move = seen.x_moved - seen.x_new
    figure = slow_plane_figure(
        extent,
        heat,
        D if stage == 3 else shown,
        Points(seen.x_real, _weights(seen.real if stage in (2, 3) else None, s.batch_size), stage in (2, 3)),
        Points(x_fake, _weights(judged, s.batch_size)),
        seen.x_new if stage == 5 else NOTHING,
        Arrows(seen.x_new, seen.push, drawn_scale(seen.push, extent), stage == 4) if stage >= 4 else Arrows(),
        Arrows(seen.x_new, move, drawn_scale(move, extent)) if stage == 5 else Arrows(),
        follow,
    )
    alt = f"Update {seen.number}, stage {stage}: the real points and fakes of this batch in the plane, over D's map."
    charts.show(figure, "slow_plane", alt, on_pick=partial(_follow_nearest, controls, x_fake))


def _weights(judged: Judged | None, n: int) -> np.ndarray:
    return np.full(n, 0.3) if judged is None else np.tanh(np.abs(judged.slope))


def _follow_nearest(controls: Controls, x_fake: np.ndarray, x: float, y: float) -> None:
    controls.set(slow_follow=int(np.argmin(np.hypot(*(x_fake - (x, y)).T))) + 1)


def _show_loop(s: Gan2dSettings, seen: SlowUpdate, stage: int) -> None:
    extent = DISTRIBUTIONS[s.data].extent
    fakes = (seen.x_fake, seen.x_fake, seen.x_fake, seen.x_new, seen.x_moved)[stage - 1]
    on_fakes = (say.NOT_YET, *(say.mean_says(v.t, s.loss) for v in (seen.fake, seen.fake, seen.new, seen.new)))
    on_real = (say.NOT_YET, say.mean_says(seen.real.t, s.loss), say.mean_says(seen.real.t, s.loss), "not asked")
    losses = (say.NOT_YET, *(say.number(v) for v in (seen.loss_D, seen.loss_D, seen.new.mean, seen.new.mean)))
    after = {
        3: (seen.fake_after, say.mean_says(seen.real_after.t, s.loss), seen.loss_D_after),
        5: (seen.moved, "", seen.moved.mean),
    }.get(stage)
    said = [on_fakes[stage - 1], on_real[min(stage, 4) - 1], losses[stage - 1]]
    if after:
        said[0] += f" → {say.mean_says(after[0].t, s.loss)}"
        said[1] += f" → {after[1]}" if after[1] else ""
        said[2] += f" → {say.number(after[2])}"
    z = (seen.z_new if stage >= 4 else seen.z) / Z_REACH[s.noise]
    figure = loop_figure(stage, Loop(z, fakes / extent, seen.x_real / extent, *said))
    charts.show(figure, "slow_loop", f"The loop z, G, fakes, D and the losses; now: {say.STAGE_ALTS[stage - 1]}.")


def _show_losses(s: Gan2dSettings, seen: SlowUpdate, stage: int, follow: int) -> None:
    end = t_range(seen.outputs)
    of_D, of_G, t = DISCRIMINATOR_LOSSES[s.loss], GENERATOR_LOSSES[s.loss], curve_axis(end)
    if stage >= 4:
        after = seen.moved if stage == 5 else None
        curves = [_on_curve("fake, for G", GENERATOR, of_G.value(t), seen.new, after)]
        slope = seen.new.slope[follow]
    else:
        pairs = ((seen.real, seen.real_after), (seen.fake, seen.fake_after))
        names = (("real point", DATA, of_D.on_real.value(t)), ("fake", GENERATOR, of_D.on_fake.value(t)))
        curves = [
            _on_curve(*name, before if stage >= 2 else None, after if stage == 3 else None)
            for name, (before, after) in zip(names, pairs, strict=True)
        ]
        slope = seen.fake.slope[follow]
    low, high = min(0.0, seen.losses.min()), max(1.0, seen.losses.max())
    room = 0.12 * (high - low)
    figure = losses_figure(end, (low - room, high + room), curves, follow, slope, s.loss in WITH_SIGMOID)
    charts.show(figure, "slow_losses", "Every sample of the batch on the curve of its loss over D's output t.")


def _on_curve(name: str, color: str, curve: np.ndarray, before: Judged | None, after: Judged | None) -> OnCurve:
    empty = (np.empty(0), np.empty(0))
    at, then = ((judged.t, judged.loss) if judged else empty for judged in (before, after))
    return OnCurve(name, color, curve, *at, *then)
