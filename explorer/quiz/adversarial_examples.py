"""The questions of the page on adversarial examples: answers to its predictions, and how near its challenges are."""

import math

from explorer.data.adversarial_examples.pairs import pair_of
from explorer.data.adversarial_examples.pictures import picture_of, sources
from explorer.numbers import number, percent
from explorer.quiz.outcome import Answer, Controls, State
from explorer.theory.adversarial_examples.linear import fit

NO_DIGIT = 10
BELOW, AT_LEAST = 0.8, 2.0
SIDE_BEFORE, SIDE_AFTER = 7, 28
RIDGE = 0.01
SAME = 1.25  # two norms, or ratios, that differ by a smaller factor count as the same


def first_row(s: Controls) -> Answer:
    """Which row first changes the answer, as the norm grows."""
    from explorer.training.adversarial_examples.one_picture import SIZES, aim  # brings torch

    picture = picture_of(sources()[0], int(s["digit"]), s["number"])
    along, drawn = aim(picture, s["norm"], None, int(s["noise_seed"])).first_changes()
    factor = drawn / along
    option = "same" if 1 / SAME < factor < SAME else "upper" if factor > 1 else "lower"
    at = number(drawn, ".2f") if math.isfinite(drawn) else f"no norm up to {number(SIZES[s['norm']][-1])}"
    return Answer(
        option,
        f"The upper row is first seen as something else at {number(along, '.2f')}, the lower at {at}.",
        {
            "same": "As long, and yet not alike: it is the direction that counts. Of 784 directions the gradient is "
            "the one along which the loss changes fastest, and a random one is nearly at right angles to it.",
            "lower": "Random noise changes more pixels visibly, but up and down by chance: the changes of the score "
            "cancel.",
        },
    )


def sixteen_times_the_pixels(s: Controls) -> Answer:
    """How the ratio of the norms of w changes from 7×7 to 28×28 pixels."""
    first, second = map(int, s["pair"].split("_"))
    pairs = [pair_of(sources()[0], first, second, side) for side in (SIDE_BEFORE, SIDE_AFTER)]
    before, after = (fit(pair.x, pair.t, RIDGE).ratio for pair in pairs)
    factor = after / before
    option = "same" if factor < SAME else "four" if factor < 8 else "sixteen"
    return Answer(
        option,
        f"‖w‖₁/‖w‖₂ is {number(before, '.1f')} with 49 pixels and {number(after, '.1f')} with 784: "
        f"{number(factor, '.1f')} times as much.",
        {
            "sixteen": "The sum ‖w‖₁ has 16 times as many terms, but so has the sum of squares in ‖w‖₂, and random "
            "changes add up like its root. Of 16 only √16 = 4 is left; it differs a little, for the weights of coarse "
            "and fine pictures are not equally alike.",
            "same": "Random signs cancel better the more there are of them; the best signs do not cancel at all.",
        },
    )


def up_a_fixed_D(s: Controls) -> Answer:
    """What pictures show that have climbed the score of a D that stays as it is."""
    from explorer.training.adversarial_examples.climb import climb_discriminator  # brings torch

    climb = climb_discriminator(sources()[0], int(s["climb_seed"]))
    n_seen, n = int(climb.n_seen[-1]), climb.pictures.shape[1]
    option = "nothing" if n_seen <= n / 4 else "blurred" if n_seen < n else "digits"
    return Answer(
        option,
        f"D says {percent(climb.scores[-1])} real at the end, and a classifier sees a digit in {n_seen} of {n}.",
        {
            "digits": "D has learned to tell digits from the fakes that it was shown. Of all other pictures it was "
            "never told that they are none, and the shortest way up leads through those.",
            "blurred": "Not even that: each pixel goes where D's score rises fastest, and nobody asks the pixels to "
            "agree on a stroke.",
        },
    )


def below_0_8(before: int, now: int, label: int | None, norm: str, size: float) -> State:
    """Noise of L2 norm below 0.8 along the gradient on a picture that was read rightly; no `label`: one's own."""
    if norm != "l2" or label is None:
        return State("This one is about test pictures and the L2 norm: press Begin.", False)
    if before != label:
        return State("The network does not read this picture rightly even without noise: take another.", False)
    if round(size, 4) >= BELOW:  # in single precision what is set to 0.8 may be 0.79999995
        return State(f"The norm is {number(size, '.2f')}: bring it below {number(BELOW)}.", False)
    said = "seen as something else" if now != before else "still read rightly"
    return State(f"With a norm of {number(size, '.2f')} it is {said}.", now != before)


def needs_two(before: int, first_change: float, is_own: bool, norm: str, wanted: int | None) -> State:
    """A drawing that is read as a digit and needs an L2 norm above 2 along the gradient."""
    if not is_own or norm != "l2" or wanted is not None:
        return State("This one is about a drawing of your own, L2 and any other answer: press Begin.", False)
    if before == NO_DIGIT:
        return State("The network sees no digit in it.", False)
    at = f"first at {number(first_change, '.2f')}" if math.isfinite(first_change) else "at no norm that was tried"
    return State(f"It is read as {before}; the answer changes {at}.", first_change > AT_LEAST)
