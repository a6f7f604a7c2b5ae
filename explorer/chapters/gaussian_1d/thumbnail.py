"""The picture of the page's card: two densities, and the best D for them."""

import numpy as np

from explorer.figures.home.thumbnails import densities_thumbnail
from explorer.theory.densities import Gaussian
from explorer.theory.minimax import D_star
from explorer.ui import charts


def show() -> None:
    """Draw p_data, p_g and D*."""
    x = np.linspace(-4.0, 6.0, 121)
    p_data, p_g = Gaussian(0.0, 1.0), Gaussian(2.0, 1.3)
    figure = densities_thumbnail(x, p_data.pdf(x), p_g.pdf(x), D_star(x, p_data, p_g))
    charts.show(figure, key="home_gaussian_1d", alt="What 1-D Gaussian shows.")
