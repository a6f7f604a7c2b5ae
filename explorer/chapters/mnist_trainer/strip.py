"""A recording on paper: some of its moments side by side, with what was measured at each."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.data.recordings import Recording
from explorer.figures.montage import montage
from explorer.numbers import number, percent
from explorer.ui.tiles import Tile, show_tiles

N_MOMENTS, N_SHOWN, PER_ROW = 4, 16, 4


def show_strips(recordings: Sequence[Recording]) -> None:
    """Draw the same z at moments that are evenly spread over each recording's frames, its first and last among them."""
    for recording in recordings:
        st.markdown(f"**{recording.title}**")
        show_tiles([_tile(recording, frame) for frame in moments_of(recording)], N_MOMENTS)


def moments_of(recording: Recording) -> NDArray[np.int_]:
    """Return the frames that are shown."""
    return np.linspace(0, len(recording.iterations) - 1, N_MOMENTS).round().astype(int)


def _tile(recording: Recording, frame: int) -> Tile:
    iteration = f"{recording.iterations[frame]:,}"
    said = _judged(recording, frame)
    return Tile(
        montage(recording.images[frame][:N_SHOWN], n_columns=PER_ROW, scale=2),
        alt=f"{N_SHOWN} pictures of {recording.title} at iteration {iteration}: {said.replace(chr(10), ', ')}",
        caption=f"iteration {iteration}\n{said}",
    )


def _judged(recording: Recording, frame: int) -> str:
    sure, frechet = recording.judged["sure"][frame], recording.judged["frechet"][frame]
    found = [
        f"{percent(sure)} clear" if np.isfinite(sure) else "",
        f"Fréchet {number(frechet, '.0f')}" if np.isfinite(frechet) else "",
    ]
    at = int(np.abs(recording.curves["iteration"] - recording.iterations[frame]).argmin())
    real, fake = recording.curves["D_real"][at], recording.curves["D_fake"][at]
    return "\n".join([*filter(None, found), f"D(x) {number(real, '.2f')}", f"D(G(z)) {number(fake, '.2f')}"])
