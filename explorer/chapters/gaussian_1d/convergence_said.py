"""What the chapter on convergence says: of each loss what always holds, and of the journey what its numbers are."""

from explorer.figures.gaussian_1d.flow import NAMES
from explorer.numbers import INTEGRATED, counted, number
from explorer.theory.densities import Gaussian
from explorer.theory.gradient_flow import Path

NOTICES = {
    "saturating": "The further away, the less happens: $D^*$ gives every fake a value near 0, where ln(1 − D) is flat. "
    "What pull is left out there makes $p_g$ **wide**, to reach the data at all, before it moves it.",
    "non_saturating": "The surer $D^*$ is, the stronger the pull: with steps enough it comes home from any distance. "
    "**Watch the width** on the way: this loss forgives what $p_g$ leaves out.",
    "lsgan": "From far away least squares crawl as well: against a *perfect* D the curve (D − 1)² is as flat as "
    "ln(1 − D). LSGAN helps while D is imperfect; it does not cure a D that is too good.",
    "kl": "The pull grows with the distance, and μ comes nearer by the same share at every step. KL, the "
    "Kullback–Leibler divergence, knows the "
    "densities; a GAN sees them only through D.",
    "w1": "Constant speed from far away: W1 is the earth mover's distance, and earth costs the same to move "
    "everywhere. Near home the pull is as strong as ever, so it may overshoot, by one step at most. (Its critic is not "
    "$D^*$, which is drawn for comparison.)",
}


def journey_said(path: Path, loss: str, p_data: Gaussian) -> str:
    """Say where p_g has gone, and how wide it was on the way."""
    first, last, narrowest, widest = (
        number(each, ".3g") for each in (path.sigma[0], path.sigma[-1], path.sigma.min(), path.sigma.max())
    )
    return (
        f"**{NAMES[loss]}**, {counted(path.step[-1], 'step')}: μ went from {number(path.mu[0], '.3g')} to "
        f"{number(path.mu[-1], '.3g', INTEGRATED)}, where the data have {number(p_data.mu, '.3g')}; σ went from "
        f"{first} to {last} and was between {narrowest} and {widest} on the way, where the data have "
        f"{number(p_data.sigma)}."
    )
