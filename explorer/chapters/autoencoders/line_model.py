"""The model on the line and its q, as their sliders say: drawn, or only read."""

from collections.abc import Callable
from typing import NamedTuple

from explorer.theory.autoencoders.linear_gaussian import LinearGaussian
from explorer.theory.densities import Gaussian
from explorer.ui.readings import Readings

# name, label, low, high, default, step -> value
Slider = Callable[[str, str, float, float, float, float], float]


class Line(NamedTuple):
    """A model, and the x that was seen."""

    model: LinearGaussian
    x: float


def as_set(controls: Readings) -> Slider:
    """Return the slider that draws nothing: it says what the slider of that name says."""
    return lambda name, _label, _low, _high, default, _step: float(controls.value(name, default))


def q_by_sliders(slider: Slider) -> Gaussian:
    """Return q = N(μ, σ²)."""
    return Gaussian(
        slider("q_mu", "μ: mean of q", -3.0, 3.0, 1.0, 0.01),
        slider("q_sigma", "σ: standard deviation of q", 0.25, 2.0, 1.0, 0.01),
    )


def line_by_sliders(slider: Slider) -> Line:
    """Return the model and its x; within these ends the posterior's mean is one that q can have, at most 2.83."""
    x = slider("line_x", "x: seen", -3.0, 3.0, 1.2, 0.05)
    a = slider("line_a", "a: slope", -2.0, 2.0, 1.5, 0.05)
    b = slider("line_b", "b: shift", -1.0, 1.0, 0.3, 0.05)
    variance = slider("line_s2", "s²: noise", 0.5, 2.0, 0.5, 0.05)
    return Line(LinearGaussian(a, b, variance), x)
