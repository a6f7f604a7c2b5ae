"""What decides a run of the GAN on digits, and the settings recommended for each network. Needs no torch."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GanSettings:
    """Everything that decides a run: the same settings on the same machine and thread count give the same run.

    Adam's second β is 0.999. `images_every` is the number of iterations between two pictures of the fixed z.
    With `separate_batches` a step of D is two updates, one on the real batch, then one on the fakes, as Keras's
    `train_on_batch` makes them; otherwise it is one update on the sum of both losses.
    """

    network: str = "compact"
    loss: str = "non-saturating"
    batch_size: int = 64
    learning_rate_D: float = 1e-3
    learning_rate_G: float = 2e-3
    beta1: float = 0.5
    n_discriminator_steps: int = 1
    label_smoothing: float = 0.0
    seed: int = 0
    n_iterations: int = 1000
    images_every: int = 10
    separate_batches: bool = False


DEFAULTS = {
    "compact": GanSettings(),
    "dense": GanSettings(
        network="dense",
        batch_size=128,
        learning_rate_D=1e-3,
        learning_rate_G=1e-3,
        beta1=0.9,
        n_iterations=20_000,
        images_every=50,
        separate_batches=True,
    ),
    "convolutional": GanSettings(
        network="convolutional",
        batch_size=128,
        learning_rate_D=2e-4,
        learning_rate_G=2e-4,
        beta1=0.5,
        n_iterations=2_000,
        images_every=5,
    ),
}
