"""What is computed: the two steps of an iteration, the losses and penalties with their formulas, and the sources."""

import streamlit as st

from explorer.numbers import number
from explorer.training.mnist_trainer.settings import WITH_SIGMOID, GanSettings
from explorer.ui.charts import notice

NETWORKS = """
| networks | G | D | from |
|---|---|---|---|
| compact | small transposed convolutions | small strided convolutions | this project, for one core |
| dense | 100 → 128 → 784 | 784 → 128 → 1 | a classic first GAN, 20,000 iterations |
| convolutional | 100 → 7·7·256 → 128 → 64 → 1 channels, 5×5 | 64 and 128 channels, 5×5, dropout | the DCGAN family |
"""
LOSSES = {
    "saturating": (
        r"L_D = -\mathbb{E}\ln D(x) - \mathbb{E}\ln(1-D(G(z)))",
        r"L_G = \mathbb{E}\ln(1-D(G(z)))",
        "Were D at ½ everywhere: $L_D$ = 2 ln 2 = 1.386, $L_G$ = −ln 2 = −0.693, the dotted lines.",
    ),
    "non_saturating": (
        r"L_D = -\mathbb{E}\ln D(x) - \mathbb{E}\ln(1-D(G(z)))",
        r"L_G = -\mathbb{E}\ln D(G(z))",
        "Were D at ½ everywhere: $L_D$ = 2 ln 2 = 1.386, $L_G$ = ln 2 = 0.693, the dotted lines.",
    ),
    "lsgan": (
        r"L_D = \tfrac12\,\mathbb{E}\,(t(x)-1)^2 + \tfrac12\,\mathbb{E}\,t(G(z))^2",
        r"L_G = \tfrac12\,\mathbb{E}\,(t(G(z))-1)^2",
        "D says t itself, any number. Were D at ½ everywhere: $L_D$ = 0.25, $L_G$ = 0.125, the dotted lines.",
    ),
    "hinge": (
        r"L_D = \mathbb{E}\max(0,\,1-t(x)) + \mathbb{E}\max(0,\,1+t(G(z)))",
        r"L_G = -\mathbb{E}\,t(G(z))",
        "D says t itself, and stops caring about a digit beyond its margin. Were D at 0 everywhere: $L_D$ = 2, $L_G$ "
        "= 0.",
    ),
    "wgan_gp": (
        r"L_D = -\mathbb{E}\,t(x) + \mathbb{E}\,t(G(z)) + 10\,\mathbb{E}\,(|\nabla_{\hat x} t(\hat x)|-1)^2",
        r"L_G = -\mathbb{E}\,t(G(z))",
        "D, here a critic, says t itself. x̂ lies at random on the line between a real digit and a fake. The first two "
        "terms are drawn: with the slope near 1, −$L_D$ estimates the Wasserstein distance.",
    ),
}


def show(settings: GanSettings) -> None:
    """Say what to notice, and, on request, what is computed under the settings."""
    notice(
        "While it trains, watch what D says: the further D(x), of real digits x, and D(G(z)), of fakes, lie apart, the "
        "surer D is. Then change one setting, press **Start again**, and compare."
    )
    with st.expander("What is computed", icon=":material/functions:"):
        left, right = st.columns(2, gap="large")
        with left:
            st.markdown(
                "One iteration is one or more steps of **D** on a batch of real digits x and of fakes G(z), then one "
                "step of **G**. Both steps are Adam's. t is what D's network puts out"
                + (", and D = σ(t), σ being the sigmoid." if settings.loss in WITH_SIGMOID else ".")
            )
            _formulas(settings)
        with right:
            st.markdown(NETWORKS)
            st.caption(
                "Goodfellow et al. 2014, Algorithm 1 and eq. 1; Mao et al. 2017 (LSGAN), eq. 2 with a = 0, b = c = 1; "
                "Lim & Ye 2017 (hinge); Gulrajani et al. 2017 (WGAN-GP), eq. 3; Mescheder et al. 2018 (R1), eq. 9; "
                "Radford et al. 2016 (DCGAN); Salimans et al. 2016 (label smoothing); Karras et al. 2018 (minibatch "
                "standard deviation); Mirza & Osindero 2014 and Miyato & Koyama 2018 (conditions)."
            )


def _formulas(settings: GanSettings) -> None:
    of_D, of_G, words = LOSSES[settings.loss]
    st.latex(of_D)
    st.latex(of_G)
    st.caption(words)
    if settings.r1:
        st.latex(
            rf"\text{{R1, added to }} L_D:\quad \tfrac{{{number(settings.r1)}}}{{2}}\,\mathbb{{E}}\,|\nabla_x t(x)|^2"
        )
    if settings.label_smoothing:
        y = 1 - settings.label_smoothing
        st.caption(
            f"Label smoothing: real digits aim at y = {number(y)} in place of 1 (under logarithms y in place of 1 "
            "in front of ln D(x), and 1 − y in front of ln(1 − D(x)))."
        )
    if settings.instance_noise:
        noise = number(settings.instance_noise)
        st.caption(f"Instance noise: D sees x + {noise}·ε and G(z) + {noise}·ε with new ε ~ N(0, 1) for every pixel.")
    if settings.minibatch_stddev:
        st.caption(
            "Batch spread: D's last layer also gets s, each feature's standard deviation over the batch, "
            "averaged over the features."
        )
    if settings.conditional:
        st.caption(
            "Condition: G gets z with the digit as a one-hot vector behind it; D adds e_y·h(x) to t, where h are "
            "its last features and e_y a learned vector for digit y."
        )
    if settings.averaging:
        st.caption(
            f"Averaging: the pictures are drawn with w̄ ← {number(settings.averaging)} w̄ + "
            f"{number(1 - settings.averaging)} w after each step of G (faster at the very start)."
        )
