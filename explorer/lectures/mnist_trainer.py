"""The walkthrough of the live trainer, and the experiments that its page sets up by button."""

from collections.abc import Mapping
from typing import Any

from explorer.lectures.step import Step

# The recommended run of the compact networks; a test compares it with what the training layer recommends.
PLAIN: Mapping[str, Any] = {
    "network": "compact",
    "loss": "non-saturating",
    "conditional": False,
    "batch_size": 64,
    "learning_rate_D": 1e-3,
    "learning_rate_G": 2e-3,
    "beta1": 0.5,
    "n_discriminator_steps": 1,
    "label_smoothing": 0.0,
    "r1": 0.0,
    "minibatch_stddev": False,
    "instance_noise": 0.0,
    "averaging": 0.0,
    "seed": 0,
    "n_iterations": 1000,
}
_LEAST_SQUARES = {"loss": "LSGAN"}
_D_TOO_STRONG = {"learning_rate_D": 1e-2, "learning_rate_G": 2e-4}
_COLLAPSE = {"learning_rate_D": 1e-4, "learning_rate_G": 2e-2, "batch_size": 32}
_NO_GRADIENT = {"loss": "saturating", "learning_rate_D": 5e-3, "n_discriminator_steps": 5, "n_iterations": 500}

# button -> (what to expect, how the run differs from the plain one)
EXPERIMENTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Plain run": ("The recommended settings: digits within seconds.", {}),
    "Least squares": ("The same run with LSGAN's losses: D's output is no probability.", _LEAST_SQUARES),
    "D too strong": ("D learns fifty times as fast as G: D(G(z)) lies at 0, and G draws textures.", _D_TOO_STRONG),
    "Collapse": ("G learns two hundred times as fast as D, and ends with one picture for every z.", _COLLAPSE),
    "No gradient": ("The saturating loss against a D that is ahead: for long G's loss lies flat at 0.", _NO_GRADIENT),
}

STEPS = (
    Step(
        "From noise to digits",
        "Press Start. In the first pictures G knows nothing; within seconds it finds out where ink belongs, then "
        "strokes, then digits. It never sees a real digit: all it gets is which way D's opinion of its pictures rises.",
        PLAIN,
    ),
    Step(
        "Who is winning?",
        "Real and fake digits get different marks from D: the two curves in the middle. Near ½ both, D is guessing. "
        "The dotted lines show the end of the theory, 2 ln 2 = 1.386 for D and ln 2 = 0.693 for G. This run soon comes "
        "near them, long before its digits are good: a D that has too little to go on guesses, too.",
        PLAIN,
    ),
    Step(
        "Least squares",
        "Press Start again. The same networks, the losses are squares and D says any number, not only 0 to 1. "
        "On digits the pictures come out much alike; the curves are on another scale.",
        {**PLAIN, **_LEAST_SQUARES},
    ),
    Step(
        "D too strong",
        "Now D learns fifty times as fast as G. It is right nearly always, D(G(z)) lies at 0, and what G "
        "learns is texture, not digits. When D's loss stays at 0, the run is stopped and says why.",
        {**PLAIN, **_D_TOO_STRONG},
    ),
    Step(
        "Collapse",
        "The other way round: G learns two hundred times as fast as D. It finds one picture that D believes just "
        "now, and gives it for every z. All 64 pictures become the same one; then the run is stopped and says why.",
        {**PLAIN, **_COLLAPSE},
    ),
    Step(
        "Look back",
        "Drag the slider above the pictures to the left: the same 64 z at any moment of the run, while it goes on "
        "or after. Find the iteration at which you first see a digit.",
        PLAIN,
    ),
)
