"""The judge of generated digits: what the project's own classifier says of a set of pictures.

The Fréchet distance here is that of this classifier's 48 features. The FID of the literature (Heusel et al. 2017) is
that of 2,048 features of the Inception network: the numbers cannot be compared, so this one is never called so.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.data.files import WrongFile
from explorer.models.classifier import N_ANSWERS, N_CLASSES, DigitClassifier
from explorer.theory.frechet import frechet_distance
from explorer.training.classifier.file import FILE, load_classifier_file
from explorer.training.classifier.judgement import SURE, Judgement
from explorer.training.classifier.train import pixels

__all__ = [
    "SURE",
    "Gaussian",
    "classifier_of",
    "feature_gaussian",
    "judge",
    "load_classifier",
    "looked_at",
    "probabilities",
]

Gaussian = tuple[NDArray[np.float64], NDArray[np.float64]]

CHUNK = 512  # pictures that go through the network at once, so that many of them need little memory


def judge(images: Images) -> Judgement:
    """Say of pictures, uint8 (n, 28, 28) with n ≥ 2, what digits they are taken for and how near they are to real ones.

    May be called from many threads; the same pictures always get the same judgement.

    Raises
    ------
    ValueError
        When there are fewer than two pictures: one has no covariance.
    """
    p, features = looked_at(classifier_of(), images)
    gaussian = feature_gaussian(features)
    counts = digit_counts(p)
    real = load_classifier_file()
    return Judgement(
        n=len(images),
        counts=counts,
        sure=share_of_sure(p),
        entropy=entropy(counts),
        frechet=frechet_distance(*gaussian, real.feature_mean, real.feature_covariance),
    )


def probabilities(images: Images) -> NDArray[np.float32]:
    """Return the probabilities of the ten digits and of none, shape (n, 11), for pictures, uint8 (n, 28, 28)."""
    p, _ = looked_at(classifier_of(), images)
    return p


@torch.inference_mode()
def looked_at(classifier: DigitClassifier, images: Images) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return probabilities (n, 11) and features (n, n_features) of pictures, uint8 (n, 28, 28)."""
    chunks = [classifier.features(pixels(chunk)) for chunk in torch.split(torch.tensor(images), CHUNK)]
    features = torch.cat(chunks)
    return classifier.logits(features).softmax(dim=1).numpy(), features.numpy()


def feature_gaussian(features: NDArray[np.float32]) -> Gaussian:
    """Return the mean (n_features,) and the covariance (n_features, n_features) of features (n, n_features), n ≥ 2."""
    if len(features) < 2:
        raise ValueError("A Gaussian is fitted to two pictures or more.")
    return features.mean(axis=0, dtype=np.float64), np.cov(features, rowvar=False, dtype=np.float64)


def share_of_sure(p: NDArray[np.float32]) -> float:
    """Return the share of rows of probabilities (n, 11) that give one of the ten digits more than 0.9."""
    return float((p[:, :N_CLASSES].max(axis=1) > SURE).mean())


def digit_counts(p: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return how many rows of probabilities (n, 11) have their largest at each digit, (10,); the rest are none."""
    return np.bincount(p.argmax(axis=1), minlength=N_ANSWERS)[:N_CLASSES]


def entropy(counts: NDArray[np.int64]) -> float:
    """Return −Σ q ln q of the shares q = counts/Σ counts, in nats; classes without a count add nothing."""
    q = counts[counts > 0] / max(counts.sum(), 1)
    return float((q * np.log(1.0 / q)).sum())  # ln 1/q, not −ln q: one class alone has 0, not −0


def load_classifier(weights: dict[str, NDArray[np.float16]]) -> DigitClassifier:
    """Return a classifier with these weights, by the names of its parameters, computing in float32.

    Raises
    ------
    WrongFile
        When the weights are not those of this network.
    """
    classifier = DigitClassifier(torch.Generator())  # every weight is replaced
    try:
        classifier.load_state_dict({name: torch.tensor(weight).float() for name, weight in weights.items()})
    except RuntimeError as error:
        raise WrongFile(f"{FILE.name} holds the weights of another network.") from error
    return classifier.requires_grad_(False)


@lru_cache(maxsize=2)
def classifier_of(path: Path = FILE) -> DigitClassifier:
    """Return the classifier of a file, the same one every time: it is only read."""
    return load_classifier(load_classifier_file(path).weights)
