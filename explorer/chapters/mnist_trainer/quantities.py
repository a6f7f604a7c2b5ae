"""What may be followed over a run of the trainer: its curves, and in what way each is drawn."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.overlaid_runs import Curve, Quantity
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, NEUTRAL
from explorer.figures.training_curves import BORDERS, LOSS_RANGES, MAX_POINTS, SAID_RANGES, block_means
from explorer.theory.equilibrium import equilibrium_losses
from explorer.training.classifier.file import load_classifier_file
from explorer.training.live.history import SECONDS
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import N_JUDGED, GanSnapshot

LN_10 = float(np.log(10.0))
EVERY_ITERATION = ("loss_D", "loss_G", "D_real", "D_fake", "accuracy", "penalty")
D_AND_G = (("D", DISCRIMINATOR), ("G", GENERATOR))

Array = NDArray[np.float64]


def curves_of(curves: Mapping[str, Array], frames: Sequence[GanSnapshot]) -> dict[str, Curve]:
    """Return what there is of a run: of every iteration, as means of few, and of those with pictures."""
    iterations = curves.get("iteration", np.zeros(0))
    seconds = curves.get(SECONDS, np.full(len(iterations), np.nan))
    block = max(1, -(-len(iterations) // MAX_POINTS))
    times = block_means(iterations, block), block_means(seconds, block)
    found = {name: Curve(*times, block_means(curves[name], block)) for name in EVERY_ITERATION if name in curves}
    at = np.array([frame.iteration for frame in frames], dtype=float)
    times = at, np.interp(at, iterations, seconds) if len(iterations) else np.full(len(at), np.nan)
    for name in ("gradient_D", "gradient_G"):
        found[name] = Curve(*times, np.array([getattr(frame, name) for frame in frames], dtype=float))
    judged = [frame.judgement for frame in frames if frame.judgement]
    if len(judged) == len(frames):
        found["sure"] = Curve(*times, np.array([each.sure for each in judged]))
        found["none"] = Curve(*times, np.array([each.n_none / each.n for each in judged]))
        found["balance"] = Curve(*times, np.array([each.entropy / LN_10 for each in judged]))
        found["frechet"] = Curve(*times, np.array([each.frechet for each in judged]))
    return found


def quantities(settings: GanSettings, source: str) -> dict[str, Quantity]:
    """Return by their ids the quantities of a run, drawn as suits its loss and what it learns from."""
    loss = settings.loss
    ideal = equilibrium_losses(loss) if settings.label_smoothing == 0.0 else (np.nan, np.nan)
    goals = tuple((y, color) for y, (_, color) in zip(ideal, D_AND_G, strict=True) if np.isfinite(y))
    border = BORDERS.get(loss, 0.5)
    # What real digits reach was measured on MNIST's, with which it compares.
    floor = ((load_classifier_file().facts.frechet_floor(N_JUDGED), NEUTRAL),) if source == "mnist" else ()
    return {
        "losses": Quantity(
            "Losses",
            tuple((f"loss_{player}", color, player) for player, color in D_AND_G),
            LOSS_RANGES[loss],
            (-2, 1),
            goals,
            "at the goal",
        ),
        "said": Quantity(
            "What D says",
            (("D_real", DATA, "D(x), real"), ("D_fake", GENERATOR, "D(G(z)), fake")),
            SAID_RANGES.get(loss, (0.0, 1.0)),
            None,
            () if border is None else ((border, NEUTRAL),),
            "undecided",
        ),
        "accuracy": Quantity(
            "How often D is right",
            (("accuracy", DISCRIMINATOR, "D"),),
            (0.0, 1.0),
            None,
            ((0.5, NEUTRAL),),
            "a coin toss",
            is_share=True,
        ),
        "gradients": Quantity(
            "Length of the gradient",
            tuple((f"gradient_{player}", color, player) for player, color in D_AND_G),
            (0.0, 2.0),
            (-2, 1),
        ),
        "frechet": Quantity(
            "Fréchet distance",
            (("frechet", GENERATOR, ""),),
            (0.0, 50.0),
            (0, 2),
            floor,
            "real digits",
        ),
        "digits": Quantity(
            "Digits among G's pictures",
            (("sure", GENERATOR, "sure digits"), ("none", NEUTRAL, "no digit")),
            (0.0, 1.0),
            is_share=True,
        ),
        "balance": Quantity(
            "Class balance: 100 % where all ten are as frequent",
            (("balance", GENERATOR, ""),),
            (0.0, 1.0),
            is_share=True,
        ),
    }
