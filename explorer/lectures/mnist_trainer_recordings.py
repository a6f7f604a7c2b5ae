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
        "Compare with **Dense**: a quarter of the iterations, and no specks. Convolutions share what "
        "they learn between all places of a picture.",
    ),
    "collapse": RecordedRun(
        "Collapse",
        "Ten digits at iteration 1. Scrub to the right: soon no picture is a digit any more, then all 64 are of a few "
        "kinds. The losses alone do not give it away; the histogram does.",
    ),
    "cure": RecordedRun(
        "Cure",
        "It goes on where **Collapse** ended, with small steps of G. Scrub to the right: the bars of the histogram "
        "come back one after another, until there are ten digits again.",
    ),
}

HOW_TO_READ = (
    "*Clear digits*: the share of G's pictures that a classifier gives one digit with more than 90 %; *none* counts "
    "those in which it sees no digit. *Entropy*: of the digits' histogram, in nats (natural logarithms); ln 10 = 2.30 "
    "when all ten are equally frequent, 0 when there is only one. *Fréchet distance*: how far the classifier's "
    "features of G's pictures are from those of real digits; 0 is the aim. Curves and numbers of D and G are means "
    "over a few iterations; the pictures have 16 grey levels."
)
