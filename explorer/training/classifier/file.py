"""The trained classifier's file: its weights, what it was found to be worth, and what real digits look like to it.

Needs no torch: a page that only states how good the classifier is reads it here.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.data.array_file import Arrays, read_arrays, write_arrays
from explorer.data.files import Malformed, reading
from explorer.data.recordings import FOLDER

FILE = FOLDER / "digit_classifier.npz"
ROBUST_FILE = FOLDER / "robust_classifier.npz"  # the same network, trained on its own worst cases
WEIGHT = "weights."  # what the names of the network's arrays begin with


@dataclass(frozen=True)
class ClassifierFacts:
    """What the classifier is worth, all measured on MNIST's 10,000 test images, from which it did not learn.

    Attributes
    ----------
    accuracy : the share that it takes for the right digit, in [0, 1]; to see no digit in it is wrong, too
    sure : the share of which it gives its digit a probability above 0.9, in [0, 1]
    counts : int, shape (10,), how many it takes for each digit
    entropy : of that histogram, in nats
    refused : the share of pictures without a digit, made of the same kinds as those that it learned from and of test
        images where a kind spoils digits, in which it sees none, in [0, 1]
    floor_n : int, shape (k,), increasing, the sizes of sets for which the floor was measured
    floor : shape (k,), the Fréchet distance between that many real test images and the 60,000 training images: the mean
        over several random sets
    """

    accuracy: float
    sure: float
    counts: NDArray[np.int64]
    entropy: float
    refused: float
    floor_n: NDArray[np.int64]
    floor: NDArray[np.float64]

    def frechet_floor(self, n: int) -> float:
        """Return the Fréchet distance that n real digits have on average: a perfect generator's, which is not 0.

        Few samples do not know their own mean and covariance well; what that adds falls like 1/n. So between measured
        sizes the floor is interpolated in 1/n; beyond the largest it is that of the largest.

        Raises
        ------
        ValueError
            When n is smaller than the smallest measured size.

        References
        ----------
        Chong & Forsyth 2020, "Effectively unbiased FID and Inception score and where to find them".
        """
        if n < self.floor_n[0]:
            raise ValueError(f"The floor was measured for {self.floor_n[0]} images and more, not for {n}.")
        return float(np.interp(1.0 / n, 1.0 / self.floor_n[::-1], self.floor[::-1]))


@dataclass(frozen=True)
class ClassifierFile:
    """All that the file holds.

    Attributes
    ----------
    weights : float16, by the names of the network's parameters
    feature_mean : float64, shape (n_features,), over the 60,000 training images
    feature_covariance : float64, shape (n_features, n_features)
    """

    weights: dict[str, NDArray[np.float16]]
    feature_mean: NDArray[np.float64]
    feature_covariance: NDArray[np.float64]
    facts: ClassifierFacts


@lru_cache(maxsize=2)
def load_classifier_file(path: Path = FILE) -> ClassifierFile:
    """Read the file. It is never trusted to hold more than arrays of numbers.

    Raises
    ------
    WrongFile
        When the file is missing, is no file of plain arrays, or lacks an array.
    """
    with reading(path.name, "no classifier of ours"), path.open("rb") as file:
        return _from_arrays(read_arrays(file))


def _from_arrays(arrays: Arrays) -> ClassifierFile:
    weights = {name.removeprefix(WEIGHT): array for name, array in arrays.items() if name.startswith(WEIGHT)}
    for name, array in weights.items():
        if array.dtype != np.float16 or not np.isfinite(array).all():
            raise Malformed(f"its weights {name} are not finite numbers of 16 bits")
    n_features, n_floors = (arrays[name].size if name in arrays else 0 for name in ("feature_mean", "floor_n"))
    return ClassifierFile(
        weights={name: array.astype(np.float16) for name, array in weights.items()},
        feature_mean=_numbers(arrays, "feature_mean", (n_features,)),
        feature_covariance=_numbers(arrays, "feature_covariance", (n_features, n_features)),
        facts=ClassifierFacts(
            accuracy=float(_numbers(arrays, "accuracy", ())),
            sure=float(_numbers(arrays, "sure", ())),
            counts=_numbers(arrays, "counts", (10,)).astype(np.int64),
            entropy=float(_numbers(arrays, "entropy", ())),
            refused=float(_numbers(arrays, "refused", ())),
            floor_n=_numbers(arrays, "floor_n", (n_floors,)).astype(np.int64),
            floor=_numbers(arrays, "floor", (n_floors,)),
        ),
    )


def _numbers(arrays: Arrays, name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return an array as finite numbers of the shape that it should have."""
    if name not in arrays:
        raise Malformed(f"it has no {name}")
    array = arrays[name]
    if array.shape != shape or array.dtype.kind not in "fiu" or not np.isfinite(array).all():
        raise Malformed(f"its {name} should be finite numbers of shape {shape} and is {array.dtype.name} {array.shape}")
    return array.astype(np.float64)


def save_classifier_file(path: Path, file: ClassifierFile) -> None:
    """Write what `load_classifier_file` reads; the same arrays make the same bytes."""
    facts = file.facts
    arrays: Arrays = {
        **{WEIGHT + name: weight for name, weight in file.weights.items()},
        "feature_mean": file.feature_mean.astype(np.float32),
        "feature_covariance": file.feature_covariance.astype(np.float32),
        "accuracy": np.array(facts.accuracy),
        "sure": np.array(facts.sure),
        "counts": facts.counts,
        "entropy": np.array(facts.entropy),
        "refused": np.array(facts.refused),
        "floor_n": facts.floor_n,
        "floor": facts.floor,
    }
    with path.open("wb") as target:
        write_arrays(target, arrays)
