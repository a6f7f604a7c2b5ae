"""Common mistakes, each beside the controls whose numbers show it. Plain text: it follows the sliders."""

from functools import lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from explorer.numbers import INTEGRATED, number, percent, probability
from explorer.theory.densities import Density, Gaussian
from explorer.theory.divergences import js_divergence
from explorer.theory.dynamics.losses import EQUILIBRIUM_D, EQUILIBRIUM_G, deceptive_step, losses
from explorer.theory.dynamics.steps import Path
from explorer.theory.losses import NON_SATURATING, SATURATING, least_squares_behind_sigmoid, least_squares_generator
from explorer.theory.minimax import accuracy_of_D_star, accuracy_of_quadratic
from explorer.ui.indices import show_indexed

SURE = -5.0  # D's score of a fake that it has seen through
WITH_LOGARITHMS = ("gan", "non_saturating", "r1")
THREE = (Gaussian(0.0, 1.0), Gaussian(1.0, 1.0), Gaussian(2.0, 1.0))


def _mistake(title: str) -> DeltaGenerator:
    """Draw a box; `title` is what people say, and what stands in it shows with numbers why it is wrong."""
    return st.expander(f"A common mistake: “{title}”", icon=":material/error_outline:")


def _table(*rows: tuple[str, ...]) -> str:
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|:--|" + "--:|" * (len(rows[0]) - 1), *rest])


def show_two_losses(score: float) -> None:
    """−ln D and ln(1 − D) teach the same: their slopes by D's score on the present fake, and on one seen through."""
    D = float(np.exp(-np.logaddexp(0.0, -score)))
    scores = np.array([score, SURE])
    slopes = {
        "−ln D, slope −(1 − D)": NON_SATURATING.gradient(scores),
        "ln(1 − D), slope −D": SATURATING.gradient(scores),
    }
    rows = ((name, f"**{number(now, '.4f')}**", number(sure, ".4f")) for name, (now, sure) in slopes.items())
    with _mistake("−ln D and ln(1 − D) are the same to G"):
        st.markdown(
            "Both fall as D(G(z)) rises, and both leave G in peace at the same end of the game. But they do not teach "
            "alike: this is the pull on D's score of the fake.\n\n"
            f"{_table(('G makes small', f'here, D = {probability(D)}', 'a sure D, score −5'), *rows)}\n\n"
            "At D = ½ they are equal. Where D sees through the fake, where G has most to learn, ln(1 − D) hardly pulls "
            "at all. *Goodfellow et al. 2014, section 3.*"
        )


@lru_cache(maxsize=1)
def _three_js() -> tuple[float, float, float]:
    """Return the JSD from the first to the second, from there to the third, and from the first to the third."""
    one, two, three = THREE
    return js_divergence(one, two), js_divergence(two, three), js_divergence(one, three)


def show_js_and_root(js: float) -> None:
    """JSD is a distance: its triangle is broken, that of its root is not."""
    first, second, both = _three_js()
    rows = (
        ("p_data to p_g, now", *(f"**{number(each, '.4f', INTEGRATED)}**" for each in (js, max(js, 0.0) ** 0.5))),
        ("N(0, 1) straight to N(2, 1)", *(number(each, ".4f") for each in (both, both**0.5))),
        ("the same by way of N(1, 1)", *(number(each, ".4f") for each in (first + second, first**0.5 + second**0.5))),
    )
    with _mistake("The JSD is a distance"):
        show_indexed(
            "Its **square root** is one. For a distance, no way round is shorter than the straight one; for the JSD it "
            f"is:\n\n{_table(('nats', 'JSD', '√JSD'), *rows)}\n\n"
            "Libraries differ in which they return: SciPy's `jensenshannon` is the root, 0.25 where the divergence is "
            "0.0625. *Endres & Schindelin 2003.*"
        )


