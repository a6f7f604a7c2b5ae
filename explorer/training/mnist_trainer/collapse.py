"""Noticing that a GAN on pictures has gone wrong for good: one picture only, a D that has won, or exploding losses."""

import numpy as np

from explorer.arrays import Images
from explorer.training.mnist_trainer.settings import WITH_SIGMOID
from explorer.training.mnist_trainer.snapshot import GanSnapshot

# Measured on MNIST. The recommended runs keep 60-110 % of the real digits' diversity once they draw, and the dense GAN
# stays below 30 % for 11 pictures in a row before; a generator that learns fifty times as fast as D falls below 30 %
# and stays there. D's loss stays below 0.02 for at most one picture in those runs, and for 20 and more where D has won.
MIN_SHARE = 0.3
MIN_LOSS_D = 0.02
N_PICTURES = 20
N_REAL = 1_000
MAX_LOSS = 1e3  # ten times what any run that went on to draw digits has reached even once


def diversity(images: Images) -> float:
    """Return how much pictures differ from each other: each pixel's standard deviation over them, averaged.

    Parameters
    ----------
    images : uint8, shape (n, height, width)

    Returns
    -------
    In [0, 127.5]; 0 when all pictures are the same.
    """
    return float(images.std(axis=0, dtype=np.float32).mean())


class CollapseWatch:
    """Looks at a run's snapshots, one after the other, and says so once the run is lost.

    * Collapsed: `N_PICTURES` sets of pictures in a row are less than `MIN_SHARE` as diverse as real ones. Only total
      collapse is seen: a generator that has lost one digit of ten passes.
    * D has won: over as many sets, D's mean loss from one to the next is below `MIN_LOSS_D` nats. This is looked at
      under the losses with logarithms alone: least squares, hinge and Wasserstein go on pulling at fakes that D has
      told from the real ones.
    * Diverged: D's or G's loss, averaged without its sign from one set to the next, is above `MAX_LOSS`. Under WGAN-GP
      D's alone is looked at: it is a difference; G's moves with a constant that means nothing.

    Parameters
    ----------
    real : uint8, shape (n, height, width), the real pictures; the first thousand are looked at
    loss : one of the names in `explorer.training.mnist_trainer.settings.LOSSES`
    """

    def __init__(self, real: Images, loss: str) -> None:
        self._least_diversity = MIN_SHARE * diversity(real[:N_REAL])
        self._least_loss_D = MIN_LOSS_D if loss in WITH_SIGMOID else -np.inf
        self._n_looked_at = 1 if loss == "wgan_gp" else 2
        self._losses: list[tuple[float, float]] = []  # D's and G's since the last pictures
        self._n_alike = 0
        self._n_won = 0

    def __call__(self, snapshot: GanSnapshot) -> str | None:
        """Take in a snapshot; return a sentence if the run is lost, else None."""
        self._losses.append((snapshot.loss_D, snapshot.loss_G))
        if snapshot.images is None:
            return None
        self._n_alike = self._n_alike + 1 if diversity(snapshot.images) < self._least_diversity else 0
        losses = np.array(self._losses)  # (iterations, 2)
        self._losses.clear()
        self._n_won = self._n_won + 1 if losses[:, 0].mean() < self._least_loss_D else 0
        if np.abs(losses).mean(axis=0)[: self._n_looked_at].max() > MAX_LOSS:
            return (
                f"Diverged by iteration {snapshot.iteration:,}: the losses have grown beyond {MAX_LOSS:,.0f}. "
                "A smaller learning rate usually helps."
            )
        if self._n_alike >= N_PICTURES:
            return (
                f"Collapsed by iteration {snapshot.iteration:,}: whatever z it gets, G makes nearly the same picture."
            )
        if self._n_won >= N_PICTURES:
            return (
                f"D has won by iteration {snapshot.iteration:,}: it tells every fake (its loss stays below "
                f"{MIN_LOSS_D}), and G finds no way to fool it any more."
            )
        return None
