"""The training images of a folder that a visitor names, whichever data set it holds."""

from pathlib import Path

from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import Digits
from explorer.data.mnist_trainer.idx_sets import IDX_SETS, MNIST, checked_array

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


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
            images, labels = (checked_array(idx_set, folder, file) for file in (IMAGES, LABELS))
        except WrongFile as refusal:
            refusals[source] = refusal
            continue
        description = f"{idx_set.name}: {len(images):,} {idx_set.content} of 28×28 pixels, read from {folder}."
        return Digits(source, images, labels, description, idx_set.class_names)
    raise refusals[MNIST.id]
