"""Train the classifier that has seen its own worst cases: `python -m recording.robust`.

It begins with the weights of the one that judges generated digits, and learns from the same pictures, each with the
noise that spoils it most. Writes `explorer/recordings/robust_classifier.npz`, or the file named behind the command.
Needs MNIST (`GAN_EXPLORER_DATA`, or a download) and some ten minutes of one core.
"""

import sys
from pathlib import Path

import torch

from explorer.data.mnist_trainer.digits import Digits, load_test_digits
from explorer.models.classifier import DigitClassifier
from explorer.training.adversarial_examples.attacks import Goal, pgd
from explorer.training.adversarial_examples.robust import train_robustly
from explorer.training.classifier.file import ROBUST_FILE, ClassifierFile, load_classifier_file
from explorer.training.classifier.judge import load_classifier
from explorer.training.classifier.train import pixels
from recording.classifier import SEED, Size, record, say

WHOLE = Size(n_epochs=12)
N_ATTACKED = 1_000
SIZE, N_STEPS = 1.5, 40


def main(path: Path, size: Size = WHOLE) -> ClassifierFile:
    """Train the plain classifier on its worst cases, and write it with what it is worth."""
    torch_rng = torch.Generator().manual_seed(SEED)
    classifier = load_classifier(load_classifier_file().weights).requires_grad_(True)
    file = record(path, classifier, train_robustly, size, torch_rng)
    test = load_test_digits("mnist")
    assert test is not None
    under_attack = accuracy_under_attack(load_classifier(file.weights), test)
    say(
        f"test images: accuracy {file.facts.accuracy:.2%}, under PGD-{N_STEPS} within L2 {SIZE} {under_attack:.2%}; "
        f"{path.stat().st_size:,} bytes"
    )
    return file


def accuracy_under_attack(classifier: DigitClassifier, test: Digits) -> float:
    """Return the share of the first test images that are still taken for the right digit under PGD."""
    x, y = pixels(torch.tensor(test.images[:N_ATTACKED])), torch.tensor(test.labels[:N_ATTACKED]).long()
    delta = pgd(classifier, x, Goal(y), SIZE, "l2", N_STEPS)
    return float((classifier(x + delta).argmax(dim=1) == y).float().mean())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROBUST_FILE)
