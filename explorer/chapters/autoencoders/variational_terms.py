"""The two terms: −ELBO over the run, the KL of each coordinate, and both for many β."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders.variational_shown import Shown
from explorer.data.autoencoders.variational_recording import LIVE, load_variational
from explorer.figures.autoencoders.terms import KL_RANGE, kl_figure, rate_distortion_figure, terms_figure
from explorer.numbers import counted, number
from explorer.ui import charts
from explorer.ui.controls import Controls

ON_PAPER = 340  # px: the names of neighbouring β lie apart


def choose(controls: Controls) -> None:
    """Draw nothing: this view has no choices."""


def show(controls: Controls, network: Shown, options: None) -> None:
    """Draw the view."""
    left, right = st.columns([1.2, 1], gap="medium")
    curves = network.curves
    with left:
        charts.show(
            terms_figure(
                curves["iteration"],
                curves["measured_reconstruction"],
                curves["measured_kl"],
                network.settings["n_iterations"],
            ),
            "autoencoders_terms",
            "Reconstruction and KL over the iterations, one on top of the other.",
        )
    with right:
        charts.show(kl_figure(network.kl, LIVE), "autoencoders_kl", "The KL of each coordinate of z, in nats.")
    st.markdown(_said(network))
    charts.notice(
        "The purple band is what z costs, the blue part what is still wrong with the picture. **β** is the price of a "
        "nat. Press *Posterior collapse* and Start: coordinates that do not earn their price **die**. Their q becomes "
        "the prior, whatever the picture, and the decoder learns not to listen."
    )
    _show_many(controls)


def _said(network: Shown) -> str:
    reconstruction, kl = (float(network.curves[f"measured_{name}"][-1]) for name in ("reconstruction", "kl"))
    live = int((network.kl > LIVE).sum())
    beyond = " Bars beyond the axis end at its top." if network.kl.max() > KL_RANGE[1] else ""
    total = number(reconstruction + kl, ".1f")
    return (
        f"At k = {network.latent_dim}, β = {number(network.settings['beta'])}: **{number(reconstruction, '.1f')} + "
        f"{number(kl, '.2f')} = {total} nats a picture**, the grey-pixel bound. "
        f"**{live} of {counted(network.latent_dim, 'coordinate')} live**: a KL above {number(LIVE)} nats.{beyond}"
    )


def _show_many(controls: Controls) -> None:
    kept = load_variational().sweep
    kl, reconstruction = kept.kl_by_coordinate.sum(axis=2).mean(axis=1), kept.reconstruction.mean(axis=1)
    n_live = (kept.kl_by_coordinate > LIVE).sum(axis=2).mean(axis=1)
    chosen = int(np.abs(kept.betas - float(controls.value("beta", 1.0))).argmin())
    charts.show(
        rate_distortion_figure(kept.betas.tolist(), n_live.tolist(), kl, reconstruction, chosen),
        "autoencoders_betas",
        "Reconstruction against KL for recorded runs that differ in β.",
        least_on_paper=ON_PAPER,
    )
    charts.notice(
        f"Recorded on MNIST: k = {kept.settings['latent_dim']}, {kept.settings['n_iterations']:,} iterations, means of "
        f"{kept.kl_by_coordinate.shape[1]} seeds. Every nat that β saves on the right is paid for above. The pink one "
        "is nearest to your β."
    )


def explain() -> None:
    """Draw the formulas."""
    with st.expander("The formulas, and where they come from"):
        st.markdown(
            r"""$$-\mathrm{ELBO}=\mathbb E_q[-\ln p(x|z)]+\mathrm{KL}(q(z|x)\,\|\,p(z))$$

$$-\ln p(x|z)=-\sum_i x_i\ln\hat x_i+(1-x_i)\ln(1-\hat x_i)$$

ELBO is the *evidence lower bound*, KL the Kullback–Leibler divergence. What is made small has β before the KL; the
curves show both terms without it. With black and white pixels the first term is a likelihood, and the whole a bound on
$-\ln p(x)$. Ours are grey, and a coin that falls black or white cannot come out grey: so this **grey-pixel bound**
bounds no likelihood, and its nats (natural logarithms) compare with one another, not with those of binarised pictures.
One z a picture, the same ε all along.

*Kingma & Welling 2014; β: Higgins et al. 2017; collapse: Bowman et al. 2016, Lucas et al. 2019; one term against the
other: Alemi et al. 2018, [arXiv 1711.00464](https://arxiv.org/abs/1711.00464).*"""
        )
