"""The lab itself: a GAN in the plane, trained live, seen in layers, and measured against a perfect sampler."""

from collections.abc import Set
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.chapters.mode_collapse import curves, mid_run, views
from explorer.chapters.mode_collapse import settings as choose
from explorer.chapters.mode_collapse.challenges import show_challenges
from explorer.chapters.mode_collapse.choose_loss import BRINGS
from explorer.chapters.mode_collapse.explain import explain
from explorer.chapters.mode_collapse.values import values_of
from explorer.data.mode_collapse.points import distribution
from explorer.figures.mode_collapse.curves import modes_figure
from explorer.numbers import counted, number, percent
from explorer.theory.sample_metrics import PERFECT_QUALITY, count_modes
from explorer.training.live.plan import Plan
from explorer.training.mode_collapse.measures import N_SAMPLES, ruler_for
from explorer.training.mode_collapse.presets import PRESETS
from explorer.training.mode_collapse.run import Gan2dRun
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.ui import charts, overlaid
from explorer.ui.charts import notice
from explorer.ui.controls import Controls
from explorer.ui.go_on import go_on
from explorer.ui.live import LiveRun

COMPARES_LOSSES = ("no_push", "push")  # these are about the loss alone: another one is to change nothing else
COLUMNS = (1, 1.05)  # the plane, and what stands beside it
REFRESH_S = 0.15  # so that four pictures a second are left where the browser or the server is slow


def show(controls: Controls) -> None:
    """Draw the chapter."""
    presets = {
        id: (text, {**values_of(settings), BRINGS: id not in COMPARES_LOSSES}, help)
        for id, (text, settings, help) in PRESETS.items()
    }
    controls.preset_row(presets, "Try these, each with Start")
    live = LiveRun(controls.page)
    chosen = choose.choose(controls)
    mid_run.follow(live, chosen)
    live.show_buttons(
        lambda: Plan(lambda: Gan2dRun(chosen), chosen.n_iterations, chosen, uses_torch=False),
        alone=True,
        same_start=mid_run.SAME_START,
        go_on=(lambda: go_on(live, live.runner.settings, chosen)) if mid_run.is_as_chosen(live, chosen) else None,
        speed_of=controls,
    )
    # Not in what redraws itself: each switch costs the browser time.
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        layers, beside = views.choose_views(controls)
    live.show(lambda: _draw(controls, live, chosen, layers, beside), REFRESH_S)
    explain()


@st.cache_data(max_entries=50, show_spinner=False)
def _first_frame(settings: Gan2dSettings) -> Any:
    """Return iteration 0 of a run that nobody has started yet, so that the page shows where it would begin."""
    return Gan2dRun(settings).look()


def _draw(controls: Controls, live: LiveRun, chosen: Gan2dSettings, layers: Set[str], beside: str) -> None:
    running: Gan2dSettings = live.runner.settings or chosen
    live.show_status()
    figures = st.container()  # above what says which moment they show
    time, choice = st.columns(COLUMNS, gap="medium")
    with time:
        followed = live.show_timeline("Look back: the iteration shown")
    shown = live.at_this_moment(followed) or _first_frame(running)
    st.caption(mid_run.caption(live, shown, chosen))
    plane, other = figures.columns(COLUMNS, gap="medium")
    with plane:
        views.show_plane(shown.settings or running, shown, layers)
    run = curves.remembered(live, running)
    with choice:
        curve = overlaid.choose(controls, curves.CURVES) if beside == views.CURVES else None
    with other:
        if curve:
            looks_back = followed is not None and followed is not live.runner.frames()[-1]
            said = curves.show(curve, live, run, shown.iteration if looks_back else None)
        elif beside == views.SCORE:
            said = curves.notice(running)
            with charts.group("mode_collapse_score"):
                _show_score(running, shown, st.container(), st.container())
        elif beside == views.BEST_D:
            said = views.show_best_D(shown.settings or running, shown, layers)
        else:
            said = views.show_densities(shown.settings or running, shown)
    if beside != views.SCORE:
        _show_score(running, shown, *st.columns(COLUMNS, gap="medium"))
    notice(said)
    show_challenges(controls, live, running)


def _show_score(settings: Gan2dSettings, shown: Any, numbers: DeltaGenerator, bars: DeltaGenerator) -> None:
    p, ruler = distribution(settings.data), ruler_for(settings.data)
    rows = [
        ("JSD (Jensen–Shannon), nats", number(shown.js_divergence, ".3f"), number(ruler.js_floor, ".3f")),
        ("KL (Kullback–Leibler), nats", number(shown.kl_divergence, ".3f"), number(ruler.kl_floor, ".3f")),
        ("Sliced W1 (earth mover's)", number(shown.w1, ".3f"), number(ruler.w1_floor, ".3f")),
    ]
    if len(p.modes):
        found = count_modes(shown.x_fake.astype(float), p.modes, p.sigma)
        rows.insert(0, ("High quality: within 3σ of a mode", percent(found.quality, 1), percent(PERFECT_QUALITY, 1)))
        rows.insert(0, ("Modes captured: with a fake within 3σ", f"{found.n_captured}", f"{len(p.modes)}"))
        with bars:
            figure = modes_figure(found.near, found.counts, N_SAMPLES, PERFECT_QUALITY)
            charts.show(figure, "mode_collapse_modes", f"Fakes on each of {counted(len(p.modes), 'mode')}.")
    with numbers:
        lines = "\n".join(f"| {name} | **{now}** | {perfect} |" for name, now, perfect in rows)
        st.markdown(f"| {N_SAMPLES:,} fakes | now | a perfect sampler |\n|:--|--:|--:|\n{lines}")