def show_sigmoid_in_LSGAN(t: float, c: float) -> None:
    """LSGAN with a sigmoid is still LSGAN: its gradient dies on both sides."""
    at = np.array([t, -t])
    head = ("gradient by t", *(f"at t = {number(each, 'g')}" for each in at + 0.0))
    plain, behind = (loss(c).gradient(at) for loss in (least_squares_generator, least_squares_behind_sigmoid))
    rows = (
        ("½(t − c)²", *(f"**{number(value, '.5f')}**" for value in plain)),
        ("½(σ(t) − c)²", *(f"**{number(value, '.5f')}**" for value in behind)),
    )
    with _mistake("LSGAN is any GAN with squares for losses"):
        st.markdown(
            "Code that keeps the sigmoid at the end of D has squares, and a gradient with the factor σ(t)(1 − σ(t)), "
            "which is next to nothing far out on either side.\n\n"
            f"{_table(head, *rows)}\n\n"
            "What LSGAN promises, a pull that grows with the distance, is gone. Its D ends in a linear layer. *Mao et "
            "al. 2017.*"
        )


def show_calm_losses(method: str, path: Path) -> None:
    """Losses at their equilibrium mean convergence: a step of the present path where they lie."""
    with _mistake("The losses are at their goal, so it has converged"):
        step = deceptive_step(path) if method in WITH_LOGARITHMS else None
        if step is None:
            st.markdown(
                "Not so, but this path has no step that shows it. Take the **GAN** from θ = 1, ψ = 1: twice in every "
                "turn both losses are what they are at the equilibrium, and the fake is far from the data."
            )
            return
        loss_D, loss_G = losses(path.theta[step], path.psi[step])
        st.markdown(
            f"Look at step **{step}** of this path. D's line has the slope ψ = {number(path.psi[step], '.3f')} there, "
            "and says nearly the same of real and fake:\n\n"
            + _table(
                ("", f"at step {step}", "at the equilibrium"),
                ("loss of D", f"**{number(float(loss_D), '.4f')}**", f"2 ln 2 = {number(EQUILIBRIUM_D, '.4f')}"),
                ("loss of G", f"**{number(float(loss_G), '.4f')}**", f"ln 2 = {number(EQUILIBRIUM_G, '.4f')}"),
                ("θ, the fake's distance", f"**{number(path.theta[step], '.3f')}**", "0"),
            )
            + "\n\nLosses compare the players with each other. Whether the fakes are where the data are, they do not "
            "say: look at samples, or at a distance."
        )


def show_dead_D(coefficients: tuple[float, float, float], p_data: Density, p_g: Density) -> None:
    """D is right in 50 %, so G is perfect: a D that is dead has 50 %, too."""
    with _mistake("D is right half of the time, so G has won"):
        st.markdown(
            "Only if it is the **best** D that cannot do better. A D that says the same of every sample is right "
            "half of the time as well, whatever G draws.\n\n"
            + _table(
                ("on half real, half fake", "is right"),
                ("your D", f"**{percent(accuracy_of_quadratic(coefficients, p_data, p_g), 1)}**"),
                ("a dead D, c₀ = c₁ = c₂ = 0", percent(accuracy_of_quadratic((0.0, 0.0, 0.0), p_data, p_g), 1)),
                ("the best D, D\\*", percent(accuracy_of_D_star(p_data, p_g), 1)),
            )
            + f"\n\nHere the JSD, the Jensen–Shannon divergence, is "
            f"{number(js_divergence(p_data, p_g), '.4f', INTEGRATED)} nats, and 0 means equal densities. In training, "
            "a D that is stuck at 50 % from the start has not been beaten: it has not begun to learn."
        )


def show_random_noise(sizes: tuple[float, ...], accuracy: NDArray[np.float64], norm: str, n: int) -> None:
    """Any small noise fools a network: pictures still seen rightly, (2, len(sizes)), by the gradient and by chance."""
    head = (f"right, of {n} pictures", *(f"{norm} {number(size)}" for size in sizes))
    rows = (
        (name, *(f"**{percent(share)}**" for share in shares))
        for name, shares in zip(("noise along the gradient", "random noise, as long"), accuracy, strict=True)
    )
    with _mistake("A little random noise fools a network"):
        st.markdown(
            "Texts say so, and mean noise that is *chosen*. Of exactly the same norm, on the same pictures:\n\n"
            f"{_table(head, *rows)}\n\n"
            "In a space of 784 directions a random one is nearly at right angles to any other, so also to the one that "
            "counts. *Goodfellow et al. 2014 (arXiv 1412.6572), section 4.*"
        )
