"""Runs of the live trainer that go wrong on purpose, each with the one setting that mends it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SHARED: Mapping[str, Any] = {
    "conditional": False,
    "label_smoothing": 0.0,
    "minibatch_stddev": False,
    "instance_noise": 0.0,
    "seed": 0,
}
# Fast enough to see a failure and its cure within seconds on one core.
_DENSE: Mapping[str, Any] = {
    **_SHARED,
    "network": "dense",
    "batch_size": 32,
    "learning_rate_D": 1e-3,
    "learning_rate_G": 1e-3,
    "beta1": 0.0,
    "n_discriminator_steps": 1,
    "averaging": 0.99,
    "r1": 0.0,
}
_QUICK_ADAM: Mapping[str, Any] = {"beta2": 0.99, "separate_batches": False, "shared_fakes": True}


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
    n_mended : how many iterations the mended run has
    why : why that mends it, one or two sentences
    watched : what proves it, a figure each: "classes", "gradient", "opinions", "losses", "ink"
    notice : what to see there
    is_trained : whether it begins with the recorded networks, which draw digits; else with fresh ones
    cure_goes_on : whether the mended run goes on with what the failing one has left; else it begins as that one did
    hidden : settings that no control shows
    source : the paper to read, if there is one
    """

    id: str
    title: str
    what_happens: str
    settings: Mapping[str, Any]
    cure: tuple[str, Any]
    n_mended: int
    why: str
    watched: tuple[str, ...]
    notice: str
    is_trained: bool = True
    cure_goes_on: bool = False
    hidden: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def mended(self) -> Mapping[str, Any]:
        """Every setting of the mended run."""
        name, value = self.cure
        return {**self.settings, name: value, "n_iterations": self.n_mended}


FAILURES = (
    Failure(
        id="mode_collapse",
        title="Mode collapse",
        what_happens="The networks have learned all ten digits. Now G's steps are made twenty times as large. At "
        "first it leaps off all digits; then it finds what D believes most at the moment, and draws that for nearly "
        "every z: three kinds, or fewer, make up most of its pictures.",
        settings={**_DENSE, "loss": "lsgan", "r1": 10.0, "learning_rate_G": 2e-2, "n_iterations": 500},
        cure=("learning_rate_G", 1e-3),
        n_mended=2_000,
        why="With small steps D answers before G has moved on: what all fakes "
        "have in common gives them away, and G has to spread again. The digits come back, one kind after another.",
        watched=("classes",),
        notice="Each column is the histogram of 512 of G's pictures. On the left the ten rows break off at once; at "
        "the end a few kinds have nearly everything. On the right one row after another fills again. The losses do not "
        "tell you that.",
        cure_goes_on=True,
        hidden=_QUICK_ADAM,
        source="Goodfellow et al. 2014, section 6, “the Helvetica scenario”; Metz et al. 2017, section 1.",
    ),
    Failure(
        id="no_gradient",
        title="No gradient",
        what_happens="Fresh networks. D makes three large steps before each step of G, and is soon sure of every fake: "
        "D(G(z)) ≈ 0. There the saturating loss ln(1 − D(G(z))) is flat, and G is told nothing: no digit ever comes.",
        settings={
            **_DENSE,
            "loss": "saturating",
            "beta1": 0.5,
            "learning_rate_D": 1e-2,
            "n_discriminator_steps": 3,
            "n_iterations": 1_000,
        },
        cure=("loss", "non_saturating"),
        n_mended=1_000,
        why="By t, D's raw output, the slope of ln(1 − D) is −D: 0 where D has found G out. That of −ln D is −(1 − D): "
        "there −1. D is as strong as before, but now every fake is told which way to go, and digits come.",
        watched=("gradient", "classes"),
        notice="The axis is logarithmic: from line to line a factor of a hundred. On the left the gradient falls by "
        "orders of magnitude, and no picture shows a digit. On the right it stays above ½, and digits come: rough "
        "ones, and not all ten kinds, since D is still too strong.",
        is_trained=False,
        hidden={"separate_batches": False, "shared_fakes": True},
        source="Goodfellow et al. 2014, section 3; Arjovsky & Bottou 2017, theorem 2.4.",
    ),
    Failure(
        id="oscillation",
        title="Oscillation",
        what_happens="The networks have learned all ten digits. Now Adam keeps 90 % of its last direction: both "
        "networks overshoot. G draws bold strokes until D calls bold a fake, then thin ones until D calls thin a "
        "fake, then bold again, round and round.",
        settings={
            **_SHARED,
            "network": "compact",
            "loss": "non_saturating",
            "batch_size": 64,
            "learning_rate_D": 2e-4,
            "learning_rate_G": 2e-3,
            "beta1": 0.9,
            "n_discriminator_steps": 1,
            "averaging": 0.0,
            "r1": 0.0,
            "n_iterations": 500,
        },
        cure=("beta1", 0.0),
        n_mended=500,
        why="Without momentum each step follows the gradient of the moment, and no swing builds up: the same networks "
        "and rates, and the strokes keep their width.",
        watched=("ink", "opinions"),
        notice="On the left the ink goes up and down, wider each time, and D(G(z)) crosses ½ with it. On the right "
        "both stay where they are. Press *Pause* and drag the timeline: all 64 pictures swing together.",
        source="K. Dhandhania and A. Delijani, “An intuitive introduction to generative adversarial networks”, section "
        "Challenges; Gidel et al. 2019, “Negative momentum for improved game dynamics”.",
    ),
    Failure(
        id="divergence",
        title="Divergence",
        what_happens="The networks have learned all ten digits. Now D's learning rate is far too large for a loss made "
        "of squares. One step throws its output t beyond a hundred, the square of that is the loss, and the next step "
        "goes just as far the other way.",
        settings={**_DENSE, "loss": "lsgan", "learning_rate_D": 5e-2, "n_iterations": 200},
        cure=("learning_rate_D", 1e-3),
        n_mended=200,
        why="Adam moves every weight by about the learning rate, whatever the gradient. With 784 pixels that add up, "
        "only a small step keeps t near its labels 0 and 1.",
        watched=("losses",),
        notice="Losses without their sign, on a logarithmic axis. On the left they leap beyond 10,000 in the first "
        "iterations, and come down again later. The pictures outlast it: G's own steps are small, and the losses tell "
        "first. The mended run stays near 1 all the time.",
        hidden=_QUICK_ADAM,
        source="Kingma & Ba 2015, section 2.1 (the size of Adam's steps).",
    ),
)
