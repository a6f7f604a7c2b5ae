"""The picture of the page's card: digits from noise to the end of a recorded run."""

import numpy as np
import streamlit as st

from explorer.data.recordings import load_recording
from explorer.figures.montage import montage


def show() -> None:
    """Draw one row of digits for each of four moments."""
    recording = load_recording("default")
    moments = np.linspace(0, len(recording.iterations) - 1, 4).round().astype(int)
    digits = montage(np.concatenate([recording.images[moment][:12] for moment in moments]), n_columns=12)
    st.image(digits, alt="Digits that a GAN drew, from noise to the end of a recorded run.", width="stretch")
