"""Chapter "Cures compared": every method from the same start."""

import streamlit as st

from explorer import names
from explorer.chapters.dynamics.choose import (
    choose_n_steps,
    choose_schedule,
    choose_start,
    choose_step_size,
    choose_strength,
    path_of,
)
from explorer.chapters.dynamics.say import pair
from explorer.figures.dynamics.cures import planes_figure, radii_figure
from explorer.numbers import number
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.eigenvalues import local
from explorer.theory.dynamics.steps import Path
from explorer.ui import charts
from explorer.ui.controls import Controls

MARKS = {"converges": "↓", "flies_off": "↑", "undecided": "↻"}
# Two figures, so that a phone shows them one below the other.
HALVES = (("gan", "non_saturating", "lsgan", "wgan"), ("wgan_gp", "instance_noise", "r1", "consensus"))


def show(controls: Controls) -> None:
    """Draw the chapter."""
    schedule = choose_schedule(controls)
    _play(controls, schedule)
    charts.notice(
        "Three kinds of ends. **Round and round**: GAN, WGAN, WGAN-GP. **Slower and slower**: non-saturating and "
        "LSGAN, whose friction fades with the distance, so that their lines flatten. **Straight down** on this "
        "logarithmic axis, the same factor at every step: noise, R1, consensus, whose friction stays. **Try** a step "
        "size of 1, or a start far out: the eigenvalues speak only of the neighbourhood of the equilibrium."
    )


@st.fragment
def _play(controls: Controls, schedule: str) -> None:
    with controls.together("start_and_steps", columns=None):
        start = choose_start(controls)
        step_size = choose_step_size(controls)
        n_steps = choose_n_steps(controls)
    with st.popover("Strength of each method", icon=":material/tune:"), controls.together("strengths", columns=2):
        strengths = {method.id: choose_strength(controls, method) for method in METHODS.values()}
    paths = {
        name: path_of(name, strength, schedule, step_size, start).until(n_steps) for name, strength in strengths.items()
    }
    alt = "The distance from the equilibrium, step by step, for all methods on a logarithmic axis."
    radii = {name: path.radius for name, path in paths.items()}
    charts.show(radii_figure(radii, max(n_steps, 1)), "dynamics_radii", alt)
    for methods, place in zip(HALVES, st.columns(2, gap="small"), strict=True):
        listed = ", ".join(names.METHODS[name] for name in methods)
        with place:
            charts.show(
                planes_figure({name: (paths[name].theta, paths[name].psi) for name in methods}),
                f"dynamics_planes_{HALVES.index(methods)}",
                f"The paths of {listed} in the plane of θ and ψ, each with its last distance.",
            )
    st.markdown(_table(paths, strengths, schedule, step_size, n_steps))
    st.caption(
        "|μ|: what a step multiplies the distance by near (0, 0), in the long run. ↓ comes nearer, ↑ moves away, "
        "↻ neither. WGAN-GP has no eigenvalues: its velocity jumps at ψ = 0."
    )


def _table(paths: dict[str, Path], strengths: dict[str, float], schedule: str, step_size: float, n_steps: int) -> str:
    rows = [f"| method | λ of the flow | \\|μ\\| of a step | distance after {n_steps} |", "|:--|:--|--:|--:|"]
    for name, path in paths.items():
        strength = METHODS[name].strength
        title = names.METHODS[name] + (f", {strength.symbol} = {number(strengths[name])}" if strength else "")
        here = local(METHODS[name], strengths[name], schedule, step_size)
        said = f"{pair(here.flow)} | {here.size:.6f} {MARKS[here.verdict]}" if here else "none | none"
        end = f"{path.radius[-1]:.4g}" if len(path.theta) > n_steps else f"gone at step {len(path.theta) - 1}"
        rows.append(f"| {title} | {said} | **{end}** |")
    return "\n".join(rows)
