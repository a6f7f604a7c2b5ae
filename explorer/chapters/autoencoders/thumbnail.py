"""The picture of the page's card: test digits, and below each what came out of two numbers."""

import numpy as np
import streamlit as st

from explorer.data.autoencoders.recorded import load_recorded
from explorer.figures.montage import montage


def show() -> None:
    """Draw what goes in, what comes out, and the difference, of the recorded run."""
    recorded = load_recorded()
    difference = np.abs(recorded.reconstructions.astype(np.int16) - recorded.row).astype(np.uint8)
    rows = montage(np.concatenate([recorded.row, recorded.reconstructions, difference]), n_columns=len(recorded.row))
    st.image(rows, alt="Ten digits, what an autoencoder makes of them, and how far they differ.", width="stretch")
