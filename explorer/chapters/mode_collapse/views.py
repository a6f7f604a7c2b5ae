"""What can be seen of a frame of the lab's run: the plane in layers; beside it the best D, or densities."""

from collections.abc import Set
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.data.mode_collapse.points import distribution
from explorer.figures.mode_collapse.plane import HEIGHT, Heat, density_maps, plane_figure
from explorer.numbers import number
from explorer.training.mode_collapse.optimum import WITH_OPTIMUM, blur, densities, gap_to_D_star
from explorer.training.mode_collapse.run import heat_axis
from explorer.training.mode_collapse.settings import WITHOUT_ZERO, Gan2dSettings
from explorer.ui import charts
from explorer.ui.controls import Controls

N_POINTS = 200  # of either kind in the picture: each costs the browser time
LAYERS = {
    "real": ("Real", True, "200 of the points that G is to imitate, in blue."),
    "fakes": ("Fakes", True, "200 points that G has made, in orange."),
    "heat": ("D's map", True, "Green where D says *real*, the more the stronger; its edge is where D is undecided."),
    "grid": ("Grid of z", False, "The noise's own grid as G bends it: every cell is equally likely."),
    "push": ("Push", True, "Where each fake would go if it were free to follow G's loss, and how hard."),
}
Floats = NDArray[np.float32]
CURVES, SCORE, BEST_D, DENSITIES = "curves", "score", "best_d", "densities"
BESIDE = {CURVES: "Curves", SCORE: "Score", BEST_D: "Best D", DENSITIES: "Densities"}


def choose_views(controls: Controls) -> tuple[Set[str], str]:
    """Draw the switches; return the layers that are on, and what stands beside the plane."""
    layers = {
        name for name, (label, on, help) in LAYERS.items() if controls.toggle(f"show_{name}", label, on, help=help)
    }
    beside = controls.choice(
        "beside",
        "Beside the plane",
        BESIDE,
        CURVES,
        label_visibility="collapsed",
        help="Best D: D*, what the best discriminator would say to these very fakes. Densities: how dense real "
        "points and fakes are.",
    )
    return layers, beside


def show_plane(settings: Gan2dSettings, shown: Any, layers: Set[str]) -> None:
    """Draw the plane as both players have made it."""
    figure = plane_figure(
        distribution(settings.data).extent,
        *_points(settings, shown, layers),
        heat=heat_of(settings, shown.D) if "heat" in layers else None,
        manifold=shown.manifold if "grid" in layers else None,
        gradient=shown.gradient if "push" in layers else None,
    )
    charts.show(
        figure, "mode_collapse_plane", "Real points and fakes in the plane, over D's map, with the push on each fake."
    )


def show_densities(settings: Gan2dSettings, shown: Any) -> str:
    """Draw both densities; return what to notice."""
    known = densities(settings, shown.x_fake.astype(float))
    figure = plane_figure(distribution(settings.data).extent, maps=density_maps(known.axis, known.p_data, known.p_g))
    charts.show(figure, "mode_collapse_densities", "The densities of real points and of fakes, as opacity.")
    return (
        f"Blue and orange are as opaque as $p_{{data}}$ and $p_g$ are dense, both blurred by "
        f"{number(blur(settings), '.2g')}; at the goal they cover each other. Strong orange is a place where G "
        "piles up its fakes."
    )


def show_best_D(settings: Gan2dSettings, shown: Any, layers: Set[str]) -> str:
    """Draw D* for the fakes as they are; return what to notice."""
    if settings.loss not in WITH_OPTIMUM:
        st.container(height=HEIGHT, border=False).info(_WITHOUT_HINGE if settings.loss == "hinge" else _WITHOUT_SLOPES)
        return "Choose the non-saturating loss, the saturating one or LSGAN to see the best D."
    known = densities(settings, shown.x_fake.astype(float))
    heat = Heat(known.axis, known.D_star, 0.0, 1.0, 0.5, known.cover, "the best D says real")
    figure = plane_figure(distribution(settings.data).extent, *_points(settings, shown, layers), heat=heat)
    charts.show(figure, "mode_collapse_best_D", "What the best D would say to these real points and fakes.")
    gap = gap_to_D_star(settings, shown.x_fake.astype(float), shown.D.astype(float))
    return (
        f"Left the D that was trained, right D*, the best one for these very fakes: the share of real points. Over "
        f"real points and fakes they differ by **{number(gap, '.2f')}** on average. When G is at its goal, D* is ½ "
        "wherever there are points: hardly any green edge is left to follow."
    )


_WITHOUT_HINGE = (
    "Under the hinge loss the best D is no share: it says 1 wherever $p_{data}$ is larger than $p_g$, and −1 "
    "elsewhere, however small the difference."
)
_WITHOUT_SLOPES = (
    "Under WGAN the best D does not follow from the densities point by point: it is a landscape as steep as the bound "
    "on D allows, and so each point's height depends on all others."
)


@st.cache_data(max_entries=20, show_spinner=False)
def real_points(data: str) -> Floats:
    """Return some real points, the same in every picture; shape (200, 2)."""
    return distribution(data).sample(N_POINTS, np.random.default_rng(0)).astype(np.float32)


def _points(settings: Gan2dSettings, shown: Any, layers: Set[str]) -> tuple[Floats | None, Floats | None]:
    """Return the real points and the fakes to be drawn."""
    real = real_points(settings.data) if "real" in layers else None
    return real, shown.x_fake[:N_POINTS] if "fakes" in layers else None


def heat_of(settings: Gan2dSettings, D: Floats, compared: Floats | None = None) -> Heat:
    """Return D's map, (33, 33), as it is drawn; without a zero on the scale of all that it is compared with."""
    axis, every = heat_axis(distribution(settings.data).extent), D if compared is None else compared
    if settings.loss in WITHOUT_ZERO:
        return Heat(axis, D, float(every.min()), float(every.max()), None)
    low, high = (-1.0, 1.0) if settings.loss == "hinge" else (0.0, 1.0)
    return Heat(axis, D, low, high, (low + high) / 2)
