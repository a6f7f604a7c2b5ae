"""The walkthrough of the live trainer, and the experiments that its page sets up by button."""

from collections.abc import Mapping
from typing import Any

from explorer.lectures.step import Prediction, Step

# The recommended run of the compact networks; a test compares it with what the training layer recommends.
PLAIN: Mapping[str, Any] = {
    "network": "compact",
    "loss": "non-saturating",
    "conditional": False,
    "batch_size": 64,
    "learning_rate_D": 5e-3,
    "learning_rate_G": 5e-3,
    "beta1": 0.0,
    "n_discriminator_steps": 1,
    "label_smoothing": 0.0,
    "r1": 0.0,
    "minibatch_stddev": False,
    "instance_noise": 0.0,
    "averaging": 0.995,
    "seed": 0,
    "n_iterations": 1000,
}
# A square has no greatest slope: with the plain run's steps, D would be thrown far off now and then.
_LEAST_SQUARES = {"loss": "LSGAN", "learning_rate_D": 2e-3, "learning_rate_G": 2e-3}
_WASSERSTEIN = {"loss": "WGAN-GP"}
_TOLD = {"conditional": True}

# button -> (what to expect, how the run differs from the plain one)
EXPERIMENTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Plain run": ("The recommended settings: digits within seconds.", {}),
    "Least squares": ("LSGAN's losses, with smaller steps: D's output is no probability.", _LEAST_SQUARES),
    "Wasserstein": ("A critic whose slope is kept near 1, in place of a D that judges.", _WASSERSTEIN),
    "Told the digit": ("A conditional GAN: afterwards you can ask for a digit, or for a whole number.", _TOLD),
}


def _on(chapter: str, **settings: Any) -> Mapping[str, Any]:
    return {"chapter": chapter, **settings}


STEPS = (
    Step(
        "From noise to digits",
        "Press Start. In the first pictures G knows nothing; within seconds it finds out where ink belongs, then "
        "strokes, then digits. It never sees a real digit: all it gets is which way D's opinion of its pictures rises.",
        _on("Train", **PLAIN),
    ),
    Step(
        "Who is winning?",
        "Real and fake digits get different marks from D: the two curves in the middle, and the two bands below. Near "
        "½ both, D is guessing. The dotted lines show the end of the theory, 2 ln 2 = 1.386 for D and ln 2 = 0.693 "
        "for G. A run may come near them long before its digits are good: a D with too little to go on guesses, too.",
        _on("Train", **PLAIN),
    ),
    Step(
        "Which digits, and how good?",
        "Losses do not say whether the digits are good. So a classifier looks at 512 of G's pictures now and then: "
        "which digits it takes them for, and of how many it is sure. All ten bars near the dotted line: no digit is "
        "forgotten.",
        _on("Train", **PLAIN),
    ),
    Step(
        "Least squares",
        "Press Start again. The same networks, the losses are squares and D says any number, not only 0 to 1. "
        "A square has no greatest slope, so the steps are smaller here. On digits the pictures come out much alike.",
        _on("Train", **{**PLAIN, **_LEAST_SQUARES}),
    ),
    Step(
        "Told the digit",
        "A conditional GAN: G is told which digit to draw, D which digit it should be looking at. The grid goes "
        "through 0 to 9 in turn. Train it for a while, then write a number under “Question it”.",
        _on("Train", **{**PLAIN, **_TOLD}),
    ),
    Step(
        "Make it fail",
        "Training is a balance, and it is easily lost: G forgets digits, D wins and leaves G without a gradient, both "
        "run in circles, or the numbers explode. Each failure here comes with the one setting that mends it.",
        _on("Make it fail"),
    ),
    Step(
        "Side by side",
        "Two runs that differ in one setting only, with the same seed and the same z, in step. Start with the loss, "
        "then try a setting of your own.",
        _on("Side by side", **PLAIN),
    ),
    Step(
        "Is it memorised?",
        "G has never seen a real digit, but does it repeat one? Each sample beside the nearest of all training images. "
        "Needs a run: train for a moment first.",
        _on("Question it"),
    ),
    Step(
        "A long run, at once",
        "Recorded on MNIST: the classic dense GAN over its 20,000 iterations, beside the numbers that a well-known "
        "tutorial printed. Drag through it, or compare it with another.",
        _on("Recorded runs", recording="Dense"),
        predict=Prediction(
            "The classic dense GAN was trained on MNIST for 20,000 iterations and draws readable digits. How often is "
            "its D right at the end?",
            ("About 50 %: it can only guess", "About 80 %", "100 %: it has won"),
            "accuracy at the end of the recording",
        ),
    ),
)
