"""The picture of the page's card: the modes of the data, and the one that a collapsed G has kept."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.figures.home.thumbnails import points_thumbnail
from explorer.training.mode_collapse.gan import Gan2d, draw_z
from explorer.training.mode_collapse.presets import COLLAPSE
from explorer.ui import charts


def show() -> None:
    """Draw real points and the collapsed fakes."""
    x_real = DISTRIBUTIONS[COLLAPSE.data].sample(200, np.random.default_rng(0))
    charts.show(points_thumbnail(x_real, _collapsed_fakes()), key="home_mode_collapse", alt="What 2-D lab shows.")


@st.cache_data(show_spinner=False)
def _collapsed_fakes() -> NDArray[np.float64]:
    """Return the fakes of the collapsing run after 100 iterations, made once for the process: 30 ms."""
    gan = Gan2d(COLLAPSE)
    for _ in range(100):
        gan.iterate()
    return gan.G(draw_z(COLLAPSE, 300, np.random.default_rng(0))).T.astype(float)
