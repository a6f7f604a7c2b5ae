"""A GAN whose generator is the autoencoders' decoder: the same layers, the same z, and a discriminator as teacher."""

from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from explorer.arrays import Images
from explorer.models.autoencoders.decoder import Decoder
from explorer.models.autoencoders.networks import N_PIXELS, TwoLayers
from explorer.models.mnist_trainer.gan import Discriminator
from explorer.training.adam import Adam
from explorer.training.autoencoders.run import to_pixels
from explorer.training.mnist_trainer.settings import DENSE_WITH_R1 as S
from explorer.training.mnist_trainer.steps import Batch, discriminator_step, generator_step

N_DESCENT, DESCENT_RATE = 400, 0.05


class DecoderGan(Iterator[tuple[float, float]]):
    """One run. Each `next` is a step of D, then one of G; it returns both losses.

    Parameters
    ----------
    images : uint8, shape (n, 28, 28), what D is shown as real
    latent_dim : how many numbers a z ~ N(0, I) has
    seed : decides everything that is random
    """

    def __init__(self, images: Images, latent_dim: int, seed: int) -> None:
        self.iteration, self.latent_dim = 0, latent_dim
        self._images = images.reshape(len(images), -1)
        self._rng = torch.Generator().manual_seed(seed)
        self.G = TwoLayers(latent_dim, N_PIXELS, False, self._rng).requires_grad_(True)
        self.D = Discriminator("dense", self._rng)
        self.averaged_G = deepcopy(self.G).requires_grad_(False)
        betas = (S.beta1, S.beta2)
        self._optimizer_D = Adam(self.D.parameters(), S.learning_rate_D, betas)
        self._optimizer_G = Adam(self.G.parameters(), S.learning_rate_G, betas)

    def __next__(self) -> tuple[float, float]:
        """Do one iteration."""
        self.iteration += 1
        chosen = torch.randint(len(self._images), (S.batch_size,), generator=self._rng).numpy()
        real = Batch(_for_D(to_pixels(self._images[chosen])))
        z = torch.randn(S.batch_size, self.latent_dim, generator=self._rng)
        fake = Batch(_for_D(self.G(z).sigmoid()))
        said = discriminator_step(self.D, self._optimizer_D, real, Batch(fake.x.detach()), S, self._rng)
        loss_G = generator_step(self.D, self._optimizer_G, fake, S.loss)
        with torch.no_grad():
            decay = min(S.averaging, (1 + self.iteration) / (10 + self.iteration))
            averages, weights = list[Tensor](self.averaged_G.parameters()), list[Tensor](self.G.parameters())
            torch._foreach_lerp_(averages, weights, 1.0 - decay)
        return said.loss.item(), loss_G.item()

    def decoder(self) -> Decoder:
        """Return the generator, as its moving average, in NumPy."""
        return Decoder(**{name: p.numpy().copy() for name, p in self.averaged_G.named_parameters()}, is_linear=False)


def _for_D(pixels: Tensor) -> Tensor:
    """Return pixels (n, 784) in [0, 1] as D wants them: (n, 1, 28, 28) in [−1, 1]."""
    return (2.0 * pixels - 1.0).view(-1, 1, 28, 28)


def found_by_descent(decoder: Decoder, images: Images) -> NDArray[np.float32]:
    """Return for each picture, uint8 (n, 28, 28), a z whose picture is near it: float32 (n, k), by Adam from z = 0.

    A GAN has no encoder: this searches for what an encoder would say at once, and may end in a hollow.
    """
    x = to_pixels(images)
    weights = [torch.from_numpy(w) for w in (decoder.weight_1, decoder.bias_1, decoder.weight_2, decoder.bias_2)]
    z = torch.zeros(len(images), decoder.latent_dim, requires_grad=True)
    optimizer = Adam([z], DESCENT_RATE)
    for _ in range(N_DESCENT):
        z.grad = None
        h = torch.addmm(weights[1], z, weights[0]).relu()
        loss = F.mse_loss(torch.addmm(weights[3], h, weights[2]).sigmoid(), x, reduction="sum")
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return z.detach().numpy()
