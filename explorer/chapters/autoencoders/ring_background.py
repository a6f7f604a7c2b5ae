"""What each of the three makes small on the ring of 8, and in which direction it compares data and drawn points."""

import numpy as np
import streamlit as st

from explorer.numbers import number
from explorer.theory.pushforward import js_divergence_of_masses


def explain_ring() -> None:
    """Draw the formulas."""
    with st.expander("The formulas, and where they come from"):
        vae, gan = st.columns(2, gap="large")
        with vae:
            st.markdown("**VAE**: x = x̂(z) + s η, with noise η ~ N(0, I) and z ~ N(0, I). It makes small")
            st.latex(
                r"""\begin{aligned}-\mathrm{ELBO}
&=\mathbb E_\varepsilon\frac{\|x-\hat x(\mu+\sigma\varepsilon)\|^2}{2s^2}\\
&+\sum_{i=1}^2\frac{\mu_i^2+\sigma_i^2-\ln\sigma_i^2-1}2\\&+2\ln s+\ln2\pi\end{aligned}"""
            )
            st.markdown(
                "where the encoder says μ and ln σ² of x, and the sum is the Kullback–Leibler divergence KL of its "
                "N(μ, σ²) from N(0, I). Its mean over the data is, in nats (natural logarithms),"
            )
            st.latex(r"\mathrm{KL}(p_{data}\|p)")
            st.markdown(
                "and the gap of the bound and a constant, with p the density of the VAE's x: where data are and p is "
                "next to nothing, this KL is huge, so every mode is covered: by the x̂(z), or where s is large by the "
                "noise around them. Drawn are the x̂(z), without the noise. "
                "A price β for the KL would be nothing new: it is the same as s√β in the place of s."
            )
        with gan:
            st.markdown("**GAN**: its generator G makes small, beside a discriminator D that learns")
            st.latex(r"-\mathbb E_z\ln D(G(z))")
            st.markdown(
                "a mean over G's own points: of a mode that none of them is near it says nothing. Were D the best one, "
                "$D^*$, the slope of this loss by G's weights, $D^*$ held still, would be that of"
            )
            st.latex(r"\mathrm{KL}(p_g\|p_{data})-2\,\mathrm{JSD}(p_{data}\|p_g)")
            st.markdown(_a_mode_that_is_missed())
        st.markdown(
            "**Autoencoder**: $\\mathbb E_x\\|x-\\hat x(z(x))\\|^2$. Its random z are drawn from the Gaussian that "
            "fits its codes."
        )
        st.caption(
            "All three have the same decoder, 2 → 32 → 32 → 2, which begins with the same weights, the same "
            "data, and a step an iteration; gradients are written out. A mode is hit, or captured, when one of 1,000 "
            "points lies within three of its standard deviations, 0.03: those points are of high quality. Kingma & "
            "Welling 2014; Goodfellow et al. 2014; Arjovsky & Bottou 2017, *Towards principled methods*, Theorem 2.5."
        )


def a_mode_missed(n: int = 8) -> tuple[float, float]:
    """Return KL(p_g ‖ p_data) and the JSD of a G that is perfect on all of n modes but one, in nats.

    KL = ln(n/(n − 1)); the other way round it is infinite.
    """
    p_data, p_g = np.full(n, 1 / n), np.append(np.full(n - 1, 1 / (n - 1)), 0.0)
    return float(np.log(n / (n - 1))), float(js_divergence_of_masses(p_data, p_g))


def _a_mode_that_is_missed() -> str:
    kl, jsd = a_mode_missed()
    return (
        "KL the other way round: large where G draws and there are no data. A G that is perfect but for one of eight "
        f"modes has KL($p_g$ ‖ $p_{{data}}$) = ln(8/7) = {number(kl, '.3f')} and a Jensen–Shannon divergence, JSD, of "
        f"{number(jsd, '.3f')}, while KL($p_{{data}}$ ‖ $p_g$) is infinite. That is the direction, no more: a D that "
        "learns is never the best one."
    )
