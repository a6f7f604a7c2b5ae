"""The picture of the page's card: margins that noise of random signs blurs, and that the signs of w move."""

import numpy as np
from scipy.special import ndtr

from explorer.figures.home.thumbnails import margins_thumbnail
from explorer.ui import charts

EPS = 0.05
MEAN, SPREAD = 0.8, 0.45  # of the margins without noise, about what the page's linear classifiers have
W1, W2 = 25.0, 1.4  # ‖w‖₁ and ‖w‖₂, likewise


def show() -> None:
    """Draw three histograms as densities."""
    edges = np.linspace(-3.0, 3.0, 121)
    kinds = {"": (MEAN, SPREAD), "random": (MEAN, np.hypot(SPREAD, EPS * W2)), "signs of w": (MEAN - EPS * W1, SPREAD)}
    shares = {name: np.diff(ndtr((edges - mean) / spread)) for name, (mean, spread) in kinds.items()}
    figure = margins_thumbnail(0.5 * (edges[1:] + edges[:-1]), shares)
    charts.show(figure, key="home_adversarial_examples", alt="What Adversarial examples shows.")
