"""The training images of a folder that a visitor names, whichever data set it holds."""

from pathlib import Path

from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import Digits, read_split
from explorer.data.mnist_trainer.idx_sets import IDX_SETS, MNIST


def load_folder(folder: Path) -> Digits:
    """Return the 60,000 training images of MNIST or Fashion-MNIST from a folder with their IDX files, gzipped or not.

    Raises
    ------
    WrongFile
        When a file is missing or is not what it should be: what is wrong with it as one of MNIST's.
    """
    refusals = {}
    for source, idx_set in IDX_SETS.items():
        try:
            return read_split(idx_set, folder, "train")
        except WrongFile as refusal:
            refusals[source] = refusal
    raise refusals[MNIST.id]
