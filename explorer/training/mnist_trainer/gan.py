"""A GAN learns handwritten digits: one run, iteration by iteration, as an iterator of snapshots."""

import math
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils import get_total_norm

from explorer.arrays import Images
from explorer.data.array_file import checked
from explorer.data.files import Malformed
from explorer.models.mnist_trainer.fixed_statistics import with_fixed_statistics
from explorer.models.mnist_trainer.gan import N_CLASSES, networks
from explorer.training.adam import Adam
from explorer.training.classifier.judgement import Judge
from explorer.training.live.plan import TrainingDiverged
from explorer.training.mnist_trainer.losses import accuracy, probability
from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings
from explorer.training.mnist_trainer.snapshot import N_JUDGED, GanSnapshot
from explorer.training.mnist_trainer.steps import Batch, DiscriminatorStep, discriminator_step, generator_step
from explorer.training.state import State, load_network, load_optimizer, network_arrays, optimizer_arrays

__all__ = ["DEFAULTS", "GanSettings", "GanSnapshot", "GanTraining", "TrainingDiverged"]

N_GRID = 64
N_REFERENCE = 512  # z's whose statistics batch normalisation uses for `samples`


def to_pixels(images: Images) -> Tensor:
    """Return uint8 images (n, 28, 28) as float32 (n, 1, 28, 28) in [−1, 1]."""
    return torch.from_numpy(images).unsqueeze(1).float().div_(127.5).sub_(1.0)


def to_uint8(x: Tensor) -> Images:
    """Return pixels (n, 1, 28, 28) in [−1, 1] as uint8 images (n, 28, 28)."""
    return ((x.squeeze(1) + 1.0) * 127.5).round().to(torch.uint8).cpu().numpy()


