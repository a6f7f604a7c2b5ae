"""An autoencoder, plain or variational, learns pictures: one run as an iterator of snapshots."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.arrays import Images
from explorer.data.array_file import checked
from explorer.data.autoencoders.measured import N_MAPPED, Measured
from explorer.data.files import Malformed
from explorer.models.autoencoders.decoder import Decoder, as_images
from explorer.models.autoencoders.networks import Autoencoder
from explorer.theory.autoencoders.pca import plane_of
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.training.adam import Adam
from explorer.training.autoencoders.losses import (
    kl_to_prior,
    posterior_slope,
    reconstruction_loss,
    reconstruction_slope,
    sampled,
)
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.autoencoders.snapshot import AutoencoderSnapshot
from explorer.training.live.plan import TrainingDiverged
from explorer.training.state import State, load_network, load_optimizer, network_arrays, optimizer_arrays

Codes = NDArray[np.float32]


class AutoencoderTraining(Iterator[AutoencoderSnapshot]):
    """One run. Each `next` is a step of Adam on a batch drawn with replacement; all chance comes from `settings.seed`.

    A variational one makes −ELBO small, with β on the KL and one z = μ + σε a picture.

    Parameters
    ----------
    images : uint8, shape (n, 28, 28), what is learned from, 0 the background
    measured : what is looked at every `settings.images_every` iterations, the first and the last
    settings : what decides the run

    Raises
    ------
    TrainingDiverged
        By `next`, when the loss is no longer a finite number.

    References
    ----------
    Hinton & Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks"; Vincent et al. 2008
    (denoising); Kingma & Welling 2014, algorithm 1; Higgins et al. 2017 (β).
    """

    def __init__(self, images: Images, measured: Measured, settings: AutoencoderSettings) -> None:
        s = self.settings = settings
        self.iteration = 0
        self._images = images.reshape(len(images), -1)  # (n, 784)
        self._rng = torch.Generator().manual_seed(s.seed)
        self.network = Autoencoder(s.latent_dim, s.model == "variational", s.linear, self._rng)
        self._optimizer = Adam(self.network.parameters(), lr=s.learning_rate)
        # from a generator of their own, so that looks do not change the run
        own_rng = torch.Generator().manual_seed(s.seed + 1)
        self._measured = to_pixels(measured.images)
        self._row = torch.from_numpy(measured.places)
        self._measured_noise = torch.randn(self._measured.shape, generator=own_rng)
        self._measured_epsilon = torch.randn(len(self._measured), s.latent_dim, generator=own_rng)

    def __next__(self) -> AutoencoderSnapshot:
        """Do one iteration."""
        s = self.settings
        if self.iteration >= s.n_iterations:
            raise StopIteration
        self.iteration += 1
        reconstruction, kl = self._step(self._draw())
        snapshot = AutoencoderSnapshot(self.iteration, reconstruction + s.beta * kl, reconstruction, kl)
        if not math.isfinite(snapshot.loss):
            raise self._diverged("The loss is no longer a finite number")
        is_looked_at = self.iteration in (1, s.n_iterations) or self.iteration % s.images_every == 0
        return self._looked_at(snapshot) if is_looked_at else snapshot

    @torch.no_grad()
    def _step(self, x: Tensor) -> tuple[float, float]:
        """Move the network once, down its loss on a batch; return reconstruction and KL before that."""
        s, encoder, decoder = self.settings, self.network.encoder, self.network.decoder
        fed = x + s.noise * torch.randn(x.shape, generator=self._rng) if s.noise else x
        hidden = encoder.hidden(fed)
        z, log_variance = self.network.halves(encoder.output(hidden))
        mu, kl, epsilon = z, 0.0, z
        if log_variance is not None:
            epsilon = torch.randn(z.shape, generator=self._rng)
            kl = kl_to_prior(mu, log_variance).sum().item() / len(x)
            z = sampled(mu, log_variance, epsilon)
        decoder_hidden = decoder.hidden(z)
        logits = decoder.output(decoder_hidden)
        x_hat = self.network.pixels(logits)
        reconstruction = reconstruction_loss(x, logits, x_hat, s.loss).item()
        slope = reconstruction_slope(x, x_hat, s.loss, s.linear)
        slope_z = decoder.backward(z, decoder_hidden, slope, needs_input=True)
        assert slope_z is not None
        if log_variance is not None:
            slope_z = posterior_slope(mu, log_variance, epsilon, slope_z, s.beta)
        encoder.backward(fed, hidden, slope_z, needs_input=False)
        self._optimizer.step()
        return reconstruction, kl

    def _draw(self) -> Tensor:
        chosen = torch.randint(len(self._images), (self.settings.batch_size,), generator=self._rng).numpy()
        return to_pixels(self._images[chosen])

    @torch.inference_mode()
    def _looked_at(self, snapshot: AutoencoderSnapshot) -> AutoencoderSnapshot:
        s, x = self.settings, self._measured
        codes, log_variance = self.network.encode(self._with_noise(x))
        logits = self.network.decoder(codes)
        x_hat = self.network.pixels(logits)
        if not x_hat.isfinite().all():
            raise self._diverged("The decoder's pixels are no longer finite numbers")
        difference = x_hat - x
        kl = torch.zeros(s.latent_dim)
        if log_variance is not None:
            kl = kl_to_prior(codes, log_variance).mean(dim=0)
            logits = self.network.decoder(sampled(codes, log_variance, self._measured_epsilon))
        reconstruction = reconstruction_loss(x, logits, self.network.pixels(logits), s.loss)
        mapped = codes[:N_MAPPED].numpy()
        point, axes = plane_of(mapped)
        return replace(
            snapshot,
            error=difference.square().mean().item(),
            absolute_error=difference.abs().mean().item(),
            grey=grey_share(x_hat.numpy()),
            measured_reconstruction=reconstruction.item(),
            measured_kl=kl.sum().item(),
            reconstructions=as_images(x_hat[self._row].numpy()),
            codes=((mapped - point) @ axes.T).astype(np.float32),
            kl_by_coordinate=kl.numpy(),
        )

    def _diverged(self, what: str) -> TrainingDiverged:
        place = f"at iteration {self.iteration}: the run stops here. A smaller learning rate usually helps."
        return TrainingDiverged(f"{what} {place}")

    def _with_noise(self, x: Tensor) -> Tensor:
        return x + self.settings.noise * self._measured_noise[: len(x)] if self.settings.noise else x

    # Questions to the networks as they stand.

    def look(self) -> AutoencoderSnapshot | None:
        """Return what a look at the measured pictures says now, nan what is of a batch; None where they are lost."""
        try:
            return self._looked_at(AutoencoderSnapshot(self.iteration, math.nan, math.nan, math.nan))
        except TrainingDiverged:
            return None

    @torch.inference_mode()
    def codes_of(self, images: Images) -> Codes:
        """Return the codes, or μ, of pictures without noise: float32 (n, k)."""
        return self.network.encode(to_pixels(images))[0].numpy()

    @torch.inference_mode()
    def posterior_of(self, images: Images) -> tuple[Codes, Codes]:
        """Return μ and ln σ² that a variational encoder says of pictures, float32 (n, k) each."""
        mu, log_variance = self.network.encode(to_pixels(images))
        if log_variance is None:
            raise ValueError("Only a variational encoder says a σ.")
        return mu.numpy(), log_variance.numpy()

    def decoder(self) -> Decoder:
        """Return the decoder as it stands, in NumPy."""
        arrays = {name: p.detach().numpy().copy() for name, p in self.network.decoder.named_parameters()}
        return Decoder(**arrays, is_linear=self.settings.linear)

    def noisy_row(self) -> Images:
        """Return what goes in of the first picture of each class: uint8 (10, 28, 28), with its noise."""
        noise = self.settings.noise * self._measured_noise[self._row]
        return as_images((self._measured[self._row] + noise).numpy())

    def change(self, settings: AutoencoderSettings) -> None:
        """Go on under other settings of the same networks, from the next iteration on."""
        self.settings = settings
        self._optimizer.lr = settings.learning_rate

    # The whole state, for saving and going on.

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return everything that the next iterations depend on, as copies."""
        return {
            "iteration": np.array(self.iteration),
            "chance": self._rng.get_state().numpy().copy(),
            **network_arrays("network", self.network),
            **optimizer_arrays("optimizer", self._optimizer),
        }

    def load_state(self, state: State) -> None:
        """Go on from a state, bit for bit as the run would have gone on; `Malformed` when it is none of such a run."""
        chance = torch.from_numpy(checked(state, "chance", self._rng.get_state().numpy().shape, np.uint8).copy())
        self.iteration = int(checked(state, "iteration", (), np.int64))
        load_network("network", self.network, state)
        load_optimizer("optimizer", self._optimizer, state)
        try:
            self._rng.set_state(chance)
        except RuntimeError as error:
            raise Malformed("its chance is no state of a random number generator") from error


def to_pixels(images: Images) -> Tensor:
    """Return uint8 images, (n, 28, 28) or (n, 784), as float32 (n, 784) in [0, 1]."""
    pixels = images.reshape(len(images), -1).astype(np.float32)  # a copy: the data are read-only
    return torch.from_numpy(pixels).mul_(1.0 / 255.0)
