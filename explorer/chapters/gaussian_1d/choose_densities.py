"""The controls of p_data and p_g that two chapters share, each under its own prefix."""

from explorer.theory.densities import Density, Gaussian, Mixture, Uniform
from explorer.ui.controls import Controls

KINDS = ("Gaussian", "Two Gaussians", "Uniform")


def choose_p_data(controls: Controls, prefix: str, mu: float, sigma: tuple[float, float]) -> Density:
    """Draw the controls of p_data; means up to ±mu, spreads within `sigma`."""
    kind = controls.choice(f"{prefix}data", "$p_{data}$: the real samples", KINDS, "Gaussian")
    if kind == "Two Gaussians":
        apart = controls.slider(f"{prefix}apart", "Distance between the two bumps", 1.0, 6.0, 4.0, 0.1)
        width = controls.slider(f"{prefix}bump_sigma", "Width σ of each bump", sigma[0], 1.5, sigma[0], 0.05)
        left = controls.slider(f"{prefix}left", "Share of the left bump", 0.1, 0.9, 0.5, 0.05)
        return Mixture((Gaussian(-apart / 2, width), Gaussian(apart / 2, width)), (left, 1 - left))
    if kind == "Uniform":
        middle = controls.slider(f"{prefix}middle", "Middle of the interval", -3.0, 3.0, 0.0, 0.1)
        length = controls.slider(f"{prefix}length", "Length of the interval", 2.0, 6.0, 4.0, 0.1)
        return Uniform(middle - length / 2, middle + length / 2)
    return Gaussian(
        controls.slider(f"{prefix}mu_data", "Mean of $p_{data}$", -mu, mu, 0.0, 0.1),
        controls.slider(f"{prefix}sigma_data", "Spread σ of $p_{data}$", *sigma, 1.0, 0.05),
    )


def choose_p_g(controls: Controls, prefix: str, mu: float, sigma: tuple[float, float], default: Gaussian) -> Gaussian:
    """Draw the controls of p_g = N(mu, sigma²)."""
    return Gaussian(
        controls.slider(f"{prefix}mu_g", "Mean μ of $p_g$", -mu, mu, default.mu, 0.1),
        controls.slider(f"{prefix}sigma_g", "Spread σ of $p_g$", *sigma, default.sigma, 0.05),
    )