class GanTraining(Iterator[GanSnapshot]):
    """One run. Each `next` does an iteration; it ends after `settings.n_iterations`.

    An iteration: `n_discriminator_steps` times a step of D on a fresh real and a fresh fake batch, then a step of G.
    Real batches are drawn with replacement. All chance comes from `settings.seed`.

    Parameters
    ----------
    images : uint8, shape (n, 28, 28), the real digits, 0 the background
    settings : what decides the run
    labels : uint8, shape (n,), 0 to 9; needed where the run is conditional
    judge : looks at 512 pictures whenever there is a picture

    Raises
    ------
    TrainingDiverged
        By `next`, when a loss or a pixel is no longer a finite number.
    """

    def __init__(
        self,
        images: Images,
        settings: GanSettings,
        labels: NDArray[np.uint8] | None = None,
        judge: Judge | None = None,
    ) -> None:
        if settings.conditional and labels is None:
            raise ValueError("A conditional run needs the labels of its images.")
        self.settings = settings
        self.iteration = 0
        self._images = images
        self._labels = labels if settings.conditional else None
        self._judge = judge
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")  # nothing needs a GPU
        self._torch_rng = torch.Generator().manual_seed(settings.seed)
        self.G, self.D = networks(
            settings.network,
            self._torch_rng,
            conditional=settings.conditional,
            minibatch_stddev=settings.minibatch_stddev,
        )
        self.G.to(self._device)
        self.D.to(self._device)
        self.averaged_G = deepcopy(self.G).requires_grad_(False) if settings.averaging else self.G
        betas = (settings.beta1, settings.beta2)
        self._optimizer_D = Adam(self.D.parameters(), lr=settings.learning_rate_D, betas=betas)
        self._optimizer_G = Adam(self.G.parameters(), lr=settings.learning_rate_G, betas=betas)
        self.fixed_z = self._draw_z(N_GRID)
        self.fixed_labels = self._in_turn(N_GRID)
        # from a generator of their own, so that a run is the same with and without a judge
        own_rng = torch.Generator().manual_seed(settings.seed + 1)
        self._judged_z = torch.randn(N_JUDGED, self.G.latent_dim, generator=own_rng).to(self._device)
        self._reference_z = torch.randn(N_REFERENCE, self.G.latent_dim, generator=own_rng).to(self._device)

    def __next__(self) -> GanSnapshot:
        """Do one iteration.

        An iteration that ends in numbers that are not finite counts: `iteration` is its number.
        """
        s = self.settings
        if self.iteration >= s.n_iterations:
            raise StopIteration
        self.iteration += 1
        for _ in range(s.n_discriminator_steps):
            real, fake = self._draw_real(), self._draw_fake(with_graph=s.shared_fakes)
            seen = Batch(self._noisy(fake.x.detach()), fake.labels)
            said = discriminator_step(
                self.D, self._optimizer_D, Batch(self._noisy(real.x), real.labels), seen, s, self._torch_rng
            )
        if not s.shared_fakes:
            fake = self._draw_fake(with_graph=True)
        loss_G = generator_step(self.D, self._optimizer_G, Batch(self._noisy(fake.x), fake.labels), s.loss)
        self._average()
        return self._snapshot(said, loss_G)

    def change(self, settings: GanSettings) -> None:
        """Go on with other settings; what needs a new start (`GanSettings.needs_new_start`) must be the same.

        But for the number of iterations, which may grow. The optimizers keep what they have gathered.
        """
        self.settings = settings
        betas = (settings.beta1, settings.beta2)
        self._optimizer_D.lr, self._optimizer_D.betas = settings.learning_rate_D, betas
        self._optimizer_G.lr, self._optimizer_G.betas = settings.learning_rate_G, betas

    def _draw_z(self, n: int) -> Tensor:
        return torch.randn(n, self.G.latent_dim, generator=self._torch_rng).to(self._device)

    def _in_turn(self, n: int) -> Tensor | None:
        return torch.arange(n, device=self._device) % N_CLASSES if self.settings.conditional else None

    def _draw_real(self) -> Batch:
        chosen = torch.randint(len(self._images), (self.settings.batch_size,), generator=self._torch_rng).numpy()
        x = to_pixels(self._images[chosen]).to(self._device)
        if self._labels is None:
            return Batch(x)
        return Batch(x, torch.from_numpy(self._labels[chosen]).long().to(self._device))

    def _draw_fake(self, with_graph: bool) -> Batch:
        z, labels = self._draw_z(self.settings.batch_size), None
        if self.settings.conditional:
            labels = torch.randint(N_CLASSES, (len(z),), generator=self._torch_rng).to(self._device)
        with torch.set_grad_enabled(with_graph):
            return Batch(self.G(z, labels), labels)

    def _noisy(self, x: Tensor) -> Tensor:
        if not self.settings.instance_noise:
            return x
        noise = torch.randn(x.shape, generator=self._torch_rng).to(self._device)
        return x + self.settings.instance_noise * noise

    @torch.no_grad()
    def _average(self) -> None:
        if self.settings.averaging:
            # Young averages forget faster, or the first pictures would be those of the first weights.
            decay = min(self.settings.averaging, (1 + self.iteration) / (10 + self.iteration))
            averages, weights = list[Tensor](self.averaged_G.parameters()), list[Tensor](self.G.parameters())
            torch._foreach_lerp_(averages, weights, 1.0 - decay)

    def _snapshot(self, said: DiscriminatorStep, loss_G: Tensor) -> GanSnapshot:
        loss, i = self.settings.loss, self.iteration
        scores = [probability(logits, loss) for logits in (said.logits_real, said.logits_fake)]
        right = accuracy(said.logits_real, said.logits_fake, loss)
        # one list, so that six numbers cost one synchronisation
        means = [score.mean() for score in scores]
        numbers = torch.stack([said.loss, loss_G, *means, right, said.penalty]).tolist()
        if not all(map(math.isfinite, numbers)):
            raise TrainingDiverged(f"A loss is no longer a finite number at iteration {i}: {_ADVICE}")
        snapshot = GanSnapshot(i, *numbers)
        if i != 1 and i % self.settings.images_every and i != self.settings.n_iterations:
            return snapshot
        real, fake = (score.cpu().numpy() for score in scores)
        return replace(
            snapshot,
            gradient_D=_gradient_norm(self.D),
            gradient_G=_gradient_norm(self.G),
            images=self._pictures(self.fixed_z, self.fixed_labels),
            scores_real=real,
            scores_fake=fake,
            judgement=self._judge and self._judge(self._pictures(self._judged_z, self._in_turn(N_JUDGED))),
        )

    @torch.no_grad()
    def _pictures(self, z: Tensor, labels: Tensor | None) -> Images:
        x = self.averaged_G(z, labels)
        if not x.isfinite().all():
            raise TrainingDiverged(
                f"The generator's pixels are no longer finite numbers at iteration {self.iteration}: {_ADVICE}"
            )
        return to_uint8(x)

    # Questions to the networks as they stand.

    @torch.no_grad()
    def samples(self, z: NDArray[np.floating], labels: NDArray[np.integer] | None = None) -> Images:
        """Return G's pictures of z, (n, latent_dim), each of which depends on its own z (and label) alone."""
        G = with_fixed_statistics(self.averaged_G, self._reference_z, self._in_turn(N_REFERENCE))
        given = None if labels is None else torch.from_numpy(np.asarray(labels, np.int64)).to(self._device)
        return to_uint8(G(torch.from_numpy(np.asarray(z, np.float32)).to(self._device), given))

    @torch.no_grad()
    def opinions(self, images: Images, labels: NDArray[np.integer] | None = None) -> NDArray[np.float32]:
        """Return what D says of images, uint8 (n, 28, 28): shape (n,), a probability or D's raw output."""
        given = None if labels is None else torch.from_numpy(np.asarray(labels, np.int64)).to(self._device)
        self.D.eval()
        logits = self.D(to_pixels(images.copy()).to(self._device), given)  # a copy: the data are read-only
        self.D.train()
        return probability(logits, self.settings.loss).cpu().numpy()

    def go_on_with(self, settings: GanSettings, judge: Judge | None) -> None:
        """Go on with the networks as they are under other settings, of the same networks, and count from 1 again."""
        self.settings = settings
        self.iteration = 0
        self._judge = judge
        for optimizer, rate in (
            (self._optimizer_D, settings.learning_rate_D),
            (self._optimizer_G, settings.learning_rate_G),
        ):
            optimizer.lr, optimizer.betas = rate, (settings.beta1, settings.beta2)

    # The whole state, for saving and going on.

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return everything that the next iterations depend on, as copies."""
        return {
            "iteration": np.array(self.iteration),
            "chance": self._torch_rng.get_state().numpy().copy(),
            "fixed_z": self.fixed_z.cpu().numpy().copy(),
            **network_arrays("G", self.G),
            **network_arrays("D", self.D),
            **(network_arrays("average", self.averaged_G) if self.settings.averaging else {}),
            **optimizer_arrays("optimizer_G", self._optimizer_G),
            **optimizer_arrays("optimizer_D", self._optimizer_D),
        }

    def load_state(self, state: State) -> None:
        """Go on from a state, bit for bit as the run would have gone on.

        Raises
        ------
        Malformed
            When an array is missing, or is not that of such a run.
        """
        chance = torch.from_numpy(checked(state, "chance", self._torch_rng.get_state().numpy().shape, np.uint8).copy())
        self.iteration = int(checked(state, "iteration", (), np.int64))
        self.fixed_z = torch.from_numpy(checked(state, "fixed_z", tuple(self.fixed_z.shape), np.float32).copy()).to(
            self._device
        )
        load_network("G", self.G, state)
        load_network("D", self.D, state)
        if self.settings.averaging:
            load_network("average", self.averaged_G, state)
        load_optimizer("optimizer_G", self._optimizer_G, state)
        load_optimizer("optimizer_D", self._optimizer_D, state)
        try:
            self._torch_rng.set_state(chance)
        except RuntimeError as error:
            raise Malformed("its chance is no state of a random number generator") from error


def _gradient_norm(network: nn.Module) -> float:
    return get_total_norm([p.grad for p in network.parameters() if p.grad is not None]).item()


_ADVICE = "the run stops here. A smaller learning rate usually helps."
