"""An update in words: what happens at each stage, and how its numbers are written."""

from scipy.special import expit

from explorer import numbers
from explorer.arrays import Array
from explorer.training.mode_collapse.settings import WITH_SIGMOID, Gan2dSettings

NOT_YET = "·"
STAGE_ALTS = (
    "z goes through G and becomes fakes",
    "D judges the real points and the fakes",
    "D's loss goes back to D, which moves",
    "new z become new fakes, which D judges",
    "G's loss goes back through D to G, which moves",
)
# A real point, a fake, and a fake for G.
LOSS_IN_WORDS = {
    "non_saturating": ("−ln D", "−ln(1 − D)", "−ln D"),
    "saturating": ("−ln D", "−ln(1 − D)", "ln(1 − D)"),
    "lsgan": ("½(t − 1)²", "½t²", "½(t − 1)²"),
    "hinge": ("max(0, 1 − t)", "max(0, 1 + t)", "−t"),
    "wgan": ("−t", "t", "−t"),
}


def number(value: float, digits: int = 3) -> str:
    """Write a number with a true minus sign."""
    return numbers.number(value, f".{digits}f")


def mean_says(t: Array, loss: str) -> str:
    """Write the mean of what D says of some points."""
    return numbers.percent(expit(t).mean(), 1) if loss in WITH_SIGMOID else number(float(t.mean()))


def stage_in_words(stage: int, s: Gan2dSettings) -> str:
    """Say what happens at a stage, from 1."""
    n = s.batch_size
    # A critic is known up to a constant: it has no boundary.
    seen_in_the_map = "D's map has changed" if s.loss == "wgan" else "D's boundary has left the dotted line"
    on_real, on_fake, of_G = LOSS_IN_WORDS[s.loss]
    as_probability = ", and its sigmoid D is how probable" if s.loss in WITH_SIGMOID else ""
    return (
        f"**1 · G makes fakes.** G is given {n} random z, the grey dots in the box, and makes a point of each: the "
        "orange dots. D has not been asked yet, and G never sees a blue one.",
        f"**2 · D judges both.** D gives every point a number t: the higher, the more real{as_probability}. A real "
        f"point costs {on_real}, a fake {on_fake}. The larger a dot, the steeper its loss: the more it counts.",
        "**3 · D moves** down the gradient of its loss, all its weights a little. The *same* batch, asked again: the "
        f"dots have slid along their curves, and {seen_in_the_map}.",
        f"**4 · D judges new fakes**, of {n} new z. D stands still now. G's loss ℓ on each is {of_G}; the arrow is "
        "−ℓ′(t)∇t(x): where the fake would go if it were free, and how hard it is pushed.",
        f"**5 · G moves.** All {n} fakes hang on the same weights, so none can simply follow its arrow: hollow dots "
        "are where they were, full ones where the same z lead now.",
    )[stage - 1]
