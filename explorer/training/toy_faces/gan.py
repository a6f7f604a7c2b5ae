"""Training the toy GAN: one update each for D and G, and the whole run in a few milliseconds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from explorer.arrays import Array
from explorer.data.toy_faces import FACES
from explorer.models.toy_faces import (
    Discriminator,
    Generator,
    discriminator_gradient_on_face,
    discriminator_gradient_on_fake,
    generator_gradient,
)

N_PARAMETERS = 13  # D's 4 weights w and bias b, G's 4 weights v and 4 biases c, in this order everywhere
PARAMETERS = ("D w1", "D w2", "D w3", "D w4", "D b", "G v1", "G v2", "G v3", "G v4", "G c1", "G c2", "G c3", "G c4")
N_AFTER = 4  # pictures drawn once the run is over


@dataclass(frozen=True, eq=False)
class Gan:
    """D and G at one moment."""

    D: Discriminator
    G: Generator

    @classmethod
    def from_parameters(cls, parameters: ArrayLike) -> "Gan":
        """Make the two networks from the 13 numbers in the order of `PARAMETERS`."""
        p = np.asarray(parameters, dtype=float)
        return cls(Discriminator(p[:4], float(p[4])), Generator(p[5:9], p[9:]))

    @property
    def parameters(self) -> Array:
        """The 13 numbers in the order of `PARAMETERS`."""
        return np.concatenate([self.D.weights, [self.D.bias], self.G.weights, self.G.biases])

    def face_step(self, x: ArrayLike, learning_rate: float) -> "Gan":
        """D learns from a face: one step of gradient descent on −ln D(x)."""
        return self._D_moved(discriminator_gradient_on_face(self.D, x), learning_rate)

    def fake_step(self, z: float, learning_rate: float) -> "Gan":
        """D learns from the fake G(z): one step of gradient descent on −ln(1 − D(G(z)))."""
        return self._D_moved(discriminator_gradient_on_fake(self.D, self.G.pixels(z)), learning_rate)

    def _D_moved(self, gradient: tuple[Array, float], learning_rate: float) -> "Gan":
        by_weights, by_bias = gradient
        D = Discriminator(self.D.weights - learning_rate * by_weights, self.D.bias - learning_rate * by_bias)
        return replace(self, D=D)

    def generator_step(self, z: float, learning_rate: float) -> "Gan":
        """G learns from D's opinion: one step of gradient descent on −ln D(G(z)); D stands still."""
        by_weights, by_biases = generator_gradient(self.G, self.D, z)
        G = Generator(self.G.weights - learning_rate * by_weights, self.G.biases - learning_rate * by_biases)
        return replace(self, G=G)


@dataclass(frozen=True)
class Settings:
    """Everything that a run depends on. The defaults are the article's."""

    epochs: int = 1000
    learning_rate: float = 0.01
    seed: int = 42
    discriminator_steps: int = 1


ARTICLE = Settings()


@dataclass(frozen=True, eq=False)
class History:
    """A finished run, epoch by epoch. Row 0 of `parameters` is the start, row e the end of epoch e.

    `discriminator_loss` is −ln D(x) − ln(1 − D(G(z))), `generator_loss` −ln D(G(z)), each a mean over the epoch's
    five faces, evaluated between D's step on the face and its step on the fake.
    """

    parameters: Array  # (epochs + 1, 13)
    discriminator_loss: Array  # (epochs,)
    generator_loss: Array  # (epochs,)
    z_after: Array  # (4,), the next draws of the same random stream
    overflowed: bool  # a score left the range of the exponential; the run was stopped at that epoch

    @property
    def epochs(self) -> int:
        """Number of epochs that were completed."""
        return len(self.parameters) - 1

    def at(self, epoch: int) -> Gan:
        """Return the networks at the end of an epoch; 0 is the start."""
        return Gan.from_parameters(self.parameters[epoch])

    @property
    def final(self) -> Gan:
        """The networks at the end of the run."""
        return self.at(self.epochs)


def start(rng: np.random.RandomState) -> Gan:
    """Draw standard normal parameters: D's weights, D's bias, G's weights, G's biases, in this order."""
    return Gan.from_parameters(rng.standard_normal(N_PARAMETERS))


