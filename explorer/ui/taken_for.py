"""What this project's classifier takes pictures for, in the words that stand under them."""

from explorer.arrays import Images
from explorer.figures.mnist_trainer.judged import ANSWERS
from explorer.numbers import percent

NO_CLASSIFIER = "The classifier was trained on digits only: it does not judge clothing."


def is_judged(source: str) -> bool:
    """Return whether the classifier knows what the pictures called `source` show: it knows digits only."""
    return source != "fashion_mnist"


def taken_for(images: Images) -> list[str]:
    """Return what the classifier takes each picture for, a digit or none, and how sure it is of it."""
    from explorer.training.classifier.judge import probabilities  # brings torch

    said = probabilities(images)
    return [f"{ANSWERS[row.argmax()]} · {percent(row.max(), most=0)}" for row in said]
