"""The walkthrough's steps through the bound that a variational autoencoder makes large, and a challenge."""

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

_LINE = {"line_x": 1.2, "line_a": 1.5, "line_b": 0.3, "line_s2": 0.5}
_GAP = {"chapter": "bound", "bound_view": "gap", **_LINE}
_GRADIENT = {"chapter": "bound", "bound_view": "gradient", "q_mu": 1.0, "q_sigma": 1.0, "draws_seed": 9.0}

BOUND_STEPS = (
    Step(
        "a_bound_that_can_be_seen",
        "A bound that can be seen",
        "One number z, one number x = 1.5z + 0.3 + noise, and x = 1.2 was seen. Which z was it? q guesses: here it is "
        "the prior, as if x said nothing. Its ELBO is −3.632, and ln p(x) is −1.572. The 2.060 between them are the "
        "Kullback–Leibler divergence (KL) from q to the posterior.",
        {**_GAP, "q_mu": 0.0, "q_sigma": 1.0},
        figure="autoencoders_bound",
        look="Move q's mean μ and its standard deviation σ, and make the pink bar short.",
        note="Let the class direct you: left or right, wider or narrower? Whatever they say, the purple line never "
        "passes the blue one. Ask what the encoder of a VAE does: it is the hand on these two sliders, for every x.",
        minutes=2,
        play=("q_mu", "q_sigma"),
    ),
    Step(
        "the_gap_is_gone",
        "The gap is gone",
        "q is N(0.49, 0.43²), to two digits the posterior, and the ELBO is ln p(x) to three. There is nothing more to "
        "win by a better q: from here on only a better model makes x more probable.",
        {**_GAP, "q_mu": 0.49, "q_sigma": 0.43},
        figure="autoencoders_bound",
        look="Now move x: the posterior goes, q stays where it is, and the gap opens.",
        note="Two ways to lift the bound: a better q closes the gap, a better decoder lifts ln p(x). A VAE does both "
        "with one gradient. Ask what happens at a = 0. (x says nothing about z, and the posterior is the prior: "
        "posterior collapse in its smallest form.)",
        minutes=1.5,
        play=("line_x", "line_a"),
    ),
    Step(
        "through_the_sample_or_past_it",
        "Through the sample, or past it",
        "Both estimate how the mean of z² grows with μ, from one draw each, and both are right on average: 2. "
        "Reparameterisation, z = μ + σε, has variance 4; the score function, which does not ask for the slope of f, "
        "has 30: it needs 7.5 draws where the other needs one.",
        {**_GRADIENT, "f": "square"},
        figure="autoencoders_gradients",
        look="The lower histogram is the wider one, around the same mean. Move μ away from 0: it grows wider still.",
        note="This is the trick of the VAE in one picture. The randomness is moved out of the way, into ε, so that "
        "the chain rule goes through z. The other one is REINFORCE: the only way where no slope leads through.",
        minutes=2,
        play=("q_mu", "q_sigma"),
        predict=Prediction(
            "How fast does the mean of z² grow with μ, at μ = σ = 1? One draw through the sample, 2z, has the right "
            "mean, 2, and variance 4. The other way, z²ε/σ, has the same mean. And its variance?",
            {"same": "4, the same", "double": "8", "many": "30"},
            "variance_of_score",
        ),
    ),
    Step(
        "where_no_slope_leads",
        "Where no slope leads",
        "f is a step: 0 left of zero, 1 right of it. Its slope is 0 at every sample, so reparameterisation says 0, a "
        "thousand times. The mean of f does grow, by q's density at the step, 0.242, and the score function finds it.",
        {**_GRADIENT, "f": "step"},
        figure="autoencoders_gradients",
        look="Above, a single bar at 0, and so is its mean. Below, the mean is right.",
        note="Why a GAN for text is hard: a word is chosen or not, and no slope goes through a choice. Ask what one "
        "could do. (The score function, or a smooth stand-in for the choice.)",
        minutes=1,
        play=("q_mu",),
    ),
    Step(
        "linear_and_exact",
        "Linear, and exact",
        "A VAE of two linear maps, on real digits of 8×8 pixels. Its ELBO rises with each step and comes up to the "
        "dashed line: the likelihood of probabilistic PCA, known exactly since 1999. A bound can be reached.",
        {"chapter": "bound", "bound_view": "linear", "linear_k": 15, "linear_step": 1000, "linear_seed": 0.0},
        figure="autoencoders_linear_training",
        look="Move the steps back to 1, and forward. The purple line stays below the blue one, and both below the "
        "dashed one.",
        note="The non-linear VAE has no such line: nobody knows how far its ELBO is below ln p. Ask why q's "
        "independent coordinates are enough here. (The principal axes are orthogonal, so that the posterior's are "
        "independent, too.)",
        minutes=1.5,
        play=("linear_k", "linear_step"),
    ),
)

BOUND_CHALLENGES = (
    Challenge(
        "nothing_to_say",
        "bound",
        "Nothing to say",
        "Leave q at the prior, and change the model until the gap is below 0.001 nats.",
        "q may only stay if x says nothing about z. Which number carries z into x?",
        {**_GAP, "q_mu": 0.0, "q_sigma": 1.0},
    ),
)
