"""The average of a class, three ways: of real pictures, of G's pictures, and the picture of the average z."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.arrays import Images
from explorer.chapters.mnist_trainer.questions.asking import Asking, Labels, draw_z
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.style import DATA, GENERATOR, HIGHLIGHT
from explorer.training.mnist_trainer.questions import N_CLASSES, ClassAverages, class_averages
from explorer.ui.charts import notice
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = (
    "**What is an average 7?** The average of many pictures is a blur. The picture of an average z need not be one: "
    "that z is one point, and G draws one picture for it."
)

OWN_SIDE = (
    " Once G draws digits, most pictures of an average z show the class that their z came from, as if each class had a "
    "side of its own in the space of z. None of them must: the arrow tells."
)

N_SAMPLES = 1000


@dataclass(frozen=True)
class Averages:
    """The averages of G's samples, G's pictures of the averages of their z, and what those are taken for, if known."""

    of_samples: ClassAverages
    of_mean_z: Images
    taken_for: Labels | None


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    if not asking.knows_digits and not asking.settings.conditional:
        st.info(
            "Which sample belongs to which class? A classifier says so, and the one here was trained on "
            "digits only. Ask a run on digits, or a conditional one, which is told the class.",
            icon=":material/checkroom:",
        )
        return
    digits = asking.digits()
    seed = asking.seed()
    answer = asking.answer(
        "average", seed, partial(_ask, labels=asking.in_turn(N_SAMPLES), knows_digits=asking.knows_digits, seed=seed)
    )
    counts = answer.of_samples.counts
    told = "told to be" if asking.settings.conditional else "taken for"
    names = digits.class_names
    counted = [f"{name} · {count}×" for name, count in zip(names, counts, strict=True)]
    taken = "" if answer.taken_for is None else ", and what the classifier takes it for"
    _row("Mean of the **real** training pictures", _real_means(digits.source, digits), names, DATA)
    _row(f"Mean of **G's pictures** {told} that class", answer.of_samples.images, counted, GENERATOR, counts)
    _row(f"**G(mean z)** of the same samples{taken}", answer.of_mean_z, _taken(answer, names), HIGHLIGHT, counts)
    missing = [digits.class_names[k] for k in range(N_CLASSES) if not counts[k]]
    if missing:
        st.warning(f"Never among {N_SAMPLES:,} samples: {', '.join(missing)}.", icon=":material/visibility_off:")
    st.caption(_in_words(asking, N_SAMPLES - int(counts.sum())))
    notice(
        "Compare the first two rows: where they differ, G draws a class in another way than people do, or in fewer "
        "ways. Then the last two: averaging pictures blurs, averaging z does not."
        + ("" if asking.settings.conditional else OWN_SIDE)
    )
    st.latex(r"\frac1n\sum_{k=1}^n G(z_k) \;\ne\; G\!\Bigl(\frac1n\sum_{k=1}^n z_k\Bigr)")
    st.caption("G is not linear, so the two differ. Radford et al. 2016 (DCGAN), section 6.3.2, average z's this way.")


def _ask(run: "GanTraining", labels: Labels | None, knows_digits: bool, seed: int) -> Averages:
    z = draw_z(seed, N_SAMPLES, run.G.latent_dim)
    images = run.samples(z, labels)
    averages = class_averages(images, z, _classes(images) if labels is None else labels)
    of_mean_z = run.samples(averages.z, None if labels is None else np.arange(N_CLASSES))
    return Averages(averages, of_mean_z, _classes(of_mean_z) if knows_digits else None)


def _classes(images: Images) -> Labels:
    from explorer.training.classifier.judge import probabilities  # brings torch

    classes: Labels = probabilities(images).argmax(axis=1)
    return classes


@st.cache_data(max_entries=3, show_spinner=False)
def _real_means(source: str, _digits: Digits) -> Images:
    means = [_digits.images[_digits.labels == k].mean(axis=0) for k in range(N_CLASSES)]
    return np.rint(means).astype(np.uint8)


def _taken(answer: Averages, names: Sequence[str]) -> list[str]:
    if answer.taken_for is None:
        return list(names)
    shown = (*names, "no digit")
    return [f"z of {name} → {shown[taken]}" for name, taken in zip(names, answer.taken_for, strict=True)]


def _row(title: str, images: Images, captions: Sequence[str], color: str, counts: Labels | None = None) -> None:
    """Draw a picture of each class; an empty place where no sample fell into it."""
    st.markdown(title)
    is_empty = np.zeros(N_CLASSES, bool) if counts is None else counts == 0
    tiles = [
        Tile(None, "no sample of this class", "none") if empty else Tile(image, f"average: {caption}", caption, color)
        for image, caption, empty in zip(images, captions, is_empty, strict=True)
    ]
    show_tiles(tiles, n_columns=N_CLASSES, min_width=66)


def _in_words(asking: Asking, n_none: int) -> str:
    if asking.settings.conditional:
        return (
            f"{N_SAMPLES:,} samples, {N_SAMPLES // N_CLASSES} of each label. The label goes in beside z, so the mean z "
            "of every class is nearly 0: the last row shows what G draws in the middle of its space."
        )
    return (
        f"{N_SAMPLES:,} samples, sorted by the classifier; {n_none:,} without a digit. × is how many fell into the "
        "class."
    )
