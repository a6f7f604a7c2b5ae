"""The picture of the page's card: the Dirac-GAN goes round, with R1 it comes home."""

from explorer.figures.home.thumbnails import spirals_thumbnail
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.theory.dynamics.steps import follow
from explorer.ui import charts

CIRCLES = {"gan": (1.2, 1.2), "r1": (2.1, 2.1)}


def show() -> None:
    """Draw where 300 simultaneous steps lead, without R1 and with a little of it."""
    paths = {name: follow(METHODS[name], 0.08, "simultaneous", 0.2, start, 300) for name, start in CIRCLES.items()}
    figure = spirals_thumbnail({name: (path.theta, path.psi) for name, path in paths.items()})
    charts.show(figure, key="home_dynamics", alt="What Dynamics: the Dirac-GAN shows.")
