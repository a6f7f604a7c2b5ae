"""The picture of the page's card: the gradients of two losses."""

import numpy as np

from explorer.figures.home.thumbnails import gradients_thumbnail
from explorer.theory.losses import NON_SATURATING, least_squares_generator
from explorer.ui import charts


def show() -> None:
    """Draw both gradients by D's output t."""
    t = np.linspace(-5.0, 5.0, 101)
    losses = {"non_saturating": NON_SATURATING, "lsgan": least_squares_generator(1.0)}
    figure = gradients_thumbnail(t, {name: loss.gradient(t) for name, loss in losses.items()})
    charts.show(figure, key="home_lsgan_vs_bce", alt="What LSGAN against BCE shows.")
