"""What is computed: the two steps of an iteration, the losses with their formulas, the networks and the sources."""

import streamlit as st

from explorer.ui.charts import notice

NETWORKS = """
| networks | G | D | from |
|---|---|---|---|
| compact | small transposed convolutions | small strided convolutions | this project, for two cores |
| dense | 100 → 128 → 784 | 784 → 128 → 1 | a classic first GAN, 20,000 iterations |
| convolutional | 100 → 7·7·256 → 128 → 64 → 1 channels, 5×5 | 64 and 128 channels, 5×5, dropout | the DCGAN family |
"""


def show(loss: str) -> None:
    """Say what to notice, and, on request, what is computed under the loss chosen."""
    notice(
        "While it trains, watch the middle panel: the further D(x) and D(G(z)) lie apart, the surer D is. Then change "
        "one setting, press **Start again**, and compare."
    )
    with st.expander("What is computed", icon=":material/functions:"):
        left, right = st.columns(2, gap="large")
        with left:
            st.markdown(
                "One iteration is one or more steps of **D** on a batch of real digits x and of fakes G(z), then one "
                "step of **G** on new z. Both steps are Adam's. t is what D's network puts out."
            )
            _formulas(loss)
        with right:
            st.markdown(NETWORKS)
            st.caption(
                "Goodfellow et al. 2014, Algorithm 1 and eq. 1; Mao et al. 2017 (LSGAN), eq. 2 with a = 0, b = c = 1; "
                "Radford et al. 2016 (DCGAN); Salimans et al. 2016 (one-sided label smoothing)."
            )


def _formulas(loss: str) -> None:
    if loss == "LSGAN":
        st.latex(r"L_D = \tfrac12\,\mathbb{E}\,(t(x)-1)^2 + \tfrac12\,\mathbb{E}\,t(G(z))^2")
        st.latex(r"L_G = \tfrac12\,\mathbb{E}\,(t(G(z))-1)^2")
        st.caption("D says t itself, any number. Were D at ½ everywhere: L_D = 0.25, L_G = 0.125, the dotted lines.")
        return
    st.latex(r"D = \sigma(t), \qquad L_D = -\mathbb{E}\ln D(x) - \mathbb{E}\ln(1-D(G(z)))")
    if loss == "saturating":
        st.latex(r"L_G = \mathbb{E}\ln(1-D(G(z)))")
        st.caption("Were D at ½ everywhere: L_D = 2 ln 2 = 1.386, L_G = −ln 2 = −0.693, the dotted lines.")
    else:
        st.latex(r"L_G = -\mathbb{E}\ln D(G(z))")
        st.caption("Were D at ½ everywhere: L_D = 2 ln 2 = 1.386, L_G = ln 2 = 0.693, the dotted lines.")
