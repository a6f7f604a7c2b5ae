"""What reaches each layer of a frozen deep generator while the discriminator becomes too good.

The generator is never updated: D alone trains against it, and at chosen moments the gradient of each generator loss
is taken back through D and through every layer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.arrays import Array
from explorer.models.lsgan_vs_bce.deep_generator import LATENT_DIM, DeepGenerator, ParallelDiscriminators
from explorer.theory.losses import CROSS_ENTROPY, WASSERSTEIN_CRITIC, generator_losses, least_squares_discriminator
from explorer.training.descent import Adam

BATCH = 64
N_MEASURE = 256
LEARNING_RATE = 5e-3
BETA1 = 0.5
# WGAN's bound on the critic's weights (Arjovsky et al. 2017, Algorithm 1; wider than there: this critic is small).
CLIP = 0.1
DATA_CENTRE = (3.0, 0.0)
DATA_SIGMA = 0.5

# One discriminator a row, least squares with a = 0, b = 1; and the row that each generator loss plays against.
DISCRIMINATORS = (CROSS_ENTROPY, least_squares_discriminator(0.0, 1.0), WASSERSTEIN_CRITIC)
BCE, LSGAN, WGAN = 0, 1, 2
LOSSES = {"saturating": BCE, "non_saturating": BCE, "lsgan": LSGAN, "wgan": WGAN}
GENERATOR_LOSSES = generator_losses(c=1.0)


@dataclass(frozen=True)
class LayerGradients:
    """One moment of D's training; every dictionary is keyed by the generator loss.

    `norms` holds ‖∂L_G/∂W‖ (Frobenius) for each weight matrix, the one next to z first; shape (depth + 1,).
    `accuracy` is D's share of right answers, `gap` its mean output on real minus its mean output on fakes.
    """

    n_steps: int
    norms: dict[str, Array]
    accuracy: dict[str, float]
    gap: dict[str, float]

    def total_norm(self, loss: str) -> float:
        """Return the norm of the gradient by all weight matrices together."""
        return float(np.linalg.norm(self.norms[loss]))


def real_points(n: int, rng: np.random.Generator) -> Array:
    """Draw n points of N((3, 0), 0.5² I), beside what an untrained generator makes; shape (n, 2)."""
    return np.array(DATA_CENTRE) + DATA_SIGMA * rng.standard_normal((n, 2))


def discriminator_gradients(D: ParallelDiscriminators, real: Array, fake: Array) -> list[Array]:
    """Return ∂L_D/∂ of D's weights and biases, each copy under its own loss, for real and fake points (batch, 2)."""
    layers = D.layers(np.concatenate([real, fake]))
    t = layers[-1][..., 0]
    gradient_t = np.empty_like(t)
    for row, loss in enumerate(DISCRIMINATORS):
        gradient_t[row, : len(real)] = loss.on_real.gradient(t[row, : len(real)]) / len(real)
        gradient_t[row, len(real) :] = loss.on_fake.gradient(t[row, len(real) :]) / len(fake)
    return D.parameter_gradients(layers, gradient_t)


def adam_of(D: ParallelDiscriminators) -> list[Adam]:
    """Return what moves D: an Adam for each of its arrays of parameters, weights first."""
    return [Adam(parameter, LEARNING_RATE, BETA1) for parameter in (*D.weights, *D.biases)]


def discriminator_step(D: ParallelDiscriminators, optimizers: list[Adam], real: Array, fake: Array) -> None:
    """Make one Adam step of every discriminator on a batch of real and fake points, then clip the critic's weights."""
    for optimizer, gradient in zip(optimizers, discriminator_gradients(D, real, fake), strict=True):
        optimizer.step(gradient)
    for parameter in (*D.weights, *D.biases):
        np.clip(parameter[WGAN], -CLIP, CLIP, out=parameter[WGAN])


def back_through_G(G: DeepGenerator, z: Array, logits: Array, slope: Array, loss: str) -> list[Array]:
    """Return ∂L_G/∂W of every weight matrix, from all D's logits (n_copies, n) and slopes (n_copies, n, 2)."""
    row = LOSSES[loss]
    by_logit = GENERATOR_LOSSES[loss].gradient(logits[row]) / len(z)
    return G.weight_gradients(z, by_logit[:, None] * slope[row])


def _measure(n_steps: int, G: DeepGenerator, D: ParallelDiscriminators, z: Array, real: Array) -> LayerGradients:
    x = G.forward(z)
    on_real, on_fake, slope = D.logits(real), D.logits(x), D.slope(x)
    gap = on_real.mean(1) - on_fake.mean(1)
    # A critic has no natural threshold: half way between its two means. BCE decides at 0, least squares at 1/2.
    threshold = np.array([0.0, 0.5, (on_real[WGAN].mean() + on_fake[WGAN].mean()) / 2])[:, None]
    right = ((on_real > threshold).mean(1) + (on_fake <= threshold).mean(1)) / 2
    return LayerGradients(
        n_steps,
        norms={
            loss: np.array([np.linalg.norm(gradient) for gradient in back_through_G(G, z, on_fake, slope, loss)])
            for loss in LOSSES
        },
        accuracy={loss: float(right[row]) for loss, row in LOSSES.items()},
        gap={loss: float(gap[row]) for loss, row in LOSSES.items()},
    )


def layer_gradients(depth: int, activation: str, seed: int, moments: Sequence[int]) -> Iterator[LayerGradients]:
    """Train D against a frozen generator and yield what each layer would receive at the given steps, in order."""
    rng = np.random.default_rng(seed)
    G = DeepGenerator(depth, activation, rng)
    D = ParallelDiscriminators(len(DISCRIMINATORS), rng)
    optimizers = adam_of(D)
    z_measure = rng.standard_normal((N_MEASURE, LATENT_DIM))
    real_measure = real_points(N_MEASURE, rng)
    for n_steps in range(moments[-1] + 1):
        if n_steps in moments:
            yield _measure(n_steps, G, D, z_measure, real_measure)
        if n_steps == moments[-1]:
            return
        fake = G.forward(rng.standard_normal((BATCH, LATENT_DIM)))
        discriminator_step(D, optimizers, real_points(BATCH, rng), fake)
