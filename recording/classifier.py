"""Train the classifier that judges generated digits: `python -m recording.classifier`.

Writes `explorer/recordings/digit_classifier.npz`, or the file named behind the command. Needs MNIST
(`GAN_EXPLORER_DATA`, or a download) and some ten minutes of one core.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.data.mnist_trainer.digits import Digits, load_digits, load_test_digits
from explorer.models.classifier import NO_DIGIT, DigitClassifier
from explorer.theory.frechet import frechet_distance
from explorer.training.classifier.file import FILE, ClassifierFacts, ClassifierFile, save_classifier_file
from explorer.training.classifier.judge import (
    Gaussian,
    digit_counts,
    entropy,
    feature_gaussian,
    load_classifier,
    looked_at,
    share_of_sure,
)
from explorer.training.classifier.train import Epoch, train_classifier
from recording.no_digits import KINDS, Images, specked

SEED = 0
N_EPOCHS = 24
N_NONE = 3_000  # pictures of each kind without a digit to learn from
N_SPECKED = 10_000
N_TRIED = 1_000  # pictures of each kind without a digit to measure with
FLOOR_N = (64, 128, 256, 512, 1024, 2048, 10_000)
N_SETS = 50  # random sets of each size over which the floor is averaged


# Trains a classifier in place on images and their answers, for so many epochs.
Train = Callable[[DigitClassifier, Images, Images, int, torch.Generator], Iterator[Epoch]]


@dataclass(frozen=True)
class Size:
    """How much is done: tests do less."""

    n_epochs: int = N_EPOCHS
    floor_n: tuple[int, ...] = FLOOR_N
    n_none: int = N_NONE
    n_tried: int = N_TRIED


WHOLE = Size()


def main(path: Path, size: Size = WHOLE) -> ClassifierFile:
    """Train a classifier from random weights, and write it with what it is worth."""
    torch_rng = torch.Generator().manual_seed(SEED)
    file = record(path, DigitClassifier(torch_rng), train_classifier, size, torch_rng)
    say(
        f"test images: accuracy {file.facts.accuracy:.2%}, sure of {file.facts.sure:.2%}; without a digit: "
        f"{file.facts.refused:.2%} refused; {path.stat().st_size:,} bytes"
    )
    for n, floor in zip(file.facts.floor_n, file.facts.floor, strict=True):
        say(f"Fréchet floor of {n:6,} images: {floor:.3f}")
    return file


def record(
    path: Path, classifier: DigitClassifier, train: Train, size: Size, torch_rng: torch.Generator
) -> ClassifierFile:
    """Train on MNIST's training images, measure on its test images what the rounded weights are worth, write both."""
    torch.set_num_threads(1)  # sums are added in one order, whatever the machine's number of cores
    training, test = load_digits("mnist"), load_test_digits("mnist")
    assert test is not None
    for epoch in train(classifier, *lessons(training, size.n_none), size.n_epochs, torch_rng):
        done = f"epoch {epoch.number:2d} of {size.n_epochs}"
        say(f"{done}: cross-entropy {epoch.loss:.4f}, accuracy {epoch.accuracy:.2%}")
    file = measured(classifier, training, test, tried(test, size.n_tried), size.floor_n)
    save_classifier_file(path, file)
    return file


def lessons(digits: Digits, n_none: int) -> tuple[Images, NDArray[np.uint8]]:
    """Return what there is to learn from: the digits, some of them with specks, and pictures without a digit."""
    rng = np.random.default_rng(SEED)
    chosen = rng.choice(len(digits.images), min(N_SPECKED, len(digits.images)), replace=False)
    none = [kind(rng, n_none, digits) for kind in KINDS.values()]
    images = np.concatenate([digits.images, specked(rng, digits.images[chosen]), *none])
    answers = np.full(len(images), NO_DIGIT, np.uint8)
    answers[: len(digits.images) + len(chosen)] = np.concatenate([digits.labels, digits.labels[chosen]])
    return images, answers


def tried(test: Digits, n: int) -> dict[str, Images]:
    """Return pictures of each kind without a digit to measure with."""
    return {name: kind(np.random.default_rng(SEED + 1), n, test) for name, kind in KINDS.items()}


def measured(
    classifier: DigitClassifier, training: Digits, test: Digits, none: Mapping[str, Images], floor_n: tuple[int, ...]
) -> ClassifierFile:
    """Round the weights to 16 bits and measure everything that `ClassifierFile` holds with the rounded ones.

    `none` are pictures without a digit, by their kinds.
    """
    weights = {name: weight.numpy().astype(np.float16) for name, weight in classifier.state_dict().items()}
    rounded = load_classifier(weights)
    _, features = looked_at(rounded, training.images)
    real = feature_gaussian(features)
    refused = []
    for name, images in none.items():
        p, _ = looked_at(rounded, images)
        refused.append((p.argmax(axis=1) == NO_DIGIT).mean())
        say(f"no digit in {refused[-1]:7.2%} of {name.replace('_', ' ')}")
    p, features = looked_at(rounded, test.images)
    counts = digit_counts(p)
    facts = ClassifierFacts(
        accuracy=float((p.argmax(axis=1) == test.labels).mean()),
        sure=share_of_sure(p),
        counts=counts,
        entropy=entropy(counts),
        refused=float(np.mean(refused)),
        floor_n=np.array(floor_n),
        floor=np.array([frechet_floor(features, n, real) for n in floor_n]),
    )
    return ClassifierFile(weights, *real, facts)


def frechet_floor(features: NDArray[np.float32], n: int, real: Gaussian) -> float:
    """Return the mean Fréchet distance between n of these features, drawn without repetition, and `real`."""
    rng = np.random.default_rng(SEED)
    n_sets = N_SETS if n < len(features) else 1
    sets = (rng.choice(features, n, replace=False) for _ in range(n_sets))
    return float(np.mean([frechet_distance(*feature_gaussian(one), *real) for one in sets]))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
