"""What is said of three ways to learn a decoder, recorded or live: their names, their measures, and what follows."""

import math
from collections.abc import Callable, Mapping, Sequence

from explorer.data.autoencoders.three_ways import REAL, WAYS
from explorer.numbers import number, percent

TITLES = {"autoencoder": "Autoencoder", "variational": "VAE", "gan": "GAN"}
HEADS = {**TITLES, "autoencoder": "Autoencoder (AE)"}
SHORT = {**TITLES, "autoencoder": "AE"}  # so that a table finds place on a phone
ROWS: Mapping[str, tuple[str, Callable[[float], str]]] = {
    "sure": ("Sure (> 0.9) of a digit", percent),
    "evenness": ("Evenness of the ten digits", percent),
    "frechet": ("Fréchet distance", lambda value: number(value, ".0f")),
    "distance": ("Distance to the nearest picture learned from", lambda value: number(value, ".1f")),
    "sharpness": ("Sharpness (variance of the Laplacian)", lambda value: number(value, ".3f")),
}


def measures_table(measures: Mapping[str, Mapping[str, float]], rows: Sequence[str]) -> str:
    """Return the measures of the three and of real pictures as a table; what nobody knows is a dash."""
    lines = []
    for measure in rows:
        text, write = ROWS[measure]
        values = [measures[name][measure] for name in (*WAYS, REAL)]
        lines.append(f"| {text} | " + " | ".join(write(v) if math.isfinite(v) else "–" for v in values) + " |")
    head = " | ".join(SHORT[way] for way in WAYS)
    return f"| pictures of random z | {head} | real |\n|:--|--:|--:|--:|--:|\n" + "\n".join(lines)


def in_words(measures: Mapping[str, Mapping[str, float]]) -> str:
    """Say who is surest, who nearest to real pictures, and whose pictures are as sharp as those."""
    real = measures[REAL]["sharpness"]
    sharp = min(WAYS, key=lambda way: abs(measures[way]["sharpness"] - real))
    blurred = min(WAYS, key=lambda way: measures[way]["sharpness"])
    return (
        f"{_judged_in_words(measures)}The **{TITLES[sharp]}**'s are most nearly as sharp as real ones, the "
        f"**{TITLES[blurred]}**'s the most blurred."
    )


def _judged_in_words(measures: Mapping[str, Mapping[str, float]]) -> str:
    if not math.isfinite(measures[REAL]["sure"]):
        return ""  # clothing
    surest = max(WAYS, key=lambda way: measures[way]["sure"])
    nearest = min(WAYS, key=lambda way: measures[way]["frechet"])
    sure = f"surest of the **{TITLES[surest]}**'s pictures" if measures[surest]["sure"] else "sure of no picture yet"
    return (
        f"Of random z the classifier is {sure}, and its features of the **{TITLES[nearest]}**'s lie nearest to those "
        "of real ones. "
    )
