"""What the chapters on the Dirac-GAN choose together: method, strength, schedule, step size and start."""

import streamlit as st

from explorer import names
from explorer.theory.dynamics.dirac_gan import METHODS, Method
from explorer.theory.dynamics.ends import limit_circle
from explorer.theory.dynamics.steps import Path, flow, follow
from explorer.ui.controls import Controls

STEP_SIZES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.2, 1.5, 2.0, 3.0, 4.0, 5.0)
MAX_STEPS = 500
START_REACH, START_GRID = 3.0, 0.05
FLOW_TIME = 30.0
# method -> the name of its strength's control
STRENGTHS = {
    "wgan": "clip",
    "wgan_gp": "gp_weight",
    "lsgan": "ls_target",
    "instance_noise": "noise",
    "r1": "r1_weight",
    "consensus": "consensus_weight",
}


def choose_method(controls: Controls) -> Method:
    """Draw the choice of the method."""
    return METHODS[controls.choice("method", "Method", names.METHODS, "gan")]


def choose_schedule(controls: Controls) -> str:
    """Draw the choice of who steps when."""
    return controls.choice(
        "schedule",
        "Who steps when",
        names.SCHEDULES,
        "simultaneous",
        help="Simultaneous: both step from the same place. Alternating: D steps, then G answers the new D. "
        "5 steps of D: five of them before every step of G.",
    )


def choose_strength(controls: Controls, method: Method) -> float:
    """Draw the slider of the method's strength, if it has one, and return the strength."""
    if method.strength is None:
        return method.usual
    symbol, low, high = method.strength.symbol, method.strength.low, method.strength.high
    label = f"{names.METHODS[method.id]}: {symbol}, {method.strength.meaning}"
    return controls.drag_slider(STRENGTHS[method.id], label, low, high, method.usual, 0.05)


def choose_step_size(controls: Controls) -> float:
    """Draw the slider of the step size."""
    return controls.drag_steps("h", "Step size h", STEP_SIZES, 0.2)


def choose_start(controls: Controls) -> tuple[float, float]:
    """Draw the sliders of the start."""
    theta = controls.drag_slider("theta", "θ at the start: the fake", -START_REACH, START_REACH, 1.0, START_GRID)
    psi = controls.drag_slider("psi", "ψ at the start: D's slope", -START_REACH, START_REACH, 1.0, START_GRID)
    return theta, psi


def choose_n_steps(controls: Controls) -> int:
    """Draw the slider of the number of steps taken."""
    return controls.drag_slider("steps", "Steps taken", 0, MAX_STEPS, MAX_STEPS, 1)


def set_start(controls: Controls, theta: float, psi: float) -> None:
    """Start at the nearest place that the sliders can say. A callback."""
    on_grid = [round(round(value / START_GRID) * START_GRID, 2) for value in (theta, psi)]
    controls.set(theta=on_grid[0], psi=on_grid[1])


@st.cache_data(max_entries=256, show_spinner=False)
def path_of(name: str, strength: float, schedule: str, step_size: float, start: tuple[float, float]) -> Path:
    """Return the path of as many steps as the page ever shows."""
    return follow(METHODS[name], strength, schedule, step_size, start, MAX_STEPS)


@st.cache_data(max_entries=256, show_spinner=False)
def limit_of(name: str, strength: float, schedule: str, step_size: float) -> Path | None:
    """Return the closed path on which the method's steps end up; None without one."""
    return limit_circle(METHODS[name], strength, schedule, step_size)


@st.cache_data(max_entries=256, show_spinner=False)
def flow_of(name: str, strength: float, start: tuple[float, float]) -> Path:
    """Return the flow from a start, once or twice round."""
    return flow(METHODS[name], strength, start, FLOW_TIME)
