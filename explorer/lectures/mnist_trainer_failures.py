"""Runs of the live trainer that go wrong on purpose, each with the one setting that mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The dense networks: each failure shows within seconds on one core, on MNIST and on the built-in digits.
_DENSE: Mapping[str, Any] = {
    "network": "dense",
    "loss": "non_saturating",
    "conditional": False,
    "batch_size": 32,
    "learning_rate_D": 1e-3,
    "learning_rate_G": 1e-3,
    "beta1": 0.5,
    "n_discriminator_steps": 1,
    "label_smoothing": 0.0,
    "r1": 0.0,
    "minibatch_stddev": False,
    "instance_noise": 0.0,
    "averaging": 0.0,
    "seed": 0,
    "n_iterations": 500,
}


@dataclass(frozen=True)
class Failure:
    """A way to go wrong, and the way out.

    Attributes
    ----------
    id : stable, ASCII; it stands in links
    title : what its button says
    what_happens : one or two sentences
    settings : every setting of the failing run
    cure : the setting that mends it, and its value; everything else stays, the seed too
    why : why that mends it, one or two sentences
    watched : what proves it, a figure each: "classes", "gradient", "opinions", "losses"
    notice : what to see there
    source : the paper to read, if there is one
    """

    id: str
    title: str
    what_happens: str
    settings: Mapping[str, Any]
    cure: tuple[str, Any]
    why: str
    watched: tuple[str, ...]
    notice: str
    source: str = ""

    @property
    def mended(self) -> Mapping[str, Any]:
        """Every setting of the mended run."""
        name, value = self.cure
        return {**self.settings, name: value}


FAILURES = (
    Failure(
        id="mode_collapse",
        title="Mode collapse",
        what_happens="G's steps are so large that it runs to the one picture that D believes most at the moment, and "
        "then gives it for every z. Nine of ten digits are lost.",
        settings={**_DENSE, "learning_rate_D": 1e-2, "learning_rate_G": 5e-2, "n_iterations": 1_000},
        cure=("loss", "wgan_gp"),
        why="D, a critic now, is not flat where it is sure: it slopes evenly, by 1, all the way from the fakes to the "
        "real digits. So G hears of digits that it does not draw yet.",
        watched=("classes",),
        notice="Each column is the histogram of 512 of G's pictures. On the left one row takes nearly everything; on "
        "the right the colour spreads over many rows. The losses of the failing run do not tell you that.",
        source="Goodfellow et al. 2014, section 6, “the Helvetica scenario”; Gulrajani et al. 2017, eq. 3 (WGAN-GP).",
    ),
    Failure(
        id="no_gradient",
        title="No gradient",
        what_happens="D makes three large steps before each step of G, and is soon sure of every fake: D(G(z)) ≈ 0. "
        "There the saturating loss ln(1 − D(G(z))) is flat, and G is told nothing.",
        settings={
            **_DENSE,
            "loss": "saturating",
            "learning_rate_D": 1e-2,
            "n_discriminator_steps": 3,
            "n_iterations": 200,
        },
        cure=("loss", "non_saturating"),
        why="The slope of ln(1 − σ(t)) is −σ(t): 0 where D has found G out. That of −ln σ(t) is −(1 − σ(t)): there −1. "
        "D is still too strong for good digits, but now every fake is told which way to go.",
        watched=("gradient",),
        notice="The axis is logarithmic: from line to line a factor of a hundred. On the left the gradient falls by "
        "orders of magnitude, on the right it stays.",
        source="Goodfellow et al. 2014, section 3; Arjovsky & Bottou 2017, theorem 2.4.",
    ),
    Failure(
        id="oscillation",
        title="Oscillation",
        what_happens="G makes one kind of picture, until D calls that kind a fake; then another, then a third, round "
        "and round: sixes only, as it were, then eights, then threes. G learns two hundred times as fast as D, "
        "which always comes too late.",
        settings={**_DENSE, "learning_rate_D": 1e-4, "learning_rate_G": 2e-2},
        cure=("n_discriminator_steps", 5),
        why="Five steps of D for each of G: D has answered before G moves on, and no swing builds up. G still changes "
        "its pictures, and they are not good yet; but no change fools D for long.",
        watched=("opinions", "classes"),
        notice="On the left D(G(z)) goes up and down between 0 and 1, and the dark cell below hops from row to row: "
        "all pictures change at once. On the right D(G(z)) stays in its place. (The classifier must name one of ten "
        "digits, also for pictures that are hardly any.)",
        source="K. Dhandhania and A. Delijani, “An intuitive introduction to generative adversarial networks”, section "
        "Challenges; Goodfellow et al. 2014, Algorithm 1 (k steps of D); Metz et al. 2017, section 2.4.",
    ),
    Failure(
        id="divergence",
        title="Divergence",
        what_happens="D's learning rate is far too large for a loss made of squares. One step throws its output t to "
        "hundreds, the square of that is the loss, and the next step goes just as far the other way.",
        settings={
            **_DENSE,
            "loss": "lsgan",
            "learning_rate_D": 5e-2,
            "beta1": 0.9,
            "n_iterations": 100,
        },
        cure=("learning_rate_D", 1e-3),
        why="Adam moves every weight by about the learning rate, whatever the gradient. With 784 pixels that add up, "
        "only a small step keeps t near its labels 0 and 1.",
        watched=("losses",),
        notice="Losses without their sign, on a logarithmic axis. Where they go beyond 1,000 the run is stopped and "
        "says so. The mended run stays near 1 all the time.",
        source="Kingma & Ba 2015, section 2.1 (the size of Adam's steps).",
    ),
)