def train(settings: Settings = ARTICLE) -> History:
    """Train from scratch: in each epoch, for each face, D steps on the face and on a fake, then G steps.

    With `discriminator_steps` = k, D's two steps are made k times, each with a new z, before G steps with the last z.
    NumPy's legacy generator is used on purpose: seeded 42 it draws the article's numbers.
    """
    rng = np.random.RandomState(settings.seed)
    first = start(rng)
    shape = (settings.epochs, len(FACES), settings.discriminator_steps)
    draws = rng.random_sample(shape)  # the same stream as one draw at a time
    z_after = rng.random_sample(N_AFTER)
    rows, face_scores, fake_scores, overflowed = _descend(first.parameters.tolist(), draws, settings.learning_rate)
    done = len(rows) - 1
    on_face = np.array(face_scores[: done * len(FACES)]).reshape(done, len(FACES))
    on_fake = np.array(fake_scores[: done * len(FACES)]).reshape(done, len(FACES))
    return History(
        parameters=np.array(rows),
        discriminator_loss=(np.logaddexp(0.0, -on_face) + np.logaddexp(0.0, on_fake)).mean(axis=1),
        generator_loss=np.logaddexp(0.0, -on_fake).mean(axis=1),
        z_after=z_after,
        overflowed=overflowed,
    )


Row = tuple[float, ...]


def _descend(
    start: Sequence[float], draws: Array, learning_rate: float
) -> tuple[list[Row], list[float], list[float], bool]:
    """Run every step of `train` and return the parameters after each epoch and D's scores at each face.

    The same arithmetic as the `*_step` methods of `Gan`, unrolled over the four pixels into local floats: a NumPy call
    costs about a microsecond whatever the array's size, a multiplication of two local floats 20 nanoseconds. The
    tests hold this loop to the steps, and `benchmarks/toy_training.py` to a plain NumPy loop.
    """
    exp = math.exp
    d1, d2, d3, d4, db, g1, g2, g3, g4, c1, c2, c3, c4 = start
    faces = [(*x, 1.0 + sum(pixel * pixel for pixel in x)) for x in FACES.tolist()]
    rows: list[Row] = [(d1, d2, d3, d4, db, g1, g2, g3, g4, c1, c2, c3, c4)]
    face_scores: list[float] = []
    fake_scores: list[float] = []
    try:
        for epoch_draws in draws.tolist():
            for (x1, x2, x3, x4, length), z_draws in zip(faces, epoch_draws, strict=True):
                for z in z_draws:
                    # D on the face: w += lr (1 − D) x, and 1 − σ(t) = 1/(1 + e^t)
                    face = d1 * x1 + d2 * x2 + d3 * x3 + d4 * x4 + db
                    pull = learning_rate / (1.0 + exp(face))
                    d1 += pull * x1
                    d2 += pull * x2
                    d3 += pull * x3
                    d4 += pull * x4
                    db += pull
                    face += pull * length  # the score after the step, since length = x·x + 1
                    # D on the fake: w −= lr D x
                    p1 = 1.0 / (1.0 + exp(-g1 * z - c1))
                    p2 = 1.0 / (1.0 + exp(-g2 * z - c2))
                    p3 = 1.0 / (1.0 + exp(-g3 * z - c3))
                    p4 = 1.0 / (1.0 + exp(-g4 * z - c4))
                    fake = d1 * p1 + d2 * p2 + d3 * p3 + d4 * p4 + db
                    push = learning_rate / (1.0 + exp(-fake))
                    d1 -= push * p1
                    d2 -= push * p2
                    d3 -= push * p3
                    d4 -= push * p4
                    db -= push
                # G: w += lr (1 − D) w_D x(1 − x) z, with the same z and D as it now is
                pull = learning_rate / (1.0 + exp(d1 * p1 + d2 * p2 + d3 * p3 + d4 * p4 + db))
                s1 = pull * d1 * p1 * (1.0 - p1)
                s2 = pull * d2 * p2 * (1.0 - p2)
                s3 = pull * d3 * p3 * (1.0 - p3)
                s4 = pull * d4 * p4 * (1.0 - p4)
                g1 += s1 * z
                g2 += s2 * z
                g3 += s3 * z
                g4 += s4 * z
                c1 += s1
                c2 += s2
                c3 += s3
                c4 += s4
                face_scores.append(face)
                fake_scores.append(fake)
            rows.append((d1, d2, d3, d4, db, g1, g2, g3, g4, c1, c2, c3, c4))
    except OverflowError:  # e^t beyond 1e308: the learning rate has thrown a score out of all bounds
        return rows, face_scores, fake_scores, True
    return rows, face_scores, fake_scores, False
