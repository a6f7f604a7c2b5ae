"""Chapter "Three ways": one decoder, learned as an autoencoder, as a variational one and as a GAN, recorded or live."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders import background
from explorer.chapters.autoencoders.three_ways_live import choose, show_live
from explorer.chapters.autoencoders.three_ways_said import HEADS, ROWS, TITLES, in_words, measures_table
from explorer.data.autoencoders.three_ways import REAL, WAYS, ThreeWays, load_three_ways
from explorer.figures.montage import montage
from explorer.numbers import number
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.pictures import show_picture
from explorer.ui.print_mode import is_printed

TAUGHT = {
    "autoencoder": "on codes of pictures: bring them back. z from the Gaussian that fits the codes.",
    "variational": "on z around each code, and codes that fill N(0, I). z from N(0, I).",
    "gan": "on random z: look real to D, a discriminator. z from N(0, I).",
}
SHOWN = {"random": "Random z", "same": "The same pictures"}
IN_ALL = {"random": "64 pictures of random z", "same": "what comes out for ten test pictures, one of each class"}
RUNS = {"recorded": "Recorded", "live": "Live"}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        help = "Recorded: opens at once. Live: the three learn here, in equal seconds of computing."
        is_live = controls.choice("ways_run", "The run", RUNS, "recorded", help=help) == "live" and not is_printed()
        if is_live:
            choose(controls)
        else:
            shown = controls.choice("ways_show", "Shown", SHOWN, "random")
    if is_live:
        show_live(controls)
    else:
        _show_recorded(load_three_ways(), shown)
    background.explain_three_ways()


def _show_recorded(recorded: ThreeWays, shown: str) -> None:
    about = recorded.about
    with charts.group("autoencoders_three_ways"):
        for place, way in zip(st.columns(len(WAYS), gap="medium"), WAYS, strict=True):
            with place:
                _show_way(recorded, way, shown)
        st.markdown(measures_table(recorded.measures, tuple(ROWS)))
    charts.notice(
        f"{in_words(recorded.measures)} **Try** the same pictures: what each of the three makes of a picture that it "
        "has never seen."
    )
    st.caption(
        f"The same decoder, k = {about['k']}, the same data and {number(about['seconds'], '.0f')} seconds of one core "
        f"each, seed {about['seed']}. Measured on {about['n']:,} pictures, distances on 200. Made by "
        f"{about['command']}."
    )


def _show_way(recorded: ThreeWays, way: str, shown: str) -> None:
    st.markdown(f"**{HEADS[way]}** · {recorded.iterations[way]:,} iterations")
    images, n_columns = recorded.samples[way], 8
    if shown == "same":
        images, n_columns = np.stack([recorded.rows[REAL], recorded.rows[way]], axis=1).reshape(-1, 28, 28), 4
    show_picture(montage(images, n_columns=n_columns, scale=2), alt=f"{TITLES[way]}: {IN_ALL[shown]}")
    if shown == "random":
        st.caption(f"Taught {TAUGHT[way]}")
        return
    what = "G's of a z found by descent: a GAN has no encoder to ask" if way == "gan" else "what comes out of its code"
    error = number(error_of(recorded, way), ".4f")
    st.caption(f"Each test picture, and beside it {what}. Squared error a pixel: **{error}**.")


def error_of(recorded: ThreeWays, way: str) -> float:
    """Return the mean squared error a pixel of what a way makes of the ten test pictures."""
    difference = recorded.rows[way].astype(float) - recorded.rows[REAL]
    return float(np.square(difference / 255.0).mean())
