"""The challenges that pages set, in the order in which they are listed. What solves them is computed, not written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Challenge:
    """What is to be reached on a page, in plain words.

    `page` and `chapter` say where it stands; a page without chapters has an empty one. `start` maps controls to the
    values from which the challenge begins.
    """

    name: str
    page: str
    chapter: str
    title: str
    task: str
    hint: str
    start: Mapping[str, Any] = field(default_factory=dict)


_HAND_D = {"dw1": 1.0, "dw2": -1.0, "dw3": -1.0, "dw4": 1.0, "db": -1.0, "noise": 0}
_HAND_G = {f"{kind}{i}": value for kind in ("gw", "gb") for i, value in enumerate((1.0, -1.0, -1.0, 1.0), start=1)}
_COLLAPSE = {
    "data": "Ring of 8",
    "D_activation": "ReLU",
    "G_activation": "ReLU",
    "D_learning_rate": 0.002,
    "G_learning_rate": 0.002,
    "D_momentum": 0.9,
    "G_momentum": 0.9,
}
_SHARPER = {
    "data": "Ring of 8",
    "D_width": 32,
    "G_width": 32,
    "D_learning_rate": 0.002,
    "G_learning_rate": 0.002,
}

CHALLENGES = (
    Challenge(
        "sure_of_all",
        "toy_faces",
        "discriminator",
        "Sure of all 25",
        "Set D by hand so that it is right about all 25 tiles and at least 75 % sure of each: every face gets more "
        "than 0.75, every non-face less than 0.25.",
        "Larger weights make D surer of everything, right or wrong. Then the bias has to follow: multiply all five "
        "numbers by the same factor, and no answer changes sides.",
        _HAND_D,
    ),
    Challenge(
        "fool_D",
        "toy_faces",
        "generator",
        "Fool the trained D",
        "The D of the article's run judges your pictures. Set G by hand so that it gets more than ½ for every z from "
        "0 to 1.",
        "What does D like? Its weights are 0.60, −0.29, −0.40, 0.38: dark where they are positive, light elsewhere, as "
        "far as the σ lets you. And z = 0 hears only the biases.",
        _HAND_G,
    ),
    Challenge(
        "fail_by_rate",
        "toy_faces",
        "training",
        "Break it by the rate alone",
        "Take the article's run and change nothing but the learning rate, so that after 1,000 epochs G does not draw a "
        "face.",
        "Small steps are only slow. Where does σ have no slope left?",
        {"epochs": 1000, "rate": 0.01, "seed": 42, "k": 1},
    ),
    Challenge(
        "five_moves",
        "gaussian_1d",
        "game",
        "Home in five moves",
        "Bring p_g home, to a JSD below 0.01 nats, with at most five moves of its two sliders. One move is from "
        "pressing a slider to letting it go.",
        "First the place, then the width. The pink area shows where the two still differ: on both flanks, p_g is too "
        "wide; on one, it stands too far to a side.",
        {"data": "Gaussian", "mu_data": -1.5, "sigma_data": 0.8, "mu_g": 3.0, "sigma_g": 2.4},
    ),
    Challenge(
        "near_D_star",
        "gaussian_1d",
        "your_own_d",
        "A thousandth from perfect",
        "By hand, without the button: a D that comes within 0.001 nats of the ceiling C(G), for two densities that are "
        "really apart (JSD at least 0.1).",
        "For equal widths the best logit is a straight line, c2 = 0. It crosses 0 half way between the two means.",
        {"own_data": "Gaussian", "own_mu_data": 0.0, "own_sigma_data": 1.0, "own_mu_g": 1.5, "own_sigma_g": 1.0},
    ),
    Challenge(
        "patience",
        "gaussian_1d",
        "convergence",
        "Patience with the proof",
        "Bring p_g home, to a JSD below 0.01 at the end, under the saturating loss, from μ = 6 and σ = 1, with p_data "
        "= N(0, 1).",
        "The loss is flat out there, but not quite. What can make many small pushes count? Two sliders can.",
        {"flow_loss": "saturating", "start_mu": 6.0, "start_sigma": 1.0, "goal_mu": 0.0, "goal_sigma": 1.0},
    ),
    Challenge(
        "hundred_times",
        "lsgan_vs_bce",
        "losses",
        "A hundred times weaker",
        "With c = 1: find the smallest t at which the gradient of the non-saturating BCE loss is at least a hundred "
        "times weaker than that of least squares.",
        "One falls like e^−t, the other grows like t. At t = 5 it is far too much: go back, half a unit at a time.",
        {"player": "Generator", "t": 5.0, "c": 1.0},
    ),
    Challenge(
        "other_coding",
        "lsgan_vs_bce",
        "optimal_d",
        "Another Pearson",
        "The paper's a, b, c = −1, 1, 0 make 2 C(G) the Pearson χ². Find other values that do the same.",
        "Two conditions for three numbers: one of them is free.",
        {"label_a": -1.0, "label_b": 1.0, "label_c": 0.0},
    ),
    Challenge(
        "closed_circle",
        "dynamics",
        "circle",
        "Round, but not away",
        "The plain GAN, h at least 0.2, a start at least 1 from the middle: end the 500 steps as far away as they "
        "began, to within 1 %.",
        "Not the size of the steps: their order.",
        {"method": "GAN", "schedule": "simultaneous", "theta": 1.0, "psi": 1.0, "h": 0.2, "steps": 500},
    ),
    Challenge(
        "fast_home",
        "dynamics",
        "eigenvalues",
        "Faster than 0.9",
        "Find a method and a step size with which every step near the equilibrium multiplies the distance by less than "
        "0.9: the larger |μ| below 0.9.",
        "Friction that stays near (0, 0): R1, noise or consensus. Then look at the lower left curve: which h has the "
        "lowest point?",
        {"method": "GAN", "schedule": "simultaneous", "h": 0.2},
    ),
    Challenge(
        "eight_modes",
        "mode_collapse",
        "lab",
        "All eight",
        "Begin with the run that collapses and change at most two settings, so that at the end of the run all eight "
        "modes have fakes.",
        "Both players run past their aim. What makes them remember where they were going?",
        _COLLAPSE,
    ),
    Challenge(
        "make_it_collapse",
        "mode_collapse",
        "lab",
        "Make it collapse",
        "The preset Sharper keeps all eight modes. Change one setting of it so that at the end of the run at most four "
        "of them have fakes.",
        "What if D never answers? k of D is a setting, too.",
        _SHARPER,
    ),
)


def challenge_named(name: str) -> Challenge:
    """Return the challenge called `name`; KeyError when there is none."""
    return {challenge.name: challenge for challenge in CHALLENGES}[name]
