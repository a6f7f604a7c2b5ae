"""The walkthrough of every page, by the page's name."""

from collections.abc import Mapping

from explorer.lectures import dynamics, gaussian_1d, lsgan_vs_bce, mnist_trainer, mode_collapse, toy_faces
from explorer.lectures.step import Step

WALKTHROUGHS: Mapping[str, tuple[Step, ...]] = {
    "toy_faces": toy_faces.STEPS,
    "gaussian_1d": gaussian_1d.STEPS,
    "lsgan_vs_bce": lsgan_vs_bce.STEPS,
    "dynamics": dynamics.STEPS,
    "mode_collapse": mode_collapse.STEPS,
    "mnist_trainer": mnist_trainer.STEPS,
}
