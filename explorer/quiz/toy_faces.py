"""The questions of the page on toy faces: the answers to its predictions, and how near its challenges are."""

from dataclasses import replace

import numpy as np

from explorer.arrays import Array
from explorer.data.toy_faces import FACES, is_face
from explorer.models.toy_faces import Discriminator, Generator
from explorer.numbers import number, percent, probability
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.training.toy_faces.gan import ARTICLE, History, Settings, start, train
from explorer.training.toy_faces.moves import parse, replay

STILL = 0.01  # how far a pixel may still move in a picture that stands
LITTLE = 1e-4  # a slope below this is said to be so, and not written out
SURE = 0.75
Z = np.linspace(0.0, 1.0, 101)


def _run(s: Controls) -> History:
    return train(Settings(s["epochs"], s["rate"], s["seed"], s["k"]))


def _pixels(picture: Array) -> str:
    return ", ".join(probability(float(pixel), 2, 4) for pixel in picture)


def fake_after_G_step(s: Controls) -> Answer:
    """D's answer to the fake of the same z, before and after one more step of G."""
    first = start(np.random.RandomState(s["start_seed"]))
    now = replay(first, parse(s["moves"]))[-1]
    moved = now.generator_step(s["z"], float(s["hand_rate"]))
    before, after = (float(gan.D.probability(gan.G.pixels(s["z"]))) for gan in (now, moved))
    option = "rises" if after > before else "falls" if after < before else "stays"
    moved_by = float(np.abs(moved.G.pixels(s["z"]) - now.G.pixels(s["z"])).max())
    return Answer(
        option,
        f"One step of G takes D(G({number(s['z'])})) from {probability(before)} to {probability(after)}.",
        {
            "falls": "It fell when D took its step, for D wants a 0. G wants a 1: its step goes down −ln D(G(z)), "
            f"from {number(-np.log(before), '.4f')} to {number(-np.log(after), '.4f')}, and so the answer goes up.",
            "stays": "D stands still, but it is shown another picture: a pixel has moved by "
            f"{number(moved_by, '.4f')}.",
        },
    )


def D_at_the_end(s: Controls) -> Answer:
    """D's answer to a fake at the end of the run."""
    end = _run(s).final
    D = float(end.D.probability(end.G.pixels(0.5)))
    option = nearest(D, {"near_0": 0.0, "near_half": 0.5, "near_1": 1.0})
    on_faces = float(end.D.probability(FACES).mean())
    return Answer(
        option,
        f"At the end of this run D(G(0.5)) = {probability(D, 3)}.",
        {
            "near_1": "D has gone on learning, too. An answer near 1 to fakes would cost it −ln(1 − D) without "
            f"limit; at ½ it loses {number(np.log(2), '.3f')}. It is not fooled, it cannot tell: real faces get "
            f"{probability(on_faces, 3)}.",
            "near_0": f"That would take a difference that D can see. Fakes get {probability(D, 3)}, real faces "
            f"{probability(on_faces, 3)}: for its one layer both are alike.",
        },
    )


def picture_at_the_end(s: Controls) -> Answer:
    """Whether the picture rests at the end of the run, and is a face."""
    run = _run(s)
    last = np.array([run.at(epoch).G.pixels(0.5) for epoch in range(run.epochs - 100, run.epochs + 1)])
    picture, motion = last[-1], float(np.ptp(last, axis=0).max())
    option = "restless" if motion > STILL else "face" if is_face(picture) else "stuck"
    slope = float((picture * (1 - picture)).max())
    nothing = f"below {number(LITTLE)}" if slope < LITTLE else f"{number(slope, '.4f')}"
    return Answer(
        option,
        f"G's four pixels end at {_pixels(picture)}, where a face is dark, light, light, dark; in the last 100 "
        f"epochs none moved by more than {number(motion, '.4f')}.",
        {
            "face": "A step is rate times slope, and the slope is that of the place where it starts. The first "
            f"large steps threw G's pixels to the ends of σ, where the slope x(1 − x) is {nothing}: there is no way "
            "back.",
            "restless": f"A picture moves only while it has a slope. At the ends of σ x(1 − x) is {nothing}, and "
            f"{number(s['rate'])} times that is still next to nothing.",
        },
    )


def sure_of_all(D: Discriminator, faces: Array, others: Array) -> State:
    """Every face above `SURE`, every non-face below 1 − `SURE`; faces (n, 4), others (m, 4)."""
    given_to_truth = np.concatenate([D.probability(faces), 1.0 - D.probability(others)])
    n_right, least = int((given_to_truth > 0.5).sum()), float(given_to_truth.min())
    return State(
        f"{n_right} of {len(given_to_truth)} right; the worst answer gives {percent(least, 1)} to what is true, to "
        f"come above {percent(SURE)}.",
        least > SURE,
    )


def fool_D(G: Generator, judge: Discriminator) -> State:
    """D(G(z)) > ½ for every z in [0, 1], on a grid of 101."""
    answers = judge.probability(G.pixels(Z))
    lowest = float(answers.min())
    at = Z[answers.argmin()]
    return State(
        f"D's lowest answer is {probability(lowest, 3)}, at z = {number(at, '.2f')}, to come above ½.", lowest > 0.5
    )


def fail_by_rate(settings: Settings, history: History) -> State:
    """The article's run with another learning rate that draws no face at the end, or overflows before."""
    if replace(settings, learning_rate=ARTICLE.learning_rate) != ARTICLE:
        return State("More than the learning rate has changed: press Begin.", False)
    if history.overflowed:
        return State(f"A score overflowed in epoch {history.epochs + 1}.", True)
    picture = history.final.G.pixels(0.5)
    return State(
        f"G draws {_pixels(picture)}: {'still a face' if is_face(picture) else 'no face'}.", not is_face(picture)
    )
