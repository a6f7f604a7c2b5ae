"""What is drawn and measured in the 2-D lab, with its formulas and sources."""

import streamlit as st


def explain() -> None:
    """Draw the formulas, folded away."""
    with st.expander("What is drawn and measured, and how exactly"):
        st.markdown(
            r"""**The push on a fake** is the gradient of the loss that G really makes small, followed downhill:

$$-\nabla_x\,\ell(t(x))=-\ell'(t)\,\nabla t(x),\qquad t=\text{D's raw output},\quad D=\frac1{1+e^{-t}}$$

with ℓ = −ln D (non-saturating), ln(1 − D) (saturating), ½(t − 1)² (LSGAN), −t (hinge, WGAN, WGAN-GP). Tools that
draw ∇D for every loss hide what matters: under the saturating loss ℓ′ = −D is almost 0 on fakes that D has seen
through. All arrows have one scale in every picture; a long one is bounded.

**A smoother D.** D's loss may have a penalty on its slope, which the drawn loss leaves out:

$$\text{R1: } \tfrac{\gamma}{2}\,\mathbb{E}_{x\sim p_{data}}\,|\nabla_x t(x)|^2$$

$$\text{WGAN-GP: } \lambda\,\mathbb{E}_{\hat x}\,(|\nabla_x t(\hat x)|-1)^2$$

at $\hat x=\varepsilon\,x+(1-\varepsilon)\,G(z)$, with ε uniform in [0, 1].

Spectral normalisation computes with $W/\lVert W\rVert_2$ in place of each layer's weights W, divided by their largest
singular value, from one power iteration a step. All these derivatives, the second ones as well, are written out and
tested like the networks. *Mescheder et al. 2018, eq. 9; Gulrajani et al. 2017, eq. 3; Miyato et al. 2018, Algorithm 1.*

**High quality** is a fake within 3σ, three standard deviations, of its nearest mode, and a mode is **captured** when
such a fake falls on it. Even a perfect sampler has only $1-e^{-4.5}$ = 98.889 % of high quality: more means that the
modes have shrunk. *Srivastava et al. 2017 (VEEGAN), section 4; Lin et al. 2018 (PacGAN).*

**JSD** and **KL** (Jensen–Shannon and Kullback–Leibler divergence, in nats: natural logarithms) compare the fakes'
shares of a 40×40 grid with the exact masses of the data. A finite sample never has the exact shares: both estimates are
biased upwards, KL by about (cells − 1)/2n where n fakes are many for the cells that matter, the JSD by a quarter of
that. So a perfect sampler's are not 0; the dotted floor is their mean over 100 perfect draws. JSD is at most ln 2,
however far away the fakes are. KL($p_{data}$ ‖ $p_g$) would be infinite as soon as one cell has no fake, so 1 % of real
mass is mixed into the fakes' shares, and ln 100 is the most (*Lee 1999, skew divergence*): it goes on growing with
every mode that is lost. **Sliced W1** is the mean, over 32 directions, of the Wasserstein-1 distance between the
shadows of the fakes and of 1,000 real points; its floor is what another 1,000 real points come to.

**The grid of z** has cells of equal probability: where G presses them together, $p_g$ is dense.

**The best D** for these fakes is $D^*=p_{data}/(p_{data}+p_g)$, for LSGAN's targets 0 and 1, too. $p_{data}$ is known,
$p_g$ by 1,000 fakes only: its density is their kernel estimate, a round Gaussian of width b around each, b a 32nd of
half the square's side (with the run's instance noise s, √(b² + s²)). An estimate blurs; so that a perfect G has
$D^*=½$, $p_{data}$ is blurred by the same b, exactly. It is the best D of the game with instance noise b: on modes
narrower than b the trained D may be sharper. Where neither kind has points $D^*$ means nothing and is left empty. A
penalty on D asks for another one. *Goodfellow et al. 2014, Proposition 1; Mao et al. 2017, eq. 5; Parzen 1962;
Sønderby et al. 2017.*

**The networks** are written out in NumPy, forward and backward; the gradients are tested against automatic
differentiation. *Goodfellow et al. 2014, Algorithm 1; LSGAN: Mao et al. 2017; WGAN with clipping: Arjovsky et al. 2017,
Algorithm 1; hinge: Lim & Ye 2017; instance noise: Sønderby et al. 2017.*"""
        )
