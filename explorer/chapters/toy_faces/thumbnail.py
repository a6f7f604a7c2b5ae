"""The picture of the page's card: what G draws, from the start to the end of the run."""

import numpy as np
import streamlit as st

from explorer.figures.home.thumbnails import tiles_thumbnail
from explorer.training.toy_faces.gan import ARTICLE, History, train
from explorer.ui import charts


@st.cache_resource(show_spinner=False)
def toy_run() -> History:
    """Train the toy GAN once for the process: 20 ms."""
    return train(ARTICLE)


def show() -> None:
    """Draw the fakes of two values of z, one row each."""
    generators = [toy_run().at(epoch).G for epoch in np.linspace(0, ARTICLE.epochs, 7).astype(int)]
    figure = tiles_thumbnail(np.stack([[G.pixels(z) for G in generators] for z in (0.1, 0.9)]))
    charts.show(figure, key="home_toy_faces", alt="What Toy faces shows.")
