"""The lab itself: a GAN in the plane, trained live, seen in layers, and measured against a perfect sampler."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.chapters.mode_collapse import mid_run
from explorer.chapters.mode_collapse import settings as choose
from explorer.chapters.mode_collapse.challenges import show_challenges
from explorer.chapters.mode_collapse.explain import explain
from explorer.data.points import distribution
from explorer.figures.gan_2d import Heat, plane_figure
from explorer.figures.gan_2d_curves import Floors, history_figure, modes_figure
from explorer.theory.equilibrium import equilibrium_losses
from explorer.theory.sample_metrics import PERFECT_QUALITY, count_modes
from explorer.training.gan_2d_measures import N_SAMPLES, ruler_for
from explorer.training.gan_2d_presets import PRESETS
from explorer.training.gan_2d_run import Gan2dRun, heat_axis
from explorer.training.gan_2d_settings import WITHOUT_ZERO, Gan2dSettings
from explorer.training.plan import Plan
from explorer.ui import charts
from explorer.ui.charts import notice
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

REFRESH_S = 0.2
N_POINTS = 200  # of either kind in the picture: each costs the browser time
LAYERS = {
    "real": ("Real points", True),
    "fakes": ("Fakes", True),
    "heat": ("D's map", True),
    "grid": ("Grid of z", False),
    "push": ("Push on the fakes", True),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**Try these, each with Start**", width="content")
        for label, (preset, help) in PRESETS.items():
            controls.preset(label, choose.values_of(preset), help=help)
    chosen = choose.choose(controls)
    live = LiveRun(controls.page)
    mid_run.follow(live, chosen)
    live.show_buttons(
        lambda: Plan(lambda: Gan2dRun(chosen), chosen.n_iterations, chosen, uses_torch=False),
        alone=True,
        same_start=mid_run.SAME_START,
    )
    live.show(lambda: _draw(controls, live, chosen), REFRESH_S)
    explain()


@st.cache_data(max_entries=50, show_spinner=False)
def _first_frame(settings: Gan2dSettings) -> Any:
    """Return iteration 0 of a run that nobody has started yet, so that the page shows where it would begin."""
    return Gan2dRun(settings).look()


@st.cache_data(max_entries=20, show_spinner=False)
def _real_points(data: str) -> NDArray[np.float32]:
    return distribution(data).sample(N_POINTS, np.random.default_rng(0)).astype(np.float32)


def _draw(controls: Controls, live: LiveRun, chosen: Gan2dSettings) -> None:
    running: Gan2dSettings = live.runner.settings or chosen
    live.show_status()
    figures = st.container()  # above what says which layers and which moment they show
    with st.container(horizontal=True, gap="medium"):
        layers = {name for name, (label, on) in LAYERS.items() if controls.toggle(f"show_{name}", label, on)}
    followed = live.show_timeline("Look back: the iteration shown")
    shown = followed or _first_frame(running)
    st.caption(mid_run.caption(live, shown, chosen))
    plane, curves = figures.columns([1, 1.05], gap="medium")
    with plane:
        _show_plane(running, shown, layers)
    with curves:
        frames = live.runner.frames()
        looks_back = followed is not None and followed is not frames[-1]
        _show_history(live.runner.curves(), running, shown.iteration if looks_back else None)
    _show_score(running, shown)
    notice(
        "The losses do not say how many modes have been found: count them, and compare with a perfect sampler, not "
        "with 0 or 100 %. When all arrows point the same way, the fakes are about to move on together."
    )
    show_challenges(controls, live, running)


def _show_plane(settings: Gan2dSettings, shown: Any, layers: set[str]) -> None:
    extent = distribution(settings.data).extent
    figure = plane_figure(
        extent,
        x_real=_real_points(settings.data) if "real" in layers else None,
        x_fake=shown.x_fake[:N_POINTS] if "fakes" in layers else None,
        heat=_heat(shown.settings.loss, heat_axis(extent), shown.D) if "heat" in layers else None,
        manifold=shown.manifold if "grid" in layers else None,
        gradient=shown.gradient if "push" in layers else None,
    )
    charts.show(
        figure, "mode_collapse_plane", "Real points and fakes in the plane, over D's map, with the push on each fake."
    )


def _heat(loss: str, axis: NDArray[np.float64], D: NDArray[np.float32]) -> Heat:
    if loss in WITHOUT_ZERO:
        return Heat(axis, D, float(D.min()), float(D.max()), None)
    low, high = (-1.0, 1.0) if loss == "hinge" else (0.0, 1.0)
    return Heat(axis, D, low, high, (low + high) / 2)


def _show_history(curves: Any, settings: Gan2dSettings, shown: int | None) -> None:
    p, ruler = distribution(settings.data), ruler_for(settings.data)
    figure = history_figure(
        curves,
        settings.n_iterations,
        settings.loss,
        equilibrium_losses(settings.loss),
        Floors(ruler.js_floor, ruler.w1_floor, PERFECT_QUALITY),
        p.extent,
        len(p.modes),
        shown,
    )
    charts.show(
        figure, "mode_collapse_history", "Modes captured, distances from the data and both losses, by iteration."
    )


def _show_score(settings: Gan2dSettings, shown: Any) -> None:
    p, ruler = distribution(settings.data), ruler_for(settings.data)
    rows = [
        ("JSD, nats", f"{shown.js_divergence:.3f}", f"{ruler.js_floor:.3f}"),
        ("Sliced W1", f"{shown.w1:.3f}", f"{ruler.w1_floor:.3f}"),
    ]
    numbers, bars = st.columns([1, 1.05], gap="medium")
    if len(p.modes):
        found = count_modes(shown.x_fake.astype(float), p.modes, p.sigma)
        rows.insert(0, ("High quality", f"{found.quality:.1%}", f"{PERFECT_QUALITY:.1%}"))
        rows.insert(0, ("Modes captured", f"{found.n_captured}", f"{len(p.modes)}"))
        with bars:
            figure = modes_figure(found.near, found.counts, N_SAMPLES, PERFECT_QUALITY)
            charts.show(figure, "mode_collapse_modes", f"Fakes on each of the {len(p.modes)} modes.")
    with numbers:
        lines = "\n".join(f"| {name} | **{now}** | {perfect} |" for name, now, perfect in rows)
        st.markdown(f"| {N_SAMPLES:,} fakes | now | a perfect sampler |\n|---|---|---|\n{lines}")
