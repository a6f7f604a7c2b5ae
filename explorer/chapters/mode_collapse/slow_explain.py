"""What slow motion calculates, with its formulas and sources."""

import streamlit as st


def explain() -> None:
    """Draw the formulas, folded away."""
    with st.expander("What is calculated, and how exactly"):
        st.markdown("With a batch of n real points $x_i$ and n noises $z_i$, then n new noises $z'_i$, one update is")
        st.latex(r"L_D=\frac1n\sum_i \ell_{\text{real}}(t(x_i))+\frac1n\sum_i \ell_{\text{fake}}(t(G(z_i)))")
        st.latex(r"L_G=\frac1n\sum_i \ell_G(t(G(z'_i)))")
        st.markdown(
            r"""where t is D's raw output. D steps down the gradient g of $L_D$ by its weights, then G down that of
$L_G$ by its own: the chain $\ell_G'(t)\,\nabla_x t\,\partial G/\partial\theta$ runs through D, which stands
still; θ are the weights of G.

**The predicted change** is $g\cdot\Delta$, Δ being the move that the optimizer made: the change of the loss if the
loss were a straight line. The loss is curved, so a large step gets less than was predicted, or even the opposite.

**The push** on a fake is $-\ell_G'(t)\,\nabla t(x)$. The cosine says how far its move follows it: 1 along it, 0 across.

**D and G** have two hidden layers of 16 units (tanh), as in the lab. Under WGAN D's weights are held within ±1 after
each of its steps. Everything is calculated in double precision. *Goodfellow et al. 2014, Algorithm 1.*"""
        )
