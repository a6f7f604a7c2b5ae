"""Chapter "Cures compared": every method from the same start."""

import streamlit as st

from explorer import names
from explorer.chapters.dynamics.choose import (
    MAX_STEPS,
    choose_n_steps,
    choose_schedule,
    choose_start,
    choose_step_size,
    choose_strength,
    limit_of,
    path_of,
)
from explorer.chapters.dynamics.say import ends_said, pair
from explorer.figures.dynamics.cures import planes_figure, radii_figure
from explorer.numbers import number
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.ends import end_of
from explorer.theory.dynamics.steps import Path
from explorer.ui import charts
from explorer.ui.controls import Controls

# Friction that fades near the equilibrium: what a simultaneous step adds wins there.
FADING = ("non_saturating", "lsgan")
LIMITS = (
    "**The dotted circles**: a simultaneous step leaves the flow along its tangent, which adds to the distance in "
    "proportion to r; the friction of non-saturating and LSGAN takes from it in proportion to r³. So they go outwards "
    "from close in and inwards from far out, and end where the two balance, for small h at about √(2h)."
)
MARKS = {"converges": "↓", "flies_off": "↑", "undecided": "↻"}
HALVES = (tuple(METHODS)[:4], tuple(METHODS)[4:])  # two figures, so that a phone shows them one below the other


def show(controls: Controls) -> None:
    """Draw the chapter."""
    schedule = choose_schedule(controls)
    _play(controls, schedule)
    charts.notice(
        "On this logarithmic axis a **line that keeps its slope**, straight or in stairs, as it turns, is the same "
        "factor again and again: a friction that stays, however near the equilibrium. A friction that fades with the "
        "distance lets the line flatten. **Try** 5 steps "
        "of D, a step size of 1, or a start far out: the eigenvalues speak only of the neighbourhood of the "
        "equilibrium."
    )


@st.fragment
def _play(controls: Controls, schedule: str) -> None:
    with controls.together("start_and_steps", columns=None):
        start = choose_start(controls)
        step_size = choose_step_size(controls)
        n_steps = choose_n_steps(controls)
    with st.popover("Strength of each method", icon=":material/tune:"), controls.together("strengths", columns=2):
        strengths = {method.id: choose_strength(controls, method) for method in METHODS.values()}
    whole = {name: path_of(name, strength, schedule, step_size, start) for name, strength in strengths.items()}
    paths = {name: path.until(n_steps) for name, path in whole.items()}
    limits = {name: limit_of(name, strength, schedule, step_size) for name, strength in strengths.items()}
    alt = "The distance from the equilibrium, step by step, for all methods on a logarithmic axis."
    radii = {name: path.radius for name, path in paths.items()}
    charts.show(radii_figure(radii, max(n_steps, 1)), "dynamics_radii", alt)
    for methods, place in zip(HALVES, st.columns(2, gap="small"), strict=True):
        listed = ", ".join(names.METHODS[name] for name in methods)
        with place:
            charts.show(
                planes_figure(
                    {name: (paths[name].theta, paths[name].psi) for name in methods},
                    {name: (limit.theta, limit.psi) for name in methods if (limit := limits[name]) is not None},
                ),
                f"dynamics_planes_{HALVES.index(methods)}",
                f"The paths of {listed} in the plane of θ and ψ, each with its last distance.",
            )
    st.markdown(_table(paths, strengths, schedule, step_size, n_steps))
    st.caption(
        "λ: eigenvalues at (0, 0). |μ|: what a step multiplies the distance by near there, in the long run. ↓ comes "
        "nearer, ↑ moves away, ↻ neither, as far as eigenvalues tell. WGAN-GP has no eigenvalues: its velocity jumps "
        "at ψ = 0."
    )
    ends = {name: end_of(path, MAX_STEPS, limits[name]) for name, path in whole.items()}
    charts.notice(ends_said(ends, MAX_STEPS) + (f" {LIMITS}" if any(limits[name] for name in FADING) else ""))


def _table(paths: dict[str, Path], strengths: dict[str, float], schedule: str, step_size: float, n_steps: int) -> str:
    rows = [f"| method | λ of the flow | \\|μ\\| of a step | distance after {n_steps} |", "|:--|:--|--:|--:|"]
    for name, path in paths.items():
        strength = METHODS[name].strength
        title = names.METHODS[name] + (f", {strength.symbol} = {number(strengths[name])}" if strength else "")
        here = local(METHODS[name], strengths[name], schedule, step_size)
        size = f"{number(here.size, '.6f')} {MARKS[here.verdict]}" if here else ""
        said = f"{pair(here.flow)} | {size}" if here else "none | none"
        stays = len(path.theta) > n_steps
        end = number(path.radius[-1]) if stays else f"gone at step {len(path.theta) - 1}"
        rows.append(f"| {title} | {said} | **{end}** |")
    return "\n".join(rows)
