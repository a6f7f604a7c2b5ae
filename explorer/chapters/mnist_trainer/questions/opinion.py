"""What D says of single pictures, real and fake: the only thing that G ever learns from."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.mnist_trainer.questions.asking import Asking, Labels, draw_z
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.mnist_trainer.questions import opinions_figure
from explorer.figures.mnist_trainer.score_histograms import score_range
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR
from explorer.names import LOSSES
from explorer.numbers import number, probability
from explorer.training.mnist_trainer.settings import WITH_SIGMOID
from explorer.ui.charts import notice
from explorer.ui.charts import show as show_chart
from explorer.ui.tiles import Tile, show_tiles

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining

ABOUT = "**Which pictures does D believe?** It marks real digits, and fakes made a moment ago."

N_SCORED = 256
N_SHOWN = 24
FIRST = f"{N_SHOWN} of {N_SCORED}, the most convincing first · mean of all {N_SCORED}:"
# Where D says that it cannot tell; the hinge's border is 0, and WGAN's critic has none: only differences count.
MIDDLE = {"saturating": 0.5, "non_saturating": 0.5, "lsgan": 0.5, "hinge": 0.0}

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Opinions:
    """The first pictures of each kind, and D's marks of them all."""

    real: Images
    fake: Images
    scores_real: Scores
    scores_fake: Scores


def show(asking: Asking) -> None:
    """Draw the question and its answer."""
    seed = asking.seed(label="Seed of the choice")
    ask = partial(_ask, digits=asking.digits(), labels=asking.in_turn(N_SCORED), seed=seed)
    answer = asking.answer("opinion", seed, ask)
    loss = asking.settings.loss
    is_probability = loss in WITH_SIGMOID
    ends = score_range([answer.scores_real, answer.scores_fake], is_probability)
    of_real, of_fake = (_mark(float(s.mean()), loss, 4) for s in (answer.scores_real, answer.scores_fake))
    fakes, reals = st.columns(2, gap="large")
    with fakes:
        st.markdown(f"**Fakes G(z)**, {FIRST} {of_fake}")
        _show_ordered(answer.fake, answer.scores_fake, ends, GENERATOR, "fake", loss)
    with reals:
        st.markdown(f"**Real digits x**, {FIRST} {of_real}")
        _show_ordered(answer.real, answer.scores_real, ends, DATA, "real", loss)
    figure = opinions_figure(answer.scores_real, answer.scores_fake, is_probability, MIDDLE.get(loss))
    words = f"Histograms of what D says: mean {of_real} for real digits, {of_fake} for fakes"
    show_chart(figure, f"{asking.controls.page}_opinions", words)
    st.caption(_in_words(loss))
    notice(
        "Look at the fakes that D believes, and at the real digits that it doubts: would you agree? Where D is "
        "ahead, the two histograms hardly touch. Where they overlap, D cannot tell: because G draws well, or because D "
        "has not learned enough yet."
    )


def _ask(run: "GanTraining", digits: Digits, labels: Labels | None, seed: int) -> Opinions:
    fake = run.samples(draw_z(seed, N_SCORED, run.G.latent_dim), labels)
    chosen = np.random.default_rng([seed, 1]).choice(len(digits.images), N_SCORED, replace=False)
    real = digits.images[chosen]
    told = None if labels is None else digits.labels[chosen]
    scores_real, scores_fake = run.opinions(real, told), run.opinions(fake, labels)
    return Opinions(real[:N_SHOWN], fake[:N_SHOWN], scores_real, scores_fake)


def _mark(score: float, loss: str, most: int = 2) -> str:
    """Write what D says: a probability with at most so many decimals, two in a narrow tile; or a signed raw output."""
    return probability(score, 2, most) if loss in WITH_SIGMOID else number(score, "+.2f")


def _show_ordered(images: Images, scores: Scores, ends: tuple[float, float], color: str, kind: str, loss: str) -> None:
    low, high = ends
    marks = [_mark(score, loss) for score in scores[: len(images)]]
    order = np.argsort(-scores[: len(images)], kind="stable")
    show_tiles(
        [
            Tile(
                images[i],
                alt=f"{kind}, D says {marks[i]}",
                caption=marks[i],
                color=color,
                share=float(scores[i] - low) / (high - low),
                bar_color=DISCRIMINATOR,
            )
            for i in order
        ],
        n_columns=8,
        min_width=38,
    )


def _in_words(loss: str) -> str:
    if loss in WITH_SIGMOID:
        return "The green bar and the number are D(x): how likely D holds the picture to be real, from 0 to 1."
    aim = {
        "lsgan": "It aims at 1 for real digits and at 0 for fakes, but may say any number.",
        "hinge": "It wants real digits above +1 and fakes below −1, and cares for nothing beyond.",
        "wgan_gp": "Only differences count: the mean over real digits less that over fakes estimates a distance.",
    }[loss]
    return f"Under {LOSSES[loss]} D has no sigmoid: the green bar and the number are its raw output t(x). {aim}"
