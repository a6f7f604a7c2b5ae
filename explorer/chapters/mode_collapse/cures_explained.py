"""What each cure does, with its formula and source."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.names import CURES
from explorer.numbers import number, percent
from explorer.theory.sample_metrics import WITHIN_SIGMAS
from explorer.training.mode_collapse.cures_settings import N_SAMPLES, CureSettings
from explorer.ui.controls import Controls

_S = CureSettings()


class Explanation(NamedTuple):
    """A cure in words, as a formula, and who proposed it."""

    words: str
    formula: str
    source: str


EXPLAINED = {
    "plain": Explanation(
        "D judges **each point alone**. A G that puts all fakes on one good spot pays nothing for it, until D has "
        "learned to refuse that spot; then G moves all of them to the next one.",
        r"L_D=\mathbb E[-\ln D(x)]+\mathbb E[-\ln(1-D(G(z)))],\qquad "
        r"L_G=\mathbb E[-\ln D(G(z))]",
        "Goodfellow et al. 2014, section 3. D is the probability of *real*; x is a real point, z noise.",
    ),
    "five_steps": Explanation(
        "D learns **five times for each step of G**, so that it can refuse a crowded spot before G has moved again. "
        "Costs five times as many real points.",
        r"\theta_D\leftarrow\theta_D-\eta\,\nabla L_D\ \text{ five times, then }\ "
        r"\theta_G\leftarrow\theta_G-\eta\,\nabla L_G",
        "Goodfellow et al. 2014, Algorithm 1, with k = 5. θ are a network's parameters, η is the learning rate.",
    ),
    "minibatch": Explanation(
        "D sees, beside each point, **how close the rest of its batch is**. A batch of fakes that huddle gives itself "
        "away.",
        r"o_b(x_i)=\sum_j e^{-\lVert M_{i,b}-M_{j,b}\rVert_1},\qquad b=1\dots B",
        "Salimans et al. 2016, section 3.2. $M_i$ is a learned matrix of features of point i; here B = 5 rows of 3 "
        "numbers. The sums join D's last layer.",
    ),
    "pacgan": Explanation(
        "D judges **two points at once**: both real, or both fake. Two fakes on the same spot are suspicious, since "
        "two real points seldom share one.",
        r"L_D=\mathbb E[-\ln D(x_1,x_2)]+\mathbb E[-\ln(1-D(G(z_1),G(z_2)))]",
        "Lin et al. 2018, packing of 2. Only D's first layer grows: from 2 numbers to 4.",
    ),
    "unrolled_1": Explanation(
        "G asks how D **would answer its move**: its loss is taken with the D that one more step would make, and the "
        "gradient goes through that step.",
        r"L_G^{(k)}(\theta_G)=\mathbb E\big[-\ln D(G(z);\,\theta_D^{(k)})\big],\qquad "
        r"\theta_D^{(i+1)}=\theta_D^{(i)}-\mathrm{Adam}\big(\nabla L_D(\theta_D^{(i)},\theta_G)\big),\quad k=1",
        "Metz et al. 2017, section 2.2. D itself then takes only its usual step.",
    ),
    "unrolled_5": Explanation(
        "The same, **five steps ahead**: many fakes on one spot are worth nothing to a G that sees D refuse them "
        "there. Expensive: every step of G differentiates through five of D.",
        r"L_G^{(k)}(\theta_G)=\mathbb E\big[-\ln D(G(z);\,\theta_D^{(k)})\big],\qquad "
        r"\theta_D^{(i+1)}=\theta_D^{(i)}-\mathrm{Adam}\big(\nabla L_D(\theta_D^{(i)},\theta_G)\big),\quad k=5",
        "Metz et al. 2017, section 2.2.",
    ),
    "r1": Explanation(
        "D pays for being **steep where the data are**, so that it cannot chase G across the plane. It says nothing of "
        "variety: it calms the game down.",
        r"L_D+\frac{\gamma}{2}\,\mathbb E\big[\lVert\nabla_x\,t(x)\rVert^2\big],\qquad \gamma=1",
        "Mescheder et al. 2018, eq. 9; t is D's raw output, before its sigmoid. The page on dynamics shows why it "
        "calms.",
    ),
}


def chance_on_the_grid() -> float:
    """Return the quality of points spread evenly over the smallest square that holds all discs of 3σ of the grid."""
    p = DISTRIBUTIONS["grid_of_25"]
    radius = WITHIN_SIGMAS * p.sigma
    side = 2 * (float(p.modes.max()) + radius)
    return len(p.modes) * float(np.pi) * radius**2 / side**2


SETUP = rf"""Both players have {_S.n_layers} hidden layers of {_S.width} units, tanh in G and ReLU in D;
z ~ N(0, 1) in two dimensions. Adam with $\beta_1$ = {number(_S.beta1)} and batches of {_S.batch_size} points;
{_S.n_iterations:,} iterations, each of which ends with one step of G. The learning rate is {number(_S.learning_rate)}
and falls to 0 in the second half: a GAN circles around its goal, and shorter steps make the circle smaller. With the
same seed every cure begins with the same G.

Modes are counted on {N_SAMPLES:,} fakes: one is of **high quality** within 3σ of its nearest mode, and a mode is
**captured** when at least one such fake falls on it, as in *Srivastava et al. 2017 (VEEGAN)*. A perfect sampler has
98.889 % of high quality (dotted). Points spread evenly over the grid's square would have
{percent(chance_on_the_grid(), 1)}, and touch every mode by accident: so read both halves of a chart.

Nothing was tuned for a cure: γ, B, the packing and the steps ahead are one choice each. Another choice may do better.
What is compared is one setup, not the cures as such.

Papers print such tables, too. None of their numbers stands here, because we could not check them: of *Srivastava et
al.* we have read how they count, but not Table 1, and not the table of *Lin et al. 2018 (PacGAN)* either."""


def show_explanation(controls: Controls) -> None:
    """Draw the choice of a cure and what it is."""
    cure = controls.choice(
        "cure",
        "Look at a cure, and run it",
        CURES,
        next(iter(CURES)),
        help="Its formula, and what a live run below trains with. Minibatch and PacGAN show D several points at once, "
        "unrolled lets G look ahead, R1 is a penalty on D's slope.",
    )
    said = EXPLAINED[cure]
    with st.container(border=True):
        st.markdown(f"{said.words}\n\n$${said.formula}$$\n\n*{said.source}*")
