"""Chapter "Three ways": one decoder, learned as an autoencoder, as a variational one and as a GAN, recorded."""

from collections.abc import Callable, Mapping

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders import background
from explorer.data.autoencoders.three_ways import REAL, WAYS, ThreeWays, load_three_ways
from explorer.figures.montage import montage
from explorer.numbers import number, percent
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.pictures import show_picture

TITLES = {"autoencoder": "Autoencoder", "variational": "VAE", "gan": "GAN"}
TAUGHT = {
    "autoencoder": "on codes of pictures: bring them back. z from the Gaussian that fits the codes.",
    "variational": "on z around each code, and codes that fill N(0, I). z from N(0, I).",
    "gan": "on random z: look real to D, a discriminator. z from N(0, I).",
}
SHOWN = {"random": "Random z", "same": "The same pictures"}
IN_ALL = {"random": "64 pictures of random z", "same": "what comes out for ten test pictures, one of each class"}
ROWS: Mapping[str, tuple[str, Callable[[float], str]]] = {
    "sure": ("Sure (> 0.9) of a digit", percent),
    "evenness": ("Evenness of the ten digits", percent),
    "frechet": ("Fréchet distance", lambda value: number(value, ".0f")),
    "distance": ("Distance to the nearest training picture", lambda value: number(value, ".1f")),
    "sharpness": ("Sharpness: variance of the Laplacian", lambda value: number(value, ".3f")),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    recorded = load_three_ways()
    about = recorded.about
    shown = controls.choice("ways_show", "Shown", SHOWN, "random")
    with charts.group("autoencoders_three_ways"):
        for place, way in zip(st.columns(len(WAYS), gap="medium"), WAYS, strict=True):
            with place:
                _show_way(recorded, way, shown)
        _show_measures(recorded)
    charts.notice(in_words(recorded.measures))
    st.caption(
        f"The same decoder, k = {about['k']}, the same data and {number(about['seconds'], '.0f')} seconds of one core "
        f"each, seed {about['seed']}. Measured on {about['n']:,} pictures, distances on 200. Made by "
        f"{about['command']}."
    )
    background.explain_three_ways()


def _show_way(recorded: ThreeWays, way: str, shown: str) -> None:
    st.markdown(f"**{TITLES[way]}** · {recorded.iterations[way]:,} iterations")
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


def _show_measures(recorded: ThreeWays) -> None:
    head = " | ".join(TITLES[way] for way in WAYS)
    lines = [
        f"| {text} | " + " | ".join(write(recorded.measures[name][measure]) for name in (*WAYS, REAL)) + " |"
        for measure, (text, write) in ROWS.items()
    ]
    st.markdown(f"| pictures of random z | {head} | test pictures |\n|:--|--:|--:|--:|--:|\n" + "\n".join(lines))


def in_words(measures: Mapping[str, Mapping[str, float]]) -> str:
    """Say who is surest, who nearest to real pictures, and whose pictures are as sharp as those."""
    real = measures[REAL]["sharpness"]
    surest = max(WAYS, key=lambda way: measures[way]["sure"])
    nearest = min(WAYS, key=lambda way: measures[way]["frechet"])
    sharp = min(WAYS, key=lambda way: abs(measures[way]["sharpness"] - real))
    blurred = min(WAYS, key=lambda way: measures[way]["sharpness"])
    return (
        f"Of random z the classifier is surest of the **{TITLES[surest]}**'s pictures, and its features of the "
        f"**{TITLES[nearest]}**'s lie nearest to those of real ones. The **{TITLES[sharp]}**'s are most nearly as "
        f"sharp as real ones, the **{TITLES[blurred]}**'s the most blurred. **Try** the same pictures: what each of "
        "the three makes of a picture that it has never seen."
    )
