"""The recorded runs of the live trainer: in which order they are offered, and what to notice in each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RecordedRun:
    """What a recording is called, and what to notice in it."""

    title: str
    notice: str


RUNS: Mapping[str, RecordedRun] = {
    "default": RecordedRun(
        "Plain run",
        "Play it at ½× and stop at the first picture that you would call a digit. The losses are near their "
        "equilibrium long before: from there on they tell nothing about the pictures, the histogram and the Fréchet "
        "distance still do.",
    ),
    "lsgan": RecordedRun(
        "Least squares",
        "Compare with **Plain run**: other losses on another scale, with D's output no longer a probability. Look at "
        "the pictures and the Fréchet distance at the same iteration before you say which is better.",
    ),
    "dense_20000": RecordedRun(
        "Dense",
        "Two layers do learn digits, and they leave white specks: no layer knows that neighbouring pixels belong "
        "together. D stays ahead all the way, so both losses stay far from the dotted equilibrium.",
    ),
    "convolutional": RecordedRun(
        "Convolutional",
        "Compare with **Dense**: a twentieth of the iterations, and no specks. Convolutions share what "
        "they learn between all places of a picture.",
    ),
    "collapse": RecordedRun(
        "Collapse",
        "Scrub to the right: all 64 pictures become alike, and the histogram one bar. The losses alone do not give it "
        "away; the entropy does, which falls towards 0.",
    ),
    "cure": RecordedRun(
        "Cure",
        "Compare with **Collapse**: the same seed and the same 64 z. One change keeps the ten digits apart: see the "
        "histogram and the entropy of both at the same iteration.",
    ),
}

HOW_TO_READ = (
    "*Clear digits*: the share of G's pictures that a classifier gives one digit with more than 90 %. *Entropy*: of "
    "the histogram, in nats; ln 10 = 2.30 when all ten digits are equally frequent, 0 when there is only one. *Fréchet "
    "distance*: how far the classifier's features of G's pictures are from those of real digits; 0 is the aim. Curves "
    "and numbers of D and G are means over a few iterations; the pictures have 16 grey levels."
)
