"""The sliders of p_data and p_g that the chapters share, each under its own prefix: drawn, or only read.

Both take the same way: `slider` is one of `controls` where they are drawn, and `as_set(controls)` where a button needs
what they say.
"""

from collections.abc import Callable

from explorer.theory.densities import Density, Gaussian, Mixture, Uniform
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings

KINDS = {"gaussian": "Gaussian", "two_gaussians": "Two Gaussians", "uniform": "Uniform"}

# name, label, low, high, default, step -> value
Slider = Callable[[str, str, float, float, float, float], float]


def as_set(controls: Readings) -> Slider:
    """Return the slider that draws nothing: it says what the slider of that name says."""
    return lambda name, _label, _low, _high, default, _step: float(controls.value(name, default))


def choose_kind(controls: Controls, prefix: str) -> str:
    """Draw the choice of what p_data is. Its sliders are drawn apart from it: they rerun without it."""
    return controls.choice(f"{prefix}data", "Real samples", KINDS, "gaussian")


def p_data_by_sliders(kind: str, slider: Slider, prefix: str, mu: float, sigma: tuple[float, float]) -> Density:
    """Return p_data as its sliders say; means up to ±mu, spreads within `sigma`."""
    if kind == "two_gaussians":
        apart = slider(f"{prefix}apart", "Distance between the two bumps", 1.0, 6.0, 4.0, 0.1)
        width = slider(f"{prefix}bump_sigma", "Width σ of each bump", sigma[0], 1.5, sigma[0], 0.05)
        left = slider(f"{prefix}left", "Share of the left bump", 0.1, 0.9, 0.5, 0.05)
        return Mixture((Gaussian(-apart / 2, width), Gaussian(apart / 2, width)), (left, 1 - left))
    if kind == "uniform":
        middle = slider(f"{prefix}middle", "Middle of the interval", -3.0, 3.0, 0.0, 0.1)
        length = slider(f"{prefix}length", "Length of the interval", 2.0, 6.0, 4.0, 0.1)
        return Uniform(middle - length / 2, middle + length / 2)
    return Gaussian(
        slider(f"{prefix}mu_data", "Mean of $p_{data}$", -mu, mu, 0.0, 0.1),
        slider(f"{prefix}sigma_data", "Spread σ of $p_{data}$", *sigma, 1.0, 0.05),
    )


def p_g_by_sliders(slider: Slider, prefix: str, mu: float, sigma: tuple[float, float], default: Gaussian) -> Gaussian:
    """Return p_g = N(mu, sigma²) as its sliders say."""
    return Gaussian(
        slider(f"{prefix}mu_g", "Mean μ of $p_g$", -mu, mu, default.mu, 0.1),
        slider(f"{prefix}sigma_g", "Spread σ of $p_g$", *sigma, default.sigma, 0.05),
    )
