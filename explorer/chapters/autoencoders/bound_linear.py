"""A linear VAE: its ELBO comes up to the likelihood of probabilistic PCA, which is known exactly."""

from functools import lru_cache

import numpy as np
import streamlit as st

from explorer.arrays import Array
from explorer.data.digits_8x8 import load_8x8
from explorer.figures.autoencoders.linear_vae import coordinates_figure, training_figure
from explorer.numbers import number
from explorer.theory.autoencoders.probabilistic_pca import Trained, covariance, greatest_log_likelihoods, train
from explorer.ui import charts
from explorer.ui.controls import Controls

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LOOKED_AT = tuple(int(step) for step in np.unique([*np.round(np.geomspace(1, STEPS[-1], 40)), *STEPS]))
MOST = 20
ACCURACY = 1e-7  # of a sum of 64 logarithms


def show(controls: Controls) -> None:
    """Draw the view."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        seed = controls.seed("linear_seed", "Seed of the first weights")
    _play(controls, seed)
    _explain()


@lru_cache(maxsize=1)
def spectrum() -> tuple[Array, Array]:
    """Return the covariance of the digits, (64, 64), and the greatest ln p with 1, ..., MOST coordinates."""
    S = covariance(load_8x8().pixels)
    return S, greatest_log_likelihoods(S, MOST)


@lru_cache(maxsize=4 * MOST)
def trained(k: int, seed: int) -> Trained:
    """Return the run with k coordinates."""
    return train(spectrum()[0], k, LOOKED_AT, np.random.default_rng(seed))


@st.fragment
def _play(controls: Controls, seed: int) -> None:
    with controls.together("linear", columns=None):
        k = controls.drag_slider("linear_k", "k: coordinates of z", 1, MOST, 15, 1)
        step = controls.drag_steps("linear_step", "Steps of training", STEPS, STEPS[-1])
    run, (_, greatest) = trained(k, seed), spectrum()
    at = LOOKED_AT.index(step)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        charts.show(
            training_figure(LOOKED_AT, run.elbo, run.log_likelihood, greatest[k - 1], step),
            "autoencoders_linear_training",
            "ELBO of a linear VAE and ln p of its decoder over the steps of training, below probabilistic PCA's.",
        )
    with right:
        charts.show(
            coordinates_figure(greatest, k, run.elbo[at]),
            "autoencoders_linear_k",
            f"The greatest ln p against k, and the run's ELBO at k = {k}.",
        )
    st.markdown(_table(run.elbo[at], run.log_likelihood[at], greatest[k - 1], k, step))
    charts.notice(
        "Two linear maps and one variance, trained on scikit-learn's 1,797 digits of 8×8 pixels from 0 to 1. With "
        "every step the purple **ELBO** rises, and it never crosses the dashed line, which no linear model of k "
        "coordinates can. **Move k** to 20 and the steps to 10: the blue line, the likelihood of the very same "
        "decoder, lies visibly above. There the gap is open, for q's coordinates are independent and the posterior's "
        "are not. Training turns the decoder's columns until they are, and that is how a VAE finds the principal axes."
    )


def _table(elbo: float, log_likelihood: float, greatest: float, k: int, step: int) -> str:
    told = [number(value, ".3f", ACCURACY) for value in (elbo, log_likelihood, greatest)]
    gap, short = (number(value, ".2g", ACCURACY) for value in (log_likelihood - elbo, greatest - log_likelihood))
    return (
        f"| k = {k}, step {step:,}; nats a picture | | |\n|:--|--:|:--|\n"
        f"| ELBO | **{told[0]}** | |\n"
        f"| ln p of this decoder | **{told[1]}** | the gap, the mean of KL(q ‖ posterior), is {gap} |\n"
        f"| probabilistic PCA, the most | **{told[2]}** | the decoder lacks {short} |"
    )


def _explain() -> None:
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""VAE is *variational autoencoder*, PCA *principal component analysis*, ELBO the *evidence lower bound*
on $\ln p(x)$, KL the Kullback–Leibler divergence; nats are natural logarithms. Here a picture x has d = 64 pixels and
mean m, and

$$z\sim\mathcal N(0,I_k),\quad x|z\sim\mathcal N(Wz+m,\ s^2I),\quad q(z|x)=\mathcal N(V(x-m),\ \mathrm{diag}(\delta))$$

Summed over z, x is Gaussian, and with the eigenvalues $\lambda_1\ge\lambda_2\ge\dots$ of the data's covariance its
likelihood is at most

$$\max\ln p=-\tfrac12\Bigl(d\ln2\pi+\sum_{i\le k}\ln\lambda_i+(d-k)\ln s^2+d\Bigr),$$

where s² is the mean of the eigenvalues left out.

A step is the best W and s² for the encoder, then the best V and δ for them, both by a formula:
$V=(W^\top W+s^2I)^{-1}W^\top$, $\delta_i=s^2/(\lVert w_i\rVert^2+s^2)$. Densities may be above 1, so nats
may be above 0.

*Tipping & Bishop 1999; Lucas et al. 2019, [arXiv 1911.02469](https://arxiv.org/abs/1911.02469).*"""
        )
