"""What is computed, with formulas and sources, for each chapter of the page."""

import streamlit as st

from explorer.numbers import number
from explorer.training.autoencoders.settings import AutoencoderSettings

LOSSES = {
    "squared": r"L = \frac1n\sum_{i=1}^{n}\sum_{j=1}^{784}(x_{ij}-\hat x_{ij})^2",
    "absolute": r"L = \frac1n\sum_{i=1}^{n}\sum_{j=1}^{784}|x_{ij}-\hat x_{ij}|",
    "cross_entropy": r"L = -\frac1n\sum_{i=1}^{n}\sum_{j=1}^{784}x_{ij}\ln\hat x_{ij}+(1-x_{ij})\ln(1-\hat x_{ij})",
}
MINIMA = {
    "squared": "Of a pixel that the code leaves open, the squared error wants the **mean**: a grey.",
    "absolute": "Of a pixel that the code leaves open, the absolute error wants the **median**: black or white. It is "
    "no likelihood of anything: a smaller one does not say that the pictures are more probable.",
    "cross_entropy": "Cross-entropy is −ln of the probability of black and white pixels. For grey ones it is no "
    "likelihood, and is not 0 even where x̂ = x; it, too, wants the **mean** of a pixel that the code leaves open.",
}


def explain_bottleneck(s: AutoencoderSettings) -> None:
    """Say what the settings make small, and why PCA is the line."""
    with st.expander("What is computed", icon=":material/functions:"):
        network, beside = st.columns(2, gap="large")
        with network:
            st.latex(_maps(s))
            st.latex(LOSSES[s.loss])
            st.markdown(f"n pictures x make a batch; Adam moves all weights W and b. {MINIMA[s.loss]}")
            if s.noise:
                st.markdown(
                    f"The encoder sees x + {number(s.noise)} ε with ε ~ N(0, 1) for every pixel; L compares with x."
                )
        with beside:
            st.markdown("**Principal components**, exactly")
            st.latex(r"\hat x = \bar x + U_k^{\top}U_k\,(x-\bar x)")
            st.markdown(
                "x̄ is the mean picture, and the k rows of U are the directions in which the pictures differ most. On "
                "the pictures that it is fitted to, no linear code of k numbers has a smaller squared error, and every "
                "minimum of a linear autoencoder is this one: all else is a saddle. Only a network that bends can do "
                "better."
            )
        st.caption(
            "Baldi & Hornik 1989, *Neural networks and principal component analysis*; Hinton & Salakhutdinov 2006, "
            "*Reducing the dimensionality of data with neural networks*; Vincent et al. 2008 (denoising). Networks: "
            "784 → 256 → k → 256 → 784."
        )


def _maps(s: AutoencoderSettings) -> str:
    inner, outer = ("", "") if s.linear else (r"\operatorname{ReLU}", r"\sigma")
    code = rf"z = W_2\,{inner}(W_1 x + b_1) + b_2"
    picture = rf"\hat x = {outer}\bigl(W_4\,{inner}(W_3 z + b_3) + b_4\bigr)"
    return rf"{code},\qquad {picture}"


def explain_draw() -> None:
    """Say how z is drawn, what is measured, and why an autoencoder leaves holes."""
    with st.expander("What is computed", icon=":material/functions:"):
        drawn, walked = st.columns(2, gap="large")
        with drawn:
            st.markdown("**Random z**, from the Gaussian under which the codes of n real pictures are likeliest")
            st.latex(r"z \sim N(m, C),\quad m=\frac1n\sum_i z_i,\quad C=\frac1n\sum_i (z_i-m)(z_i-m)^{\top}")
            st.markdown(
                "An autoencoder's loss looks only at codes of pictures. What the decoder draws elsewhere costs "
                "nothing, so nothing shapes it. A variational one (**VAE**) is taught on z around each code, and a "
                "GAN's generator on random z from the start."
            )
        with walked:
            st.markdown("**The walks**, 0 ≤ s ≤ 1")
            st.latex(r"\hat x(s) = \text{decoder}\bigl((1-s)\,z_0+s\,z_1\bigr),\qquad x(s) = (1-s)\,x_0+s\,x_1")
            st.markdown(
                "The encoder is needed for both: it says where pictures lie. Sure is more than 0.9 for one of the ten "
                "digits, by this project's own classifier."
            )
        st.caption(
            "Kingma & Welling 2014, *Auto-encoding variational Bayes*; Tolstikhin et al. 2018, *Wasserstein "
            "auto-encoders*, on the holes."
        )


def explain_three_ways() -> None:
    """Say what each of the three makes small, and in which direction it compares data and pictures."""
    with st.expander("What is computed", icon=":material/functions:"):
        for place, (title, formula, words) in zip(st.columns(3, gap="large"), THREE, strict=True):
            with place:
                st.markdown(f"**{title}**")
                st.latex(formula)
                st.markdown(words)
        st.caption(
            "Distance: Euclidean, pixels from 0 to 1. Fréchet distance: in the features of this project's classifier. "
            "Kingma & Welling 2014; Goodfellow et al. 2014; R1: Mescheder et al. 2018. What a GAN makes small with "
            "the best D is a divergence of the densities: see **1-D Gaussian**."
        )


THREE = (
    (
        "Autoencoder",
        r"\mathbb E_x\,\|x-\hat x(z(x))\|^2",
        "Asks for every picture back, and nothing of any other z.",
    ),
    (
        "Variational autoencoder",
        r"\mathbb E_x\bigl[-\mathbb E_{q(z|x)}\ln p(x|z)+\mathrm{KL}(q(z|x)\,\|\,p(z))\bigr]",
        "KL is the Kullback–Leibler divergence. Every picture must be likely, so all are covered, and where one z "
        "stands for several the answer is their mean: a blur.",
    ),
    (
        "GAN",
        r"-\mathbb E_z\ln D(G(z))",
        "G is the generator, the same decoder; D, the discriminator, learns beside it, with an R1 penalty on its "
        "slope. Every drawn picture must look real; no picture of the data need be drawn: what is rare may be "
        "forgotten.",
    ),
)
